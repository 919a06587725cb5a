/*
 * row.h - one record, its fields by name → a piece.
 */
#ifndef DEMARCHE_PAGE_ROWS_ROW_H
#define DEMARCHE_PAGE_ROWS_ROW_H

#include "page/piece.h"
#include "page/rows/map.h"

enum { ROW_AUTHORS = 12 };

struct row {
    struct slice field[ROW_FIELDS]; /* a NULL slice: it has none */
    struct slice author[ROW_AUTHORS];
    size_t authors;
};

/* Hand on record number `number` of the file `name`, or say why it is no
 * report.  False if the sink stops. */
MUST_USE bool row_take(const struct row *row, struct slice source,
                       struct slice name, size_t number,
                       const struct piece_sink *sink, struct arena *arena,
                       struct err *err);

#endif
