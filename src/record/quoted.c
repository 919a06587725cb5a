/* quoted.c - who is quoted how often. */
#include "base/mem.h"
#include "record/query.h"
#include "record/row_int.h"
#include "record/where_int.h"

#include <stdlib.h>
#include <strings.h>

struct tally {
    struct quoted_row *row;
    size_t len;
    size_t cap;
    long long report; /* of the last quote */
};

static void count_quote(struct tally *tally, sqlite3_stmt *stmt,
                        struct arena *arena);
static int compare(const void *a, const void *b);

bool query_quoted(struct record *record, const struct query *query,
                  struct arena *arena, struct quoted_row **row, size_t *rows,
                  struct err *err)
{
    const struct query all = {0};
    struct tally tally = {0};
    sqlite3_stmt *stmt;
    struct where where;
    bool found = false;
    bool ok;

    query = query != NULL ? query : &all;
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
        count_quote(&tally, stmt, arena);
    }
    (void)sqlite3_finalize(stmt);
    if (ok && tally.len != 0) {
        qsort(tally.row, tally.len, sizeof *tally.row, compare);
    }
    *rows = ok ? tally.len : 0;
    *rows = query->limit != 0 && query->limit < *rows ? query->limit : *rows;
    *row = arena_dup(arena, tally.row, *rows, sizeof **row);
    free(tally.row);
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

static int compare(const void *a, const void *b)
{
    const struct quoted_row *x = a;
    const struct quoted_row *y = b;
    int order;

    if (x->quotes != y->quotes) {
        return x->quotes < y->quotes ? 1 : -1;
    }
    order = strcmp(x->name, y->name);
    return order != 0 ? order
                      : strcmp(x->code != NULL ? x->code : "",
                               y->code != NULL ? y->code : "");
}
