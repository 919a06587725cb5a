/*
 * keys.h - which numbers stand under a key: filled first, then sorted, then
 * only read.
 *
 * A key is kept as its 64-bit hash alone: with the hundred thousand keys of
 * the people's names two meet by chance once in a billion tables, and the
 * worst that follows is one name too many in an answer.  Filling appends,
 * sorting is two passes over memory: loading is most of the cost of a short
 * run.
 */
#ifndef DEMARCHE_LORE_KEYS_H
#define DEMARCHE_LORE_KEYS_H

#include "base/slice.h"

#include <stdint.h>

struct key_entry {
    uint64_t hash;
    uint32_t value;
};

/* An empty table is all zeros. */
struct keys {
    struct key_entry *entry; /* after sorting: bucket by bucket */
    size_t entries;
    size_t entry_cap;
    uint32_t *bucket; /* entries of bucket b: bucket[b] … bucket[b + 1] */
};

/* Append `value` under `key`; not after keys_sort(). */
void keys_add(struct keys *keys, struct slice key, uint32_t value);

/* Make the table ready for look-ups; values of one key keep their order. */
void keys_sort(struct keys *keys);

/* The first entry under `key` after `before` (NULL: from the start), or
 * NULL. */
const struct key_entry *keys_next(const struct keys *keys, struct slice key,
                                  const struct key_entry *before);

void keys_release(struct keys *keys);

#endif
