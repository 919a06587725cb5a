/* People by name, and who held which office when. */
#include "base/mem.h"
#include "lore/actors_parts.h"

#include <stdlib.h>

enum { KEY_BYTES = FOLD_BYTES + FOLD_WORDS };

/* A folded name's key: some of its words with blanks between. */
struct key {
    char text[KEY_BYTES];
    size_t len;
};

static void key_word(struct key *key, struct slice word)
{
    size_t need = word.len + (key->len != 0);

    if (key->len + need <= KEY_BYTES) {
        if (key->len != 0) {
            key->text[key->len++] = ' ';
        }
        memcpy(key->text + key->len, word.ptr, word.len);
        key->len += word.len;
    }
}

static void key_words(struct key *key, const struct folded *name, size_t from,
                      size_t to)
{
    for (size_t i = from; i < to; i++) {
        key_word(key, name->word[i]);
    }
}

static void put_key(struct actors *actors, const struct key *key,
                    uint32_t person, bool part)
{
    keys_add(&actors->person_name, (struct slice){key->text, key->len},
             NAME_OF(person, part));
}

/* Where `part` stands among the words of `name`; empty: nowhere. */
static struct span find_words(const struct folded *name,
                              const struct folded *part)
{
    for (size_t at = 0; at + part->words <= name->words; at++) {
        size_t same = 0;

        while (same < part->words &&
               slice_eq(part->word[same], name->word[at + same])) {
            same++;
        }
        if (same == part->words) {
            return (struct span){at, at + same};
        }
    }
    return (struct span){0, 0};
}

/* The last word with the particles before it: "von der Leyen". */
static struct span last_name(const struct folded *name)
{
    size_t start = name->words - 1;

    while (start > 1 && name->particle[start - 1]) {
        start--;
    }
    return (struct span){start, name->words};
}

/* "mohamad sarif", "iavad sarif": each given name with the family name. */
static void put_given_names(struct actors *actors, const struct folded *name,
                            struct span family, uint32_t person)
{
    if (family.start == 1 && family.end == name->words) {
        return; /* the whole name's key is there already */
    }
    for (size_t i = 0; i < name->words; i++) {
        struct key key = {.len = 0};

        if (i >= family.start && i < family.end) {
            continue;
        }
        key_word(&key, name->word[i]);
        key_words(&key, name, family.start, family.end);
        put_key(actors, &key, person, false);
        if (family.end - family.start > 1) {
            key.len = 0;
            key_word(&key, name->word[i]);
            key_word(&key, name->word[family.end - 1]);
            put_key(actors, &key, person, false);
        }
    }
}

/* The keys of one family name: alone and after each given name. */
static void put_family(struct actors *actors, const struct folded *name,
                       struct span family, uint32_t person)
{
    struct key key = {.len = 0};

    put_given_names(actors, name, family, person);
    key_words(&key, name, family.start, family.end);
    put_key(actors, &key, person, false);
}

/* Later words of a name, which alone are a weak hint; `family` has a key. */
static void put_parts(struct actors *actors, const struct folded *name,
                      struct span family, uint32_t person)
{
    bool known = family.end - family.start == 1;

    for (size_t i = 1; i < name->words; i++) {
        struct key key = {.len = 0};

        if (!name->particle[i] && name->word[i].len > 1 &&
            !(known && i == family.start)) {
            key_word(&key, name->word[i]);
            put_key(actors, &key, person, true);
        }
    }
}

/* All keys under which a spelling of a person's name is found; `families`
 * are the names by which reports call the person, empty: the last one. */
static void put_name(struct actors *actors, struct slice text,
                     struct slice families, uint32_t person)
{
    struct folded name;
    struct folded words;
    struct key key = {.len = 0};
    struct slice family;
    struct span last;
    bool first = false; /* a family name comes first: Xi Jinping */

    if (!fold_name(&actors->fold, text, &name)) {
        return;
    }
    key_words(&key, &name, 0, name.words);
    put_key(actors, &key, person, false);
    last = last_name(&name);
    if (slice_trim(families).len == 0) {
        put_family(actors, &name, last, person);
    } else {
        last.end = last.start;
    }
    while (next_value(&families, &family)) {
        struct span at = {0, 0};

        if (fold_name(&actors->fold, family, &words)) {
            at = find_words(&name, &words);
        }
        if (!span_empty(at)) {
            put_family(actors, &name, at, person);
            first = first || at.start == 0;
        }
    }
    if (!first) {
        put_parts(actors, &name, last, person);
    }
    if (name.words > 2) { /* "Bruno Parrilla" of Bruno Rodríguez Parrilla */
        key.len = 0;
        key_word(&key, name.word[0]);
        key_word(&key, name.word[name.words - 1]);
        put_key(actors, &key, person, false);
    }
    if (actors->people[person - 1].initial == 0) {
        actors->people[person - 1].initial =
            name.word[first && name.words > 1 ? 1 : 0].ptr[0];
    }
}

/* A name that stands alone: "Hemedti". */
static void put_whole(struct actors *actors, struct slice text, uint32_t person)
{
    struct folded name;
    struct key key = {.len = 0};

    if (fold_name(&actors->fold, text, &name)) {
        key_words(&key, &name, 0, name.words);
        put_key(actors, &key, person, false);
    }
}

enum { FIRST_SLUGS = 1 << 12 };

static uint32_t slug_hash(struct slice slug)
{
    uint32_t hash = 0x811c9dc5U;

    for (size_t i = 0; i < slug.len; i++) {
        hash = (hash ^ (unsigned char)slug.ptr[i]) * 0x01000193U;
    }
    return hash ^ (hash >> 15);
}

/* The slot of `slug`, or the free one where it belongs. */
static struct slug_slot *slug_slot(const struct actors *actors,
                                   struct slice slug, uint32_t hash)
{
    for (size_t at = hash;; at++) {
        struct slug_slot *slot = &actors->slug[at & (actors->slug_cap - 1)];

        if (slot->person == 0 ||
            (slot->hash == hash &&
             slice_is(slug, actors->people[slot->person - 1].slug))) {
            return slot;
        }
    }
}

static void grow_slugs(struct actors *actors)
{
    struct slug_slot *old = actors->slug;
    size_t old_cap = actors->slug_cap;

    actors->slug_cap = old_cap != 0 ? 2 * old_cap : FIRST_SLUGS;
    actors->slug = mem_alloc(actors->slug_cap, sizeof *actors->slug);
    for (size_t i = 0; i < old_cap; i++) {
        size_t at = old[i].hash;

        while (old[i].person != 0 &&
               actors->slug[at & (actors->slug_cap - 1)].person != 0) {
            at++;
        }
        if (old[i].person != 0) {
            actors->slug[at & (actors->slug_cap - 1)] = old[i];
        }
    }
    free(old);
}

/* The person of the row, made or replaced; its number, 0 with `err` set. */
static uint32_t person_in(struct actors *actors, const struct tsv *tsv,
                          struct err *err)
{
    struct slice slug = tsv->field[0];
    uint32_t number;
    struct slug_slot *slot;
    struct person *person;

    if (actors->last_person != 0 &&
        slice_is(slug, actors->people[actors->last_person - 1].slug)) {
        return actors->last_person; /* rows of one person stand together */
    }
    if (2 * (actors->persons + 1) > actors->slug_cap) {
        grow_slugs(actors);
    }
    slot = slug_slot(actors, slug, slug_hash(slug));
    number = slot->person;
    if (number != 0 &&
        (!actors->codebook || actors->people[number - 1].codebook)) {
        return number;
    }
    if (slug.len == 0 || tsv->field[1].len == 0) {
        (void)tsv_fail(tsv, err,
                       "first row of a person without id or name:", slug);
        return 0;
    }
    if (number == 0) {
        MEM_GROW(actors->people, actors->persons, actors->person_cap);
        actors->people[actors->persons++] =
            (struct person){.slug = arena_copy(&actors->arena, slug).ptr};
        number = (uint32_t)actors->persons;
        *slot = (struct slug_slot){slug_hash(slug), number};
    }
    person = &actors->people[number - 1];
    person->tenure = 0;
    person->name = arena_copy(&actors->arena, tsv->field[1]).ptr;
    person->codebook = actors->codebook;
    put_name(actors, tsv->field[1], tsv->field[2], number);
    return number;
}

static void add_tenure(struct actors *actors, uint32_t number,
                       struct tenure tenure, struct actor_entry *of)
{
    struct person *person = &actors->people[number - 1];
    struct tenure_link link = {.person = number,
                               .next_of_person = person->tenure};

    tenure.person = person->slug;
    tenure.name = person->name;
    MEM_GROW(actors->tenure, actors->tenures, actors->tenure_cap);
    actors->tenure[actors->tenures++] = tenure;
    person->tenure = (uint32_t)actors->tenures;
    if (of != NULL) {
        link.rank = of->rank;
        link.next_of_actor = of->tenure;
        of->tenure = person->tenure;
    }
    MEM_GROW(actors->tenure_link, actors->tenure_links,
             actors->tenure_link_cap);
    actors->tenure_link[actors->tenure_links++] = link;
}

/* Read office, of, at, from and to; `*of` is NULL for a person without. */
static bool tenure_in(struct actors *actors, const struct tsv *tsv,
                      struct tenure *tenure, struct actor_entry **of,
                      struct err *err)
{
    *of = NULL;
    if (tsv->field[4].len == 0) {
        return true;
    }
    if (actors->last_office == NULL ||
        !slice_is(tsv->field[4], actors->last_office->code)) {
        const uintptr_t *office = map_get(&actors->office, tsv->field[4]);

        if (office == NULL) {
            return tsv_fail(tsv, err, "no such office:", tsv->field[4]);
        }
        actors->last_office = (const struct office *)*office;
    }
    tenure->office = actors->last_office;
    if (actors->last_of == NULL ||
        !slice_is(tsv->field[5], actors->last_of->actor.code)) {
        actors->last_of = actor_in(actors, tsv, 5, err);
        if (actors->last_of == NULL) {
            return false;
        }
    }
    *of = actors->last_of;
    tenure->of = (*of)->actor.code;
    if (tsv->field[6].len != 0) {
        const struct actor_entry *at = actor_in(actors, tsv, 6, err);

        if (at == NULL) {
            return false;
        }
        tenure->at = at->actor.code;
    }
    return date_in(tsv, 7, &tenure->from, err) &&
           date_in(tsv, 8, &tenure->to, err);
}

bool row_person(struct actors *actors, const struct tsv *tsv, struct err *err)
{
    uint32_t number = person_in(actors, tsv, err);
    struct tenure tenure = {0};
    struct actor_entry *of;
    struct slice list = tsv->field[3];
    struct slice spelling;

    if (number == 0 || !tenure_in(actors, tsv, &tenure, &of, err)) {
        return false;
    }
    actors->last_person = number;
    while (next_value(&list, &spelling)) {
        put_name(actors, spelling, tsv->field[2], number);
    }
    list = tsv->field[2];
    while (next_value(&list, &spelling)) {
        put_whole(actors, spelling, number);
    }
    add_tenure(actors, number, tenure, of);
    return true;
}

/* Days between a term and a date outside it. */
static long distance(const struct tenure *tenure, struct date on)
{
    if (tenure->from.precision != DATE_NONE &&
        date_first_day(tenure->from) > date_last_day(on)) {
        return date_first_day(tenure->from) - date_last_day(on);
    }
    return date_first_day(on) - date_last_day(tenure->to);
}

static uint32_t rank_of(const struct actors *actors,
                        const struct tenure *tenure)
{
    return actors->tenure_link[tenure - actors->tenure].rank;
}

/* Whether `a` goes before `b`, both in office or both not. */
static bool goes_before(const struct actors *actors, const struct tenure *a,
                        const struct tenure *b, struct date on)
{
    int level_a = a->office != NULL ? a->office->level : 6;
    int level_b = b->office != NULL ? b->office->level : 6;

    if (!date_within(a->from, a->to, on)) {
        long near_a = distance(a, on);
        long near_b = distance(b, on);

        if (near_a != near_b) {
            return near_a < near_b;
        }
    }
    if (level_a != level_b) {
        return level_a < level_b;
    }
    if (rank_of(actors, a) != rank_of(actors, b)) {
        return rank_of(actors, a) < rank_of(actors, b);
    }
    return date_cmp(a->from, b->from) > 0;
}

/* The answer to one question, the best hits so far. */
struct answer {
    const struct actors *actors;
    const struct tenure **hit;
    size_t count, max;
    struct date on;
};

/* Put a tenure in its place among those from `base` on. */
static void add_hit(struct answer *answer, const struct tenure *tenure,
                    size_t base)
{
    size_t at = base;

    for (size_t i = 0; i < answer->count; i++) {
        if (answer->hit[i] == tenure) {
            return;
        }
    }
    while (at < answer->count &&
           !goes_before(answer->actors, tenure, answer->hit[at], answer->on)) {
        at++;
    }
    if (at == answer->max) {
        return;
    }
    if (answer->count < answer->max) {
        answer->count++;
    }
    for (size_t i = answer->count - 1; i > at; i--) {
        answer->hit[i] = answer->hit[i - 1];
    }
    answer->hit[at] = tenure;
}

/* Which of the people under a key are wanted. */
struct wanted {
    bool codebook, in_office, part;
};

static void add_person(const struct actors *actors, const struct person *person,
                       struct wanted wanted, struct answer *answer, size_t base)
{
    for (uint32_t i = person->tenure; i != 0;
         i = actors->tenure_link[i - 1].next_of_person) {
        const struct tenure *tenure = &actors->tenure[i - 1];

        if (date_within(tenure->from, tenure->to, answer->on) ==
            wanted.in_office) {
            add_hit(answer, tenure, base);
        }
    }
}

/* All people under `key`: the codebook's, then those in office, then those
 * whom the key fits whole. */
static void find_key(const struct actors *actors, const struct key *key,
                     char initial, struct answer *answer)
{
    struct slice text = {key->text, key->len};
    const struct keys *keys = &actors->person_name;
    const struct key_entry *first = keys_next(keys, text, NULL);

    for (unsigned pass = 0; first != NULL && pass < 8; pass++) {
        struct wanted wanted = {.codebook = (pass & 4) == 0,
                                .in_office = (pass & 2) == 0,
                                .part = (pass & 1) != 0};
        size_t base = answer->count;

        for (const struct key_entry *entry = first; entry != NULL;
             entry = keys_next(keys, text, entry)) {
            const struct person *person =
                &actors->people[(entry->value >> 1) - 1];

            if ((entry->value & 1) == wanted.part &&
                person->codebook == wanted.codebook &&
                (initial == 0 || person->initial == initial)) {
                add_person(actors, person, wanted, answer, base);
            }
        }
    }
}

size_t actors_person(const struct actors *actors, struct slice name,
                     struct date on, const struct tenure **hit, size_t max)
{
    struct answer answer = {actors, hit, 0, max, on};
    struct folded folded;
    struct key key = {.len = 0};
    size_t last;

    if (!fold_name(&actors->fold, name, &folded)) {
        return 0;
    }
    last = folded.words - 1;
    key_words(&key, &folded, 0, folded.words);
    find_key(actors, &key, 0, &answer);
    if (answer.count == 0 && last > 0) { /* "Abe Shinzo" */
        key.len = 0;
        key_words(&key, &folded, 1, folded.words);
        key_word(&key, folded.word[0]);
        find_key(actors, &key, 0, &answer);
    }
    if (answer.count == 0 && last > 1) { /* without middle names */
        key.len = 0;
        key_word(&key, folded.word[0]);
        key_word(&key, folded.word[last]);
        find_key(actors, &key, 0, &answer);
    }
    if (answer.count == 0 && last > 0 && folded.word[0].len == 1) {
        key.len = 0; /* "S. Lavrov" */
        key_words(&key, &folded, 1, folded.words);
        find_key(actors, &key, folded.word[0].ptr[0], &answer);
    }
    return answer.count;
}

size_t actors_holder(const struct actors *actors, const struct office *office,
                     const char *of, struct date on, const struct tenure **hit,
                     size_t max)
{
    struct answer answer = {actors, hit, 0, max, on};
    const uintptr_t *place =
        of != NULL ? map_get(&actors->actor, slice_of(of)) : NULL;
    uint32_t number = 0;

    if (place != NULL) {
        number = ((const struct actor_entry *)*place)->tenure;
    }
    for (; number != 0;
         number = actors->tenure_link[number - 1].next_of_actor) {
        const struct tenure *tenure = &actors->tenure[number - 1];
        const struct tenure_link *link = &actors->tenure_link[number - 1];
        bool replaced = actors->people[link->person - 1].codebook &&
                        number <= actors->general_tenures;

        if (!replaced && tenure->office == office &&
            date_within(tenure->from, tenure->to, on)) {
            add_hit(&answer, tenure, 0);
        }
    }
    return answer.count;
}
