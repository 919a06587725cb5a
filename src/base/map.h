/*
 * map.h - from bytes to a pointer-sized value.
 *
 * Open addressing, insertion only.  Keys are borrowed: the caller keeps them
 * alive as long as the map.  An empty map is all zeros.  Iteration is over
 * `slot[0..cap)`, in no useful order: sort before anything is printed.
 */
#ifndef DEMARCHE_BASE_MAP_H
#define DEMARCHE_BASE_MAP_H

#include "base/slice.h"

#include <stdint.h>

struct map_slot {
    struct slice key; /* key.ptr NULL: free */
    uint32_t hash;
    uintptr_t value;
};

struct map {
    struct map_slot *slot;
    size_t len;
    size_t cap; /* 0 or a power of two */
};

/* The value's place, or NULL if `key` is not in the map. */
uintptr_t *map_get(const struct map *map, struct slice key);

/* The value's place, added with 0 if `key` was not there.  `*added` (may be
 * NULL) tells which.  Valid until the next map_put. */
uintptr_t *map_put(struct map *map, struct slice key, bool *added);

void map_release(struct map *map);

#endif
