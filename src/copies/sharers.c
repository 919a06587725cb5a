#include "copies/sharers.h"

#include "base/sort.h"

#include <stdlib.h>

/* A print that more reports have is nobody's: furniture of a site. */
enum { HOLDERS_MOST = 4096 };

/* Prints that are followed whatever it costs, and the reports they and all
 * further ones may lead to. */
enum { FOLLOWED_LEAST = 8, VISITED_MOST = 48 };

/* Reports compared with a new one at most. */
enum { COMPARED_MOST = 4096 };

/* How many have a print, above the print itself: numbers that sort by rarity.
 */
static uint64_t ranked(size_t holders, uint32_t print)
{
    return (uint64_t)holders << 32 | print;
}

static size_t holders_of(uint64_t rank)
{
    return (size_t)(rank >> 32);
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

static bool rank_all(const struct family_store *store,
                     const struct prints *prints, uint64_t *rank,
                     struct err *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < prints->len; i++) {
        size_t holders = 0;

        ok = store->count(store->context, prints->print[i], HOLDERS_MOST + 1,
                          &holders, err);
        rank[i] = ranked(holders, prints->print[i]);
    }
    sort_u64(rank, prints->len);
    return ok;
}

/* Who has the rarest prints, a row for each print; `*followed` of them.  What
 * the new report alone has leads nowhere and costs nothing. */
static bool follow(const struct family_store *store, const uint64_t *rank,
                   size_t len, struct holders *holders, size_t *followed,
                   struct err *err)
{
    size_t shared = 0;
    bool ok = true;

    *followed = 0;
    for (size_t i = 0; ok && i < len && holders_of(rank[i]) <= HOLDERS_MOST;
         i++) {
        if (holders_of(rank[i]) > 1) {
            if (shared >= FOLLOWED_LEAST &&
                holders->len + holders_of(rank[i]) > VISITED_MOST) {
                break;
            }
            shared++;
            ok =
                store->holders(store->context, (uint32_t)rank[i], holders, err);
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

/* Leave those that have enough of `own` prints and are not `key`. */
static void keep_sharers(struct holders *holders, long long key, size_t own,
                         size_t followed)
{
    size_t kept = 0;

    for (size_t i = 0; i < holders->len; i++) {
        const struct sharer *one = &holders->list[i];

        if (one->key != key &&
            one->common >= enough(own, one->prints, followed)) {
            holders->list[kept++] = *one;
        }
    }
    holders->len = kept;
}

bool sharers_find(const struct family_store *store, long long key,
                  const struct prints *prints, struct arena *arena,
                  struct sharers *sharers, struct err *err)
{
    uint64_t *rank = arena_alloc(arena, prints->len, sizeof *rank);
    struct holders holders = {0};
    size_t followed = 0;
    bool ok = rank_all(store, prints, rank, err) &&
              follow(store, rank, prints->len, &holders, &followed, err);

    *sharers = (struct sharers){0};
    if (ok && holders.len != 0) {
        holders.len = merge(holders.list, holders.len, arena);
        keep_sharers(&holders, key, prints->len, followed);
        qsort(holders.list, holders.len, sizeof *holders.list, by_common);
        sharers->len =
            holders.len < COMPARED_MOST ? holders.len : COMPARED_MOST;
        sharers->item =
            arena_dup(arena, holders.list, sharers->len, sizeof *sharers->item);
    }
    free(holders.list);
    return ok;
}
