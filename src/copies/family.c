#include "copies/family.h"

#include "copies/address.h"
#include "copies/sharers.h"

static long last_day(struct date date)
{
    return date.precision == DATE_NONE ? 1L << 30 : date_last_day(date);
}

bool standing_before(const struct standing *a, const struct standing *b)
{
    long day_a = last_day(a->date);
    long day_b = last_day(b->date);

    if (day_a != day_b) {
        return day_a < day_b;
    }
    if (a->credit != b->credit) {
        return a->credit < b->credit;
    }
    if (a->words != b->words) {
        return a->words > b->words;
    }
    return slice_cmp(a->id, b->id) < 0;
}

/* Closer bonds first, then the earlier report. */
static bool is_better(const struct bond *bond, const struct standing *to,
                      const struct bond *than, const struct standing *than_to)
{
    if (than->to == 0 || bond->kind != than->kind) {
        return than->to == 0 || bond->kind > than->kind;
    }
    return standing_before(to, than_to);
}

/* The bond of the later of two reports to the earlier; `later` tells which
 * side of the likeness it is. */
static struct bond bond_of(const struct likeness *like, int later, long long to)
{
    bool by_phrases =
        like->kind >= COPY_REPRINT && like->share[later] >= like->told[later];

    return (struct bond){
        .to = to,
        .kind = like->kind,
        .share = by_phrases ? like->share[later] : like->told[later],
        .sentences = like->sentences,
        .names = like->names,
        .order = like->order,
    };
}

static void compare(const struct family_store *store, const struct member *a,
                    const struct member *b, struct likeness *like,
                    struct arena *arena)
{
    likeness_find(like, store->lists, &a->words, &b->words, arena);
    if (like->kind != COPY_SAME && address_same(a->address, b->address)) {
        like->kind = COPY_VERSION;
    }
}

/* A report that comes after the new one and is like it. */
static bool offer(const struct family_store *store, const struct member *other,
                  const struct member *member, const struct bond *bond,
                  struct arena *arena, struct err *err)
{
    struct bond has;
    struct standing to = {0};

    if (!store->bond(store->context, other->key, arena, &has, &to, err)) {
        return false;
    }
    return !is_better(bond, &member->standing, &has, &to) ||
           store->set_bond(store->context, other->key, bond, err);
}

struct choice {
    struct bond bond;
    struct standing to; /* its slice is the list's arena's */
};

static bool consider(const struct family_store *store,
                     const struct member *member, long long key,
                     struct choice *choice, struct arena *list, struct err *err)
{
    struct arena arena = {0};
    struct member other;
    struct likeness like;
    bool ok = store->load(store->context, key, &arena, &other, err);

    if (ok) {
        compare(store, member, &other, &like, &arena);
    }
    if (ok && like.kind != COPY_NONE) {
        if (standing_before(&other.standing, &member->standing)) {
            struct bond bond = bond_of(&like, 0, other.key);

            if (is_better(&bond, &other.standing, &choice->bond, &choice->to)) {
                choice->bond = bond;
                choice->to = other.standing;
                choice->to.id = arena_copy(list, other.standing.id);
            }
        } else {
            struct bond bond = bond_of(&like, 1, member->key);

            ok = offer(store, &other, member, &bond, &arena, err);
        }
    }
    arena_release(&arena);
    return ok;
}

/* Compare with all that have enough of these prints. */
static bool place_among(const struct family_store *store,
                        const struct member *member,
                        const struct prints *prints, struct choice *choice,
                        struct arena *list, struct err *err);

bool family_place(const struct family_store *store, const struct member *member,
                  const struct prints *prints, struct err *err)
{
    struct arena arena = {0};
    struct choice choice = {0};
    uint32_t address = prints_address(member->address);
    struct prints of_address = {&address, 1};
    bool ok = place_among(store, member, prints, &choice, &arena, err);

    if (address != 0) {
        ok =
            ok && place_among(store, member, &of_address, &choice, &arena, err);
    }
    ok = ok && store->set_bond(store->context, member->key, &choice.bond, err);
    arena_release(&arena);
    return ok;
}

static bool place_among(const struct family_store *store,
                        const struct member *member,
                        const struct prints *prints, struct choice *choice,
                        struct arena *list, struct err *err)
{
    struct sharers sharers;
    bool ok = sharers_find(store, member->key, prints, list, &sharers, err);

    for (size_t i = 0; ok && i < sharers.len; i++) {
        ok = consider(store, member, sharers.item[i].key, choice, list, err);
    }
    return ok;
}
