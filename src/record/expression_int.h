/*
 * expression_int.h - what people write to search, made an FTS5 query.
 *
 *     draft treaty NOT "press release"  →
 *     "draft" AND "treaty" NOT "press release"
 *
 *     any   = all { OR all }
 *     all   = but { [AND] but }
 *     but   = item { NOT item }
 *     item  = word | word* | "phrase" | ( any )
 *
 * Every word and phrase is quoted, so nothing that is typed reaches FTS5's
 * own syntax (columns, NEAR, carets).  AND, OR, NOT count in capitals only.
 */
#ifndef DEMARCHE_RECORD_EXPRESSION_INT_H
#define DEMARCHE_RECORD_EXPRESSION_INT_H

#include "base/buf.h"

/* Append the FTS5 query to `out`.  ERR_USAGE says where it cannot be read,
 * ERR_LIMIT that it is too long or too deep. */
MUST_USE bool expression_read(const char *text, struct buf *out,
                              struct err *err);

#endif
