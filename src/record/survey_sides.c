/* survey_sides.c - who deals with whom, and who reports. */
#include "base/mem.h"
#include "record/row_int.h"
#include "record/survey.h"
#include "record/where_int.h"

#include <stdio.h>
#include <stdlib.h>

static const char *last_moment(struct date date, char out[24])
{
    char day[16];

    (void)snprintf(out, 24, "%s~",
                   date.precision != DATE_NONE ? date_format(date, day) : "");
    return out;
}

/* --- dealings --- */

static sqlite3_stmt *ask_dealings(struct record *record,
                                  const struct query *query, struct date as_of,
                                  struct err *err)
{
    bool newest = query->order == QUERY_NEWEST;
    struct where where;
    char last[24];

    where_begin(&where, SQL_DEALING_SELECT);
    if (query->since.precision != DATE_NONE) {
        char day[16];

        where_value(&where, SQL_DEALING_WHERE_SINCE,
                    date_format(query->since, day));
    }
    if (query->until.precision != DATE_NONE) {
        where_value(&where, SQL_DEALING_WHERE_UNTIL,
                    last_moment(query->until, last));
    }
    if (as_of.precision != DATE_NONE) {
        where_value(&where, SQL_DEALING_WHERE_UNTIL, last_moment(as_of, last));
        where_value(&where, SQL_ACT_WHERE_TOLD, last);
    }
    where_add(&where,
              newest ? SQL_DEALING_ORDER_NEWEST : SQL_DEALING_ORDER_OLDEST);
    return where_end(&where, record, err);
}

bool survey_dealings(struct record *record, const struct query *query,
                     struct date as_of, survey_dealing_fn take, void *context,
                     struct err *err)
{
    sqlite3_stmt *stmt = ask_dealings(record, query, as_of, err);
    bool row = false;
    bool on = true;
    bool ok = stmt != NULL;

    while (on && ok && (ok = db_step(record, stmt, &row, err)) && row) {
        struct arena arena = {0};
        const struct survey_dealing dealing = {
            .date = column_text(stmt, 0, &arena),
            .actor = column_text(stmt, 1, &arena),
            .recipient = column_text(stmt, 2, &arena),
            .type = column_text(stmt, 3, &arena),
            .act = column_text(stmt, 4, &arena),
            .conditional = column_bool(stmt, 5)};

        on = take(context, &dealing);
        arena_release(&arena);
    }
    db_return(record, stmt);
    return ok;
}

/* --- one actor --- */

/* A statement with the actor and the last day bound. */
static sqlite3_stmt *ask_actor(struct record *record, enum sql sql,
                               const char *code, const char *last,
                               struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, sql, err)};

    if (bind.stmt != NULL) {
        bind_text(&bind, code);
        bind_text(&bind, last);
    }
    return bind.stmt;
}

static bool load_partners(struct record *record, sqlite3_stmt *stmt,
                          struct arena *arena, struct survey_actor *actor,
                          struct err *err)
{
    struct survey_partner *list = NULL;
    size_t len = 0, cap = 0;
    bool row = false;
    bool ok = stmt != NULL;

    while (ok && (ok = db_step(record, stmt, &row, err)) && row) {
        MEM_GROW(list, len, cap);
        list[len++] =
            (struct survey_partner){column_text(stmt, 0, arena),
                                    column_size(stmt, 1), column_size(stmt, 2)};
    }
    actor->partners = len;
    actor->partner = arena_dup(arena, list, len, sizeof *list);
    free(list);
    return ok;
}

/* The time of the actor's acts covers these dates, too; NULL: there are none.
 */
static void stretch(struct survey_actor *actor, const char *first,
                    const char *last)
{
    if (first != NULL &&
        (actor->first == NULL || strcmp(first, actor->first) < 0)) {
        actor->first = first;
    }
    if (last != NULL &&
        (actor->last == NULL || strcmp(last, actor->last) > 0)) {
        actor->last = last;
    }
}

static bool load_types(struct record *record, sqlite3_stmt *stmt,
                       struct arena *arena, struct survey_actor *actor,
                       struct err *err)
{
    struct survey_type *list = NULL;
    size_t len = 0, cap = 0;
    bool row = false;
    bool ok = stmt != NULL;

    while (ok && (ok = db_step(record, stmt, &row, err)) && row) {
        MEM_GROW(list, len, cap);
        list[len++] = (struct survey_type){column_text(stmt, 0, arena),
                                           column_size(stmt, 1)};
        stretch(actor, column_text(stmt, 2, arena),
                column_text(stmt, 3, arena));
    }
    actor->types = len;
    actor->type = arena_dup(arena, list, len, sizeof *list);
    free(list);
    return ok;
}

bool survey_actor(struct record *record, const char *code, struct date as_of,
                  struct arena *arena, struct survey_actor *actor,
                  struct err *err)
{
    char last[24];
    bool ok = snapshot_open(record, err);

    *actor = (struct survey_actor){0};
    if (!ok) {
        return false;
    }
    (void)last_moment(as_of, last);
    ok = load_partners(record,
                       ask_actor(record, SQL_ACTOR_PARTNERS, code, last, err),
                       arena, actor, err) &&
         load_types(record, ask_actor(record, SQL_ACTOR_TYPES, code, last, err),
                    arena, actor, err);
    snapshot_close(record);
    return ok;
}

/* --- outlets --- */

/* Whom it copies most. */
static bool find_source(struct record *record, const char *outlet,
                        struct survey_outlet *row, struct arena *arena,
                        struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_OUTLET_COPIES, err)};
    bool found = false;

    if (bind.stmt == NULL) {
        return false;
    }
    bind_text(&bind, outlet);
    if (!db_step(record, bind.stmt, &found, err)) {
        return false;
    }
    if (found) {
        row->copies = column_text(bind.stmt, 0, arena);
        row->copied = column_size(bind.stmt, 1);
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

static bool list_outlets(struct record *record, size_t most,
                         struct arena *arena, struct survey_outlet **list,
                         size_t *len, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_OUTLET_LIST, err)};
    size_t cap = 0;
    bool row = false;
    bool ok = bind.stmt != NULL;

    if (ok) {
        bind_int(&bind, most != 0 ? (long long)most : -1);
    }
    while (ok && (ok = db_step(record, bind.stmt, &row, err)) && row) {
        struct survey_outlet outlet = {
            .outlet = column_text(bind.stmt, 0, arena),
            .reports = column_size(bind.stmt, 1),
            .origins = column_size(bind.stmt, 2),
            .agency = column_text(bind.stmt, 3, arena),
            .first = column_text(bind.stmt, 4, arena),
            .last = column_text(bind.stmt, 5, arena),
            .acts = column_size(bind.stmt, 6),
            .anonymous = column_size(bind.stmt, 7)};

        ok = find_source(record, column_text(bind.stmt, 8, arena), &outlet,
                         arena, err);
        MEM_GROW(*list, *len, cap);
        (*list)[(*len)++] = outlet;
    }
    return ok;
}

bool survey_outlets(struct record *record, size_t most, struct arena *arena,
                    struct survey_outlet **outlet, size_t *outlets,
                    struct err *err)
{
    struct survey_outlet *list = NULL;
    size_t len = 0;
    bool ok = snapshot_open(record, err);

    if (ok) {
        ok = list_outlets(record, most, arena, &list, &len, err);
        snapshot_close(record);
    }
    *outlets = ok ? len : 0;
    *outlet = arena_dup(arena, list, *outlets, sizeof *list);
    free(list);
    return ok;
}
