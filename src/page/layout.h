/*
 * layout.h - plain text → paragraphs with kinds.
 *
 * Lines that belong together (hard-wrapped text) become one paragraph; then
 * each is told from its own look and from what stands around it.  A dateline
 * is cut off the lead and is a meta paragraph of its own.
 */
#ifndef DEMARCHE_PAGE_LAYOUT_H
#define DEMARCHE_PAGE_LAYOUT_H

#include "page/lists.h"
#include "page/report.h"

/* Set the paragraphs of `report` from its text. */
void layout_read(struct report *report, const struct page_lists *lists,
                 struct arena *arena);

/* The length of the dateline that `line` begins with, dash included, or 0:
 * "MOSCOW, Dec 10 (Reuters) - ". */
size_t layout_dateline(struct slice line, const struct page_lists *lists);

/* The names of a byline, "By Jane Doe and John Roe" without "By"; a NULL slice
 * if the line is none. */
struct slice layout_byline(struct slice line);

#endif
