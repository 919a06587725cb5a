#include "page/office/prose.h"

#include "base/caps.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "page/line.h"

#include <stdlib.h>

/* A cell with more is a column of text, not a table's cell. */
enum { CELL_BYTES = 240, LINE_BYTES = 60 };

void prose_release(struct prose *prose)
{
    buf_release(&prose->text);
    free(prose->item);
    *prose = (struct prose){0};
}

/* --- paragraphs --- */

static void open_paragraph(struct prose *prose)
{
    if (prose->open) {
        return;
    }
    if (prose->text.len != 0) {
        buf_add_str(&prose->text, "\n\n");
    }
    prose->start = prose->text.len;
    prose->open = true;
}

/* Blanks that no reader tells apart, and signs that nobody sees. */
static bool is_space(uint32_t point)
{
    return point <= 0x20 || point == 0x85 || point == 0xA0 || point == 0x1680 ||
           (point >= 0x2000 && point <= 0x200A) || point == 0x2028 ||
           point == 0x2029 || point == 0x202F || point == 0x205F ||
           point == 0x3000;
}

static bool is_unseen(uint32_t point)
{
    return (point >= 0x7F && point <= 0x9F) || point == 0xAD ||
           (point >= 0x200B && point <= 0x200F) ||
           (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF ||
           (point >= 0xFFF9 && point <= 0xFFFB);
}

static void add_blank(struct prose *prose)
{
    const struct buf *text = &prose->text;

    if (prose->open && text->len > prose->start &&
        text->ptr[text->len - 1] != ' ' && text->ptr[text->len - 1] != '\n') {
        buf_add_char(&prose->text, ' ');
    }
}

void prose_text(struct prose *prose, struct slice text)
{
    size_t at = 0;

    if (prose->text.len + text.len > CAP_DOCUMENT_BYTES) {
        prose->full = true;
        return;
    }
    while (at < text.len) {
        size_t len;
        uint32_t point = utf8_decode(text, at, &len);

        if (is_space(point)) {
            add_blank(prose);
        } else if (!is_unseen(point)) {
            char bytes[4];

            open_paragraph(prose);
            buf_add(&prose->text, bytes, utf8_encode(point, bytes));
        }
        at += len;
    }
}

static void trim_end(struct prose *prose)
{
    struct buf *text = &prose->text;

    while (text->len > prose->start && (text->ptr[text->len - 1] == ' ' ||
                                        text->ptr[text->len - 1] == '\n')) {
        text->ptr[--text->len] = '\0';
    }
}

void prose_break(struct prose *prose)
{
    if (prose->open) {
        trim_end(prose);
        buf_add_char(&prose->text, '\n');
    }
}

/* Breaks inside a heading, an item or a row are blanks. */
static void join_lines(struct prose *prose, struct span at)
{
    for (size_t i = at.start; i < at.end; i++) {
        if (prose->text.ptr[i] == '\n') {
            prose->text.ptr[i] = ' ';
        }
    }
}

void prose_end(struct prose *prose, enum prose_kind kind)
{
    struct span at = {prose->start, 0};

    if (!prose->open) {
        return;
    }
    trim_end(prose);
    at.end = prose->text.len;
    prose->open = false;
    if (kind != PROSE_PLAIN) {
        join_lines(prose, at);
    }
    MEM_GROW(prose->item, prose->len, prose->cap);
    prose->item[prose->len++] = (struct prose_item){kind, prose->cell, at};
}

void prose_drop(struct prose *prose)
{
    if (prose->open) {
        prose->text.len =
            prose->len != 0 ? prose->item[prose->len - 1].at.end : 0;
        prose->open = false;
    }
}

void prose_append(struct prose *prose, struct prose *other,
                  enum prose_kind kind)
{
    prose_end(other, PROSE_PLAIN);
    for (size_t i = 0; i < other->len; i++) {
        prose_text(prose, prose_line(other, i));
        prose_end(prose, kind);
    }
    prose->full = prose->full || other->full;
    prose_release(other);
}

size_t prose_words(const struct prose *prose)
{
    size_t words = 0;

    for (size_t i = 0; i < prose->len; i++) {
        words += line_words(prose_line(prose, i));
    }
    return words;
}

struct slice prose_line(const struct prose *prose, size_t at)
{
    return slice_cut(buf_slice(&prose->text), prose->item[at].at);
}

void prose_meta_date(struct prose_meta *meta)
{
    struct slice stamp =
        meta->modified.ptr != NULL ? meta->modified : meta->created;

    if (stamp.ptr != NULL &&
        (meta->modified.ptr == NULL || meta->created.ptr == NULL ||
         !slice_eq(meta->created, meta->modified))) {
        stamp.len = stamp.len < 10 ? stamp.len : 10;
        meta->changed = date_parse(stamp);
    }
}

/* --- tables --- */

void prose_row_begin(struct prose *prose)
{
    prose_end(prose, PROSE_PLAIN);
    prose->row = prose->len;
    prose->cell = 1;
}

void prose_cell(struct prose *prose)
{
    prose_end(prose, PROSE_PLAIN);
    if (prose->cell != 0) {
        prose->cell++;
    }
}

static bool is_grid(const struct prose *prose)
{
    const struct prose_item *first = &prose->item[prose->row];
    bool columns = false;

    for (size_t i = prose->row; i < prose->len; i++) {
        const struct prose_item *item = &prose->item[i];

        size_t len = item->at.end - item->at.start;
        bool goes_on = i > prose->row && item->cell == item[-1].cell;

        columns = columns || item->cell != first->cell;
        if (len > CELL_BYTES ||
            (goes_on && item->at.end - item[-1].at.start > LINE_BYTES)) {
            return false;
        }
    }
    return columns;
}

/* Make the row's paragraphs one. */
static void join_row(struct prose *prose)
{
    size_t start = prose->item[prose->row].at.start;
    struct buf row = {0};

    for (size_t i = prose->row; i < prose->len; i++) {
        if (i > prose->row) {
            bool same = prose->item[i].cell == prose->item[i - 1].cell;

            buf_add_char(&row, same ? ' ' : '\t');
        }
        buf_add_slice(&row, prose_line(prose, i));
    }
    prose->text.len = start;
    buf_add_slice(&prose->text, buf_slice(&row));
    buf_release(&row);
    prose->len = prose->row + 1;
    prose->item[prose->row] =
        (struct prose_item){PROSE_ROW, 0, {start, prose->text.len}};
    join_lines(prose, prose->item[prose->row].at);
}

void prose_row_end(struct prose *prose)
{
    prose_end(prose, PROSE_PLAIN);
    if (prose->cell != 0 && prose->len > prose->row && is_grid(prose)) {
        join_row(prose);
    }
    for (size_t i = prose->row; i < prose->len; i++) {
        prose->item[i].cell = 0;
    }
    prose->cell = 0;
}

/* --- pieces --- */

static bool kind_of(enum prose_kind kind, enum paragraph_kind *known)
{
    switch (kind) {
    case PROSE_TITLE: *known = PARAGRAPH_TITLE; return true;
    case PROSE_SUBTITLE: *known = PARAGRAPH_LEAD; return true;
    case PROSE_HEADING: *known = PARAGRAPH_HEADING; return true;
    case PROSE_LIST:
    case PROSE_ROW: *known = PARAGRAPH_LIST; return true;
    case PROSE_QUOTE: *known = PARAGRAPH_QUOTE; return true;
    case PROSE_CAPTION: *known = PARAGRAPH_CAPTION; return true;
    case PROSE_NOTE:
    case PROSE_BOX: *known = PARAGRAPH_META; return true;
    case PROSE_PLAIN: break;
    }
    return false;
}

/* A text under way, with the kinds that are known. */
struct making {
    const struct prose *prose;
    struct buf text;
    struct paragraph *known;
    size_t knowns;
};

static void add_paragraph(struct making *making, struct slice line,
                          enum prose_kind kind)
{
    enum paragraph_kind known;

    if (making->text.len != 0) {
        buf_add_str(&making->text, "\n\n");
    }
    if (kind_of(kind, &known)) {
        size_t start = making->text.len;

        making->known[making->knowns++] =
            (struct paragraph){known, {start, start + line.len}};
    }
    buf_add_slice(&making->text, line);
}

/* The title comes first, once; of several the first is it. */
static void add_items(struct making *making, struct slice title)
{
    bool titled = title.len != 0;

    if (titled) {
        add_paragraph(making, title, PROSE_TITLE);
    }
    for (size_t i = 0; i < making->prose->len; i++) {
        struct slice line = prose_line(making->prose, i);
        enum prose_kind kind = making->prose->item[i].kind;

        if (titled && (i < 3 || kind == PROSE_TITLE) && slice_eq(line, title)) {
            continue;
        }
        if (kind == PROSE_TITLE) {
            kind = titled ? PROSE_HEADING : PROSE_TITLE;
            titled = true;
        }
        add_paragraph(making, line, kind);
    }
}

bool prose_piece(const struct prose *prose, const struct piece *piece,
                 const struct piece_sink *sink, struct arena *arena,
                 struct err *err)
{
    struct making making = {.prose = prose};
    struct piece made = *piece;
    bool ok;

    making.known = arena_alloc(arena, prose->len + 1, sizeof *making.known);
    add_items(&making, piece->title);
    made.form = PIECE_TEXT;
    made.bytes = buf_slice(&making.text);
    made.encoding = SLICE("utf-8");
    made.known = making.known;
    made.knowns = making.knowns;
    ok = sink->take(sink->user, &made, err);
    buf_release(&making.text);
    return ok;
}
