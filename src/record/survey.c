#include "record/survey.h"

#include "base/map.h"
#include "base/mem.h"
#include "record/row_int.h"
#include "record/where_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

/* Values of one statement; where_int.h takes no more. */
enum { BATCH = 200 };

/* --- keeping it --- */

static bool run_each(struct record *record, const enum sql *sql, size_t count,
                     long long report, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        struct bind bind = {.stmt = db_stmt(record, sql[i], err)};

        if (bind.stmt == NULL) {
            return false;
        }
        bind_int(&bind, report);
        if (!bind_run(record, &bind, err)) {
            return false;
        }
    }
    return true;
}

bool survey_forget(struct record *record, long long report, struct err *err)
{
    static const enum sql sql[] = {
        SQL_STANDING_DROP, SQL_DEALING_DROP, SQL_ACT_KEY_DROP, SQL_VOICE_LESS,
        SQL_VOICE_DROP,    SQL_SAID_DROP,    SQL_OUTLET_LESS,  SQL_TELLER_DROP};

    return run_each(record, sql, sizeof sql / sizeof sql[0], report, err);
}

bool survey_note(struct record *record, long long report, struct err *err)
{
    static const enum sql sql[] = {
        SQL_STANDING_FILL, SQL_DEALING_FILL, SQL_ACT_KEY_FILL, SQL_SAID_FILL,
        SQL_VOICE_MORE,    SQL_NAMING_FILL,  SQL_TELLER_FILL,  SQL_OUTLET_MORE};

    return survey_forget(record, report, err) &&
           run_each(record, sql, sizeof sql / sizeof sql[0], report, err);
}

bool survey_enter(struct record *record, long long report, struct err *err)
{
    static const enum sql sql[] = {SQL_OUTLET_PUT, SQL_WIRE_PUT};

    return run_each(record, sql, sizeof sql / sizeof sql[0], report, err) &&
           survey_note(record, report, err);
}

bool survey_copy(struct record *record, long long report, bool holds,
                 struct err *err)
{
    static const enum sql sql[][2] = {{SQL_COPIES_LESS, SQL_REPRINT_LESS},
                                      {SQL_COPIES_MORE, SQL_REPRINT_MORE}};

    return run_each(record, sql[holds], 2, report, err);
}

/* What comes after every day up to `until`; "~" if it is not known. */
static void write_until(struct date until, char out[24])
{
    char day[16];

    (void)snprintf(out, 24, "%s~",
                   until.precision != DATE_NONE ? date_format(until, day) : "");
}

bool survey_span(struct record *record, struct date until, struct arena *arena,
                 struct record_span *span, struct err *err)
{
    bool all = until.precision == DATE_NONE;
    struct bind bind = {
        .stmt =
            db_stmt(record, all ? SQL_SURVEY_SPAN_ALL : SQL_SURVEY_SPAN, err)};
    char last[24];
    bool row = false;

    *span = (struct record_span){0};
    write_until(until, last);
    if (bind.stmt == NULL) {
        return false;
    }
    if (!all) {
        bind_text(&bind, last);
    }
    if (!db_step(record, bind.stmt, &row, err)) {
        return false;
    }
    if (row) {
        span->reports = column_size(bind.stmt, 0);
        span->last = column_text(bind.stmt, 1, arena);
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

/* --- cells --- */

/* Behind all actors of an issue. */
#define LAST_ACTOR "\xf4\x8f\xbf\xbf"

struct cells {
    struct survey_cell *cell;
    size_t len;
    size_t cap;
    size_t most;
    struct map told; /* "issue\nactor" of acts that are told late */
};

static bool in_list(const char *list, const char *value)
{
    size_t len = strlen(value);
    const char *at = list;

    while (at != NULL) {
        at += strspn(at, ", ");
        if (strncasecmp(at, value, len) == 0 && strchr(", ", at[len]) != NULL) {
            return true;
        }
        at = strchr(at, ',');
    }
    return false;
}

static struct slice name_of(const struct survey_cell *cell, struct buf *room)
{
    buf_clear(room);
    buf_printf(room, "%s\n%s", cell->issue, cell->actor);
    return buf_slice(room);
}

/* The cells of acts that the last reports since then tell. */
static bool list_told(struct record *record, const char *since,
                      struct cells *cells, struct arena *arena, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_STANDING_TOLD, err)};
    struct buf room = {0};
    bool row = false;
    bool ok = bind.stmt != NULL;

    if (ok) {
        bind_text(&bind, since);
    }
    while (ok && (ok = db_step(record, bind.stmt, &row, err)) && row) {
        const struct survey_cell cell = {column_text(bind.stmt, 0, arena),
                                         column_text(bind.stmt, 1, arena)};

        (void)map_put(&cells->told, arena_copy(arena, name_of(&cell, &room)),
                      NULL);
    }
    buf_release(&room);
    return ok;
}

/* Whether an act of the cell is of that day or later, or told since. */
static bool is_moved(struct record *record, const struct cells *cells,
                     const struct survey_cell *cell, const char *since,
                     bool *moved, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_STANDING_SINCE, err)};
    struct buf room = {0};

    *moved = map_get(&cells->told, name_of(cell, &room)) != NULL;
    buf_release(&room);
    if (*moved || bind.stmt == NULL) {
        return bind.stmt != NULL;
    }
    bind_text(&bind, cell->issue);
    bind_text(&bind, cell->actor);
    bind_text(&bind, since);
    if (!db_step(record, bind.stmt, moved, err)) {
        return false;
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

static bool next_cell(struct record *record, struct survey_cell *cell,
                      struct arena *arena, bool *row, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_STANDING_NEXT, err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_text(&bind, cell->issue);
    bind_text(&bind, cell->actor);
    if (!db_step(record, bind.stmt, row, err)) {
        return false;
    }
    if (*row) {
        cell->issue = column_text(bind.stmt, 0, arena);
        cell->actor = column_text(bind.stmt, 1, arena);
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

/* Step from cell to cell by the index: a seek each, whatever their acts. */
static bool walk_cells(struct record *record, const struct survey_wish *wish,
                       struct cells *cells, struct arena *arena,
                       struct err *err)
{
    const struct query *query = wish->query;
    struct survey_cell cell =
        wish->after != NULL ? *wish->after : (struct survey_cell){"", ""};
    char since[16] = "";
    bool row = true;
    bool ok = true;

    if (query->since.precision != DATE_NONE) {
        (void)date_format(query->since, since);
        ok = list_told(record, since, cells, arena, err);
    }
    while (ok && row && (cells->most == 0 || cells->len < cells->most)) {
        bool wanted;

        ok = next_cell(record, &cell, arena, &row, err);
        if (ok && row && query->issue != NULL &&
            !in_list(query->issue, cell.issue)) {
            cell.actor = LAST_ACTOR;
            continue;
        }
        wanted = ok && row &&
                 (query->actor == NULL || in_list(query->actor, cell.actor));
        if (wanted && since[0] != '\0') {
            ok = is_moved(record, cells, &cell, since, &wanted, err);
        }
        if (ok && wanted) {
            MEM_GROW(cells->cell, cells->len, cells->cap);
            cells->cell[cells->len++] = cell;
        }
    }
    return ok;
}

bool survey_cells(struct record *record, const struct survey_wish *wish,
                  struct arena *arena, struct survey_cells *cells,
                  struct err *err)
{
    struct cells found = {.most = wish->most};
    bool ok = snapshot_open(record, err);

    if (ok) {
        ok = walk_cells(record, wish, &found, arena, err);
        snapshot_close(record);
    }
    cells->cells = ok ? found.len : 0;
    cells->cell =
        arena_dup(arena, found.cell, cells->cells, sizeof *found.cell);
    free(found.cell);
    map_release(&found.told);
    return ok;
}

/* --- acts --- */

static bool load_acts(struct record *record, sqlite3_stmt *stmt,
                      struct survey_page *page, struct arena *arena,
                      struct survey_acts *acts, struct err *err)
{
    bool row = false;
    bool ok = true;

    acts->act = arena_alloc(arena, page->count, sizeof *acts->act);
    while (ok && acts->acts < page->count &&
           (ok = db_step(record, stmt, &row, err)) && row) {
        struct act_row *act = &acts->act[acts->acts++];
        long long key = sqlite3_column_int64(stmt, 11);
        const char *date;

        *act = (struct act_row){.id = column_text(stmt, 0, arena),
                                .type = column_text(stmt, 1, arena),
                                .date.value = column_text(stmt, 2, arena),
                                .text = column_excerpt(stmt, 3, arena),
                                .sentence = column_excerpt(stmt, 6, arena),
                                .quote = column_text(stmt, 9, arena),
                                .issues = column_size(stmt, 10)};
        /* Those of a day come by report, not by key. */
        date = act->date.value != NULL ? act->date.value : "";
        if (page->date == NULL || strcmp(page->date, date) != 0 ||
            key < page->act) {
            page->act = key;
        }
        page->date = date;
    }
    return ok;
}

bool survey_standing(struct record *record, const struct survey_cell *cell,
                     struct survey_page *page, struct arena *arena,
                     struct survey_acts *acts, struct err *err)
{
    struct bind bind = {.stmt = NULL};
    char until[24];
    bool ok = snapshot_open(record, err);

    *acts = (struct survey_acts){0};
    if (!ok) {
        return false;
    }
    write_until(page->until, until);
    bind.stmt = db_stmt(record, SQL_STANDING_ACTS, err);
    ok = bind.stmt != NULL;
    if (ok) {
        bind_text(&bind, cell->issue);
        bind_text(&bind, cell->actor);
        bind_text(&bind, until);
        bind_text(&bind, page->date != NULL ? page->date : "~");
        bind_int(&bind, page->act);
        bind_size(&bind, page->count);
        ok = load_acts(record, bind.stmt, page, arena, acts, err);
        (void)sqlite3_reset(bind.stmt);
    }
    snapshot_close(record);
    return ok;
}

/* --- counting --- */

static bool count_by(struct record *record, const enum sql sql[2],
                     const char *const *id, size_t ids,
                     struct survey_count *count, struct err *err)
{
    struct buf list = {0};
    struct where where;
    sqlite3_stmt *stmt;
    bool row = false;
    bool ok;

    *count = (struct survey_count){0};
    for (size_t i = 0; i < ids && i < BATCH; i++) {
        buf_printf(&list, "%s%s", i != 0 ? "," : "", id[i]);
    }
    where_begin(&where, sql[0]);
    where_list(&where, sql[1], list.ptr != NULL ? list.ptr : "");
    stmt = where_end(&where, record, err);
    ok = stmt != NULL && db_step(record, stmt, &row, err);
    if (ok && row) {
        count->reports = column_size(stmt, 0);
        count->origins = column_size(stmt, 1);
    }
    db_return(record, stmt);
    buf_release(&list);
    return ok;
}

bool survey_count(struct record *record, const char *const *id, size_t ids,
                  struct survey_count *count, struct err *err)
{
    static const enum sql sql[] = {SQL_SURVEY_COUNT, SQL_SURVEY_COUNT_IDS};

    return count_by(record, sql, id, ids, count, err);
}

bool survey_count_reports(struct record *record, const char *const *id,
                          size_t ids, struct survey_count *count,
                          struct err *err)
{
    static const enum sql sql[] = {SQL_SURVEY_COUNT_REPORTS,
                                   SQL_SURVEY_COUNT_REPORT_IDS};

    return count_by(record, sql, id, ids, count, err);
}

bool survey_sums(struct record *record, struct survey_count *count,
                 struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(record, SQL_SURVEY_SUMS, err);
    bool row = false;

    *count = (struct survey_count){0};
    if (stmt == NULL || !db_step(record, stmt, &row, err)) {
        return false;
    }
    if (row) {
        count->reports = column_size(stmt, 0);
        count->origins = column_size(stmt, 1);
    }
    (void)sqlite3_reset(stmt);
    return true;
}
