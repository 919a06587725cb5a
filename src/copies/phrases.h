/*
 * phrases.h - runs of four words that two texts have in common.
 */
#ifndef DEMARCHE_COPIES_PHRASES_H
#define DEMARCHE_COPIES_PHRASES_H

#include "copies/likeness.h"

/* Words of a phrase; a text of fewer words is one phrase. */
enum { PHRASE_WORDS = 4 };

/* Fill share and words.  Both texts have words. */
void phrases_compare(struct likeness *like, const struct words *a,
                     const struct words *b, struct arena *arena);

/* The phrases of a text, by the number of their first word: returns how
 * many, with `*hash` in the arena. */
size_t phrases_of(const struct words *words, uint32_t **hash,
                  struct arena *arena);

#endif
