/*
 * where_int.h - a list's statement, put together from pieces of sql/.
 *
 * Only constant text of sql/ becomes SQL; every value is bound.  In a piece
 * ":list" stands for all values given with it, ":first" and ":second" for
 * one of them.
 *
 *     where_begin(&where, SQL_ACT_SELECT);
 *     where_list(&where, SQL_ACT_WHERE_TO, "NATO,USA");
 *     stmt = where_end(&where, record, err);
 */
#ifndef DEMARCHE_RECORD_WHERE_INT_H
#define DEMARCHE_RECORD_WHERE_INT_H

#include "record/db_int.h"

enum { WHERE_VALUES = 256 };

struct where {
    struct buf text;
    struct arena memory; /* of the values */
    struct slice value[WHERE_VALUES];
    size_t values;
    size_t limit;
    bool has_limit;
    bool overflow; /* more values than a question may have */
};

void where_begin(struct where *where, enum sql select);

/* A piece without values. */
void where_add(struct where *where, enum sql piece);

/* Any of the values in `list`, separated by commas; nothing if it is NULL. */
void where_list(struct where *where, enum sql piece, const char *list);

/* One value as it is; nothing if it is NULL. */
void where_value(struct where *where, enum sql piece, const char *value);

/* A text that holds `part`, in any case of (ASCII) letters. */
void where_part(struct where *where, enum sql piece, const char *part);

/* :first is `value`, :second a text that holds it. */
void where_value_or_part(struct where *where, enum sql piece,
                         const char *value);

/* What may be of that day or later, or earlier: a month is in a year, a year
 * may be any of its days. */
void where_since(struct where *where, enum sql piece, struct date date);
void where_until(struct where *where, enum sql piece, struct date date);

/* The `query->limit`, if it has one. */
void where_limit(struct where *where, size_t limit);

/* The statement with everything bound, to be given back by db_return(); NULL on
 * failure.  `where` is released either way, after the values were copied. */
sqlite3_stmt *where_end(struct where *where, struct record *record,
                        struct err *err);

#endif
