/*
 * sharers.h - reports that have enough prints of a new one to be compared.
 *
 * The prints that fewest reports have are followed first.  When they have led
 * to some hundred reports the rest is left alone: the turns of phrase of
 * every tenth report tell no copy, and would lead through half of the store.
 */
#ifndef DEMARCHE_COPIES_SHARERS_H
#define DEMARCHE_COPIES_SHARERS_H

#include "copies/family.h"

struct sharers {
    struct sharer *item; /* the arena's; most common prints first */
    size_t len;
};

/* Reports other than `key` with enough of these prints. */
MUST_USE bool sharers_find(const struct family_store *store, long long key,
                           const struct prints *prints, struct arena *arena,
                           struct sharers *sharers, struct err *err);

#endif
