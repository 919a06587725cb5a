#include "base/file.h"
#include "base/mem.h"
#include "lore/actors_parts.h"

#include <stdlib.h>

static const char member_columns[] = "group member from to";
static const char office_columns[] = "office title level speaks of";
static const char person_columns[] =
    "person name family spellings office of at from to";

/* In this order: later tables name what earlier ones define. */
static const struct table general_table[] = {
    {"states.tsv",
     "code name official aliases adjectives people capitals seats", row_state},
    {"organisations.tsv",
     "code kind name aliases adjectives seats commons part", row_organisation},
    {"places.tsv", "place code", row_place},
    {"others.tsv", "name what", row_other},
    {"readings.tsv", "name codes", row_readings},
    {"members.tsv", member_columns, row_member},
    {"members-factbook.tsv", member_columns, row_member},
    {"offices.tsv", office_columns, row_office},
    {"institutions.tsv", "institution title speaks of", row_institution},
    {"letterheads.tsv", "host code", row_letterhead},
    {"people.tsv", person_columns, row_person},
    {"people-wikidata.tsv", person_columns, row_person},
    {"people-factbook.tsv", person_columns, row_person},
};

static const struct table codebook_table[] = {
    {"actors.tsv", "code kind name", row_actor},
    {"aliases.tsv", "name code use", row_alias},
    {"members.tsv", member_columns, row_member},
    {"offices.tsv", office_columns, row_office},
    {"people.tsv", person_columns, row_person},
};

enum {
    GENERAL_TABLES = sizeof general_table / sizeof *general_table,
    CODEBOOK_TABLES = sizeof codebook_table / sizeof *codebook_table
};

static bool read_rows(struct actors *actors, const struct table *table,
                      struct tsv *tsv, struct err *err)
{
    bool ok = true;

    actors->last_person = 0;
    while (ok && tsv_next(tsv, err)) {
        ok = table->row(actors, tsv, err);
    }
    tsv_release(tsv);
    return ok && err->code == ERR_NONE;
}

static bool read_file(struct actors *actors, const struct table *table,
                      const char *path, struct err *err)
{
    struct tsv tsv;

    return tsv_open(&tsv, path, table->columns, err) &&
           read_rows(actors, table, &tsv, err);
}

static bool read_general(struct actors *actors, const char *data_dir,
                         struct err *err)
{
    struct buf path = {0};
    bool ok;

    buf_printf(&path, "%s/actors", data_dir);
    ok = fold_open(&actors->fold, path.ptr, err);
    for (size_t i = 0; ok && i < GENERAL_TABLES; i++) {
        buf_clear(&path);
        buf_printf(&path, "%s/actors/%s", data_dir, general_table[i].file);
        ok = read_file(actors, &general_table[i], path.ptr, err);
    }
    buf_release(&path);
    actors->codebook = true;
    actors->general_tenures = actors->tenures;
    return ok;
}

static bool read_folder(struct actors *actors, const char *dir, struct err *err)
{
    struct buf path = {0};
    bool ok = true;
    size_t found = 0;

    for (size_t i = 0; ok && i < CODEBOOK_TABLES; i++) {
        buf_clear(&path);
        buf_printf(&path, "%s/%s", dir, codebook_table[i].file);
        if (file_exists(path.ptr)) {
            found++;
            ok = read_file(actors, &codebook_table[i], path.ptr, err);
        }
    }
    if (ok && found == 0) {
        ok = err_set(err, ERR_MISSING,
                     "%s: no codebook: none of actors.tsv, aliases.tsv, "
                     "members.tsv, offices.tsv, people.tsv is there",
                     dir);
    }
    buf_release(&path);
    return ok;
}

static bool read_texts(struct actors *actors, const struct codebook_text *text,
                       size_t texts, struct err *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < CODEBOOK_TABLES; i++) {
        for (size_t k = 0; ok && k < texts; k++) {
            struct tsv tsv;

            if (strcmp(text[k].name, codebook_table[i].file) == 0) {
                ok = tsv_open_bytes(&tsv, text[k].name, text[k].bytes,
                                    codebook_table[i].columns, err) &&
                     read_rows(actors, &codebook_table[i], &tsv, err);
            }
        }
    }
    return ok;
}

static struct actors *actors_new(void)
{
    struct actors *actors = mem_alloc(1, sizeof *actors);

    actors->title_trie.any_case = true;
    return actors;
}

bool actors_open(struct actors **actors, const char *data_dir,
                 const char *codebook, struct err *err)
{
    *actors = actors_new();
    if (!read_general(*actors, data_dir, err) ||
        (codebook != NULL && !read_folder(*actors, codebook, err))) {
        actors_free(*actors);
        *actors = NULL;
        return false;
    }
    keys_sort(&(*actors)->person_name);
    return true;
}

bool actors_open_texts(struct actors **actors, const char *data_dir,
                       const struct codebook_text *text, size_t texts,
                       struct err *err)
{
    *actors = actors_new();
    if (!read_general(*actors, data_dir, err) ||
        !read_texts(*actors, text, texts, err)) {
        actors_free(*actors);
        *actors = NULL;
        return false;
    }
    keys_sort(&(*actors)->person_name);
    return true;
}

void actors_free(struct actors *actors)
{
    if (actors == NULL) {
        return;
    }
    arena_release(&actors->arena);
    fold_release(&actors->fold);
    map_release(&actors->actor);
    trie_release(&actors->name);
    free(actors->reading);
    free(actors->membership);
    map_release(&actors->letterhead);
    map_release(&actors->office);
    map_release(&actors->institution);
    trie_release(&actors->title_trie);
    free(actors->title);
    free(actors->slug);
    free(actors->people);
    free(actors->tenure);
    free(actors->tenure_link);
    keys_release(&actors->person_name);
    free(actors);
}

struct actors_counts actors_counts(const struct actors *actors)
{
    return (struct actors_counts){
        .actors = actors->actor.len,
        .states = actors->states,
        .names = actors->names,
        .offices = actors->office.len,
        .titles = actors->titles,
        .people = actors->persons,
        .tenures = actors->tenures,
        .members = actors->memberships,
    };
}

const struct actor *actors_by_code(const struct actors *actors,
                                   struct slice code)
{
    const uintptr_t *place = map_get(&actors->actor, code);

    return place != NULL ? &((const struct actor_entry *)*place)->actor : NULL;
}

struct actor_entry *actor_in(const struct actors *actors, const struct tsv *tsv,
                             size_t column, struct err *err)
{
    const uintptr_t *place = map_get(&actors->actor, tsv->field[column]);

    if (place == NULL) {
        (void)tsv_fail(tsv, err, "no actor has the code", tsv->field[column]);
        return NULL;
    }
    return (struct actor_entry *)*place;
}

bool date_in(const struct tsv *tsv, size_t column, struct date *date,
             struct err *err)
{
    *date = date_parse(tsv->field[column]);
    return date->precision != DATE_NONE || tsv->field[column].len == 0 ||
           tsv_fail(tsv, err, "is no date:", tsv->field[column]);
}

bool next_value(struct slice *list, struct slice *value)
{
    while (list->len != 0) {
        const char *end = memchr(list->ptr, ';', list->len);
        size_t len = end != NULL ? (size_t)(end - list->ptr) : list->len;

        *value = slice_trim((struct slice){list->ptr, len});
        len += end != NULL;
        list->ptr += len;
        list->len -= len;
        if (value->len != 0) {
            return true;
        }
    }
    return false;
}

bool date_within(struct date from, struct date to, struct date on)
{
    if (on.precision == DATE_NONE) {
        return true;
    }
    return (from.precision == DATE_NONE ||
            date_first_day(from) <= date_last_day(on)) &&
           (to.precision == DATE_NONE ||
            date_last_day(to) >= date_first_day(on));
}
