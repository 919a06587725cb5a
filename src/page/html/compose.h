/*
 * compose.h - the blocks that were taken → text and paragraphs with kinds.
 */
#ifndef DEMARCHE_PAGE_HTML_COMPOSE_H
#define DEMARCHE_PAGE_HTML_COMPOSE_H

#include "page/html/view.h"

/* Set text, paragraphs and agency of `report`; its title comes first. */
void compose_read(struct report *report, const struct view *view);

#endif
