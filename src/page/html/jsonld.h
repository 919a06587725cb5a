/*
 * jsonld.h - the articles that a page's JSON-LD describes.
 */
#ifndef DEMARCHE_PAGE_HTML_JSONLD_H
#define DEMARCHE_PAGE_HTML_JSONLD_H

#include "page/html/facts.h"

/* Add what one <script type="application/ld+json"> says.  Text that is no
 * JSON even after repair of raw line feeds says nothing. */
void jsonld_read(struct facts *facts, struct slice text,
                 const struct fact_table *table, struct arena *arena);

#endif
