/*
 * page.h - one thing on a page of text for people, or as JSON.
 *
 * Shared by show and why: labelled lines, paragraphs, a hint at the end.
 * Everything that comes from a report is made safe.
 */
#ifndef DEMARCHE_CLI_PAGE_H
#define DEMARCHE_CLI_PAGE_H

#include "base/json.h"
#include "cli/app.h"
#include "cli/passage.h"
#include "cli/sink.h"
#include "record/query.h"

struct page {
    struct app *app;
    struct sink sink;
    struct passage passage;
    bool json;          /* --format json: use `writer` alone */
    struct json writer; /* writes to the sink */
};

/* Begin as --format (text or json), -o and -f ask for. */
MUST_USE bool page_open(struct page *page, struct app *app,
                        const struct args *args, struct err *err);
MUST_USE bool page_close(struct page *page, bool whole, struct err *err);

/* An empty line, unless there is one already. */
void page_gap(struct page *page);

/* "label      text", the text broken into lines under itself; nothing if it
 * is unknown (NULL). */
void page_text(struct page *page, const char *label, struct slice text);
void page_line(struct page *page, const char *label, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* What to do next, on standard error. */
void page_next(struct page *page, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* What an act, a quote, a report is: its first lines. */
void page_act_head(struct page *page, const struct act_row *act,
                   struct arena *arena);
void page_quote_head(struct page *page, const struct quote_row *quote);
/* The codebook a report was read by, if any. */
void page_codebook(struct page *page, const struct report_row *report);

void page_report_head(struct page *page, const struct report_row *report,
                      struct arena *arena);

/* Paragraph `at` of a text, with those marks that fall into it; `mark` counts
 * in the whole text and is in order. */
void page_paragraph(struct page *page, const struct report_text *text,
                    size_t at, const struct span *mark, size_t marks);

#endif
