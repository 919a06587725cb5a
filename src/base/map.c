#include "base/map.h"

#include "base/mem.h"

#include <stdlib.h>

enum { FIRST_CAP = 64 };

/* FNV-1a, 64 bits folded to 32. */
static uint32_t hash_of(struct slice key)
{
    uint64_t hash = 0xcbf29ce484222325U;

    for (size_t i = 0; i < key.len; i++) {
        hash = (hash ^ (unsigned char)key.ptr[i]) * 0x100000001b3U;
    }
    return (uint32_t)(hash ^ (hash >> 32));
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
