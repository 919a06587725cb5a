/*
 * html.h - a web page → a report: the article and nothing but the article.
 *
 *     bytes → tree → blocks → measured → judged → text, title, authors, dates
 *
 * The page is parsed by lexbor, cut into blocks of text, and each block is
 * judged by trained trees.  Structured data is evidence that is weighed, not
 * truth.  Errors start with the input's name.
 */
#ifndef DEMARCHE_PAGE_HTML_HTML_H
#define DEMARCHE_PAGE_HTML_HTML_H

#include "page/lists.h"
#include "page/report.h"

/* Whether bytes begin as a web page does. */
bool html_sniff(struct slice bytes);

/* A page to read.  What is read is kept in `arena` or in `lists`; `bytes` may
 * be freed afterwards. */
struct html_page {
    const struct page_lists *lists;
    struct slice input; /* its name in messages */
    struct slice bytes;
    struct slice url; /* where it was found; may be NULL */
    struct arena *arena;
};

MUST_USE bool html_read(struct report *report, const struct html_page *page,
                        struct err *err);

#endif
