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

/* Read a page into `report`; everything is kept in `arena` or in `lists`,
 * `bytes` may be freed afterwards.  `url` is where it was found, a NULL slice
 * if that is not known. */
MUST_USE bool html_read(struct report *report, const struct page_lists *lists,
                        struct slice input, struct slice bytes,
                        struct slice url, struct arena *arena, struct err *err);

#endif
