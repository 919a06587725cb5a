/*
 * zip.h - writing a ZIP archive as a stream, entry by entry.
 *
 * Entries are deflated, names are UTF-8, times are fixed (1 January 1980):
 * the same content gives the same bytes.  No ZIP64: an archive or entry of
 * 4 GiB and more is ERR_LIMIT.
 */
#ifndef DEMARCHE_VIEWS_ZIP_H
#define DEMARCHE_VIEWS_ZIP_H

#include "base/buf.h"

struct zip_writer {
    struct buf *out;     /* what was not handed over yet */
    struct buf contents; /* the directory at the end */
    size_t entries;
    size_t written; /* bytes of the archive so far */
};

MUST_USE bool zip_add(struct zip_writer *zip, const char *name,
                      struct slice bytes, struct err *err);

/* The directory; releases what the writer holds. */
MUST_USE bool zip_end(struct zip_writer *zip, struct err *err);
void zip_release(struct zip_writer *zip);

#endif
