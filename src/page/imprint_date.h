/*
 * imprint_date.h - when a plain text was published, and by whose wire it came.
 *
 * Its stamp, address, dateline, first lines and what it tells of are weighed
 * against each other; all of it is kept as evidence.
 */
#ifndef DEMARCHE_PAGE_IMPRINT_DATE_H
#define DEMARCHE_PAGE_IMPRINT_DATE_H

#include "page/lists.h"

/* Set date, evidence, agency and address of a report whose paragraphs are
 * known. */
void imprint_dates(struct report *report, const struct page_lists *lists,
                   struct arena *arena);

/* The agency that a dateline of the report names; a NULL slice for none. */
struct slice imprint_agency(const struct report *report,
                            const struct page_lists *lists);

#endif
