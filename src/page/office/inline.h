/*
 * inline.h - marks inside a line of Markdown: emphasis, links, code.
 */
#ifndef DEMARCHE_PAGE_OFFICE_INLINE_H
#define DEMARCHE_PAGE_OFFICE_INLINE_H

#include "page/office/prose.h"

/* Add the line to the paragraph under way, marks taken off: a link's words
 * stay, its address goes; pictures and footnotes' marks go. */
void inline_read(struct prose *prose, struct slice line);

#endif
