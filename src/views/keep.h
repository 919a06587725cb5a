/*
 * keep.h - a row of a list that outlives its callback.
 */
#ifndef DEMARCHE_VIEWS_KEEP_H
#define DEMARCHE_VIEWS_KEEP_H

#include "record/query.h"

/* A whole copy of `row` in `arena`, but for its `why`. */
const struct act_row *keep_act(const struct act_row *row, struct arena *arena);

#endif
