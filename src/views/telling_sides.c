/* telling_sides.c - who met, and where. */
#include "views/telling_int.h"

/* Words between "between" and a name, between the meeting and its place;
 * readings of a name. */
enum { NEXT_NAME = 5, NEAR_PLACE = 20, READINGS = 4 };

static void add_party(struct telling *telling, const char *code)
{
    for (size_t i = 0; i < telling->parties; i++) {
        if (strcmp(telling->party[i], code) == 0) {
            return;
        }
    }
    if (telling->parties < TELLING_PARTIES) {
        telling->party[telling->parties++] = code;
    }
}

/* A party named at word `at`. */
static void add_named(struct reading *reading, size_t at, const char *code)
{
    add_party(reading->telling, code);
    if (reading->between != 0 && at - (reading->between - 1) <= NEXT_NAME) {
        reading->between = at + 1;
        if (reading->sures < TELLING_PARTIES) {
            reading->sure[reading->sures++] = code;
        }
    }
}

/* Whether word `at` names a meeting: "talks" of "the Ellorin talks". */
static bool is_meeting(const struct reading *reading, size_t at)
{
    size_t count;
    const struct meeting_entry *entry =
        at < reading->words ? telling_entry(reading, at, &count) : NULL;

    return entry != NULL && entry->role >= ROLE_MEETING &&
           entry->role <= ROLE_SUMMIT;
}

/* Whether the name of `count` words at `at` says where: "in Brussels", "the
 * Ellorin talks". */
static bool says_where(const struct reading *reading, size_t at, size_t count)
{
    static const char *const before[] = {"in", "to", "at", "from", "near"};
    char text[TELLING_LONGEST];
    struct slice word;

    if (is_meeting(reading, at + count)) {
        return true;
    }
    if (at == 0 || reading->telling->format == MEETING_CALL) {
        return false;
    }
    word = telling_joined(reading, at - 1, 1, text);
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        if (slice_is(word, before[i])) {
            return true;
        }
    }
    return false;
}

/* A name at word `at`: a party, or the place; how many words it has, 0: it is
 * no name. */
static size_t take_name(struct reading *reading, size_t at)
{
    struct name_hit hit[READINGS];
    struct telling *telling = reading->telling;
    size_t left = reading->words - at;
    size_t nobody =
        actors_nobody(reading->tables->actors, reading->word + at, left);
    size_t hits;

    if (nobody != 0) {
        return nobody;
    }
    hits = actors_by_name(reading->tables->actors, reading->word + at, left,
                          hit, READINGS);
    if (hits == 0 || hit[0].use == NAME_COMMON) {
        return 0;
    }
    if ((hit[0].use == NAME_PLACE || hit[0].use == NAME_CAPITAL ||
         hit[0].use == NAME_SEAT) &&
        says_where(reading, at, hit[0].words)) {
        const struct slice *last = &reading->word[at + hit[0].words - 1];
        struct slice name = {
            reading->word[at].ptr,
            (size_t)(last->ptr + last->len - reading->word[at].ptr)};

        if (telling->place == NULL &&
            (at > reading->meeting ? at - reading->meeting
                                   : reading->meeting - at) <= NEAR_PLACE) {
            telling->place = arena_copy(reading->arena, name).ptr;
        }
    } else if (hit[0].use != NAME_PLACE) {
        add_named(reading, at, hit[0].actor->code);
    }
    return hit[0].words;
}

static bool is_capital(struct slice word)
{
    return word.len > 1 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
}

/* A person by first and family name at word `at` stands for whom he or she
 * speaks. */
static size_t take_person(struct reading *reading, size_t at)
{
    const struct tenure *hit = NULL;
    char name[TELLING_LONGEST];
    size_t len;

    if (at + 1 >= reading->words || !is_capital(reading->word[at]) ||
        !is_capital(reading->word[at + 1]) ||
        reading->word[at].len + reading->word[at + 1].len + 2 >
            TELLING_LONGEST) {
        return 0;
    }
    len = reading->word[at].len;
    memcpy(name, reading->word[at].ptr, len);
    name[len++] = ' ';
    memcpy(name + len, reading->word[at + 1].ptr, reading->word[at + 1].len);
    len += reading->word[at + 1].len;
    if (actors_person(reading->tables->actors, (struct slice){name, len},
                      reading->told, &hit, 1) == 0 ||
        hit->of == NULL || !slice_is((struct slice){name, len}, hit->name)) {
        return 0; /* "President Vladimir" is no name */
    }
    add_named(reading, at, hit->of);
    return 2;
}

static bool has_role(const struct reading *reading, size_t at, enum role role)
{
    size_t count;
    const struct meeting_entry *entry = telling_entry(reading, at, &count);

    return entry != NULL && entry->role == role;
}

/* Whether the names from word `at` on are of something else: what is said
 * aloud, a clause behind the meeting. */
static bool is_aside(const struct reading *reading, size_t at)
{
    return reading->quoted[at] ||
           (reading->clause != 0 && reading->meeting < reading->clause - 1);
}

/* "said at a news conference following the talks": whoever says so need not
 * have been there. */
static bool is_only_said(const struct reading *reading)
{
    return reading->said != 0 && reading->behind != 0 &&
           reading->said <= reading->behind &&
           reading->behind - 1 < reading->meeting &&
           reading->meeting - (reading->behind - 1) <= TELLING_SAID;
}

void telling_read_names(struct reading *reading)
{
    struct telling *telling = reading->telling;
    char text[TELLING_LONGEST];

    for (size_t at = 0; at < reading->words;) {
        size_t count;

        /* "the council that joins COTA and Torvania" says who sits there */
        if (at > reading->meeting + 1 && has_role(reading, at, ROLE_CLAUSE)) {
            reading->clause = at + 1;
        }
        if (is_aside(reading, at) ||
            (at < reading->meeting && is_only_said(reading))) {
            at++;
            continue;
        }
        count = take_name(reading, at);
        if (slice_is(telling_joined(reading, at, 1, text), "between")) {
            reading->between = at + 1;
        } else if (has_role(reading, at, ROLE_ABOUT)) {
            reading->between = 0; /* "between Russia and NATO on Ukraine" */
        }
        count = count != 0 ? count : take_person(reading, at);
        at += count != 0 ? count : 1;
    }
    telling->sure = reading->sures >= 2;
    if (telling->sure) {
        telling->parties = 0;
        for (size_t i = 0; i < reading->sures; i++) {
            add_party(telling, reading->sure[i]);
        }
    }
}
