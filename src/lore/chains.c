#include "lore/chains.h"

#include "base/mem.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1 << 12 };

/* FNV-1a with a last stir, so that all bits are good ones. */
static uint64_t hash_of(struct slice key)
{
    uint64_t hash = 0xcbf29ce484222325U;

    for (size_t i = 0; i < key.len; i++) {
        hash = (hash ^ (unsigned char)key.ptr[i]) * 0x100000001b3U;
    }
    hash ^= hash >> 29;
    return hash * 0x9E3779B97F4A7C15U;
}

static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32);
}

/* The slot of `hash`, or the free one where it belongs. */
static struct chain_slot *slot_of(const struct chains *chains, uint64_t hash)
{
    size_t at = (size_t)hash & (chains->slot_cap - 1);

    while (chains->slot[at].first != 0 &&
           chains->slot[at].tag != tag_of(hash)) {
        at = (at + 1) & (chains->slot_cap - 1);
    }
    return &chains->slot[at];
}

static void grow(struct chains *chains)
{
    struct chain_slot *old = chains->slot;
    size_t old_cap = chains->slot_cap;

    chains->slot_cap = old_cap != 0 ? 4 * old_cap : FIRST_SLOTS;
    chains->slot = mem_alloc(chains->slot_cap, sizeof *chains->slot);
    for (size_t i = 0; i < old_cap; i++) {
        if (old[i].first != 0) {
            *slot_of(chains, chains->link[old[i].first - 1].hash) = old[i];
        }
    }
    free(old);
}

const struct chain_link *chains_first(const struct chains *chains,
                                      struct slice key)
{
    uint32_t number;

    if (chains->slot_cap == 0) {
        return NULL;
    }
    number = slot_of(chains, hash_of(key))->first;
    return number != 0 ? &chains->link[number - 1] : NULL;
}

uint32_t chains_value(const struct chains *chains, struct slice key)
{
    const struct chain_link *first = chains_first(chains, key);

    return first != NULL ? first->value : 0;
}

const struct chain_link *chains_next(const struct chains *chains,
                                     const struct chain_link *link)
{
    return link->next != 0 ? &chains->link[link->next - 1] : NULL;
}

void chains_put(struct chains *chains, struct slice key, uint32_t value)
{
    uint64_t hash = hash_of(key);
    struct chain_slot *slot;

    if (2 * (chains->slots + 1) > chains->slot_cap) {
        grow(chains);
    }
    slot = slot_of(chains, hash);
    if (slot->first == 0) {
        chains->slots++;
    } else if (chains->link[slot->first - 1].value >> 1 == value >> 1) {
        return;
    }
    MEM_GROW(chains->link, chains->links, chains->link_cap);
    chains->link[chains->links++] =
        (struct chain_link){hash, value, slot->first};
    *slot = (struct chain_slot){tag_of(hash), (uint32_t)chains->links};
}

void chains_release(struct chains *chains)
{
    free(chains->link);
    free(chains->slot);
    *chains = (struct chains){0};
}
