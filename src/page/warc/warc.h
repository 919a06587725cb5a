/*
 * warc.h - web archives: WARC 0.18 to 1.1 and ARC 1, their pages as pieces.
 *
 * Plain, or packed a record at a time by gzip or zstd (with the dictionary in
 * front), or as a whole.  Responses are taken out of HTTP: chunks, gzip,
 * deflate and zstd; brotli is passed over.  A broken or truncated record is
 * told and costs itself only: reading goes on with the next that can be found.
 *
 *     news.warc.gz#7   the seventh record, counting all of them
 *
 * WACZ is a ZIP archive of such archives.
 */
#ifndef DEMARCHE_PAGE_WARC_WARC_H
#define DEMARCHE_PAGE_WARC_WARC_H

#include "page/piece.h"

/* One record.  Slices live until the call that gives it returns. */
struct warc_record {
    size_t number;      /* in the file, from 1 */
    struct slice type;  /* "response", "resource", "revisit" … */
    struct slice url;   /* without <> */
    struct slice date;  /* as written */
    struct slice media; /* of the block: "application/http; msgtype=…" */
    struct slice profile;
    struct slice block;
    size_t missing; /* bytes that the block lacks at its end */
};

struct warc_sink {
    void *user;
    bool (*record)(void *user, const struct warc_record *record);
    void (*broken)(void *user, size_t number, const struct err *why);
};

/* Read the records of one archive; the first gets number `*count` + 1 and
 * `*count` ends as the number of the last. */
MUST_USE bool warc_read(struct slice bytes, const struct warc_sink *sink,
                        size_t *count, struct err *err);

/* Whether bytes begin as an archive does, packed or not. */
bool warc_is(struct slice bytes);
bool wacz_is(struct slice bytes);

MUST_USE bool warc_pieces(struct slice name, struct slice bytes,
                          const struct piece_sink *sink, struct arena *arena,
                          struct err *err);
/* The same for one of several archives; see warc_read() for `count`. */
MUST_USE bool warc_pieces_from(struct slice name, struct slice bytes,
                               const struct piece_sink *sink,
                               struct arena *arena, size_t *count,
                               struct err *err);
MUST_USE bool wacz_pieces(struct slice name, struct slice bytes,
                          const struct piece_sink *sink, struct arena *arena,
                          struct err *err);

#endif
