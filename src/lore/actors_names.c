/* Names of states, organisations and groupings, and who belongs to whom. */
#include "base/mem.h"
#include "lore/actors_parts.h"

/* In the order of enum name_use. */
static const char *const use_name[] = {
    "proper", "adjective", "people", "capital", "seat", "common", "place"};
static const char *const kind_names[] = {"state", "organisation", "grouping",
                                         "party"};

enum { USES = 7, KINDS = 4 };

static size_t named(const char *const *name, size_t count, struct slice text)
{
    size_t i = 0;

    while (i < count && !slice_is(text, name[i])) {
        i++;
    }
    return i;
}

static struct slice without_article(struct slice name)
{
    if (slice_starts(name, "The ") || slice_starts(name, "the ")) {
        name.ptr += 4;
        name.len -= 4;
    }
    return name;
}

/* Forget what the general tables read in a name. */
static void drop_general(const struct actors *actors, uint32_t *first)
{
    uint32_t *link = first;

    while (*link != 0) {
        struct reading *reading = &actors->reading[*link - 1];

        if (reading->codebook) {
            link = &reading->next;
        } else {
            *link = reading->next;
        }
    }
}

/* Let `name` stand for `entry` (NULL: nobody), after likelier readings: those
 * of a lower use, and of the same use those read before. */
static void add_name(struct actors *actors, struct slice name,
                     struct actor_entry *entry, enum name_use use)
{
    uint32_t *link = trie_put(&actors->name, without_article(name));
    uint32_t number;

    if (link == NULL) {
        return;
    }
    if (actors->codebook) {
        drop_general(actors, link);
    }
    for (; *link != 0; link = &actors->reading[*link - 1].next) {
        const struct reading *other = &actors->reading[*link - 1];

        if (other->entry == entry && other->use <= use) {
            return;
        }
        if (other->use > use && !actors->codebook) {
            break;
        }
    }
    number = *link;
    *link = (uint32_t)actors->readings + 1;
    MEM_GROW(actors->reading, actors->readings, actors->reading_cap);
    actors->reading[actors->readings++] =
        (struct reading){entry, use, number, actors->codebook};
    actors->names++;
}

static void add_names(struct actors *actors, struct slice list,
                      struct actor_entry *entry, enum name_use use)
{
    struct slice name;

    while (next_value(&list, &name)) {
        add_name(actors, name, entry, use);
    }
}

/* The first of several values, kept; NULL for none. */
static const char *first_value(struct actors *actors, struct slice list)
{
    struct slice value;

    return next_value(&list, &value) ? arena_copy(&actors->arena, value).ptr
                                     : NULL;
}

static bool code_ok(struct slice code)
{
    for (size_t i = 0; i < code.len; i++) {
        char byte = code.ptr[i];

        if (!((byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
              byte == '-' || byte == '+')) {
            return false;
        }
    }
    return code.len != 0 && code.ptr[0] != '-';
}

/* The actor of a row with code and name in these fields; NULL with `err`. */
static struct actor_entry *add_actor(struct actors *actors,
                                     const struct tsv *tsv, size_t name,
                                     enum actor_kind kind, struct err *err)
{
    struct slice code = tsv->field[0];
    uintptr_t *place = map_get(&actors->actor, code);
    struct actor_entry *entry;

    if (!code_ok(code)) {
        (void)tsv_fail(tsv, err, "is no code:", code);
        return NULL;
    }
    if (tsv->field[name].len == 0) {
        (void)tsv_fail(tsv, err, "has no name:", code);
        return NULL;
    }
    if (place != NULL && !actors->codebook) {
        (void)tsv_fail(tsv, err, "code is taken:", code);
        return NULL;
    }
    if (place != NULL) {
        entry = (struct actor_entry *)*place;
    } else {
        entry = arena_alloc(&actors->arena, 1, sizeof *entry);
        entry->actor.code = arena_copy(&actors->arena, code).ptr;
        *map_put(&actors->actor, slice_of(entry->actor.code), NULL) =
            (uintptr_t)entry;
    }
    entry->actor.name = arena_copy(&actors->arena, tsv->field[name]).ptr;
    entry->actor.kind = kind;
    entry->actor.codebook = actors->codebook;
    add_name(actors, tsv->field[name], entry, NAME_PROPER);
    return entry;
}

bool row_state(struct actors *actors, const struct tsv *tsv, struct err *err)
{
    struct actor_entry *entry = add_actor(actors, tsv, 1, ACTOR_STATE, err);

    if (entry == NULL) {
        return false;
    }
    entry->actor.adjective = first_value(actors, tsv->field[4]);
    add_names(actors, tsv->field[2], entry, NAME_PROPER);
    add_names(actors, tsv->field[3], entry, NAME_PROPER);
    add_names(actors, tsv->field[4], entry, NAME_ADJECTIVE);
    add_names(actors, tsv->field[5], entry, NAME_PEOPLE);
    add_names(actors, tsv->field[6], entry, NAME_CAPITAL);
    add_names(actors, tsv->field[7], entry, NAME_SEAT);
    entry->rank = (uint32_t)actors->states++;
    return true;
}

bool row_organisation(struct actors *actors, const struct tsv *tsv,
                      struct err *err)
{
    size_t kind = named(kind_names, KINDS, tsv->field[1]);
    struct actor_entry *entry;

    if (kind == ACTOR_STATE || kind == KINDS) {
        return tsv_fail(tsv, err, "is no kind of organisation:", tsv->field[1]);
    }
    entry = add_actor(actors, tsv, 2, (enum actor_kind)kind, err);
    if (entry == NULL) {
        return false;
    }
    entry->rank = (uint32_t)actors->organisations++;
    add_names(actors, tsv->field[3], entry, NAME_PROPER);
    entry->actor.adjective = first_value(actors, tsv->field[4]);
    add_names(actors, tsv->field[4], entry, NAME_ADJECTIVE);
    add_names(actors, tsv->field[5], entry, NAME_SEAT);
    add_names(actors, tsv->field[6], entry, NAME_COMMON);
    if (tsv->field[7].len != 0) {
        const struct actor_entry *whole = actor_in(actors, tsv, 7, err);

        if (whole == NULL) {
            return false;
        }
        entry->actor.part_of = whole->actor.code;
    }
    return true;
}

bool row_place(struct actors *actors, const struct tsv *tsv, struct err *err)
{
    struct actor_entry *entry = actor_in(actors, tsv, 1, err);

    if (entry == NULL) {
        return false;
    }
    add_name(actors, tsv->field[0], entry, NAME_PLACE);
    return true;
}

/* "Minsk agreement|agreements": names that stand for nobody. */
bool row_other(struct actors *actors, const struct tsv *tsv, struct err *err)
{
    MEM_GROW(actors->reading, actors->readings, actors->reading_cap);
    actors->reading[actors->readings++] = (struct reading){.use = NAME_PROPER};
    return trie_put_choices(&actors->name, tsv->field[0],
                            (uint32_t)actors->readings) ||
           tsv_fail(tsv, err, "too many choices in", tsv->field[0]);
}

/* Take the reading of `entry` out of a chain; its number, 0 if none. */
static uint32_t take_reading(const struct actors *actors, uint32_t *first,
                             const struct actor_entry *entry)
{
    for (uint32_t *link = first; *link != 0;
         link = &actors->reading[*link - 1].next) {
        uint32_t number = *link;

        if (actors->reading[number - 1].entry == entry) {
            *link = actors->reading[number - 1].next;
            return number;
        }
    }
    return 0;
}

/* "Brussels	EU NATO BEL": the order of a name's readings. */
bool row_readings(struct actors *actors, const struct tsv *tsv, struct err *err)
{
    uint32_t *first = trie_put(&actors->name, without_article(tsv->field[0]));
    struct slice codes = tsv->field[1];

    for (size_t at = 0; first != NULL && at < codes.len;) {
        struct slice code = {codes.ptr + at, 0};
        const uintptr_t *place;
        uint32_t number = 0;

        while (at + code.len < codes.len && code.ptr[code.len] != ' ') {
            code.len++;
        }
        at += code.len + 1;
        place = map_get(&actors->actor, code);
        if (place != NULL) {
            number =
                take_reading(actors, first, (const struct actor_entry *)*place);
        }
        if (number == 0) {
            return tsv_fail(tsv, err, "the name is none of", code);
        }
        actors->reading[number - 1].next = *first;
        *first = number;
        first = &actors->reading[number - 1].next;
    }
    return true;
}

bool row_actor(struct actors *actors, const struct tsv *tsv, struct err *err)
{
    size_t kind = named(kind_names, KINDS, tsv->field[1]);

    if (kind == KINDS) {
        return tsv_fail(
            tsv, err,
            "is not state, organisation, grouping or party:", tsv->field[1]);
    }
    return add_actor(actors, tsv, 2, (enum actor_kind)kind, err) != NULL;
}

bool row_alias(struct actors *actors, const struct tsv *tsv, struct err *err)
{
    bool nobody = slice_is(tsv->field[1], "-");
    struct actor_entry *entry = NULL;
    size_t use = named(use_name, USES, tsv->field[2]);

    if (tsv->field[0].len == 0) {
        return tsv_fail(tsv, err, "a row without a name for", tsv->field[1]);
    }
    if (use == USES && !nobody) {
        return tsv_fail(tsv, err, "is no use of a name:", tsv->field[2]);
    }
    if (!nobody) {
        entry = actor_in(actors, tsv, 1, err);
        if (entry == NULL) {
            return false;
        }
        if (use == NAME_ADJECTIVE && entry->actor.adjective == NULL) {
            entry->actor.adjective =
                arena_copy(&actors->arena, tsv->field[0]).ptr;
        }
    }
    add_name(actors, tsv->field[0], entry,
             use == USES ? NAME_COMMON : (enum name_use)use);
    return true;
}

bool row_member(struct actors *actors, const struct tsv *tsv, struct err *err)
{
    struct actor_entry *group = actor_in(actors, tsv, 0, err);
    struct actor_entry *member =
        group != NULL ? actor_in(actors, tsv, 1, err) : NULL;
    struct membership row = {.member = member};

    if (member == NULL || !date_in(tsv, 2, &row.from, err) ||
        !date_in(tsv, 3, &row.to, err)) {
        return false;
    }
    row.next = group->membership;
    MEM_GROW(actors->membership, actors->memberships, actors->membership_cap);
    actors->membership[actors->memberships++] = row;
    group->membership = (uint32_t)actors->memberships;
    return true;
}

size_t actors_nobody(const struct actors *actors, const struct slice *word,
                     size_t words)
{
    size_t used;
    uint32_t number = trie_find(&actors->name, word, words, &used);

    return number != 0 && actors->reading[number - 1].entry == NULL ? used : 0;
}

size_t actors_by_name(const struct actors *actors, const struct slice *word,
                      size_t words, struct name_hit *hit, size_t max)
{
    size_t used;
    uint32_t number = trie_find(&actors->name, word, words, &used);
    size_t count = 0;

    while (number != 0 && count < max) {
        const struct reading *reading = &actors->reading[number - 1];

        if (reading->entry != NULL) {
            hit[count++] =
                (struct name_hit){&reading->entry->actor, reading->use, used};
        }
        number = reading->next;
    }
    return count;
}

bool actors_member(const struct actors *actors, const char *group,
                   const char *member, struct date on)
{
    const uintptr_t *place = map_get(&actors->actor, slice_of(group));
    uint32_t number = 0;

    if (place != NULL) {
        number = ((const struct actor_entry *)*place)->membership;
    }
    while (number != 0) {
        const struct membership *row = &actors->membership[number - 1];

        if (strcmp(row->member->actor.code, member) == 0 &&
            date_within(row->from, row->to, on)) {
            return true;
        }
        number = row->next;
    }
    return false;
}
