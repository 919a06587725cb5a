#include "base/map.h"

#include "base/mem.h"

#include <stdlib.h>

enum { FIRST_CAP = 64 };

/* Eight bytes at a time: each is mixed in by a multiplication whose high bits
 * are folded back. */
static uint32_t hash_of(struct slice key)
{
    const uint64_t odd = 0x9E3779B97F4A7C15U; /* 2^64 / golden ratio */
    uint64_t hash = key.len * odd;
    size_t at = 0;

    for (; key.len - at >= sizeof hash; at += sizeof hash) {
        uint64_t eight;

        memcpy(&eight, key.ptr + at, sizeof eight);
        hash = (hash ^ eight) * odd;
        hash ^= hash >> 32;
    }
    if (at < key.len) {
        uint64_t rest = 0;

        for (; at < key.len; at++) {
            rest = rest << 8 | (unsigned char)key.ptr[at];
        }
        hash = (hash ^ rest) * odd;
        hash ^= hash >> 32;
    }
    return (uint32_t)(hash ^ hash >> 29);
}

static struct map_slot *find(const struct map *map, struct slice key,
                             uint32_t hash)
{
    size_t at = hash & (map->cap - 1);

    while (map->slot[at].key.ptr != NULL &&
           !(map->slot[at].hash == hash && slice_eq(map->slot[at].key, key))) {
        at = (at + 1) & (map->cap - 1);
    }
    return &map->slot[at];
}

static void grow(struct map *map)
{
    struct map old = *map;

    map->cap = old.cap != 0 ? 2 * old.cap : FIRST_CAP;
    map->slot = mem_alloc(map->cap, sizeof *map->slot);
    for (size_t i = 0; i < old.cap; i++) {
        if (old.slot[i].key.ptr != NULL) {
            *find(map, old.slot[i].key, old.slot[i].hash) = old.slot[i];
        }
    }
    free(old.slot);
}

uintptr_t *map_get(const struct map *map, struct slice key)
{
    struct map_slot *slot;

    if (map->cap == 0) {
        return NULL;
    }
    slot = find(map, key, hash_of(key));
    return slot->key.ptr != NULL ? &slot->value : NULL;
}

uintptr_t *map_put(struct map *map, struct slice key, bool *added)
{
    uint32_t hash = hash_of(key);
    struct map_slot *slot;
    bool fresh;

    if (2 * (map->len + 1) > map->cap) {
        grow(map);
    }
    slot = find(map, key, hash);
    fresh = slot->key.ptr == NULL;
    if (fresh) {
        slot->key = key.ptr != NULL ? key : (struct slice){"", 0};
        slot->hash = hash;
        map->len++;
    }
    if (added != NULL) {
        *added = fresh;
    }
    return &slot->value;
}

void map_release(struct map *map)
{
    free(map->slot);
    *map = (struct map){0};
}
