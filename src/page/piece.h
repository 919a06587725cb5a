/*
 * piece.h - the pages and texts that one file carries.
 *
 * A saved page carries one piece: itself.  A feed, a web archive, a mailbox
 * or an export of a news database carries many.  Whoever takes a container
 * apart hands each piece to a sink as soon as it is found, with what the
 * container says about it; `report_read_piece` (report.h) makes it a report.
 *
 *     news.warc.gz -> news.warc.gz#2  HTML at https://..., fetched 2022-01-13
 *                     news.warc.gz#5  HTML at https://..., fetched 2022-01-13
 *
 * A piece that is broken costs that piece only.  Everything a piece points to
 * lives until `take` returns.
 */
#ifndef DEMARCHE_PAGE_PIECE_H
#define DEMARCHE_PAGE_PIECE_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/slice.h"
#include "page/report.h"

enum piece_form {
    PIECE_TEXT, /* plain text, encoding unknown unless `encoding` says */
    PIECE_HTML  /* a web page, or part of one */
};

/* Slices with a NULL pointer and dates of DATE_NONE are unknown. */
struct piece {
    struct slice name; /* the file, and "#3" behind it if it carries more */
    enum piece_form form;
    struct slice bytes;
    /* The piece to the byte as it stands in its file: a feed's item, a line
     * of JSON, a mail, the whole DOCX.  It is kept, and its digest tells
     * whether it was read before.  NULL: `bytes` themselves. */
    struct slice source;
    struct slice encoding; /* as the container names it: "iso-8859-1" */
    struct slice url;
    /* What the container says: weighed with what the piece itself says. */
    struct slice title;
    struct slice *author;
    size_t authors;
    struct slice outlet;
    struct slice agency;
    struct slice section;
    struct slice language;
    struct date published;
    struct date modified;
    struct date fetched;   /* when the archive took it: no earlier date fits */
    enum date_source from; /* where `published` comes from */
    /* PIECE_TEXT: the paragraphs whose kind the container tells (a heading, a
     * table's row), in order; spans of `bytes`, which are UTF-8 then and have
     * an empty line between paragraphs.  The rest is told by its look. */
    const struct paragraph *known;
    size_t knowns;
};

struct page_lists; /* lists.h */

struct piece_sink {
    void *user;
    struct slice map; /* how columns and keys are called; format rows/map.h */
    const struct page_lists *lists; /* word lists of data/page */
    bool choosy; /* nobody named this file: of texts only prose is taken */
    int depth;   /* files inside files: 0 for one of the disk */
    /* One piece.  False with `err` set stops the file. */
    bool (*take)(void *user, const struct piece *piece, struct err *err);
    /* A part of the file that is no report, and why: "a picture". */
    void (*pass)(void *user, struct slice name, const char *why);
    /* A part that cannot be read; the rest goes on. */
    void (*fail)(void *user, struct slice name, const struct err *why);
};

/* A copy of `piece` and of all it points to, in `arena`. */
struct piece piece_copy(struct arena *arena, const struct piece *piece);

/* What is kept of it. */
static inline struct slice piece_source(const struct piece *piece)
{
    return piece->source.ptr != NULL ? piece->source : piece->bytes;
}

/* Every format has two functions of this form:
 *     bool rtf_is(struct slice bytes);        known by its first bytes
 *     bool rtf_pieces(struct slice name, struct slice bytes,
 *                     const struct piece_sink *sink, struct arena *arena,
 *                     struct err *err);
 * The second returns false when the file as a whole cannot be read.  Formats
 * stand in the table of pieces.c; a part in a format of its own (what is
 * attached to a mail) goes back there by pieces_inside().  */
typedef bool (*pieces_fn)(struct slice name, struct slice bytes,
                          const struct piece_sink *sink, struct arena *arena,
                          struct err *err);

#endif
