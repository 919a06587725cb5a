/*
 * nearness.h - which of some example sentences another one is nearest to.
 *
 * A sentence's vector is the mean of its pieces' vectors from an encoder as it
 * is published, of length 1 (Reimers and Gurevych 2019); nearness is the
 * cosine of two of them.  The encoder is made and the examples are read by the
 * first question, since most texts never ask one.  Threads share a nearness.
 *
 *     near = nearness_new(published, example, 85);
 *     at = nearness_find(near, sentence, 0, &score);   which; how near: 0.6
 */
#ifndef DEMARCHE_SENSE_NEARNESS_H
#define DEMARCHE_SENSE_NEARNESS_H

#include "sense/published.h"

#define NEARNESS_NONE SIZE_MAX

struct nearness; /* private */

/* `published` and `example` are borrowed as long as this lives. */
struct nearness *nearness_new(struct published *published,
                              const struct slice *example, size_t examples);
void nearness_free(struct nearness *near);

/* The nearest of the examples from `from` on, the first of equals, and its
 * cosine.  NEARNESS_NONE, *score 0: there are none, or the sentence has no
 * pieces. */
size_t nearness_find(struct nearness *near, struct slice sentence, size_t from,
                     double *score);

#endif
