/*
 * wording.h - whether two wordings say the same, by the words they share.
 *
 * A wording becomes the set of its content words: four letters or more (or
 * digits), lower case, cut to their first six letters so that "withdraw" and
 * "withdrawal" meet.  Likeness is the share of common words among all.
 */
#ifndef DEMARCHE_VIEWS_WORDING_H
#define DEMARCHE_VIEWS_WORDING_H

#include "base/arena.h"
#include "base/slice.h"

struct wording {
    struct slice *word; /* sorted, each once */
    size_t words;
};

struct wording wording_of(struct slice text, struct arena *arena);

/* 0 nothing in common … 1 the same words; 0 for two empty wordings. */
double wording_likeness(const struct wording *a, const struct wording *b);

/* More than half in common, and at least two words. */
bool wording_same(const struct wording *a, const struct wording *b);

#endif
