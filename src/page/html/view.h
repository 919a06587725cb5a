/*
 * view.h - a page as it was parsed and judged: what the choosers look at.
 *
 * First the article's blocks are found; then title, authors and dates are
 * chosen from the page's facts and from what stands around the article.
 */
#ifndef DEMARCHE_PAGE_HTML_VIEW_H
#define DEMARCHE_PAGE_HTML_VIEW_H

#include "page/html/block.h"
#include "page/html/facts.h"
#include "page/html/html.h"
#include "page/html/points.h"
#include "page/html/tables.h"
#include "page/report.h"

struct view {
    const struct tree *tree;
    const struct facts *facts;
    const struct blocks *blocks;
    const struct points *points;
    const float *judged; /* a block: how surely it is of the article */
    size_t first, last;  /* the article's blocks; first > last: none */
    size_t title;        /* the block that shows it; blocks->len: none */
    size_t start;        /* where its running text starts */
    const struct page_lists *lists;
    const struct html_tables *tables;
    struct slice url; /* where the page was found; may be NULL */
    struct arena *arena;
};

/* Parse a page and judge its blocks, and call `see` with what was found:
 * title and its place are not known yet.  Reading and training share it. */
typedef void (*view_fn)(void *ctx, struct view *view);
MUST_USE bool html_view(const struct html_page *page, view_fn see, void *ctx,
                        struct err *err);

/* Whether block `at` is taken into the text. */
bool view_takes(const struct view *view, size_t at);

/* Whether block `at` stands where bylines and stamps do: between a little
 * above the title and the first lines of the text. */
bool view_heads(const struct view *view, size_t at);

/* Set `title` and `start` of the view once the title is known. */
void view_place(struct view *view, struct slice title);

/* The address's host without "www.", in lower case; a NULL slice for none. */
struct slice view_host(const struct view *view);

/* Letters and digits of `text` in lower case, for comparing. */
struct slice folded(struct arena *arena, struct slice text);

/* Set title and outlet (title.c), authors (who.c), dates with their evidence
 * (dates.c) of a report. */
void choose_title(struct report *report, const struct view *view);
void choose_authors(struct report *report, const struct view *view);
void choose_dates(struct report *report, const struct view *view);

#endif
