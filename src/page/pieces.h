/*
 * pieces.h - which format a file is in, and its pieces.
 *
 * A format is known by bytes, never by a name.  The table in pieces.c holds
 * all of them; the first that knows the bytes takes them.  A file packed by
 * gzip or zstd is unpacked first, once.
 */
#ifndef DEMARCHE_PAGE_PIECES_H
#define DEMARCHE_PAGE_PIECES_H

#include "page/piece.h"

/* Hand each piece of the file `bytes` to `sink`.  What lives as long as the
 * call goes to `arena`.  False with `err` set if the file as a whole cannot be
 * read, or `take` stopped it; errors start with `name`. */
MUST_USE bool pieces_each(struct slice name, struct slice bytes,
                          const struct piece_sink *sink, struct arena *arena,
                          struct err *err);

/* The same for a part that was found inside another file: no archive within
 * an archive, nothing packed. */
MUST_USE bool pieces_inside(struct slice name, struct slice bytes,
                            const struct piece_sink *sink, struct arena *arena,
                            struct err *err);

/* "FILE#N", the name of piece number `n` (from 1), in `arena`. */
struct slice pieces_name(struct arena *arena, struct slice file, size_t n);

#endif
