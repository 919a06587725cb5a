/* Offices and institutions by their titles. */
#include "base/mem.h"
#include "lore/actors_parts.h"

#include <stdlib.h>

static bool speaks_in(const struct tsv *tsv, size_t column, bool *speaks,
                      struct err *err)
{
    *speaks = slice_is(tsv->field[column], "yes");
    return *speaks || slice_is(tsv->field[column], "no") ||
           tsv_fail(tsv, err, "is neither yes nor no:", tsv->field[column]);
}

/* The actor code in a field that may be empty (NULL). */
static bool code_in(const struct actors *actors, const struct tsv *tsv,
                    size_t column, const char **code, struct err *err)
{
    const struct actor_entry *entry;

    *code = NULL;
    if (tsv->field[column].len == 0) {
        return true;
    }
    entry = actor_in(actors, tsv, column, err);
    if (entry == NULL) {
        return false;
    }
    *code = entry->actor.code;
    return true;
}

static bool add_title(struct actors *actors, const struct tsv *tsv,
                      struct title title, struct err *err)
{
    MEM_GROW(actors->title, actors->titles, actors->title_cap);
    actors->title[actors->titles++] = title;
    return trie_put_choices(&actors->title_trie, tsv->field[1],
                            (uint32_t)actors->titles) ||
           tsv_fail(tsv, err, "too many choices in", tsv->field[1]);
}

/* "minister of|for defence" shows as "minister of defence". */
static const char *first_choices(struct actors *actors, struct slice title)
{
    char *out = arena_alloc(&actors->arena, title.len + 1, 1);
    size_t len = 0;
    bool other = false;

    for (size_t i = 0; i < title.len; i++) {
        other = title.ptr[i] == '|' || (other && title.ptr[i] != ' ');
        if (!other) {
            out[len++] = title.ptr[i];
        }
    }
    return out;
}

/* A further title of a known office; its empty fields change nothing. */
static bool more_titles(struct actors *actors, const struct tsv *tsv,
                        struct office *office, struct err *err)
{
    struct title title = {.office = office};

    if (!code_in(actors, tsv, 4, &title.of, err)) {
        return false;
    }
    if (title.of == NULL) {
        title.of = office->of;
    }
    return add_title(actors, tsv, title, err);
}

bool row_office(struct actors *actors, const struct tsv *tsv, struct err *err)
{
    const uintptr_t *place = map_get(&actors->office, tsv->field[0]);
    struct office *office;
    bool whole = tsv->field[2].len != 0 || tsv->field[3].len != 0;

    if (tsv->field[0].len == 0 || tsv->field[1].len == 0) {
        return tsv_fail(tsv, err, "office or title is empty:", tsv->field[0]);
    }
    if (place != NULL && (!whole || !actors->codebook)) {
        return whole ? tsv_fail(tsv, err,
                                "office stands above already:", tsv->field[0])
                     : more_titles(actors, tsv, (struct office *)*place, err);
    }
    if (place != NULL) {
        office = (struct office *)*place;
    } else {
        office = arena_alloc(&actors->arena, 1, sizeof *office);
        office->code = arena_copy(&actors->arena, tsv->field[0]).ptr;
        *map_put(&actors->office, slice_of(office->code), NULL) =
            (uintptr_t)office;
    }
    office->title = first_choices(actors, tsv->field[1]);
    office->level = tsv->field[2].len == 1 ? tsv->field[2].ptr[0] - '0' : 0;
    if (office->level < 1 || office->level > 5) {
        return tsv_fail(tsv, err, "is no level from 1 to 5:", tsv->field[2]);
    }
    return speaks_in(tsv, 3, &office->speaks, err) &&
           code_in(actors, tsv, 4, &office->of, err) &&
           add_title(actors, tsv,
                     (struct title){.office = office, .of = office->of}, err);
}

bool row_institution(struct actors *actors, const struct tsv *tsv,
                     struct err *err)
{
    const uintptr_t *place = map_get(&actors->institution, tsv->field[0]);
    struct institution *institution;
    struct title title = {0};

    if (tsv->field[0].len == 0 || tsv->field[1].len == 0) {
        return tsv_fail(tsv, err,
                        "institution or title is empty:", tsv->field[0]);
    }
    if (place != NULL) {
        institution = (struct institution *)*place;
    } else {
        institution = arena_alloc(&actors->arena, 1, sizeof *institution);
        institution->code = arena_copy(&actors->arena, tsv->field[0]).ptr;
        institution->title = first_choices(actors, tsv->field[1]);
        *map_put(&actors->institution, slice_of(institution->code), NULL) =
            (uintptr_t)institution;
        if (!speaks_in(tsv, 2, &institution->speaks, err)) {
            return false;
        }
    }
    title.institution = institution;
    return code_in(actors, tsv, 3, &title.of, err) &&
           add_title(actors, tsv, title, err);
}

bool actors_office(const struct actors *actors, const struct slice *word,
                   size_t words, struct office_hit *hit)
{
    uint32_t number = trie_find(&actors->title_trie, word, words, &hit->words);
    const struct title *title;

    if (number == 0 || actors->title[number - 1].office == NULL) {
        return false;
    }
    title = &actors->title[number - 1];
    hit->office = title->office;
    hit->of = title->of;
    return true;
}

bool actors_institution(const struct actors *actors, const struct slice *word,
                        size_t words, struct institution_hit *hit)
{
    uint32_t number = trie_find(&actors->title_trie, word, words, &hit->words);
    const struct title *title;

    if (number == 0 || actors->title[number - 1].institution == NULL) {
        return false;
    }
    title = &actors->title[number - 1];
    hit->institution = title->institution;
    hit->of = title->of;
    return true;
}
