/*
 * align.h - which sentences of two texts tell the same.
 *
 *     “We were candid with one another, and candour is not agreement,”
 *     “We were frank the one with the other, and frankness is not agreement,”
 *
 * Each sentence of the shorter text looks for the sentence, or the two that
 * follow each other, of the longer one that it shares most with; stems count
 * by how rare they are in news and in these two.  Then the longest run of such
 * pairs that rises in both texts is the order of facts that is kept.
 */
#ifndef DEMARCHE_COPIES_ALIGN_H
#define DEMARCHE_COPIES_ALIGN_H

#include "copies/phrases.h"

/* Fill told, sentences, names, order, quoted and quoted_kept.  Both texts have
 * words. */
void align_compare(struct likeness *like, const struct copies_lists *lists,
                   const struct words *a, const struct words *b,
                   const struct common *common, struct arena *arena);

#endif
