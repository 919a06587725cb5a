/*
 * db_int.h - the connection, and how statements are asked and answered.
 *
 * SQL stands in sql/ and is known here by name.  A statement of fixed text is
 * prepared once and kept; lists are composed (where_int.h).  Binding goes
 * from left to right with a `struct bind`, reading with column_*().
 */
#ifndef DEMARCHE_RECORD_DB_INT_H
#define DEMARCHE_RECORD_DB_INT_H

#include "record/query.h"
#include "record/record.h"
#include "record/sql_map.h"

#include <sqlite3.h>

enum sql {
#define X(code, text) code,
    SQL_MAP(X)
#undef X
        SQL_COUNT
};

/* A composed statement that is kept for the next question like it. */
enum { LENT = 32 };

struct lent {
    sqlite3_stmt *stmt;
    bool out; /* somebody has it */
};

struct record {
    sqlite3 *db;
    char *path; /* as it was given, for messages */
    bool is_new;
    enum record_mode mode;
    int snapshots;       /* nested snapshot_open() */
    bool snapshot_begun; /* and a transaction of their own */
    sqlite3_stmt *stmt[SQL_COUNT];
    struct lent lent[LENT]; /* composed statements, the last ones used */
    size_t oldest;          /* of them the one to give way next */
};

/* The text of a piece of sql/. */
const char *sql_text(enum sql sql);

/* Set `err` from the connection's last error.  Always false. */
bool db_fail(struct record *record, struct err *err);

/* The kept statement, reset and with nothing bound; NULL on failure. */
sqlite3_stmt *db_stmt(struct record *record, enum sql sql, struct err *err);

/* A new statement of `text`, to be finalized by the caller; NULL on failure. */
sqlite3_stmt *db_prepare(struct record *record, const char *text,
                         struct err *err);

/* A statement of `text` for a while, reset and with nothing bound; NULL on
 * failure.  Give it back by db_return(), which may be given NULL. */
sqlite3_stmt *db_lend(struct record *record, const char *text, struct err *err);
void db_return(struct record *record, sqlite3_stmt *stmt);

/* Finalize all statements that are kept. */
void db_forget(struct record *record);

/* Step: `*row` tells whether there is a row. */
MUST_USE bool db_step(struct record *record, sqlite3_stmt *stmt, bool *row,
                      struct err *err);

/* Step a statement that gives no rows, then reset it. */
MUST_USE bool db_run(struct record *record, sqlite3_stmt *stmt,
                     struct err *err);

/* Run SQL of constant text without rows ("COMMIT"). */
MUST_USE bool db_exec(struct record *record, const char *text, struct err *err);

/* One state of the dossier until the matching snapshot_close(); within a
 * transaction, that one's. */
MUST_USE bool snapshot_open(struct record *record, struct err *err);
void snapshot_close(struct record *record);

/* Values for a statement, one after the other.  Bytes are borrowed until the
 * statement is stepped and reset. */
struct bind {
    sqlite3_stmt *stmt;
    int at; /* bound so far */
    bool failed;
};

void bind_int(struct bind *bind, long long value);
void bind_size(struct bind *bind, size_t value);
void bind_real(struct bind *bind, double value);
void bind_null(struct bind *bind);
void bind_text(struct bind *bind, const char *text);   /* NULL: null */
void bind_slice(struct bind *bind, struct slice text); /* ptr NULL: null */
void bind_blob(struct bind *bind, struct slice bytes);
void bind_date(struct bind *bind, struct date date); /* unknown: null */
/* Date and where it is from; two nulls if it is unknown. */
void bind_stamp(struct bind *bind, const struct stamp *stamp);
/* Start, end and words of `span` in `text`; three nulls if it is empty. */
void bind_span(struct bind *bind, struct slice text, struct span span);

/* Step what was bound; for statements without rows. */
MUST_USE bool bind_run(struct record *record, const struct bind *bind,
                       struct err *err);

/* A column of the current row.  Text and slices are copied to `arena`. */
const char *column_text(sqlite3_stmt *stmt, int at, struct arena *arena);
struct slice column_slice(sqlite3_stmt *stmt, int at, struct arena *arena);
size_t column_size(sqlite3_stmt *stmt, int at); /* below 0: 0 */
bool column_bool(sqlite3_stmt *stmt, int at);
bool column_is_null(sqlite3_stmt *stmt, int at);
/* Text or blob without a copy, valid until the next step. */
struct slice column_borrow(sqlite3_stmt *stmt, int at);
/* Three columns: start, end, words. */
struct excerpt column_excerpt(sqlite3_stmt *stmt, int at, struct arena *arena);

/* Append the input of `size` bytes that was packed by zlib; false if it is
 * damaged. */
MUST_USE bool source_unpack(struct slice packed, size_t size, struct buf *out);

#endif
