/* quoted.c - who is quoted how often. */
#include "base/mem.h"
#include "record/query.h"
#include "record/row_int.h"
#include "record/where_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

struct tally {
    struct quoted_row *row;
    size_t len;
    size_t cap;
    long long report; /* of the last quote */
};

static bool count_quotes(struct record *record, const struct query *query,
                         struct arena *arena, struct tally *tally,
                         struct err *err);
static bool add_sums(struct record *record, const struct query *query,
                     struct arena *arena, struct tally *tally, struct err *err);

/* The sums know who speaks for whom and when; what is asked beyond that is
 * counted quote by quote. */
bool query_quoted(struct record *record, const struct query *query,
                  struct arena *arena, struct quoted_row **row, size_t *rows,
                  struct err *err)
{
    const struct query all = {0};
    struct tally tally = {0};
    bool ok = snapshot_open(record, err);
    bool each;

    *rows = 0;
    if (!ok) {
        return false;
    }
    query = query != NULL ? query : &all;
    each = query->to != NULL || query->type != NULL || query->issue != NULL ||
           query->speaker != NULL || query->text != NULL;
    ok = each ? count_quotes(record, query, arena, &tally, err)
              : add_sums(record, query, arena, &tally, err);
    snapshot_close(record);
    if (ok) {
        *rows = query->limit != 0 && query->limit < tally.len ? query->limit
                                                              : tally.len;
    }
    *row = arena_dup(arena, tally.row, *rows, sizeof **row);
    free(tally.row);
    return ok;
}

/* --- sums --- */

static sqlite3_stmt *ask_sums(struct record *record, const struct query *query,
                              struct err *err)
{
    bool dated = query->since.precision != DATE_NONE ||
                 query->until.precision != DATE_NONE;
    struct where where;

    where_begin(&where, dated ? SQL_SAID_SELECT : SQL_VOICE_SELECT);
    where_list(&where, dated ? SQL_SAID_WHERE_ACTOR : SQL_VOICE_WHERE_ACTOR,
               query->actor);
    where_since(&where, SQL_SAID_WHERE_SINCE, query->since);
    where_until(&where, SQL_SAID_WHERE_UNTIL, query->until);
    where_add(&where, SQL_VOICE_ORDER);
    where_limit(&where, query->limit);
    return where_end(&where, record, err);
}

/* The name, office and dates of a speaker, as of the last quote; `key` is
 * slug, name and what comes after the last day. */
static bool find_ends(struct record *record, const char *const key[3],
                      struct arena *arena, struct quoted_row *row,
                      struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_SAID_ENDS, err)};
    bool found = false;

    if (bind.stmt == NULL) {
        return false;
    }
    for (size_t i = 0; i < 3; i++) {
        bind_text(&bind, key[i]);
    }
    if (!db_step(record, bind.stmt, &found, err)) {
        return false;
    }
    if (found) {
        row->name = column_text(bind.stmt, 0, arena);
        row->role = column_text(bind.stmt, 1, arena);
        row->of = column_text(bind.stmt, 2, arena);
        row->first =
            row->first != NULL ? row->first : column_text(bind.stmt, 3, arena);
        row->last = column_text(bind.stmt, 4, arena);
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

static bool add_sums(struct record *record, const struct query *query,
                     struct arena *arena, struct tally *tally, struct err *err)
{
    sqlite3_stmt *stmt = ask_sums(record, query, err);
    char until[24];
    char day[16];
    bool found = false;
    bool ok = stmt != NULL;

    (void)snprintf(until, sizeof until, "%s~",
                   query->until.precision != DATE_NONE
                       ? date_format(query->until, day)
                       : "");
    while (ok && (ok = db_step(record, stmt, &found, err)) && found) {
        const char *key[] = {column_text(stmt, 0, arena),
                             column_text(stmt, 1, arena), until};
        struct quoted_row row = {.code = key[0][0] != '\0' ? key[0] : NULL,
                                 .quotes = column_size(stmt, 2),
                                 .reports = column_size(stmt, 3),
                                 .first = column_text(stmt, 4, arena)};

        ok = find_ends(record, key, arena, &row, err);
        MEM_GROW(tally->row, tally->len, tally->cap);
        tally->row[tally->len++] = row;
    }
    db_return(record, stmt);
    return ok;
}

/* --- one by one --- */

static void count_quote(struct tally *tally, sqlite3_stmt *stmt,
                        struct arena *arena);
static int compare(const void *a, const void *b);

static bool count_quotes(struct record *record, const struct query *query,
                         struct arena *arena, struct tally *tally,
                         struct err *err)
{
    sqlite3_stmt *stmt;
    struct where where;
    bool found = false;
    bool ok;

    where_begin(&where, SQL_QUOTED_SELECT);
    where_list(&where, SQL_QUOTE_WHERE_ACTOR, query->actor);
    where_list(&where, SQL_QUOTE_WHERE_TO, query->to);
    where_list(&where, SQL_QUOTE_WHERE_FORM, query->type);
    where_list(&where, SQL_QUOTE_WHERE_ISSUE, query->issue);
    where_value_or_part(&where, SQL_QUOTE_WHERE_SPEAKER, query->speaker);
    where_part(&where, SQL_QUOTE_WHERE_TEXT, query->text);
    where_since(&where, SQL_REPORT_WHERE_SINCE, query->since);
    where_until(&where, SQL_REPORT_WHERE_UNTIL, query->until);
    where_add(&where, SQL_QUOTED_ORDER);
    stmt = where_end(&where, record, err);
    ok = stmt != NULL;
    while (ok && (ok = db_step(record, stmt, &found, err)) && found) {
        count_quote(tally, stmt, arena);
    }
    db_return(record, stmt);
    if (ok && tally->len != 0) {
        qsort(tally->row, tally->len, sizeof *tally->row, compare);
    }
    return ok;
}

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcasecmp(a, b) == 0;
}

/* Quotes come sorted by speaker, then by date of the report: whoever differs
 * from the one before is new.  A name without a slug is a speaker of its
 * own. */
static void count_quote(struct tally *tally, sqlite3_stmt *stmt,
                        struct arena *arena)
{
    struct quoted_row *last = tally->len ? &tally->row[tally->len - 1] : NULL;
    const char *code = column_text(stmt, 0, arena);
    const char *name = column_text(stmt, 1, arena);
    const char *date = column_text(stmt, 5, arena);
    long long report = sqlite3_column_int64(stmt, 4);

    if (last == NULL || !same(code, last->code) ||
        (code == NULL && !same(name, last->name))) {
        MEM_GROW(tally->row, tally->len, tally->cap);
        last = &tally->row[tally->len++];
        *last = (struct quoted_row){.code = code, .first = date};
        tally->report = 0;
    }
    last->name = name;
    last->role = column_text(stmt, 2, arena);
    last->of = column_text(stmt, 3, arena);
    last->first = last->first != NULL ? last->first : date;
    last->last = date;
    last->quotes++;
    last->reports += report != tally->report;
    tally->report = report;
}

static const char *key_of(const struct quoted_row *row)
{
    return row->code != NULL ? row->code : row->name;
}

static int compare(const void *a, const void *b)
{
    const struct quoted_row *x = a;
    const struct quoted_row *y = b;

    if (x->quotes != y->quotes) {
        return x->quotes < y->quotes ? 1 : -1;
    }
    return strcasecmp(key_of(x), key_of(y));
}
