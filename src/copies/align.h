/*
 * align.h - which sentences of two texts tell the same.
 *
 *     “We were candid with one another, and candour is not agreement,”
 *     “We were frank the one with the other, and frankness is not agreement,”
 *
 * Each sentence of the shorter text looks for the sentence, or the two that
 * follow each other, of the longer one that it shares most with; stems count
 * by how rare they are.  Then the longest run of such pairs that rises in
 * both texts is the order of facts that is kept.
 */
#ifndef DEMARCHE_COPIES_ALIGN_H
#define DEMARCHE_COPIES_ALIGN_H

#include "copies/likeness.h"

/* Sentence `from` of text a tells what sentence `to` of text b tells. */
struct aligned {
    size_t from;
    size_t to;
    double alike; /* 0-1 */
};

/* Fill told, sentences, names and order.  Both texts have words. */
void align_compare(struct likeness *like, const struct copies_lists *lists,
                   const struct words *a, const struct words *b,
                   struct arena *arena);

/* The pairs themselves, as evidence: in order of `a`; returns how many. */
size_t align_find(const struct copies_lists *lists, const struct words *a,
                  const struct words *b, struct aligned **pair,
                  struct arena *arena);

#endif
