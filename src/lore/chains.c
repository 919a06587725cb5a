#include "lore/chains.h"

#include "base/mem.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1 << 12 };

/* FNV-1a with a last stir, so that the low bits are good ones. */
static uint64_t hash_of(struct slice key)
{
    uint64_t hash = 0xcbf29ce484222325U;

    for (size_t i = 0; i < key.len; i++) {
        hash = (hash ^ (unsigned char)key.ptr[i]) * 0x100000001b3U;
    }
    return hash ^ (hash >> 29);
}

/* The slot of `hash`, or the free one where it belongs. */
static uint32_t *slot_of(const struct chains *chains, uint64_t hash)
{
    size_t at = (size_t)hash & (chains->slot_cap - 1);

    while (chains->slot[at] != 0 &&
           chains->link[chains->slot[at] - 1].hash != hash) {
        at = (at + 1) & (chains->slot_cap - 1);
    }
    return &chains->slot[at];
}

static void grow(struct chains *chains)
{
    uint32_t *old = chains->slot;
    size_t old_cap = chains->slot_cap;

    chains->slot_cap = old_cap != 0 ? 4 * old_cap : FIRST_SLOTS;
    chains->slot = mem_alloc(chains->slot_cap, sizeof *chains->slot);
    for (size_t i = 0; i < old_cap; i++) {
        if (old[i] != 0) {
            *slot_of(chains, chains->link[old[i] - 1].hash) = old[i];
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
    number = *slot_of(chains, hash_of(key));
    return number != 0 ? &chains->link[number - 1] : NULL;
}

const struct chain_link *chains_next(const struct chains *chains,
                                     const struct chain_link *link)
{
    return link->next != 0 ? &chains->link[link->next - 1] : NULL;
}

void chains_put(struct chains *chains, struct slice key, uint32_t value)
{
    uint64_t hash = hash_of(key);
    uint32_t *slot;

    if (2 * (chains->slots + 1) > chains->slot_cap) {
        grow(chains);
    }
    slot = slot_of(chains, hash);
    if (*slot == 0) {
        chains->slots++;
    } else if (chains->link[*slot - 1].value >> 1 == value >> 1) {
        return;
    }
    MEM_GROW(chains->link, chains->links, chains->link_cap);
    chains->link[chains->links++] = (struct chain_link){hash, value, *slot};
    *slot = (uint32_t)chains->links;
}

void chains_release(struct chains *chains)
{
    free(chains->link);
    free(chains->slot);
    *chains = (struct chains){0};
}
