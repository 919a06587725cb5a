/*
 * listing.h - a list of things in any of the formats a verb offers.
 *
 * A verb names its columns once and gives each row as cells and as the JSON
 * object of docs/record.md; the listing writes what was asked for.
 *
 *   table  columns that line up, cut to the width of the terminal; one in
 *          which nothing stands is left out, and so are spare ones for which
 *          there is no room
 *   json   an array of the objects
 *   jsonl  one object a line
 *   csv    RFC 4180: CR LF, quotes where needed, a line of names first
 *   md     a Markdown table
 *
 * csv holds every column unless --fields chooses; table and md hold those
 * meant for reading.  Given --fields, JSON objects keep only those keys.
 */
#ifndef DEMARCHE_CLI_LISTING_H
#define DEMARCHE_CLI_LISTING_H

#include "cli/app.h"
#include "cli/sink.h"

enum { LISTING_COLUMNS = 32 };

enum list_format { LIST_TABLE, LIST_JSON, LIST_JSONL, LIST_CSV, LIST_MD };

struct list_column {
    const char *name; /* in csv and --fields; a key of the object */
    const char *head; /* over the table; NULL: not in tables by itself */
    size_t most;      /* cells in a table at most; 0: the rest of the line */
    bool right;       /* numbers */
    bool spare;       /* left out first where a table is too wide */
};

struct listing {
    struct app *app;
    struct sink sink;
    enum list_format format;
    bool wide;
    const struct list_column *column;
    size_t columns;
    size_t chosen[LISTING_COLUMNS]; /* indices, in the order to write */
    size_t choice;
    bool narrowed;    /* --fields was given */
    struct buf cells; /* of a table: safe texts, each NUL-terminated */
    size_t rows;
};

/* Begin a list as `args` (--format, --fields, -o, -f, --wide) ask for. */
MUST_USE bool listing_open(struct listing *listing, struct app *app,
                           const struct args *args,
                           const struct list_column *column, size_t columns,
                           struct err *err);

/* One thing: `cell[i]` belongs to column i (a NULL slice: unknown), `object`
 * is its JSON. */
MUST_USE bool listing_row(struct listing *listing, const struct slice *cell,
                          struct slice object, struct err *err);

/* Write the rest and close; `whole` false throws a file away. */
MUST_USE bool listing_close(struct listing *listing, bool whole,
                            struct err *err);

/* Append `text` as one field of CSV, without the comma. */
void csv_field(struct buf *out, struct slice text);

/* Append the object `json` with only the keys of `name[0..count)`, in that
 * order; keys it lacks are left out. */
void json_only(struct buf *out, struct slice json, const struct slice *name,
               size_t count);

#endif
