/*
 * rtfwords.h - the control words of RTF that matter to its text.
 */
#ifndef DEMARCHE_PAGE_OFFICE_RTFWORDS_H
#define DEMARCHE_PAGE_OFFICE_RTFWORDS_H

#include "base/slice.h"

#include <stdint.h>

enum rtf_act {
    RTF_IGNORE,
    RTF_CHAR,     /* stands for a character */
    RTF_PAR,      /* ends a paragraph */
    RTF_BREAK,    /* ends a line */
    RTF_TAB,      /* a blank */
    RTF_CELL,     /* ends a cell */
    RTF_ROW,      /* ends a row */
    RTF_INTABLE,  /* the paragraph stands in a table */
    RTF_PLAINPAR, /* the paragraph's properties start anew */
    RTF_SKIP,     /* the group is no text of the document */
    RTF_NOTE,     /* the group is a foot- or endnote */
    RTF_FONTS,    /* the group lists the fonts */
    RTF_STYLES,   /* the group lists the styles */
    RTF_INFO,     /* the group holds what follows */
    RTF_TITLE,
    RTF_AUTHOR,
    RTF_CREATED,
    RTF_CHANGED,
    RTF_YEAR,
    RTF_MONTH,
    RTF_DAY,
    RTF_ANSI,     /* ansi, mac, pc, pca: the parameter is in the table */
    RTF_CODEPAGE, /* of the document */
    RTF_CHARSET,  /* of a font under way */
    RTF_FONT,
    RTF_STYLE,
    RTF_OUTLINE,
    RTF_LIST,
    RTF_UNICODE,
    RTF_UNISKIP, /* characters that stand for a \u where it is not known */
    RTF_BINARY,
    RTF_HIDDEN,
    RTF_PLAIN /* characters' properties start anew */
};

struct rtf_word {
    const char *name;
    enum rtf_act act;
    uint32_t value; /* a character, or what the word stands for */
};

/* The word of that name; NULL if it means nothing here. */
const struct rtf_word *rtf_word_find(struct slice name);

/* The code page of a font's character set; 0: the document's own. */
unsigned rtf_charset_page(long charset);

#endif
