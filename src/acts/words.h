/*
 * words.h - the words that make an act: the predicate with what it says.
 *
 *     "Kiev [was asked by the union to talk] on Monday"
 *
 * Private to the files that find acts.
 */
#ifndef DEMARCHE_ACTS_WORDS_H
#define DEMARCHE_ACTS_WORDS_H

#include "acts/match.h"

/* Tokens of the passage. */
struct span words_of_act(const struct scene *scene,
                         const struct candidate *candidate);

#endif
