/*
 * tsv.h - the form of every table under data/ and in a codebook.
 *
 * UTF-8, one row a line, fields between tabs, no quoting.  Lines that start
 * with '#' and empty lines are comments (source, licence, remarks).  The
 * first other line names the columns.  Trailing empty fields may be left out.
 *
 *     # Who sits where.  Source: ...
 *     code  name      from
 *     NATO  Brussels  1967
 *
 * A table owns its bytes; fields are slices into them, without surrounding
 * blanks, and valid until tsv_release().
 */
#ifndef DEMARCHE_BASE_TSV_H
#define DEMARCHE_BASE_TSV_H

#include "base/buf.h"

enum { TSV_COLUMNS = 24 };

struct tsv {
    char *path; /* for messages */
    struct buf bytes;
    size_t at;   /* read so far */
    size_t line; /* number of the current row's line, from 1 */
    struct slice column[TSV_COLUMNS];
    size_t columns;
    struct slice field[TSV_COLUMNS]; /* of the current row */
};

/* Open the table at `path` and check that its columns are exactly `columns`
 * (names separated by blanks) and that it is UTF-8 without NUL bytes.  On
 * failure nothing is held. */
MUST_USE bool tsv_open(struct tsv *tsv, const char *path, const char *columns,
                       struct err *err);

/* The same for a table in memory, called `name` in messages; copied. */
MUST_USE bool tsv_open_bytes(struct tsv *tsv, const char *name,
                             struct slice bytes, const char *columns,
                             struct err *err);

/* Step to the next row: true with `tsv->field` set, false at the end or on
 * an error (then `err` is set). */
MUST_USE bool tsv_next(struct tsv *tsv, struct err *err);

/* Set an error that starts with the path and line of the current row. */
bool tsv_fail(const struct tsv *tsv, struct err *err, const char *what,
              struct slice field);

void tsv_release(struct tsv *tsv);

#endif
