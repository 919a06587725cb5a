/*
 * past.h - whether an act is told as background, not as news.
 *
 *     "In 1994 the ministry refused"      an old date above the verb
 *     "It had warned the envoy"           the pluperfect of who tells it
 *
 * Private to the files that find acts.
 */
#ifndef DEMARCHE_ACTS_PAST_H
#define DEMARCHE_ACTS_PAST_H

#include "acts/match.h"

/* The verb that a date (tokens) hangs on, TREE_NONE: none.  By way of
 * prepositions, not of nouns: "the first talks [since 2019]" say nothing of
 * when. */
uint32_t past_verb_above(const struct scene *scene, struct span date);

/* What says that the act is history, for `why`; NULL: nothing does. */
const char *past_reason(const struct scene *scene,
                        const struct candidate *candidate);

#endif
