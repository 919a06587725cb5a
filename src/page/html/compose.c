#include "page/html/compose.h"

#include "base/map.h"
#include "base/mem.h"
#include "page/layout.h"
#include "page/line.h"

#include <stdlib.h>

enum { HEADING_CHARS = 120, LEAD_CHARS = 40 };

struct composer {
    struct report *report;
    const struct view *view;
    struct buf text;
    struct paragraph *item;
    size_t len, cap;
    bool lead_seen;
    struct map told;     /* running text that was taken */
    lxb_dom_node_t *row; /* the table row that the last paragraph is of */
};

static void add(struct composer *composer, enum paragraph_kind kind,
                struct slice text)
{
    size_t start;

    if (composer->text.len != 0) {
        buf_add_str(&composer->text, "\n\n");
    }
    start = composer->text.len;
    buf_add_slice(&composer->text, text);
    MEM_GROW(composer->item, composer->len, composer->cap);
    composer->item[composer->len++] =
        (struct paragraph){kind, {start, composer->text.len}};
}

static lxb_dom_node_t *row_of(const struct view *view, size_t at)
{
    uint32_t box = view->blocks->block[at].box;

    while (box != 0 && (view->blocks->box[box].place & IN_TABLE) != 0) {
        if (view->blocks->box[box].tag == LXB_TAG_TR) {
            return view->blocks->box[box].node;
        }
        box = view->blocks->box[box].parent;
    }
    return NULL;
}

/* A short line all in bold that is no sentence. */
static bool is_bold_heading(const struct block *block, struct slice text)
{
    return block->bold_chars + 2 >= block->chars &&
           block->chars <= HEADING_CHARS && !line_ends_sentence(text) &&
           block->words <= 14 && !block->breaks;
}

static enum paragraph_kind kind_of(const struct composer *composer, size_t at)
{
    const struct view *view = composer->view;
    const struct block *block = &view->blocks->block[at];
    const struct box *box = &view->blocks->box[block->box];
    struct slice text = block_text(view->blocks, at);
    const struct label *label =
        block->words <= 40 ? page_lists_label(view->lists, text) : NULL;

    if (label != NULL && label->kind != PARAGRAPH_BODY) {
        return label->kind;
    }
    if ((box->place & IN_CAPTION) != 0) {
        return PARAGRAPH_CAPTION;
    }
    if (box->tag >= LXB_TAG_H1 && box->tag <= LXB_TAG_H6) {
        return PARAGRAPH_HEADING;
    }
    if ((box->place & IN_QUOTE) != 0) {
        return PARAGRAPH_QUOTE;
    }
    if (box->tag == LXB_TAG_LI || box->tag == LXB_TAG_DD ||
        box->tag == LXB_TAG_DT ||
        ((box->place & IN_LIST) != 0 && box->tag != LXB_TAG_DIV)) {
        return PARAGRAPH_LIST;
    }
    if (is_bold_heading(block, text)) {
        return PARAGRAPH_HEADING;
    }
    if (layout_byline(text).ptr != NULL) {
        return PARAGRAPH_META;
    }
    return PARAGRAPH_BODY;
}

/* "PARIS (AFP) - The minister ...": the dateline is a paragraph of its own. */
static void add_lead(struct composer *composer, struct slice text)
{
    size_t cut = layout_dateline(text, composer->view->lists);

    composer->lead_seen = true;
    if (cut != 0 && cut < text.len) {
        add(composer, PARAGRAPH_META,
            slice_trim((struct slice){text.ptr, cut}));
        text = slice_trim((struct slice){text.ptr + cut, text.len - cut});
    }
    add(composer, PARAGRAPH_LEAD, text);
}

static void add_block(struct composer *composer, size_t at)
{
    const struct view *view = composer->view;
    struct slice text = block_text(view->blocks, at);
    enum paragraph_kind kind = kind_of(composer, at);
    lxb_dom_node_t *row = row_of(view, at);

    if (row != NULL && row == composer->row) {
        buf_add_str(&composer->text, "\t");
        buf_add_slice(&composer->text, text);
        composer->item[composer->len - 1].at.end = composer->text.len;
        return;
    }
    composer->row = row;
    if (row != NULL && view->blocks->block[at].chars < LEAD_CHARS) {
        add(composer, PARAGRAPH_LIST, text);
    } else if (kind == PARAGRAPH_BODY && !composer->lead_seen &&
               view->blocks->block[at].chars >= LEAD_CHARS) {
        composer->row = NULL;
        add_lead(composer, text);
    } else {
        add(composer, kind, text);
    }
}

/* The title told again at the head of the text is not told twice. */
static bool is_title(const struct composer *composer, size_t at)
{
    const struct view *view = composer->view;
    struct slice text = block_text(view->blocks, at);

    return text.len < 400 && !composer->lead_seen &&
           slice_eq(folded(view->arena, text),
                    folded(view->arena, composer->report->title));
}

/* Running text that was taken before: pages hold some twice, for wide and for
 * narrow screens. */
static bool is_told(struct composer *composer, size_t at)
{
    const struct blocks *blocks = composer->view->blocks;
    bool added = true;

    if (block_is_prose(&blocks->block[at])) {
        (void)map_put(&composer->told, block_text(blocks, at), &added);
    }
    return !added;
}

void compose_read(struct report *report, const struct view *view)
{
    struct composer composer = {.report = report, .view = view};

    if (report->title.len != 0) {
        add(&composer, PARAGRAPH_TITLE, report->title);
    }
    for (size_t i = view->first; i <= view->last && i < view->blocks->len;
         i++) {
        if (view_takes(view, i) && !is_title(&composer, i) &&
            !is_told(&composer, i)) {
            add_block(&composer, i);
        }
    }
    report->text = arena_copy(view->arena, buf_slice(&composer.text));
    if (report->title.len != 0) {
        report->title = slice_cut(report->text, composer.item[0].at);
    }
    report->paragraph = arena_dup(view->arena, composer.item, composer.len,
                                  sizeof *composer.item);
    report->paragraphs = composer.len;
    buf_release(&composer.text);
    map_release(&composer.told);
    free(composer.item);
}
