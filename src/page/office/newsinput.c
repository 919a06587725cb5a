/* newsinput.c - exports of news databases as plain text and as web pages.
 *
 * A first look finds what an export of this kind cannot be without; what turns
 * out to be none is handed on as the text or the page that it is. */
#include "page/convert.h"
#include "page/html/html.h"
#include "page/html/tree.h"
#include "page/office/news.h"
#include "page/office/office.h"

/* An article's number, and the letters of a code. */
enum { ID_LEAST = 16, CODE_BYTES = 3 };

/* --- the first look --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "…ment LODE000020310407en47000": four capitals and a number behind "ment"
 * or "nto" ("Documento"). */
static bool has_id(struct slice bytes)
{
    for (size_t at = 4; at + ID_LEAST < bytes.len; at++) {
        const char *id = bytes.ptr + at;
        size_t capitals = 0;
        size_t digits = 0;

        if (id[-1] != ' ' || (id[-2] != 't' && id[-2] != 'o')) {
            continue;
        }
        while (capitals < 8 && id[capitals] >= 'A' && id[capitals] <= 'Z') {
            capitals++;
        }
        while (digits < 8 && is_digit(id[capitals + digits])) {
            digits++;
        }
        if (capitals >= 2 && digits >= 6) {
            return true;
        }
    }
    return false;
}

/* "3 of 10 DOCUMENTS" on a line of its own: a number, a word, a number. */
static bool has_place(struct slice bytes)
{
    size_t at = 0;

    while ((at += slice_find((struct slice){bytes.ptr + at, bytes.len - at},
                             SLICE("1 "))) < bytes.len) {
        struct slice rest = {bytes.ptr + at, bytes.len - at};
        size_t gap =
            slice_find((struct slice){rest.ptr + 2, rest.len - 2}, SLICE(" "));

        if (gap >= 2 && gap <= 3 && gap + 3 < rest.len &&
            is_digit(rest.ptr[gap + 3])) {
            return true;
        }
        at++;
    }
    return false;
}

bool news_text_is(struct slice bytes)
{
    if (html_sniff(bytes) || memchr(bytes.ptr, '\0', bytes.len) != NULL) {
        return false;
    }
    return slice_find(bytes, SLICE("End of Document")) < bytes.len ||
           slice_find(bytes, SLICE("LENGTH:")) < bytes.len ||
           slice_find(bytes, SLICE("LOAD-DATE:")) < bytes.len ||
           slice_find(bytes, SLICE("\nHD")) < bytes.len ||
           slice_starts(bytes, "HD") || has_id(bytes) || has_place(bytes);
}

bool news_page_is(struct slice bytes)
{
    return html_sniff(bytes) &&
           (has_id(bytes) ||
            slice_find(bytes, SLICE("End of Document")) < bytes.len);
}

/* --- plain text --- */

/* "HD      Title": a code with a column behind it. */
static size_t code_of(struct slice line)
{
    size_t len = 0;

    while (len < line.len && line.ptr[len] >= 'A' && line.ptr[len] <= 'Z') {
        len++;
    }
    if (len < 2 || len > CODE_BYTES || len + 1 >= line.len) {
        return 0;
    }
    return line.ptr[len] == '\t' ||
                   (line.ptr[len] == ' ' && line.ptr[len + 1] == ' ')
               ? len
               : 0;
}

static void add_line(struct prose *prose, struct slice line)
{
    size_t code = code_of(line);

    if (code == 0) {
        prose_text(prose, slice_trim(line));
        prose_break(prose);
        return;
    }
    prose_end(prose, PROSE_PLAIN);
    prose_text(prose, (struct slice){line.ptr, code});
    prose_break(prose);
    prose_text(prose,
               slice_trim((struct slice){line.ptr + code, line.len - code}));
    prose_break(prose);
}

/* Paragraphs stand between empty lines. */
static void read_lines(struct prose *prose, struct slice text)
{
    while (text.len != 0) {
        size_t len = slice_find(text, SLICE("\n"));
        struct slice line = {text.ptr, len};

        if (slice_trim(line).len == 0) {
            prose_end(prose, PROSE_PLAIN);
        } else {
            add_line(prose, line);
        }
        len += len < text.len;
        text = (struct slice){text.ptr + len, text.len - len};
    }
    prose_end(prose, PROSE_PLAIN);
}

/* Hand on the articles; `*done` is false if the prose is no export. */
static bool hand_on(struct prose *prose, bool *done, struct slice name,
                    const struct piece_sink *sink, struct arena *arena,
                    struct err *err)
{
    *done = !prose->full && news_is(prose, sink->lists);
    return !*done || news_articles(prose, name, sink, arena, err);
}

bool news_text_pieces(struct slice name, struct slice bytes,
                      const struct piece_sink *sink, struct arena *arena,
                      struct err *err)
{
    struct piece piece = {.name = name, .form = PIECE_TEXT, .bytes = bytes};
    struct buf converted = {0};
    struct prose prose = {0};
    bool done = false;
    bool ok;

    read_lines(&prose, convert_to_utf8(&converted, bytes, SLICE("windows-1252"))
                           ? buf_slice(&converted)
                           : bytes);
    buf_release(&converted);
    ok = hand_on(&prose, &done, name, sink, arena, err);
    prose_release(&prose);
    return done || !ok ? ok : sink->take(sink->user, &piece, err);
}

/* --- web pages --- */

static bool is_block(lxb_tag_id_t tag)
{
    switch (tag) {
    case LXB_TAG_P:
    case LXB_TAG_DIV:
    case LXB_TAG_LI:
    case LXB_TAG_TR:
    case LXB_TAG_TD:
    case LXB_TAG_TH:
    case LXB_TAG_TABLE:
    case LXB_TAG_BR:
    case LXB_TAG_HR:
    case LXB_TAG_ARTICLE:
    case LXB_TAG_SECTION:
    case LXB_TAG_PRE:
    case LXB_TAG_BLOCKQUOTE: return true;
    default: return tag >= LXB_TAG_H1 && tag <= LXB_TAG_H6;
    }
}

static bool is_unread(lxb_tag_id_t tag)
{
    return tag == LXB_TAG_SCRIPT || tag == LXB_TAG_STYLE ||
           tag == LXB_TAG_TEMPLATE || tag == LXB_TAG_NOSCRIPT ||
           tag == LXB_TAG_HEAD;
}

/* Headings, and what its class calls a headline. */
static bool is_headline(const lxb_dom_node_t *node, lxb_tag_id_t tag)
{
    struct slice class = node_attr(node, "class");

    return (tag >= LXB_TAG_H1 && tag <= LXB_TAG_H6) ||
           slice_ends(class, "eadline");
}

/* Each block's text is a paragraph; a headline's end is not seen by a walk
 * forward, so its text is read at once. */
static void read_nodes(struct prose *prose, lxb_dom_node_t *body)
{
    lxb_dom_node_t *node = node_next(body, body);
    struct buf text = {0};

    while (node != NULL) {
        lxb_tag_id_t tag = node_tag(node);
        struct slice data = node_text(node);
        bool whole = is_headline(node, tag);

        if (data.ptr != NULL) {
            prose_text(prose, data);
        } else if (is_block(tag) || whole) {
            prose_end(prose, PROSE_PLAIN);
        }
        if (whole) {
            buf_clear(&text);
            node_read(node, &text);
            prose_text(prose, buf_slice(&text));
            prose_end(prose, PROSE_HEADING);
        }
        node = whole || is_unread(tag) ? node_after(node, body)
                                       : node_next(node, body);
    }
    prose_end(prose, PROSE_PLAIN);
    buf_release(&text);
}

bool news_page_pieces(struct slice name, struct slice bytes,
                      const struct piece_sink *sink, struct arena *arena,
                      struct err *err)
{
    struct piece piece = {.name = name, .form = PIECE_HTML, .bytes = bytes};
    struct prose prose = {0};
    struct tree tree;
    bool done = false;
    bool ok = tree_open(&tree, name, bytes, NULL, err);

    if (ok) {
        read_nodes(&prose, tree.body);
        tree_close(&tree);
        ok = hand_on(&prose, &done, name, sink, arena, err);
    }
    prose_release(&prose);
    return done || !ok ? ok : sink->take(sink->user, &piece, err);
}
