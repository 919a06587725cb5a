/*
 * convert.h - text whose container names its encoding → UTF-8.
 */
#ifndef DEMARCHE_PAGE_CONVERT_H
#define DEMARCHE_PAGE_CONVERT_H

#include "base/arena.h"
#include "base/buf.h"

/* Append `bytes` in UTF-8.  False, with nothing appended, if there is nothing
 * to do: no encoding is named or none that is known, or the bytes are UTF-8
 * already (no other text looks so by chance).  Broken bytes become U+FFFD. */
bool convert_to_utf8(struct buf *out, struct slice bytes,
                     struct slice encoding);

/* The encoding's name in lower case, in `arena`; `fallback` (may be NULL) if
 * it is none that is known. */
const char *convert_name(struct arena *arena, struct slice encoding,
                         const char *fallback);

#endif
