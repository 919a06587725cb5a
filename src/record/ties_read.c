/* ties_read.c - events, demands and answers out of the dossier. */
#include "base/mem.h"
#include "record/db_int.h"
#include "record/row_int.h"
#include "record/ties.h"
#include "record/where_int.h"
#include "ties/place.h"

#include <stdlib.h>

/* A column of texts of all rows of a statement that is bound. */
static const char **read_texts(struct record *record, sqlite3_stmt *stmt,
                               struct arena *arena, size_t *texts,
                               struct err *err)
{
    const char **list = NULL;
    const char **kept = NULL;
    size_t cap = 0;
    bool row = false;
    bool ok = true;

    *texts = 0;
    while (ok && (ok = db_step(record, stmt, &row, err)) && row) {
        MEM_GROW(list, *texts, cap);
        list[(*texts)++] = column_text(stmt, 0, arena);
    }
    if (ok) {
        kept = arena_dup(arena, list, *texts, sizeof *list);
    }
    free(list);
    return kept;
}

static sqlite3_stmt *ask_text(struct record *record, enum sql sql,
                              const char *text, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, sql, err)};

    if (bind.stmt != NULL) {
        bind_text(&bind, text);
    }
    return bind.stmt;
}

/* --- events --- */

static bool event_counts(struct record *record, const char *first,
                         struct event_row *row, struct err *err)
{
    sqlite3_stmt *stmt = ask_text(record, SQL_EVENT_ORIGINS, first, err);
    bool found = false;

    if (stmt == NULL || !db_step(record, stmt, &found, err)) {
        return false;
    }
    row->origins = column_size(stmt, 0);
    row->reports = column_size(stmt, 1);
    (void)sqlite3_reset(stmt);
    return true;
}

/* The place that most of the tellings name, of equals the first told. */
static const char *most_told(const struct slice *name, size_t names,
                             struct arena *arena)
{
    size_t best = 0, most = 0;

    for (size_t i = 0; i < names; i++) {
        size_t count = 0;

        for (size_t j = 0; j < names; j++) {
            count += slice_eq(name[i], name[j]);
        }
        if (count > most) {
            most = count;
            best = i;
        }
    }
    return most != 0 ? arena_copy(arena, name[best]).ptr : NULL;
}

/* Where a meeting was, by the sentences that tell of it. */
static bool event_place(struct record *record, const char *first,
                        struct arena *arena, struct event_row *row,
                        struct err *err)
{
    sqlite3_stmt *stmt = ask_text(record, SQL_EVENT_SENTENCES, first, err);
    struct slice *name = NULL;
    size_t names = 0, cap = 0;
    bool found = false;
    bool ok = stmt != NULL;

    while (ok && (ok = db_step(record, stmt, &found, err)) && found) {
        struct slice sentence = column_borrow(stmt, 0);
        size_t skip = column_size(stmt, 1);
        struct slice act = {sentence.ptr + skip, sentence.len - skip};
        struct slice place =
            skip < sentence.len ? place_of(sentence, act) : (struct slice){0};

        if (place.len != 0) {
            MEM_GROW(name, names, cap);
            name[names++] = arena_copy(arena, place);
        }
    }
    row->place = ok ? most_told(name, names, arena) : NULL;
    free(name);
    return ok;
}

/* The event whose first act has the id `first`. */
static bool event_of(struct record *record, const char *first,
                     struct arena *arena, struct event_row *row,
                     struct err *err)
{
    struct act_row act;
    sqlite3_stmt *stmt;
    char *id;

    *row = (struct event_row){0};
    if (!query_act(record, first, arena, &act, err)) {
        return false;
    }
    id = arena_dup(arena, first, strlen(first) + 1, 1);
    id[0] = 'e';
    row->id = id;
    row->type = act.type;
    row->date = act.date;
    stmt = ask_text(record, SQL_EVENT_ACTS, first, err);
    row->act =
        stmt != NULL ? read_texts(record, stmt, arena, &row->acts, err) : NULL;
    if (row->act == NULL) {
        return false;
    }
    stmt = ask_text(record, SQL_EVENT_PARTIES, first, err);
    row->party = stmt != NULL
                     ? read_texts(record, stmt, arena, &row->parties, err)
                     : NULL;
    return row->party != NULL && event_counts(record, first, row, err) &&
           (strcmp(row->type, "meet") != 0 ||
            event_place(record, first, arena, row, err));
}

bool query_event(struct record *record, const char *id, struct arena *arena,
                 struct event_row *row, struct err *err)
{
    char first[RECORD_ID_ROOM] = "";
    bool ok;

    if (strlen(id) != RECORD_ID) {
        return err_set(err, ERR_MISSING, "%s: there is no %s", record->path,
                       id);
    }
    memcpy(first, id, RECORD_ID);
    first[0] = 'a';
    if (!snapshot_open(record, err)) {
        return false;
    }
    ok = event_of(record, first, arena, row, err);
    snapshot_close(record);
    return ok &&
           (row->acts != 0 ||
            err_set(err, ERR_MISSING, "%s: there is no %s", record->path, id));
}

bool query_events(struct record *record, event_row_fn row, void *context,
                  struct err *err)
{
    sqlite3_stmt *stmt;
    bool more = false;
    bool ok;

    if (!snapshot_open(record, err)) {
        return false;
    }
    stmt = db_prepare(record, sql_text(SQL_EVENT_LIST), err);
    ok = stmt != NULL;
    while (ok && (ok = db_step(record, stmt, &more, err)) && more) {
        struct arena arena = {0};
        struct event_row event;
        bool on;

        ok =
            event_of(record, column_text(stmt, 1, &arena), &arena, &event, err);
        on = ok && row(context, &event);
        arena_release(&arena);
        if (!on) {
            break;
        }
    }
    (void)sqlite3_finalize(stmt);
    snapshot_close(record);
    return ok;
}

/* --- answers --- */

static struct answer_row read_answer(sqlite3_stmt *stmt, struct arena *arena)
{
    return (struct answer_row){
        column_text(stmt, 0, arena), column_text(stmt, 1, arena),
        column_text(stmt, 2, arena), sqlite3_column_double(stmt, 3),
        column_text(stmt, 4, arena)};
}

bool query_answers(struct record *record, answer_row_fn row, void *context,
                   struct err *err)
{
    sqlite3_stmt *stmt = db_prepare(record, sql_text(SQL_ANSWER_LIST), err);
    bool more = false;
    bool ok = stmt != NULL;

    while (ok && (ok = db_step(record, stmt, &more, err)) && more) {
        struct arena arena = {0};
        struct answer_row answer = read_answer(stmt, &arena);
        bool on = row(context, &answer);

        arena_release(&arena);
        if (!on) {
            break;
        }
    }
    (void)sqlite3_finalize(stmt);
    return ok;
}

static struct answer_row *read_answers(struct record *record,
                                       sqlite3_stmt *stmt, struct arena *arena,
                                       size_t *rows, struct err *err)
{
    struct answer_row *list = NULL;
    struct answer_row *kept = NULL;
    size_t cap = 0;
    bool more = false;
    bool ok = true;

    *rows = 0;
    while (ok && (ok = db_step(record, stmt, &more, err)) && more) {
        MEM_GROW(list, *rows, cap);
        list[(*rows)++] = read_answer(stmt, arena);
    }
    if (ok) {
        kept = arena_dup(arena, list, *rows, sizeof *list);
    }
    free(list);
    return kept;
}

bool query_answers_to(struct record *record, const char *act,
                      struct arena *arena, struct answer_row **row,
                      size_t *rows, struct err *err)
{
    sqlite3_stmt *stmt = ask_text(record, SQL_ANSWERS_TO, act, err);

    *rows = 0;
    *row = stmt != NULL ? read_answers(record, stmt, arena, rows, err) : NULL;
    return *row != NULL;
}

/* --- demands --- */

/* Whether the acts and counts of a demand could be read; `row->acts` is 0 if
 * nothing of it was known by that day. */
static bool demand_of(struct record *record, long long demand, long day,
                      struct arena *arena, struct demand_row *row,
                      struct err *err)
{
    static const enum sql part[] = {SQL_ASK_ACTS, SQL_ASK_COUNTS,
                                    SQL_ASK_ANSWERS};

    *row = (struct demand_row){0};
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++) {
        struct bind bind = {.stmt = db_stmt(record, part[i], err)};
        bool found;

        if (bind.stmt == NULL) {
            return false;
        }
        bind_int(&bind, demand);
        bind_int(&bind, day);
        if (i == 0) {
            row->act = read_texts(record, bind.stmt, arena, &row->acts, err);
        } else if (i == 1) {
            if (!db_step(record, bind.stmt, &found, err)) {
                return false;
            }
            row->reports = column_size(bind.stmt, 0);
            row->origins = column_size(bind.stmt, 1);
            (void)sqlite3_reset(bind.stmt);
        } else {
            row->answer =
                read_answers(record, bind.stmt, arena, &row->answers, err);
        }
        if (row->act == NULL || (i == 2 && row->answer == NULL)) {
            return false;
        }
    }
    return true;
}

/* The narrowest list there is: by who asks, else of whom, else by issue; the
 * others are looked at as the rows come.  Of one value it comes in order. */
static sqlite3_stmt *ask_demands(struct record *record,
                                 const struct query *query, struct date as_of,
                                 struct err *err)
{
    const char *list = query->actor != NULL ? query->actor
                       : query->to != NULL  ? query->to
                                            : query->issue;
    enum sql piece = query->actor != NULL ? SQL_ASK_WHERE_ACTOR
                     : query->to != NULL  ? SQL_ASK_WHERE_RECIPIENT
                                          : SQL_ASK_WHERE_ISSUE;
    bool one = list != NULL && strchr(list, ',') == NULL;
    struct where where;

    where_begin(&where, list == NULL ? SQL_ASK_SELECT
                        : one        ? SQL_ASK_SELECT_ONE
                                     : SQL_ASK_SELECT_BY);
    where_list(&where, piece, list);
    where_until(&where, SQL_ASK_WHERE_UNTIL, as_of);
    where_add(&where, query->order == QUERY_NEWEST ? SQL_ASK_ORDER_NEWEST
                                                   : SQL_ASK_ORDER_OLDEST);
    return where_end(&where, record, err);
}

bool query_demands(struct record *record, const struct query *query,
                   struct date as_of, demand_row_fn row, void *context,
                   struct err *err)
{
    enum { EVER = 4000000 };
    long day = as_of.precision != DATE_NONE ? date_last_day(as_of) : EVER;
    sqlite3_stmt *stmt;
    bool more = false;
    bool ok;

    if (!snapshot_open(record, err)) {
        return false;
    }
    stmt = ask_demands(record, query, as_of, err);
    ok = stmt != NULL;
    while (ok && (ok = db_step(record, stmt, &more, err)) && more) {
        struct arena arena = {0};
        struct demand_row demand;
        bool on;

        ok = demand_of(record, sqlite3_column_int64(stmt, 0), day, &arena,
                       &demand, err);
        on = ok && (demand.acts == 0 || row(context, &demand));
        arena_release(&arena);
        if (!on) {
            break;
        }
    }
    db_return(record, stmt);
    snapshot_close(record);
    return ok;
}
