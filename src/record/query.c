/* query.c - lists of reports, quotes and acts, and one of them by its id. */
#include "record/query.h"

#include "base/mem.h"
#include "record/row_int.h"
#include "record/where_int.h"

#include <stdlib.h>

union any_row {
    struct report_row report;
    struct quote_row quote;
    struct act_row act;
};

/* What differs between the three kinds of lists. */
struct kind {
    size_t size; /* of a row */
    sqlite3_stmt *(*ask)(struct record *record, const struct query *query,
                         const char *report, struct err *err);
    bool (*read)(struct record *record, sqlite3_stmt *stmt, struct arena *arena,
                 union any_row *row, struct err *err);
    enum sql select; /* of one by its id */
    enum sql where_id;
};

/* Gets each row; false stops. */
struct visitor {
    bool (*visit)(const struct visitor *self, const union any_row *row);
    report_row_fn report;
    quote_row_fn quote;
    act_row_fn act;
    void *context;
};

static const struct kind reports, quotes, acts;

static bool each(struct record *record, const struct kind *kind,
                 const struct query *query, const struct visitor *visitor,
                 struct err *err);
static void *load(struct record *record, const struct kind *kind,
                  const struct query *query, struct arena *arena, size_t *rows,
                  struct err *err);
static bool get(struct record *record, const struct kind *kind, const char *id,
                struct arena *arena, union any_row *row, struct err *err);

static bool visit_report(const struct visitor *self, const union any_row *row)
{
    return self->report(self->context, &row->report);
}

bool query_reports(struct record *record, const struct query *query,
                   report_row_fn row, void *context, struct err *err)
{
    const struct visitor visitor = {
        .visit = visit_report, .report = row, .context = context};

    return each(record, &reports, query, &visitor, err);
}

static bool visit_quote(const struct visitor *self, const union any_row *row)
{
    return self->quote(self->context, &row->quote);
}

bool query_quotes(struct record *record, const struct query *query,
                  quote_row_fn row, void *context, struct err *err)
{
    const struct visitor visitor = {
        .visit = visit_quote, .quote = row, .context = context};

    return each(record, &quotes, query, &visitor, err);
}

static bool visit_act(const struct visitor *self, const union any_row *row)
{
    return self->act(self->context, &row->act);
}

bool query_acts(struct record *record, const struct query *query,
                act_row_fn row, void *context, struct err *err)
{
    const struct visitor visitor = {
        .visit = visit_act, .act = row, .context = context};

    return each(record, &acts, query, &visitor, err);
}

bool query_load_reports(struct record *record, const struct query *query,
                        struct arena *arena, struct report_row **row,
                        size_t *rows, struct err *err)
{
    *row = load(record, &reports, query, arena, rows, err);
    return *row != NULL;
}

bool query_load_quotes(struct record *record, const struct query *query,
                       struct arena *arena, struct quote_row **row,
                       size_t *rows, struct err *err)
{
    *row = load(record, &quotes, query, arena, rows, err);
    return *row != NULL;
}

bool query_load_acts(struct record *record, const struct query *query,
                     struct arena *arena, struct act_row **row, size_t *rows,
                     struct err *err)
{
    *row = load(record, &acts, query, arena, rows, err);
    return *row != NULL;
}

bool query_report(struct record *record, const char *id, struct arena *arena,
                  struct report_row *row, struct err *err)
{
    union any_row any = {0};
    bool ok = get(record, &reports, id, arena, &any, err);

    *row = any.report;
    return ok;
}

bool query_quote(struct record *record, const char *id, struct arena *arena,
                 struct quote_row *row, struct err *err)
{
    union any_row any = {0};
    bool ok = get(record, &quotes, id, arena, &any, err);

    *row = any.quote;
    return ok;
}

bool query_act(struct record *record, const char *id, struct arena *arena,
               struct act_row *row, struct err *err)
{
    union any_row any = {0};
    bool ok = get(record, &acts, id, arena, &any, err);

    *row = any.act;
    return ok;
}

/* --- walking through a list --- */

struct walk {
    struct record *record;
    const struct kind *kind;
    sqlite3_stmt *stmt;
};

/* The list as of now: what is added later does not show up in it. */
static bool walk_open(struct walk *walk, struct record *record,
                      const struct kind *kind, const struct query *query,
                      struct err *err)
{
    const struct query all = {0};
    char report[RECORD_ID_ROOM];
    bool one;

    *walk = (struct walk){.record = record, .kind = kind};
    query = query != NULL ? query : &all;
    one = query->report != NULL;
    if ((one && !query_id(record, query->report, report, err)) ||
        !snapshot_open(record, err)) {
        return false;
    }
    walk->stmt = kind->ask(record, query, one ? report : NULL, err);
    if (walk->stmt == NULL) {
        snapshot_close(record);
        return false;
    }
    return true;
}

static bool walk_next(struct walk *walk, struct arena *arena,
                      union any_row *row, bool *found, struct err *err)
{
    return db_step(walk->record, walk->stmt, found, err) &&
           (!*found ||
            walk->kind->read(walk->record, walk->stmt, arena, row, err));
}

static void walk_close(struct walk *walk)
{
    if (walk->stmt != NULL) {
        db_return(walk->record, walk->stmt);
        snapshot_close(walk->record);
    }
}

static bool each(struct record *record, const struct kind *kind,
                 const struct query *query, const struct visitor *visitor,
                 struct err *err)
{
    struct walk walk;
    union any_row row;
    bool found = true;
    bool ok = walk_open(&walk, record, kind, query, err);

    while (ok && found) {
        struct arena arena = {0};

        ok = walk_next(&walk, &arena, &row, &found, err);
        found = ok && found && visitor->visit(visitor, &row);
        arena_release(&arena);
    }
    walk_close(&walk);
    return ok;
}

/* All rows, one after the other, in `arena`; NULL on failure. */
static void *load(struct record *record, const struct kind *kind,
                  const struct query *query, struct arena *arena, size_t *rows,
                  struct err *err)
{
    char *list = NULL;
    void *kept = NULL;
    size_t len = 0, cap = 0;
    struct walk walk;
    union any_row row;
    bool found = true;
    bool ok = walk_open(&walk, record, kind, query, err);

    while (ok && (ok = walk_next(&walk, arena, &row, &found, err)) && found) {
        if (len == cap) {
            cap = cap != 0 ? 2 * cap : 64;
            list = mem_resize(list, cap, kind->size);
        }
        memcpy(list + len++ * kind->size, &row, kind->size);
    }
    walk_close(&walk);
    if (ok) {
        kept = arena_dup(arena, list, len, kind->size);
    }
    *rows = ok ? len : 0;
    free(list);
    return kept;
}

static bool get(struct record *record, const struct kind *kind, const char *id,
                struct arena *arena, union any_row *row, struct err *err)
{
    struct walk walk = {.record = record, .kind = kind};
    struct where where;
    bool found = false;
    bool ok = snapshot_open(record, err);

    if (!ok) {
        return false;
    }
    where_begin(&where, kind->select);
    where_value(&where, kind->where_id, id);
    walk.stmt = where_end(&where, record, err);
    ok = walk.stmt != NULL && walk_next(&walk, arena, row, &found, err);
    db_return(record, walk.stmt);
    snapshot_close(record);
    return ok && (found || err_set(err, ERR_MISSING, "%s: there is no %s",
                                   record->path, id));
}

/* --- the three kinds --- */

static sqlite3_stmt *ask_reports(struct record *record,
                                 const struct query *query, const char *report,
                                 struct err *err)
{
    struct where where;

    where_begin(&where, SQL_REPORT_SELECT);
    where_value(&where, SQL_REPORT_WHERE_REPORT, report);
    where_list(&where, SQL_REPORT_WHERE_ACTOR, query->actor);
    where_list(&where, SQL_REPORT_WHERE_TO, query->to);
    where_list(&where, SQL_REPORT_WHERE_TYPE, query->type);
    where_list(&where, SQL_REPORT_WHERE_ISSUE, query->issue);
    where_value_or_part(&where, SQL_REPORT_WHERE_SPEAKER, query->speaker);
    where_part(&where, SQL_REPORT_WHERE_TEXT, query->text);
    where_since(&where, SQL_REPORT_WHERE_SINCE, query->since);
    where_until(&where, SQL_REPORT_WHERE_UNTIL, query->until);
    where_add(&where, query->order == QUERY_NEWEST ? SQL_REPORT_ORDER_NEWEST
                                                   : SQL_REPORT_ORDER_OLDEST);
    where_limit(&where, query->limit);
    return where_end(&where, record, err);
}

enum { MANY = 4000 };

static const enum sql quote_order[] = {
    [QUERY_OLDEST] = SQL_QUOTE_ORDER_OLDEST,
    [QUERY_STORY] = SQL_QUOTE_ORDER_STORY,
    [QUERY_NEWEST] = SQL_QUOTE_ORDER_NEWEST,
};

/* Whether more quotes than MANY are of the speaker or, if none is asked for, of
 * the actors: then a page is full soon when they are looked at day by day. */
static bool are_many(struct record *record, const struct query *query,
                     bool *many, struct err *err)
{
    struct where where;
    sqlite3_stmt *stmt;
    size_t count = 0;
    bool found = true;
    bool ok;

    where_begin(&where, SQL_QUOTE_ONE);
    if (query->speaker != NULL) {
        where_value_or_part(&where, SQL_QUOTE_FROM_SPEAKER, query->speaker);
    } else {
        where_list(&where, SQL_QUOTE_FROM_ACTOR, query->actor);
    }
    where_limit(&where, MANY);
    stmt = where_end(&where, record, err);
    ok = stmt != NULL;
    while (ok && found && (ok = db_step(record, stmt, &found, err))) {
        count += found;
    }
    db_return(record, stmt);
    *many = count == MANY;
    return ok;
}

/* Whether quotes are served through who speaks or what is spoken of; else by
 * date of report, without sorting. */
static bool choose_way(struct record *record, const struct query *query,
                       const char *report, bool *narrow, struct err *err)
{
    bool who = query->actor != NULL || query->speaker != NULL;
    bool both = query->actor != NULL && query->speaker != NULL;
    bool many = false;

    *narrow =
        report != NULL || query->to != NULL || query->issue != NULL || who;
    if (query->limit == 0 || !who || both || report != NULL ||
        query->to != NULL || query->issue != NULL) {
        return true;
    }
    if (!are_many(record, query, &many, err)) {
        return false;
    }
    *narrow = !many;
    return true;
}

static sqlite3_stmt *ask_quotes(struct record *record,
                                const struct query *query, const char *report,
                                struct err *err)
{
    bool narrow;
    struct where where;

    if (!choose_way(record, query, report, &narrow, err)) {
        return NULL;
    }
    where_begin(&where, narrow ? SQL_QUOTE_SELECT : SQL_QUOTE_SELECT_DATED);
    where_value(&where, SQL_QUOTE_WHERE_REPORT, report);
    where_list(&where, SQL_QUOTE_WHERE_ACTOR, query->actor);
    where_list(&where, SQL_QUOTE_WHERE_TO, query->to);
    where_list(&where, SQL_QUOTE_WHERE_FORM, query->type);
    where_list(&where, SQL_QUOTE_WHERE_ISSUE, query->issue);
    where_value_or_part(&where,
                        narrow ? SQL_QUOTE_BY_SPEAKER : SQL_QUOTE_WHERE_SPEAKER,
                        query->speaker);
    where_part(&where, SQL_QUOTE_WHERE_TEXT, query->text);
    where_since(&where, SQL_REPORT_WHERE_SINCE, query->since);
    where_until(&where, SQL_REPORT_WHERE_UNTIL, query->until);
    where_add(&where, quote_order[query->order]);
    where_limit(&where, query->limit);
    return where_end(&where, record, err);
}

/* --- lists of acts --- */

/* Acts by date, or by the date of their keys (act_key). */
static const enum sql act_order[][2] = {
    [QUERY_OLDEST] = {SQL_ACT_ORDER_OLDEST, SQL_ACT_KEY_ORDER_OLDEST},
    [QUERY_STORY] = {SQL_ACT_ORDER_STORY, SQL_ACT_KEY_ORDER_STORY},
    [QUERY_NEWEST] = {SQL_ACT_ORDER_NEWEST, SQL_ACT_KEY_ORDER_NEWEST},
};

/* A filter that acts have keys for. */
struct keyed {
    const char *list;
    enum sql where_key; /* it leads */
    enum sql has;       /* another one leads */
    enum sql where;     /* none does */
};

enum { KEYED = 3 };

/* The first filter of one value leads: its acts come in the order of their
 * dates, so that a page is full soon.  -1: none can. */
static int leading(const struct keyed keyed[KEYED], const char *report)
{
    for (int i = 0; i < KEYED && report == NULL; i++) {
        if (keyed[i].list != NULL && strchr(keyed[i].list, ',') == NULL) {
            return i;
        }
    }
    return -1;
}

static void where_keyed(struct where *where, const struct keyed keyed[KEYED],
                        int lead)
{
    for (int i = 0; i < KEYED; i++) {
        where_list(where,
                   i == lead   ? keyed[i].where_key
                   : lead >= 0 ? keyed[i].has
                               : keyed[i].where,
                   keyed[i].list);
    }
}

static sqlite3_stmt *ask_acts(struct record *record, const struct query *query,
                              const char *report, struct err *err)
{
    const struct keyed keyed[KEYED] = {
        {query->actor, SQL_ACT_KEY_WHERE_ACTOR, SQL_ACT_HAS_ACTOR,
         SQL_ACT_WHERE_ACTOR},
        {query->to, SQL_ACT_KEY_WHERE_TO, SQL_ACT_HAS_TO, SQL_ACT_WHERE_TO},
        {query->issue, SQL_ACT_KEY_WHERE_ISSUE, SQL_ACT_HAS_ISSUE,
         SQL_ACT_WHERE_ISSUE},
    };
    int lead = leading(keyed, report);
    bool by_key = lead >= 0;
    bool several = query->type != NULL && strchr(query->type, ',') != NULL;
    struct where where;

    where_begin(&where, by_key ? SQL_ACT_SELECT_BY : SQL_ACT_SELECT);
    if (query->proposed) {
        where_add(&where, SQL_ACT_WHERE_PROPOSED);
    } else if (!query->hidden) {
        where_add(&where, SQL_ACT_WHERE_SHOWN);
    }
    if (query->unreviewed) {
        where_add(&where, SQL_ACT_WHERE_UNREVIEWED);
    }
    where_value(&where, SQL_ACT_WHERE_REPORT, report);
    where_keyed(&where, keyed, lead);
    where_list(&where, several ? SQL_ACT_WHERE_TYPES : SQL_ACT_WHERE_TYPE,
               query->type);
    where_value_or_part(&where, SQL_ACT_WHERE_SPEAKER, query->speaker);
    where_part(&where, SQL_ACT_WHERE_TEXT, query->text);
    where_since(&where, by_key ? SQL_ACT_KEY_WHERE_SINCE : SQL_ACT_WHERE_SINCE,
                query->since);
    where_until(&where, by_key ? SQL_ACT_KEY_WHERE_UNTIL : SQL_ACT_WHERE_UNTIL,
                query->until);
    where_add(&where, act_order[query->order][by_key]);
    where_limit(&where, query->limit);
    return where_end(&where, record, err);
}

static bool read_report(struct record *record, sqlite3_stmt *stmt,
                        struct arena *arena, union any_row *row,
                        struct err *err)
{
    return row_report(record, stmt, arena, &row->report, err);
}

static bool read_quote(struct record *record, sqlite3_stmt *stmt,
                       struct arena *arena, union any_row *row, struct err *err)
{
    return row_quote(record, stmt, arena, &row->quote, err);
}

static bool read_act(struct record *record, sqlite3_stmt *stmt,
                     struct arena *arena, union any_row *row, struct err *err)
{
    return row_act(record, stmt, arena, &row->act, err);
}

static const struct kind reports = {sizeof(struct report_row), ask_reports,
                                    read_report, SQL_REPORT_SELECT,
                                    SQL_REPORT_WHERE_REPORT};
static const struct kind quotes = {sizeof(struct quote_row), ask_quotes,
                                   read_quote, SQL_QUOTE_SELECT,
                                   SQL_QUOTE_WHERE_ID};
static const struct kind acts = {sizeof(struct act_row), ask_acts, read_act,
                                 SQL_ACT_SELECT, SQL_ACT_WHERE_ID};
