/* find.c - ids from their beginnings; texts; numbers. */
#include "base/mem.h"
#include "record/query.h"
#include "record/row_int.h"
#include "record/where_int.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

enum { DIGITS_MIN = 4, DIGITS_MAX = 16, NAMED = 4 };

/* So many ids are compared with each other in a few milliseconds. */
enum { COMPARED = 10000 };

/* The kinds of ids: enum record_kind.  Events have the digits of their first
 * acts, so that they must be asked for by their letter. */
static const char letters[] = "rqa";
static const char all_letters[] = "rqae";

/* --- ids --- */

/* Whether `digits` may begin an id; they are copied in lower case. */
static bool read_digits(const char *digits, char out[DIGITS_MAX + 1])
{
    size_t len = strlen(digits);

    if (len < DIGITS_MIN || len > DIGITS_MAX) {
        return false;
    }
    for (size_t i = 0; i <= len; i++) {
        char c = digits[i];

        out[i] = (char)(c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c);
        if (c != '\0' && strchr("0123456789abcdef", out[i]) == NULL) {
            return false;
        }
    }
    return true;
}

/* What a beginning was found to begin. */
struct found {
    struct buf list; /* the ids, at most NAMED a kind */
    size_t count;
    char id[RECORD_ID_ROOM]; /* the first of them */
};

static void note_id(struct found *found, struct slice id)
{
    if (found->count++ == 0 && id.len == RECORD_ID) {
        memcpy(found->id, id.ptr, RECORD_ID);
    }
    buf_add_str(&found->list, found->list.len != 0 ? ", " : "");
    buf_add_slice(&found->list, id);
}

/* Look for the ids that start with `letter` and `digits`. */
static bool find_ids(struct record *record, char letter, const char *digits,
                     struct found *found, struct err *err)
{
    bool event = letter == KIND_EVENT;
    struct bind bind = {
        .stmt =
            db_stmt(record, event ? SQL_EVENT_STARTING : SQL_ID_STARTING, err)};
    char from[RECORD_ID_ROOM] = {letter, '-'};
    char to[RECORD_ID_ROOM + 1] = {letter, '-'};
    bool row = false;
    bool ok = bind.stmt != NULL;

    memcpy(from + 2, digits, strlen(digits) + 1);
    memcpy(to + 2, digits, strlen(digits) + 1);
    to[strlen(to)] = '~'; /* after every digit */
    if (ok) {
        bind_text(&bind, event ? from + 2 : from);
        bind_text(&bind, event ? to + 2 : to);
        bind_int(&bind, NAMED);
    }
    while (ok && (ok = db_step(record, bind.stmt, &row, err)) && row) {
        note_id(found, column_borrow(bind.stmt, 0));
    }
    return ok;
}

bool query_id(struct record *record, const char *prefix,
              char id[RECORD_ID_ROOM], struct err *err)
{
    bool has_letter = prefix[0] != '\0' && prefix[1] == '-';
    char digits[DIGITS_MAX + 1];
    struct found found = {0};
    bool ok = true;

    if ((has_letter && strchr(all_letters, prefix[0]) == NULL) ||
        !read_digits(has_letter ? prefix + 2 : prefix, digits)) {
        return err_set(
            err, ERR_USAGE,
            "'%.40s' is no id: 'r-', 'q-', 'a-' or 'e-' and at least %d "
            "hexadecimal digits",
            prefix, DIGITS_MIN);
    }
    for (const char *letter = has_letter ? all_letters : letters;
         *letter != '\0' && ok; letter++) {
        if (!has_letter || prefix[0] == *letter) {
            ok = find_ids(record, *letter, digits, &found, err);
        }
    }
    if (ok && found.count == 0) {
        ok = err_set(err, ERR_MISSING, "%s: nothing has the id '%s'",
                     record->path, prefix);
    } else if (ok && found.count > 1) {
        ok = err_set(err, ERR_USAGE, "'%s' begins several ids: %s%s", prefix,
                     found.list.ptr, found.count >= NAMED ? " ..." : "");
    }
    memcpy(id, found.id, RECORD_ID_ROOM);
    buf_release(&found.list);
    return ok;
}

/* So many digits that two of `count` ids are seldom alike (one case in eight:
 * the square of `count` against 16 to the digits). */
static int estimate_digits(unsigned long long count)
{
    unsigned long long room = 4 * count * count;
    int digits = DIGITS_MIN;

    while (digits < DIGITS_MAX - 1 && 1ULL << (4 * digits) < room) {
        digits++;
    }
    return digits;
}

/* One digit more than any two neighbours have in common. */
static bool compare_all(struct record *record, int *digits, struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(record, SQL_ID_ALL, err);
    char last[DIGITS_MAX + 1] = "";
    bool row = false;
    bool ok = stmt != NULL;

    *digits = DIGITS_MIN;
    while (ok && (ok = db_step(record, stmt, &row, err)) && row) {
        struct slice id = column_borrow(stmt, 0);
        int common = 0;

        if (id.len != DIGITS_MAX) {
            continue; /* record_verify() tells about it */
        }
        while (common < DIGITS_MAX - 1 && last[common] == id.ptr[common]) {
            common++;
        }
        *digits = common + 1 > *digits ? common + 1 : *digits;
        memcpy(last, id.ptr, DIGITS_MAX);
    }
    return ok;
}

bool query_id_digits(struct record *record, int *digits, struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(record, SQL_ID_COUNT, err);
    bool row = false;
    size_t count;

    if (stmt == NULL || !db_step(record, stmt, &row, err)) {
        return false;
    }
    count = row ? column_size(stmt, 0) : 0;
    (void)sqlite3_reset(stmt);
    if (count <= COMPARED) {
        return compare_all(record, digits, err);
    }
    *digits = estimate_digits(count < INT_MAX ? count : INT_MAX);
    return true;
}

/* --- texts --- */

/* The first row of a statement with one text bound. */
static bool one_row(struct record *record, sqlite3_stmt *stmt, const char *id,
                    struct err *err)
{
    struct bind bind = {.stmt = stmt};
    bool row;

    if (stmt == NULL) {
        return false;
    }
    bind_text(&bind, id);
    return db_step(record, stmt, &row, err) &&
           (row ||
            err_set(err, ERR_MISSING, "%s: there is no %s", record->path, id));
}

static bool load_paragraphs(struct record *record, long long report,
                            struct arena *arena, struct report_text *text,
                            struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_PARAGRAPH_LIST, err)};
    struct paragraph_row *list = NULL;
    size_t len = 0, cap = 0;
    bool row = false;
    bool ok = bind.stmt != NULL;

    if (ok) {
        bind_int(&bind, report);
    }
    while (ok && (ok = db_step(record, bind.stmt, &row, err)) && row) {
        MEM_GROW(list, len, cap);
        list[len++] = (struct paragraph_row){
            column_text(bind.stmt, 0, arena),
            {column_size(bind.stmt, 1), column_size(bind.stmt, 2)}};
    }
    text->paragraphs = ok ? len : 0;
    text->paragraph = arena_dup(arena, list, text->paragraphs, sizeof *list);
    free(list);
    return ok;
}

bool query_text(struct record *record, const char *report, struct arena *arena,
                struct report_text *text, struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(record, SQL_SOURCE_TEXT, err);
    bool ok = one_row(record, stmt, report, err);

    *text = (struct report_text){0};
    if (ok) {
        text->text = column_slice(stmt, 1, arena);
        ok = load_paragraphs(record, sqlite3_column_int64(stmt, 0), arena, text,
                             err);
    }
    if (stmt != NULL) {
        (void)sqlite3_reset(stmt);
    }
    return ok;
}

bool query_bytes(struct record *record, const char *report, struct buf *out,
                 struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(record, SQL_SOURCE_BYTES, err);
    bool ok = one_row(record, stmt, report, err);

    if (ok) {
        ok = source_unpack(column_borrow(stmt, 0), column_size(stmt, 1), out) ||
             err_set(err, ERR_INTEGRITY, "%s: %s: its bytes are damaged",
                     record->path, report);
    }
    if (stmt != NULL) {
        (void)sqlite3_reset(stmt);
    }
    return ok;
}

/* --- numbers --- */

/* Step a statement that has only `until` bound. */
static sqlite3_stmt *ask_until(struct record *record, enum sql sql,
                               const char *until, bool *row, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, sql, err)};

    if (bind.stmt == NULL) {
        return NULL;
    }
    bind_text(&bind, until);
    return db_step(record, bind.stmt, row, err) ? bind.stmt : NULL;
}

static bool count_types(struct record *record, const char *until,
                        struct arena *arena, struct record_counts *counts,
                        struct err *err)
{
    bool row;
    sqlite3_stmt *stmt = ask_until(record, SQL_COUNT_TYPES, until, &row, err);
    struct type_count *list = NULL;
    size_t len = 0, cap = 0;
    bool ok = stmt != NULL;

    while (ok && row) {
        MEM_GROW(list, len, cap);
        list[len] = (struct type_count){column_text(stmt, 0, arena),
                                        column_size(stmt, 1)};
        counts->acts += list[len++].acts;
        ok = db_step(record, stmt, &row, err);
    }
    counts->types = ok ? len : 0;
    counts->type = arena_dup(arena, list, counts->types, sizeof *list);
    free(list);
    return ok;
}

static bool count_all(struct record *record, const char *until,
                      struct arena *arena, struct record_counts *counts,
                      struct err *err)
{
    bool row = false;
    sqlite3_stmt *stmt = ask_until(record, SQL_COUNT_REPORTS, until, &row, err);

    if (stmt == NULL || !row) {
        return false;
    }
    counts->reports = column_size(stmt, 0);
    counts->first = column_text(stmt, 1, arena);
    counts->last = column_text(stmt, 2, arena);
    counts->origins = column_size(stmt, 3);
    (void)sqlite3_reset(stmt);
    stmt = ask_until(record, SQL_COUNT_QUOTES, until, &row, err);
    if (stmt == NULL || !row) {
        return false;
    }
    counts->quotes = column_size(stmt, 0);
    (void)sqlite3_reset(stmt);
    return count_types(record, until, arena, counts, err);
}

bool query_counts(struct record *record, struct date until, struct arena *arena,
                  struct record_counts *counts, struct err *err)
{
    char day[16];
    struct buf last = {0};
    bool ok;

    *counts = (struct record_counts){0};
    if (until.precision != DATE_NONE) {
        buf_printf(&last, "%s~", date_format(until, day));
    }
    ok = snapshot_open(record, err);
    if (ok) {
        ok = count_all(record, last.ptr, arena, counts, err);
        snapshot_close(record);
    }
    buf_release(&last);
    return ok;
}
