/*
 * unpack.h - gzip, deflate and zstd, within bounds.
 *
 * One member or frame at a time: web archives pack each record on its own.
 * What unpacks to more than CAP_UNPACKED_BYTES, or past a megabyte to more
 * than a hundred times its size, is refused.
 */
#ifndef DEMARCHE_PAGE_UNPACK_H
#define DEMARCHE_PAGE_UNPACK_H

#include "base/buf.h"

enum packing {
    PACKED_NOT,
    PACKED_GZIP,
    PACKED_DEFLATE, /* zlib's form or without its head, as servers do */
    PACKED_ZSTD
};

/* By the first bytes; never PACKED_DEFLATE. */
enum packing packing_of(struct slice bytes);

/* Append what the first member or frame of `bytes` holds; `*used` becomes its
 * packed size.  `dictionary` is zstd's, or empty.  On failure `out` holds what
 * came before the error and `*used` is 0, or for zstd the frame's size where
 * that is known. */
MUST_USE bool unpack_one(enum packing packing, struct slice bytes,
                         struct slice dictionary, struct buf *out, size_t *used,
                         struct err *err);

/* Append what all members hold, one after the other. */
MUST_USE bool unpack_all(enum packing packing, struct slice bytes,
                         struct buf *out, struct err *err);

/* Up to `room` first bytes of what is packed, without error. */
size_t unpack_start(enum packing packing, struct slice bytes, char *start,
                    size_t room);

/* Skippable frames: the length of the one `bytes` begin with, 0 if with none.
 * The first of a web archive holds the dictionary of all others. */
size_t unpack_skippable(struct slice bytes, struct slice *content);

#endif
