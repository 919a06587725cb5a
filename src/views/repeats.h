/*
 * repeats.h - which earlier wording, between the same sides, is said again.
 *
 * A growing set of wordings, each with a number of the caller's.  Looking for
 * one that is the same (wording_same) asks only those that share one of the
 * rarer words: two wordings of which more than half is common share one among
 * any half of the words.  So a million demands need no million comparisons
 * each.
 *
 * An empty set is all zeros: `struct repeats repeats = {0};`
 */
#ifndef DEMARCHE_VIEWS_REPEATS_H
#define DEMARCHE_VIEWS_REPEATS_H

#include "base/map.h"
#include "views/wording.h"

struct repeats_entry {
    struct wording wording;
    size_t number;
    size_t asked; /* by which question it was compared last */
};

struct repeats {
    struct arena memory;
    struct map list; /* sides and word → the entries that have them */
    struct repeats_entry *entry;
    size_t len;
    size_t cap;
    size_t questions;
};

/* The number of the wording between `sides` that `wording` repeats, the
 * likeliest one, the earliest of equals; false if there is none. */
bool repeats_find(struct repeats *repeats, struct slice sides,
                  const struct wording *wording, size_t *number);

/* Add a wording.  Its words must outlive the set. */
void repeats_add(struct repeats *repeats, struct slice sides,
                 struct wording wording, size_t number);

void repeats_release(struct repeats *repeats);

#endif
