/*
 * phrases.h - runs of four words that two texts have in common.
 */
#ifndef DEMARCHE_COPIES_PHRASES_H
#define DEMARCHE_COPIES_PHRASES_H

#include "copies/likeness.h"

/* Words of a phrase; a text of fewer words is one phrase. */
enum { PHRASE_WORDS = 4 };

/* By the number of a word: whether it stands in a common phrase. */
struct common {
    bool *word[2]; /* of a and b */
};

/* Fill share, words, kept and `common` (kept in the arena).  Both texts have
 * words. */
void phrases_compare(struct likeness *like, struct common *common,
                     const struct words *a, const struct words *b,
                     struct arena *arena);

/* The phrases of a text, by the number of their first word: returns how
 * many, with `*hash` in the arena. */
size_t phrases_of(const struct words *words, uint32_t **hash,
                  struct arena *arena);

#endif
