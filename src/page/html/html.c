#include "page/html/html.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "page/html/compose.h"
#include "page/html/feature.h"
#include "page/html/hints.h"
#include "page/html/view.h"

#include <stdlib.h>

enum { SNIFF_BYTES = 1024, ROWS = 8 };

static bool starts_tag(struct slice rest, const char *tag)
{
    size_t len = strlen(tag);

    if (rest.len < len) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        char c = rest.ptr[i];

        if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != tag[i]) {
            return false;
        }
    }
    return true;
}

/* The start without byte order mark, blanks, comments and XML's line. */
static struct slice without_preamble(struct slice bytes)
{
    if (slice_starts(bytes, "\xEF\xBB\xBF")) {
        bytes = (struct slice){bytes.ptr + 3, bytes.len - 3};
    }
    bytes = slice_trim(bytes);
    bytes.len = bytes.len < SNIFF_BYTES ? bytes.len : SNIFF_BYTES;
    for (;;) {
        const char *close;
        size_t end;

        bytes = slice_trim(bytes);
        close = slice_starts(bytes, "<!--")    ? "-->"
                : slice_starts(bytes, "<?xml") ? "?>"
                                               : NULL;
        if (close == NULL) {
            return bytes;
        }
        end = slice_find(bytes, slice_of(close));
        if (end == bytes.len) {
            return bytes;
        }
        end += strlen(close);
        bytes = (struct slice){bytes.ptr + end, bytes.len - end};
    }
}

bool html_sniff(struct slice bytes)
{
    static const char *const tag[] = {"<!doctype html",
                                      "<html",
                                      "<head",
                                      "<body",
                                      "<title",
                                      "<meta",
                                      "<script",
                                      "<link",
                                      "<div",
                                      "<article",
                                      "<h1",
                                      "<style",
                                      "<br",
                                      "<b>",
                                      "<p>",
                                      "<p ",
                                      "<table",
                                      "<section",
                                      "<main",
                                      "<header",
                                      "<iframe",
                                      "<noscript",
                                      "<base",
                                      "<span",
                                      "<center",
                                      "<font"};
    struct slice start = without_preamble(bytes);

    for (size_t i = 0; i < sizeof tag / sizeof tag[0]; i++) {
        if (starts_tag(start, tag[i])) {
            return true;
        }
    }
    return false;
}

/* How surely each block belongs to the article; caller frees. */
static float *judge(const struct view *view, const struct page_hints *hints)
{
    struct features *features = features_new(view->blocks, hints, view->lists);
    size_t len = view->blocks->len;
    float *judged = mem_alloc(len + 1, sizeof *judged);
    float row[ROWS * FEATURES];

    for (size_t at = 0; at < len; at += ROWS) {
        size_t rows = len - at < ROWS ? len - at : ROWS;

        for (size_t i = 0; i < rows; i++) {
            features_row(features, at + i, row + i * FEATURES);
        }
        forest_judge(&view->tables->forest, row, rows, FEATURES, judged + at);
    }
    features_free(features);
    return judged;
}

static void find_ends(struct view *view)
{
    view->first = 1;
    view->last = 0;
    for (size_t i = 0; i < view->blocks->len; i++) {
        if (view_takes(view, i)) {
            view->first = view->first > view->last ? i : view->first;
            view->last = i;
        }
    }
}

static void choose(void *ctx, struct view *view)
{
    struct report *report = ctx;
    const struct fact *section = facts_best(view->facts, FACT_SECTION);
    const struct fact *url = facts_best(view->facts, FACT_URL);

    report->url = view->url.len != 0 ? arena_copy(view->arena, view->url)
                                     : (struct slice){0};
    report->encoding = arena_strdup(view->arena, view->tree->encoding);
    report->section = section != NULL ? section->value : (struct slice){0};
    if (url != NULL && slice_find(url->value, SLICE("://")) < url->value.len) {
        report->canonical = url->value;
    }
    choose_title(report, view);
    view_place(view, report->title);
    choose_authors(report, view);
    choose_dates(report, view);
    compose_read(report, view);
}

static void read_tree(struct view *view, view_fn see, void *ctx)
{
    struct blocks blocks;
    struct facts facts;
    struct points points;
    struct page_hints hints;
    float *judged;

    facts_read(&facts, view->tree, &view->tables->facts, view->arena);
    hints = hints_of(&facts);
    blocks_read(&blocks, view->tree, &view->tables->words);
    points_read(&points, &blocks, view->tree, view->tables);
    view->facts = &facts;
    view->blocks = &blocks;
    view->points = &points;
    judged = judge(view, &hints);
    view->judged = judged;
    find_ends(view);
    see(ctx, view);
    free(judged);
    points_release(&points);
    blocks_release(&blocks);
    facts_release(&facts);
}

bool html_view(const struct html_page *page, view_fn see, void *ctx,
               struct err *err)
{
    struct tree tree;
    struct view view = {.tree = &tree,
                        .lists = page->lists,
                        .tables = page->lists->html,
                        .url = page->url,
                        .arena = page->arena};

    if (!tree_open(&tree, page->input, page->bytes, &page->lists->tongues,
                   err)) {
        return false;
    }
    read_tree(&view, see, ctx);
    tree_close(&tree);
    return true;
}

bool html_read(struct report *report, const struct html_page *page,
               struct err *err)
{
    *report = (struct report){.input = arena_copy(page->arena, page->input)};
    if (!html_view(page, choose, report, err)) {
        return false;
    }
    if (report->paragraphs == 0 ||
        (report->paragraphs == 1 &&
         report->paragraph[0].kind == PARAGRAPH_TITLE)) {
        return err_set(err, ERR_EMPTY, "%.*s: the page holds no article",
                       (int)page->input.len, page->input.ptr);
    }
    return true;
}
