/*
 * chains.h - many small numbers under one key, for a table that only grows.
 *
 * A key is kept as its hash alone: among the hundred thousand keys of the
 * people's names two meet by chance in one table of a hundred thousand, and
 * the worst that follows is one name too many in an answer.
 */
#ifndef DEMARCHE_LORE_CHAINS_H
#define DEMARCHE_LORE_CHAINS_H

#include "base/slice.h"

#include <stdint.h>

struct chain_link {
    uint64_t hash;
    uint32_t value;
    uint32_t next; /* number of the next link, from 1; 0: the last */
};

struct chain_slot {
    uint32_t tag;   /* the hash's upper half */
    uint32_t first; /* number of the chain's first link, 0: free */
};

/* An empty table is all zeros. */
struct chains {
    struct chain_link *link;
    size_t links;
    size_t link_cap;
    struct chain_slot *slot;
    size_t slots; /* in use */
    size_t slot_cap;
};

/* The first link under `key`, or NULL; valid until the next chains_put. */
const struct chain_link *chains_first(const struct chains *chains,
                                      struct slice key);

/* The link after `link`, or NULL. */
const struct chain_link *chains_next(const struct chains *chains,
                                     const struct chain_link *link);

/* The same, of a lone value: 0 if nothing stands under `key`. */
uint32_t chains_value(const struct chains *chains, struct slice key);

/* Put `value` before the others under `key`, unless the first one there is
 * the same but for its lowest bit (which is free for a remark). */
void chains_put(struct chains *chains, struct slice key, uint32_t value);

void chains_release(struct chains *chains);

#endif
