#include "page/office/rtfwords.h"

#include <stdlib.h>

/* In order of their names, for bsearch(). */
static const struct rtf_word words[] = {
    {"aftncn", RTF_SKIP, 0},
    {"aftnsep", RTF_SKIP, 0},
    {"aftnsepc", RTF_SKIP, 0},
    {"annotation", RTF_SKIP, 0},
    {"ansi", RTF_ANSI, 1252},
    {"ansicpg", RTF_CODEPAGE, 0},
    {"atnauthor", RTF_SKIP, 0},
    {"atnid", RTF_SKIP, 0},
    {"author", RTF_AUTHOR, 0},
    {"bin", RTF_BINARY, 0},
    {"bullet", RTF_CHAR, 0x2022},
    {"cell", RTF_CELL, 0},
    {"colortbl", RTF_SKIP, 0},
    {"creatim", RTF_CREATED, 0},
    {"deleted", RTF_HIDDEN, 0},
    {"dy", RTF_DAY, 0},
    {"emdash", RTF_CHAR, 0x2014},
    {"emspace", RTF_CHAR, 0x2003},
    {"endash", RTF_CHAR, 0x2013},
    {"enspace", RTF_CHAR, 0x2002},
    {"f", RTF_FONT, 0},
    {"fcharset", RTF_CHARSET, 0},
    {"filetbl", RTF_SKIP, 0},
    {"fldinst", RTF_SKIP, 0},
    {"fonttbl", RTF_FONTS, 0},
    {"footer", RTF_SKIP, 0},
    {"footerf", RTF_SKIP, 0},
    {"footerl", RTF_SKIP, 0},
    {"footerr", RTF_SKIP, 0},
    {"footnote", RTF_NOTE, 0},
    {"ftncn", RTF_SKIP, 0},
    {"ftnsep", RTF_SKIP, 0},
    {"ftnsepc", RTF_SKIP, 0},
    {"generator", RTF_SKIP, 0},
    {"header", RTF_SKIP, 0},
    {"headerf", RTF_SKIP, 0},
    {"headerl", RTF_SKIP, 0},
    {"headerr", RTF_SKIP, 0},
    {"info", RTF_INFO, 0},
    {"intbl", RTF_INTABLE, 0},
    {"ldblquote", RTF_CHAR, 0x201C},
    {"line", RTF_BREAK, 0},
    {"listoverridetable", RTF_SKIP, 0},
    {"listtable", RTF_SKIP, 0},
    {"listtext", RTF_SKIP, 0},
    {"lquote", RTF_CHAR, 0x2018},
    {"ls", RTF_LIST, 0},
    {"mac", RTF_ANSI, 10000},
    {"mo", RTF_MONTH, 0},
    {"nestcell", RTF_CELL, 0},
    {"nestrow", RTF_PAR, 0},
    {"nonshppict", RTF_SKIP, 0},
    {"object", RTF_SKIP, 0},
    {"outlinelevel", RTF_OUTLINE, 0},
    {"page", RTF_PAR, 0},
    {"par", RTF_PAR, 0},
    {"pard", RTF_PLAINPAR, 0},
    {"pc", RTF_ANSI, 437},
    {"pca", RTF_ANSI, 850},
    {"pict", RTF_SKIP, 0},
    {"plain", RTF_PLAIN, 0},
    {"pntext", RTF_SKIP, 0},
    {"qmspace", RTF_CHAR, 0x2005},
    {"rdblquote", RTF_CHAR, 0x201D},
    {"revtbl", RTF_SKIP, 0},
    {"revtim", RTF_CHANGED, 0},
    {"row", RTF_ROW, 0},
    {"rquote", RTF_CHAR, 0x2019},
    {"rxe", RTF_SKIP, 0},
    {"s", RTF_STYLE, 0},
    {"sect", RTF_PAR, 0},
    {"stylesheet", RTF_STYLES, 0},
    {"tab", RTF_TAB, 0},
    {"tc", RTF_SKIP, 0},
    {"title", RTF_TITLE, 0},
    {"txe", RTF_SKIP, 0},
    {"u", RTF_UNICODE, 0},
    {"uc", RTF_UNISKIP, 0},
    {"v", RTF_HIDDEN, 0},
    {"xe", RTF_SKIP, 0},
    {"yr", RTF_YEAR, 0},
};

static int compare(const void *name, const void *word)
{
    const struct slice *wanted = name;
    const struct rtf_word *found = word;

    return slice_cmp(*wanted, slice_of(found->name));
}

const struct rtf_word *rtf_word_find(struct slice name)
{
    return bsearch(&name, words, sizeof words / sizeof words[0],
                   sizeof words[0], compare);
}

unsigned rtf_charset_page(long charset)
{
    static const struct {
        long charset;
        unsigned page;
    } pages[] = {
        {0, 1252},   {77, 10000}, {128, 932},  {129, 949},  {130, 1361},
        {134, 936},  {136, 950},  {161, 1253}, {162, 1254}, {163, 1258},
        {177, 1255}, {178, 1256}, {186, 1257}, {204, 1251}, {222, 874},
        {238, 1250}, {254, 437},  {255, 850},
    };

    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        if (pages[i].charset == charset) {
            return pages[i].page;
        }
    }
    return 0;
}
