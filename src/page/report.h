/*
 * report.h - one report: clean text, its paragraphs, who published it when.
 *
 * The noun that `page` hands to every later stage.  All offsets are bytes of
 * `text`, half-open.  For plain text in UTF-8 `text` is the input itself
 * (without a byte order mark), so an offset is also a place in the file.
 *
 *     "NATO chief warns ...\n\nNATO said on Wednesday ...\n\nWATCH | ..."
 *      title                  lead                       promo
 */
#ifndef DEMARCHE_PAGE_REPORT_H
#define DEMARCHE_PAGE_REPORT_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/slice.h"

#define PARAGRAPH_KIND_MAP(X) \
    X(PARAGRAPH_TITLE, "title") \
    X(PARAGRAPH_LEAD, "lead") \
    X(PARAGRAPH_BODY, "body") \
    X(PARAGRAPH_HEADING, "heading") \
    X(PARAGRAPH_QUOTE, "quote") \
    X(PARAGRAPH_LIST, "list") \
    X(PARAGRAPH_CAPTION, "caption") \
    X(PARAGRAPH_PROMO, "promo") \
    X(PARAGRAPH_META, "meta")

enum paragraph_kind {
#define X(code, name) code,
    PARAGRAPH_KIND_MAP(X)
#undef X
};

struct paragraph {
    enum paragraph_kind kind;
    struct span at; /* without surrounding white space */
};

/* Where a date was found. */
#define DATE_SOURCE_MAP(X) \
    X(DATE_FROM_PAGE, "page") \
    X(DATE_FROM_TEXT, "text") \
    X(DATE_FROM_DATELINE, "dateline") \
    X(DATE_FROM_TALKS, "talks") \
    X(DATE_FROM_ARCHIVE, "archive") \
    X(DATE_FROM_FEED, "feed") \
    X(DATE_FROM_PUBLISHED, "published")

enum date_source {
#define X(code, name) code,
    DATE_SOURCE_MAP(X)
#undef X
};

struct stamp {
    struct date date; /* DATE_NONE: unknown */
    enum date_source from;
};

/* One thing that speaks for a date of a web page. */
struct evidence {
    struct date date;
    bool modified;        /* of a later version, not of the first */
    int weight;           /* 1–9, more is better */
    const char *source;   /* "json-ld datePublished", "url", "shown" */
    struct slice written; /* as it stands there */
};

/* Slices with a NULL pointer are unknown. */
struct report {
    struct slice input; /* the path as it was given */
    struct slice text;  /* valid UTF-8 */
    struct paragraph *paragraph;
    size_t paragraphs;
    struct slice title; /* without the site's name */
    struct slice *author;
    size_t authors;
    struct slice outlet;
    struct slice agency;
    struct slice url;
    struct slice canonical;
    struct slice section;
    struct stamp published;
    struct stamp modified;
    struct evidence *evidence; /* of both dates; web pages only */
    size_t evidences;
    const char *why;      /* why `published` was chosen; NULL: nothing to say */
    const char *language; /* ISO 639-1, NULL: unknown */
    const char *genre;    /* see genre.h */
    const char *encoding; /* of the input, "utf-8" */
};

struct page_lists; /* lists.h */

/* Read the bytes of one input into `report`; everything is kept in `arena`
 * or in `lists`, `bytes` may be freed afterwards.  Errors start with the
 * input's name. */
MUST_USE bool report_read(struct report *report, const struct page_lists *lists,
                          struct slice input, struct slice bytes,
                          struct arena *arena, struct err *err);

/* The same for a web page found at `url`: its address is evidence too.  Web
 * pages are known by their first bytes. */
MUST_USE bool report_read_at(struct report *report,
                             const struct page_lists *lists, struct slice input,
                             struct slice url, struct slice bytes,
                             struct arena *arena, struct err *err);

struct piece; /* piece.h */

/* The same for a piece of a file: what its container says of title, authors
 * and dates is weighed with what the piece says itself. */
MUST_USE bool report_read_piece(struct report *report,
                                const struct page_lists *lists,
                                const struct piece *piece, struct arena *arena,
                                struct err *err);

/* The language that the report's text is written in, as its `language`. */
const char *report_language(const struct report *report,
                            const struct page_lists *lists);

/* Set language, genre and, where no dateline names it, agency of a report of
 * which all else is known. */
void report_judge(struct report *report, const struct page_lists *lists);

/* Whether text of this kind may carry acts and quotes. */
bool paragraph_is_text(enum paragraph_kind kind);

const char *paragraph_kind_name(enum paragraph_kind kind);
const char *date_source_name(enum date_source from);

#endif
