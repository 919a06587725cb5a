/*
 * imprint.h - who published a plain-text report when, as far as it says so.
 */
#ifndef DEMARCHE_PAGE_IMPRINT_H
#define DEMARCHE_PAGE_IMPRINT_H

#include "page/lists.h"
#include "page/report.h"

/* Set title, authors, outlet, agency, address and date of `report` from its
 * paragraphs.  What is not said stays unknown; a page's clock (a full date
 * above the title) loses against any other year. */
void imprint_read(struct report *report, const struct page_lists *lists,
                  struct arena *arena);

#endif
