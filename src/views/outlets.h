/*
 * outlets.h - who reports: outlets under one name each.
 *
 * "BRANDELLE GAZETTE", "Brandelle Gazette" and "brandellegazette.example" are
 * one outlet: reports name it by their masthead, their credit line or only by
 * their address.
 */
#ifndef DEMARCHE_VIEWS_OUTLETS_H
#define DEMARCHE_VIEWS_OUTLETS_H

#include "record/survey.h"

/* The letters and digits that tell an outlet, in lower case, without a leading
 * "the"; of an address the part that was registered.  Appended to `out`. */
void outlets_key(struct slice name, struct buf *out);

/* Join the outlets of one name: their sums, the earliest and the latest day,
 * the best spelling.  Returns how many are left, those with most reports
 * first; new texts there are none. */
size_t outlets_join(struct survey_outlet *outlet, size_t outlets);

#endif
