#include "copies/sharers.h"

#include <stdlib.h>

/* A print that more reports have is nobody's: furniture of a site. */
enum { HOLDERS_MOST = 4096 };

/* Prints that are followed whatever it costs, and the reports they and all
 * further ones may lead to. */
enum { FOLLOWED_LEAST = 8, VISITED_MOST = 48 };

/* Reports compared with a new one at most. */
enum { COMPARED_MOST = 4096 };

struct ranked {
    size_t holders;
    uint32_t print;
};

static int by_holders(const void *a, const void *b)
{
    const struct ranked *x = a;
    const struct ranked *y = b;

    if (x->holders != y->holders) {
        return x->holders < y->holders ? -1 : 1;
    }
    return (x->print > y->print) - (x->print < y->print);
}

static int by_common(const void *a, const void *b)
{
    const struct sharer *x = a;
    const struct sharer *y = b;

    if (x->common != y->common) {
        return x->common < y->common ? 1 : -1;
    }
    return (x->key > y->key) - (x->key < y->key);
}

static bool rank(const struct family_store *store, const struct prints *prints,
                 struct ranked *ranked, struct err *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < prints->len; i++) {
        ranked[i].print = prints->print[i];
        ok = store->count(store->context, prints->print[i], HOLDERS_MOST + 1,
                          &ranked[i].holders, err);
    }
    if (prints->len != 0) {
        qsort(ranked, prints->len, sizeof *ranked, by_holders);
    }
    return ok;
}

/* Who has the rarest prints, a row for each print; `*followed` of them.  What
 * the new report alone has leads nowhere and costs nothing. */
static bool follow(const struct family_store *store,
                   const struct ranked *ranked, size_t len,
                   struct holders *holders, size_t *followed, struct err *err)
{
    size_t shared = 0;
    bool ok = true;

    *followed = 0;
    for (size_t i = 0; ok && i < len && ranked[i].holders <= HOLDERS_MOST;
         i++) {
        if (ranked[i].holders > 1) {
            if (shared >= FOLLOWED_LEAST &&
                holders->len + ranked[i].holders > VISITED_MOST) {
                break;
            }
            shared++;
            ok = store->holders(store->context, ranked[i].print, holders, err);
        }
        *followed = i + 1;
    }
    return ok;
}

/* Rows of one report become one; returns how many are left. */
static size_t merge(struct sharer *sharer, size_t len, struct arena *arena)
{
    size_t cap = 16;
    size_t kept = 0;
    uint32_t *place; /* of a key in sharer[], + 1; 0: free */

    while (cap < 2 * len) {
        cap *= 2;
    }
    place = arena_alloc(arena, cap, sizeof *place);
    for (size_t i = 0; i < len; i++) {
        uint64_t hash = (uint64_t)sharer[i].key * 0x9e3779b97f4a7c15U;
        size_t at = (size_t)(hash >> 32) & (cap - 1);

        while (place[at] != 0 && sharer[place[at] - 1].key != sharer[i].key) {
            at = (at + 1) & (cap - 1);
        }
        if (place[at] != 0) {
            sharer[place[at] - 1].common++;
        } else {
            sharer[kept++] = sharer[i];
            place[at] = (uint32_t)kept;
        }
    }
    return kept;
}

/* prints_enough() for those that were followed, two at least. */
static size_t enough(size_t own, size_t other, size_t followed)
{
    size_t all = prints_enough(own, other);
    size_t part = (all * followed + own - 1) / own;

    return part < 2 && all > 1 ? 2 : part;
}

bool sharers_find(const struct family_store *store, long long key,
                  const struct prints *prints, struct arena *arena,
                  struct sharer **sharer, size_t *len, struct err *err)
{
    struct ranked *ranked = arena_alloc(arena, prints->len, sizeof *ranked);
    struct holders holders = {0};
    size_t followed = 0;
    size_t kept = 0;
    bool ok = rank(store, prints, ranked, err) &&
              follow(store, ranked, prints->len, &holders, &followed, err);

    *len = ok ? merge(holders.list, holders.len, arena) : 0;
    for (size_t i = 0; i < *len; i++) {
        struct sharer *one = &holders.list[i];

        if (one->key != key &&
            one->common >= enough(prints->len, one->prints, followed)) {
            holders.list[kept++] = *one;
        }
    }
    if (kept != 0) {
        qsort(holders.list, kept, sizeof *holders.list, by_common);
    }
    *len = kept < COMPARED_MOST ? kept : COMPARED_MOST;
    *sharer = arena_dup(arena, holders.list, *len, sizeof **sharer);
    free(holders.list);
    return ok;
}
