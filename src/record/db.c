#include "record/db_int.h"

#include <limits.h>

enum { REASON = 128 };

static bool set_error(struct record *record, int rc, struct err *err);

const char *sql_text(enum sql sql)
{
    static const char *const text[] = {
#define X(code, text) text,
        SQL_MAP(X)
#undef X
    };

    return text[sql];
}

bool db_fail(struct record *record, struct err *err)
{
    return set_error(record, sqlite3_extended_errcode(record->db), err);
}

/* What SQLite says, in our words. */
static bool set_error(struct record *record, int rc, struct err *err)
{
    const char *path = record->path;
    int cause = sqlite3_system_errno(record->db);
    char reason[REASON];

    switch (rc & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(err, ERR_BUSY,
                       "%s: is in use by another process; try again", path);
    case SQLITE_NOTADB:
        return err_set(err, ERR_SYNTAX, "%s: is no dossier", path);
    case SQLITE_CORRUPT:
        return err_set(err, ERR_INTEGRITY, "%s: is damaged: %s", path,
                       sqlite3_errmsg(record->db));
    case SQLITE_FULL:
        return err_set(err, ERR_IO, "%s: no space left on the disk", path);
    case SQLITE_READONLY:
        return err_set(err, ERR_IO, "%s: cannot be written to", path);
    case SQLITE_TOOBIG:
        return err_set(err, ERR_LIMIT, "%s: too large to be kept", path);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return err_set(err, ERR_IO, "%s: %s", path,
                       cause != 0 ? err_errno(cause, reason, sizeof reason)
                                  : sqlite3_errmsg(record->db));
    default:
        return err_set(err, ERR_INTERNAL, "%s: %s", path,
                       sqlite3_errmsg(record->db));
    }
}

sqlite3_stmt *db_stmt(struct record *record, enum sql sql, struct err *err)
{
    sqlite3_stmt **stmt = &record->stmt[sql];

    if (*stmt != NULL) {
        (void)sqlite3_reset(*stmt);
        (void)sqlite3_clear_bindings(*stmt);
        return *stmt;
    }
    if (sqlite3_prepare_v3(record->db, sql_text(sql), -1,
                           SQLITE_PREPARE_PERSISTENT, stmt,
                           NULL) != SQLITE_OK) {
        (void)db_fail(record, err);
        return NULL;
    }
    return *stmt;
}

sqlite3_stmt *db_prepare(struct record *record, const char *text,
                         struct err *err)
{
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v2(record->db, text, -1, &stmt, NULL) != SQLITE_OK) {
        (void)db_fail(record, err);
        return NULL;
    }
    return stmt;
}

/* The place where a statement may be kept, NULL while all are out. */
static struct lent *find_place(struct record *record)
{
    for (size_t i = 0; i < LENT; i++) {
        struct lent *lent = &record->lent[record->oldest];

        record->oldest = (record->oldest + 1) % LENT;
        if (!lent->out) {
            return lent;
        }
    }
    return NULL;
}

sqlite3_stmt *db_lend(struct record *record, const char *text, struct err *err)
{
    struct lent *place;
    sqlite3_stmt *stmt;

    for (size_t i = 0; i < LENT; i++) {
        struct lent *lent = &record->lent[i];

        if (!lent->out && lent->stmt != NULL &&
            strcmp(sqlite3_sql(lent->stmt), text) == 0) {
            lent->out = true;
            return lent->stmt;
        }
    }
    stmt = db_prepare(record, text, err);
    place = stmt != NULL ? find_place(record) : NULL;
    if (place != NULL) {
        (void)sqlite3_finalize(place->stmt);
        *place = (struct lent){stmt, true};
    }
    return stmt;
}

void db_return(struct record *record, sqlite3_stmt *stmt)
{
    for (size_t i = 0; stmt != NULL && i < LENT; i++) {
        if (record->lent[i].stmt == stmt) {
            (void)sqlite3_reset(stmt);
            (void)sqlite3_clear_bindings(stmt);
            record->lent[i].out = false;
            return;
        }
    }
    (void)sqlite3_finalize(stmt);
}

void db_forget(struct record *record)
{
    for (size_t i = 0; i < SQL_COUNT; i++) {
        (void)sqlite3_finalize(record->stmt[i]);
        record->stmt[i] = NULL;
    }
    for (size_t i = 0; i < LENT; i++) {
        (void)sqlite3_finalize(record->lent[i].stmt);
        record->lent[i] = (struct lent){0};
    }
}

bool db_step(struct record *record, sqlite3_stmt *stmt, bool *row,
             struct err *err)
{
    int rc = sqlite3_step(stmt);

    *row = rc == SQLITE_ROW;
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
        (void)db_fail(record, err);
        (void)sqlite3_reset(stmt);
        return false;
    }
    return true;
}

bool db_run(struct record *record, sqlite3_stmt *stmt, struct err *err)
{
    bool row;
    bool ok = db_step(record, stmt, &row, err);

    (void)sqlite3_reset(stmt);
    return ok;
}

bool db_exec(struct record *record, const char *text, struct err *err)
{
    return sqlite3_exec(record->db, text, NULL, NULL, NULL) == SQLITE_OK ||
           db_fail(record, err);
}

bool snapshot_open(struct record *record, struct err *err)
{
    if (record->snapshots == 0) {
        record->snapshot_begun = sqlite3_get_autocommit(record->db) != 0;
        if (record->snapshot_begun && !db_exec(record, "BEGIN", err)) {
            return false;
        }
    }
    record->snapshots++;
    return true;
}

void snapshot_close(struct record *record)
{
    if (--record->snapshots == 0 && record->snapshot_begun) {
        (void)sqlite3_exec(record->db, "COMMIT", NULL, NULL, NULL);
    }
}

static void bind_done(struct bind *bind, int rc)
{
    bind->failed = bind->failed || rc != SQLITE_OK;
}

void bind_int(struct bind *bind, long long value)
{
    bind_done(bind, sqlite3_bind_int64(bind->stmt, ++bind->at, value));
}

void bind_size(struct bind *bind, size_t value)
{
    bind_int(bind, value < LLONG_MAX ? (long long)value : LLONG_MAX);
}

void bind_real(struct bind *bind, double value)
{
    bind_done(bind, sqlite3_bind_double(bind->stmt, ++bind->at, value));
}

void bind_null(struct bind *bind)
{
    bind_done(bind, sqlite3_bind_null(bind->stmt, ++bind->at));
}

void bind_slice(struct bind *bind, struct slice text)
{
    bind_done(bind, sqlite3_bind_text64(bind->stmt, ++bind->at, text.ptr,
                                        text.len, SQLITE_STATIC, SQLITE_UTF8));
}

void bind_text(struct bind *bind, const char *text)
{
    bind_slice(bind, slice_of(text));
}

void bind_blob(struct bind *bind, struct slice bytes)
{
    bind_done(bind, sqlite3_bind_blob64(bind->stmt, ++bind->at,
                                        bytes.len != 0 ? bytes.ptr : "",
                                        bytes.len, SQLITE_STATIC));
}

void bind_date(struct bind *bind, struct date date)
{
    char text[16];

    if (date.precision == DATE_NONE) {
        bind_null(bind);
        return;
    }
    bind_done(bind,
              sqlite3_bind_text(bind->stmt, ++bind->at, date_format(date, text),
                                -1, SQLITE_TRANSIENT));
}

void bind_stamp(struct bind *bind, const struct stamp *stamp)
{
    bool known = stamp->date.precision != DATE_NONE;

    bind_date(bind, stamp->date);
    bind_text(bind, known ? date_source_name(stamp->from) : NULL);
}

void bind_span(struct bind *bind, struct slice text, struct span span)
{
    if (span_empty(span)) {
        bind_null(bind);
        bind_null(bind);
        bind_null(bind);
        return;
    }
    bind_size(bind, span.start);
    bind_size(bind, span.end);
    bind_slice(bind, slice_cut(text, span));
}

bool bind_run(struct record *record, const struct bind *bind, struct err *err)
{
    return bind->failed ? db_fail(record, err)
                        : db_run(record, bind->stmt, err);
}

struct slice column_borrow(sqlite3_stmt *stmt, int at)
{
    const char *ptr = sqlite3_column_blob(stmt, at);
    int len = sqlite3_column_bytes(stmt, at);

    if (sqlite3_column_type(stmt, at) == SQLITE_NULL) {
        return (struct slice){0};
    }
    return (struct slice){ptr != NULL ? ptr : "", len > 0 ? (size_t)len : 0};
}

struct slice column_slice(sqlite3_stmt *stmt, int at, struct arena *arena)
{
    struct slice text = column_borrow(stmt, at);

    return text.ptr != NULL ? arena_copy(arena, text) : text;
}

const char *column_text(sqlite3_stmt *stmt, int at, struct arena *arena)
{
    return column_slice(stmt, at, arena).ptr;
}

size_t column_size(sqlite3_stmt *stmt, int at)
{
    long long value = sqlite3_column_int64(stmt, at);

    return value > 0 ? (size_t)value : 0;
}

bool column_bool(sqlite3_stmt *stmt, int at)
{
    return sqlite3_column_int(stmt, at) != 0;
}

bool column_is_null(sqlite3_stmt *stmt, int at)
{
    return sqlite3_column_type(stmt, at) == SQLITE_NULL;
}

struct excerpt column_excerpt(sqlite3_stmt *stmt, int at, struct arena *arena)
{
    struct excerpt excerpt = {
        {column_size(stmt, at), column_size(stmt, at + 1)},
        column_slice(stmt, at + 2, arena)};

    return excerpt;
}
