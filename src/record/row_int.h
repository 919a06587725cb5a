/*
 * row_int.h - from the current row of a *_select to a row of query.h.
 *
 * Everything is copied to `arena`; lists that stand in other tables are
 * fetched there.
 */
#ifndef DEMARCHE_RECORD_ROW_INT_H
#define DEMARCHE_RECORD_ROW_INT_H

#include "record/db_int.h"

MUST_USE bool row_report(struct record *record, sqlite3_stmt *stmt,
                         struct arena *arena, struct report_row *row,
                         struct err *err);
MUST_USE bool row_quote(struct record *record, sqlite3_stmt *stmt,
                        struct arena *arena, struct quote_row *row,
                        struct err *err);
MUST_USE bool row_act(struct record *record, sqlite3_stmt *stmt,
                      struct arena *arena, struct act_row *row,
                      struct err *err);

#endif
