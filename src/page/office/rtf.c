/* rtf.c - Rich Text Format 1.9 → prose.
 *
 * Groups are kept on a stack; deeper than CAP_RTF_NESTING they share the
 * state of the deepest one.  Bytes are gathered and converted when the code
 * page changes or a paragraph ends. */
#include "base/caps.h"
#include "base/utf8.h"
#include "page/lists.h"
#include "page/office/office.h"
#include "page/office/rtfwords.h"
#include "page/office/tables.h"

#include <iconv.h>
#include <stdlib.h>

/* Where a group's text goes. */
enum target {
    TO_TEXT,
    TO_NOTE,
    TO_NOWHERE,
    TO_FONTS,
    TO_STYLES,
    TO_INFO,
    TO_TITLE,
    TO_AUTHOR,
    TO_CREATED,
    TO_CHANGED
};

enum { FONTS = 4096, STYLES = 1024, UTF8_PAGE = 65001 };

struct group {
    enum target to;
    unsigned page; /* code page of the font; 0: the document's */
    long uniskip;
    bool hidden;
    bool ignorable; /* opened by \* */
    bool in_table;
    bool list;
    enum style_says says; /* of the paragraph */
};

struct rtf {
    struct slice in;
    size_t at;
    const struct style_names *names;
    struct arena *arena;
    struct group stack[CAP_RTF_NESTING];
    size_t depth;
    size_t deeper; /* groups beyond the stack */

    struct prose text, notes;
    struct buf bytes; /* not converted yet */
    unsigned bytes_page;
    struct buf fact; /* a style's name, a title */
    iconv_t converter;
    unsigned converter_page; /* 0: none open */

    unsigned page; /* of the document */
    unsigned font_page[FONTS];
    unsigned char style_says[STYLES];
    long font, style; /* under way in their tables */
    uint32_t surrogate;
    long to_skip; /* characters that stand for a \u */

    bool row_open;
    bool raw_utf8; /* bytes beyond ASCII are UTF-8, whatever it says */
    int year, month, day;
};

bool rtf_is(struct slice bytes)
{
    return slice_starts(bytes, "{\\rtf");
}

static struct group *top(struct rtf *rtf)
{
    return &rtf->stack[rtf->depth];
}

/* --- characters --- */

static struct prose *prose_of(struct rtf *rtf)
{
    return top(rtf)->to == TO_NOTE ? &rtf->notes : &rtf->text;
}

static void put(struct rtf *rtf, struct slice utf8)
{
    switch (top(rtf)->to) {
    case TO_TEXT:
        if (top(rtf)->in_table && !rtf->row_open) {
            prose_row_begin(&rtf->text);
            rtf->row_open = true;
        }
        prose_text(&rtf->text, utf8);
        break;
    case TO_NOTE: prose_text(&rtf->notes, utf8); break;
    case TO_STYLES:
    case TO_TITLE:
    case TO_AUTHOR:
        if (rtf->fact.len < 1024) {
            buf_add_slice(&rtf->fact, utf8);
        }
        break;
    case TO_NOWHERE:
    case TO_FONTS:
    case TO_INFO:
    case TO_CREATED:
    case TO_CHANGED: break;
    }
}

static void open_converter(struct rtf *rtf, unsigned page)
{
    struct buf name = {0};

    if (rtf->converter_page == page) {
        return;
    }
    if (rtf->converter_page != 0) {
        (void)iconv_close(rtf->converter);
    }
    buf_printf(&name, "CP%u", page);
    rtf->converter = iconv_open("UTF-8", page == 10000       ? "MACINTOSH"
                                         : page == UTF8_PAGE ? "UTF-8"
                                                             : name.ptr);
    buf_release(&name);
    if (rtf->converter == (iconv_t)-1) {
        rtf->converter = iconv_open("UTF-8", "CP1252");
    }
    rtf->converter_page = page;
}

/* Convert what was gathered; bytes that mean nothing become U+FFFD. */
static void flush(struct rtf *rtf)
{
    struct buf out = {0};
    char *from = rtf->bytes.ptr;
    size_t left = rtf->bytes.len;
    bool ascii = true;

    for (size_t i = 0; i < left && ascii; i++) {
        ascii = (unsigned char)from[i] < 0x80;
    }
    if (ascii) {
        put(rtf, buf_slice(&rtf->bytes));
        left = 0;
    }
    while (left != 0) {
        char chunk[1024];
        char *to = chunk;
        size_t room = sizeof chunk;
        size_t bad;

        open_converter(rtf, rtf->bytes_page);
        bad = iconv(rtf->converter, &from, &left, &to, &room);
        buf_add(&out, chunk, sizeof chunk - room);
        if (bad == (size_t)-1 && left != 0 && room > 8) {
            buf_add_str(&out, "\xEF\xBF\xBD");
            from++;
            left--;
            (void)iconv(rtf->converter, NULL, NULL, NULL, NULL);
        }
    }
    if (out.len != 0) {
        put(rtf, buf_slice(&out));
    }
    buf_release(&out);
    buf_clear(&rtf->bytes);
}

static bool is_shown(struct rtf *rtf)
{
    return !top(rtf)->hidden && top(rtf)->to != TO_NOWHERE &&
           top(rtf)->to != TO_FONTS;
}

static unsigned page_of(struct rtf *rtf)
{
    return top(rtf)->page != 0 ? top(rtf)->page : rtf->page;
}

static void put_byte(struct rtf *rtf, char byte, unsigned page)
{
    if (rtf->to_skip > 0) {
        rtf->to_skip--;
        return;
    }
    if (!is_shown(rtf)) {
        return;
    }
    if (page != rtf->bytes_page) {
        flush(rtf);
        rtf->bytes_page = page;
    }
    buf_add_char(&rtf->bytes, byte);
}

static void put_point(struct rtf *rtf, uint32_t point)
{
    char utf8[4];

    if (!is_shown(rtf)) {
        return;
    }
    flush(rtf);
    if (point >= 0xD800 && point < 0xDC00) {
        rtf->surrogate = point;
        return;
    }
    if (point >= 0xDC00 && point < 0xE000) {
        point =
            rtf->surrogate != 0
                ? 0x10000 + ((rtf->surrogate - 0xD800) << 10) + (point - 0xDC00)
                : 0xFFFD;
    }
    rtf->surrogate = 0;
    put(rtf, (struct slice){utf8, utf8_encode(point, utf8)});
}

/* --- paragraphs and tables --- */

static void end_paragraph(struct rtf *rtf)
{
    enum style_says says = top(rtf)->says;

    flush(rtf);
    if (top(rtf)->to == TO_NOTE) {
        prose_end(&rtf->notes, PROSE_NOTE);
    } else if (top(rtf)->to == TO_TEXT) {
        if (says == STYLE_NOTHING && top(rtf)->list) {
            says = STYLE_LIST;
        }
        if (!top(rtf)->in_table && rtf->row_open) {
            prose_row_end(&rtf->text);
            rtf->row_open = false;
        }
        styles_end(&rtf->text, says);
    }
}

static void end_cell(struct rtf *rtf)
{
    flush(rtf);
    if (top(rtf)->to != TO_TEXT) {
        return;
    }
    if (!rtf->row_open) {
        prose_row_begin(&rtf->text);
        rtf->row_open = true;
    }
    prose_cell(&rtf->text);
}

static void end_row(struct rtf *rtf)
{
    flush(rtf);
    if (top(rtf)->to == TO_TEXT && rtf->row_open) {
        prose_row_end(&rtf->text);
        rtf->row_open = false;
    }
}

/* --- groups --- */

static void open_group(struct rtf *rtf)
{
    flush(rtf);
    rtf->to_skip = 0;
    if (rtf->depth + 1 == CAP_RTF_NESTING) {
        rtf->deeper++;
        return;
    }
    rtf->stack[rtf->depth + 1] = rtf->stack[rtf->depth];
    rtf->depth++;
    top(rtf)->ignorable = false;
}

static struct slice take_fact(struct rtf *rtf)
{
    struct slice text = slice_trim(buf_slice(&rtf->fact));
    struct slice kept = {0};

    if (text.len != 0) {
        kept = arena_copy(rtf->arena, text);
    }
    buf_clear(&rtf->fact);
    return kept;
}

static struct slice take_day(struct rtf *rtf)
{
    struct date date = {DATE_DAY, rtf->year, rtf->month, rtf->day};
    char text[16];

    rtf->year = rtf->month = rtf->day = 0;
    return date_ok(date)
               ? arena_copy(rtf->arena, slice_of(date_format(date, text)))
               : (struct slice){0};
}

/* "heading 1;" of a style's group. */
static void close_style(struct rtf *rtf)
{
    struct slice name = slice_trim(buf_slice(&rtf->fact));

    while (name.len != 0 && name.ptr[name.len - 1] == ';') {
        name.len--;
    }
    if (rtf->style >= 0 && rtf->style < STYLES && name.len != 0) {
        rtf->style_says[rtf->style] =
            (unsigned char)style_names_say(rtf->names, name);
    }
    rtf->style = 0;
    buf_clear(&rtf->fact);
}

static void close_group(struct rtf *rtf)
{
    struct group old;

    flush(rtf);
    rtf->to_skip = 0;
    if (rtf->deeper != 0) {
        rtf->deeper--;
        return;
    }
    if (rtf->depth == 0) {
        return;
    }
    old = *top(rtf);
    if (old.to == TO_NOTE && rtf->stack[rtf->depth - 1].to != TO_NOTE) {
        prose_end(&rtf->notes, PROSE_NOTE);
    }
    rtf->depth--;
    if (old.to == TO_STYLES) {
        close_style(rtf);
    } else if (old.to == TO_TITLE) {
        rtf->text.meta.title = take_fact(rtf);
    } else if (old.to == TO_AUTHOR) {
        rtf->text.meta.author = take_fact(rtf);
    } else if (old.to == TO_CREATED) {
        rtf->text.meta.created = take_day(rtf);
    } else if (old.to == TO_CHANGED) {
        rtf->text.meta.modified = take_day(rtf);
    }
}

/* --- control words --- */

/* A destination; inside one that is skipped all are. */
static void turn(struct rtf *rtf, enum target to)
{
    struct group *group = top(rtf);
    bool about = to == TO_TITLE || to == TO_AUTHOR || to == TO_CREATED ||
                 to == TO_CHANGED;

    if (group->to == TO_NOWHERE || (about && group->to != TO_INFO)) {
        return;
    }
    group->to = to;
    buf_clear(&rtf->fact);
}

static void set_font(struct rtf *rtf, long font)
{
    if (top(rtf)->to == TO_FONTS) {
        rtf->font = font;
    } else if (font >= 0 && font < FONTS) {
        top(rtf)->page = rtf->font_page[font];
    }
}

static void set_style(struct rtf *rtf, long style)
{
    if (top(rtf)->to == TO_STYLES) {
        rtf->style = style;
    } else if (style >= 0 && style < STYLES) {
        top(rtf)->says = (enum style_says)rtf->style_says[style];
    }
}

static void skip_binary(struct rtf *rtf, long count)
{
    size_t left = rtf->in.len - rtf->at;

    if (count > 0) {
        rtf->at += (size_t)count < left ? (size_t)count : left;
    }
}

/* Words about the whole document and its tables; false: not one of them. */
static bool obey_document(struct rtf *rtf, const struct rtf_word *word,
                          long number, bool given)
{
    switch (word->act) {
    case RTF_SKIP: turn(rtf, TO_NOWHERE); return true;
    case RTF_NOTE: turn(rtf, TO_NOTE); return true;
    case RTF_FONTS: turn(rtf, TO_FONTS); return true;
    case RTF_STYLES: turn(rtf, TO_STYLES); return true;
    case RTF_INFO: turn(rtf, TO_INFO); return true;
    case RTF_TITLE: turn(rtf, TO_TITLE); return true;
    case RTF_AUTHOR: turn(rtf, TO_AUTHOR); return true;
    case RTF_CREATED: turn(rtf, TO_CREATED); return true;
    case RTF_CHANGED: turn(rtf, TO_CHANGED); return true;
    case RTF_YEAR: rtf->year = (int)number; return true;
    case RTF_MONTH: rtf->month = (int)number; return true;
    case RTF_DAY: rtf->day = (int)number; return true;
    case RTF_ANSI: rtf->page = (unsigned)word->value; return true;
    case RTF_CODEPAGE:
        rtf->page = number > 0 && number < 65535 ? (unsigned)number : 1252;
        return true;
    case RTF_CHARSET:
        if (top(rtf)->to == TO_FONTS && rtf->font >= 0 && rtf->font < FONTS) {
            rtf->font_page[rtf->font] = rtf_charset_page(number);
        }
        return true;
    case RTF_HIDDEN: top(rtf)->hidden = !given || number != 0; return true;
    case RTF_UNISKIP: top(rtf)->uniskip = number; return true;
    case RTF_BINARY: skip_binary(rtf, number); return true;
    default: return false;
    }
}

static void obey(struct rtf *rtf, const struct rtf_word *word, long number,
                 bool given)
{
    if (obey_document(rtf, word, number, given)) {
        return;
    }
    switch (word->act) {
    case RTF_CHAR: put_point(rtf, word->value); break;
    case RTF_UNICODE:
        put_point(rtf, (uint32_t)(number & 0xFFFF));
        rtf->to_skip = top(rtf)->uniskip;
        break;
    case RTF_PAR: end_paragraph(rtf); break;
    case RTF_BREAK:
        flush(rtf);
        if (top(rtf)->to == TO_TEXT || top(rtf)->to == TO_NOTE) {
            prose_break(prose_of(rtf));
        }
        break;
    case RTF_TAB: put_byte(rtf, ' ', page_of(rtf)); break;
    case RTF_CELL: end_cell(rtf); break;
    case RTF_ROW: end_row(rtf); break;
    case RTF_INTABLE: top(rtf)->in_table = !given || number != 0; break;
    case RTF_PLAINPAR:
        flush(rtf);
        top(rtf)->in_table = false;
        top(rtf)->says = STYLE_NOTHING;
        top(rtf)->list = false;
        break;
    case RTF_FONT: set_font(rtf, number); break;
    case RTF_STYLE: set_style(rtf, number); break;
    case RTF_OUTLINE:
        if (top(rtf)->to == TO_TEXT && number >= 0 && number < 9) {
            top(rtf)->says = STYLE_HEADING;
        }
        break;
    case RTF_LIST: top(rtf)->list = number != 0; break;
    case RTF_PLAIN:
        top(rtf)->hidden = false;
        top(rtf)->page = 0;
        break;
    default: break;
    }
}

/* --- the bytes --- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool more(const struct rtf *rtf)
{
    return rtf->at < rtf->in.len;
}

static char peek(const struct rtf *rtf)
{
    return rtf->at < rtf->in.len ? rtf->in.ptr[rtf->at] : '\0';
}

/* A number behind a word; false if there is none. */
static bool read_number(struct rtf *rtf, long *number)
{
    bool minus = peek(rtf) == '-';
    size_t at = rtf->at + minus;
    size_t start = at;

    *number = 0;
    while (at < rtf->in.len && rtf->in.ptr[at] >= '0' &&
           rtf->in.ptr[at] <= '9') {
        if (*number < 100000000) {
            *number = *number * 10 + (rtf->in.ptr[at] - '0');
        }
        at++;
    }
    if (at == start) {
        return false;
    }
    *number = minus ? -*number : *number;
    rtf->at = at;
    return true;
}

static void read_word(struct rtf *rtf)
{
    size_t start = rtf->at;
    const struct rtf_word *word;
    struct slice name;
    long number;
    bool given;

    while (is_letter(peek(rtf)) && rtf->at - start < 32) {
        rtf->at++;
    }
    name = (struct slice){rtf->in.ptr + start, rtf->at - start};
    given = read_number(rtf, &number);
    if (peek(rtf) == ' ') {
        rtf->at++;
    }
    word = rtf_word_find(name);
    if (rtf->to_skip > 0 && word != NULL && word->act == RTF_CHAR) {
        rtf->to_skip--;
        return;
    }
    rtf->to_skip = 0;
    if (word != NULL) {
        obey(rtf, word, number, given);
    } else if (top(rtf)->ignorable) {
        turn(rtf, TO_NOWHERE);
    }
    top(rtf)->ignorable = false;
}

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static void read_hex(struct rtf *rtf)
{
    int high = hex(peek(rtf));
    int low;

    if (high < 0) {
        return;
    }
    rtf->at++;
    low = hex(peek(rtf));
    if (low >= 0) {
        rtf->at++;
        put_byte(rtf, (char)(high * 16 + low), page_of(rtf));
    }
}

/* A backslash and a sign. */
static void read_sign(struct rtf *rtf)
{
    char sign = peek(rtf);

    rtf->at++;
    switch (sign) {
    case '\'': read_hex(rtf); break;
    case '*': top(rtf)->ignorable = true; break;
    case '~': put_byte(rtf, ' ', page_of(rtf)); break;
    case '_': put_byte(rtf, '-', page_of(rtf)); break;
    case '\r':
    case '\n': end_paragraph(rtf); break;
    case '\\':
    case '{':
    case '}': put_byte(rtf, sign, page_of(rtf)); break;
    default: break; /* '-' may hyphenate, ':' and '|' are for indexes */
    }
}

/* Line ends mean nothing; bytes beyond ASCII should not be there. */
static void put_raw(struct rtf *rtf, char c)
{
    bool high = (unsigned char)c >= 0x80;

    if (c != '\r' && c != '\n' && c != '\0') {
        put_byte(rtf, c, high && rtf->raw_utf8 ? UTF8_PAGE : page_of(rtf));
    }
}

static void read_all(struct rtf *rtf)
{
    while (more(rtf)) {
        char c = rtf->in.ptr[rtf->at++];

        if (c == '{') {
            open_group(rtf);
        } else if (c == '}') {
            close_group(rtf);
        } else if (c != '\\') {
            put_raw(rtf, c);
        } else if (is_letter(peek(rtf))) {
            read_word(rtf);
        } else if (more(rtf)) {
            read_sign(rtf);
        }
    }
    while (rtf->depth != 0) {
        rtf->deeper = 0;
        close_group(rtf);
    }
    rtf->stack[0].to = TO_TEXT;
    end_row(rtf);
    end_paragraph(rtf);
}

bool rtf_pieces(struct slice name, struct slice bytes,
                const struct piece_sink *sink, struct arena *arena,
                struct err *err)
{
    struct rtf *rtf = arena_alloc(arena, 1, sizeof *rtf);
    bool ok;

    rtf->in = bytes;
    rtf->names = &sink->lists->office->styles;
    rtf->arena = arena;
    rtf->page = 1252;
    rtf->stack[0].uniskip = 1;
    rtf->raw_utf8 = utf8_valid(bytes) == bytes.len;
    read_all(rtf);
    prose_append(&rtf->text, &rtf->notes, PROSE_NOTE);
    ok = document_pieces(&rtf->text, name, bytes, sink, arena, err);
    if (rtf->converter_page != 0) {
        (void)iconv_close(rtf->converter);
    }
    prose_release(&rtf->text);
    buf_release(&rtf->bytes);
    buf_release(&rtf->fact);
    return ok;
}
