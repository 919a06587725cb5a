/*
 * rows.h - JSON, JSON lines and tables whose records are reports.
 *
 * JSON: an array of objects, an object that holds one (also JSON Feed), one
 * object, or an object a line.  Tables: fields between commas, semicolons,
 * tabs or bars, quoted as RFC 4180 has it, with a line of names first; GDELT's
 * exports, which have none, are known by their columns.
 *
 *     stories.jsonl#12   the twelfth record
 *
 * A record without text is passed over with its address; one that cannot be
 * read is told, the rest goes on.
 */
#ifndef DEMARCHE_PAGE_ROWS_ROWS_H
#define DEMARCHE_PAGE_ROWS_ROWS_H

#include "page/piece.h"

bool json_is(struct slice bytes);
MUST_USE bool json_pieces(struct slice name, struct slice bytes,
                          const struct piece_sink *sink, struct arena *arena,
                          struct err *err);

/* A table is known by the names of its columns, so the sink's map and lists
 * have a say. */
bool table_is(struct slice bytes, const struct piece_sink *sink);
MUST_USE bool table_pieces(struct slice name, struct slice bytes,
                           const struct piece_sink *sink, struct arena *arena,
                           struct err *err);

#endif
