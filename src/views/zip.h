/*
 * zip.h - writing a ZIP archive as a stream, entry by entry.
 *
 * Entries are deflated, names are UTF-8, times are fixed (1 January 1980):
 * the same content gives the same bytes.  ZIP64 where an entry, their number
 * or the archive needs it.  An entry of unknown length is written piece by
 * piece; only the directory is held, some 80 bytes an entry.
 *
 *     zip_add(&zip, "README.txt", SLICE("..."), &err);
 *     zip_begin(&zip, "acts.jsonl", &err);
 *     zip_put(&zip, line, &err);
 *     zip_finish(&zip, &err);
 *     zip_end(&zip);
 *
 * What was written gathers in `out`; whoever hands it over clears it.
 */
#ifndef DEMARCHE_VIEWS_ZIP_H
#define DEMARCHE_VIEWS_ZIP_H

#include "base/buf.h"

#include <stdint.h>

struct zip_packer; /* private: the entry that is being written */

struct zip_writer {
    struct buf *out;           /* what was not handed over yet */
    struct buf contents;       /* the directory at the end */
    struct zip_packer *packer; /* NULL: between two entries */
    uint64_t entries;
    uint64_t written; /* bytes of the archive so far */
};

/* One entry as a whole. */
MUST_USE bool zip_add(struct zip_writer *zip, const char *name,
                      struct slice bytes, struct err *err);

/* One entry in pieces. */
MUST_USE bool zip_begin(struct zip_writer *zip, const char *name,
                        struct err *err);
MUST_USE bool zip_put(struct zip_writer *zip, struct slice bytes,
                      struct err *err);
MUST_USE bool zip_finish(struct zip_writer *zip, struct err *err);

/* The directory; releases what the writer holds. */
void zip_end(struct zip_writer *zip);
void zip_release(struct zip_writer *zip);

#endif
