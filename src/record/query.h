/*
 * query.h - questions to a dossier: lists, one thing by its id, full text.
 *
 * Rows are what the export writes, with the words at every span, so that a
 * list never has to load a report's text.  Strings are NUL-terminated; NULL
 * is "unknown".  Dates are text, "2021", "2021-12" or "2021-12-17".
 *
 *     struct query query = {.actor = "RUS", .type = "demand,request"};
 *     query_acts(record, &query, print_act, stdout, &err);
 *
 * Rows given to a callback live until it returns; rows asked for with an
 * arena live as long as the arena.  Lists come by date, unknown dates
 * first (last with QUERY_NEWEST), and where dates are the same by id or as
 * told (enum query_order).  Values only reach SQLite as bound
 * parameters.
 */
#ifndef DEMARCHE_RECORD_QUERY_H
#define DEMARCHE_RECORD_QUERY_H

#include "record/record.h"

/* OLDEST: by date, then id, as the export has it.  STORY: by date, then report
 * by report, each from its beginning to its end.  NEWEST: the same with the
 * latest date first. */
enum query_order { QUERY_OLDEST, QUERY_STORY, QUERY_NEWEST };

/* What to list.  All zeros: everything.  Fields that hold a list take values
 * separated by commas ("RUS,BLR"), any of which may match; case of letters
 * does not matter.  A field that makes no sense for what is listed (`to` for
 * reports) is ignored. */
struct query {
    const char *actor;   /* list: code or person slug, of the acting side or
                            speaker; for quotes who speaks or for whom */
    const char *to;      /* list: code or slug of a recipient */
    const char *type;    /* list: act types, or form of quotes */
    const char *issue;   /* list */
    const char *speaker; /* a slug, or letters of the name or words */
    const char *text;    /* letters that the sentence, quote or title holds */
    const char *report;  /* a report's id or the start of one */
    struct date since;   /* what may be of this day or later */
    struct date until;   /* what may be of this day or earlier */
    enum query_order order;
    size_t limit;    /* 0: all */
    bool hidden;     /* acts that review took out, and proposals, too */
    bool proposed;   /* proposals alone: acts too unsure to be shown unasked */
    bool unreviewed; /* only acts that nobody looked at */
};

/* A place in a report's text and the words there.  exact.ptr NULL: none. */
struct excerpt {
    struct span at;
    struct slice exact;
};

struct date_row {
    const char *value; /* NULL: unknown, and the others too */
    const char *precision;
    const char *from;
};

struct speaker_row {
    struct excerpt at;
    const char *name;
    const char *code;
    const char *role;
    const char *of;
    bool anonymous;
};

struct report_row {
    const char *id;
    const char *input;
    const char *sha256;
    const char *url;
    const char *title;
    const char **author;
    size_t authors;
    const char *outlet;
    const char *agency;
    struct date_row published;
    const char *language;
    const char *genre;
    const char *encoding;
    const char *model; /* the language model that read it */
    const char
        *codebook; /* digest of the codebook it was read by, NULL: none */
    size_t words;  /* of its own text: no captions, promos */
    size_t size;   /* bytes of the input */
    size_t quotes;
    size_t acts;
    const char *family; /* "f-…"; NULL: not found yet, and what follows too */
    const char *copy_of; /* id of the report it copies; NULL: an origin */
    const char *copied;  /* same, reprint, rewrite, translation, version */
    double share;        /* of its words that are its source's */
};

struct quote_row {
    const char *id;
    const char *report; /* id */
    const char *input;  /* of the report, with the next two */
    const char *outlet;
    const char *published;
    const char *form;
    struct excerpt text;
    struct span *content; /* its pieces */
    size_t contents;
    struct excerpt cue;
    bool has_speaker;
    struct speaker_row speaker;
};

struct party_row {
    const char *code;
    struct excerpt at;
};

struct attribution_row {
    const char *role;
    const char *name;
    const char *text;
};

/* What people said of an act last.  state NULL: nobody looked at it. */
struct review_row {
    const char *state; /* accepted, rejected, edited, added, merged */
    const char *who;
    const char *at; /* 2031-03-05T14:07:31Z */
    const char *reason;
};

struct act_row {
    const char *id;
    const char *report; /* id */
    const char *input;  /* of the report, with the next two */
    const char *outlet;
    const char *published;
    const char *type;
    const char *plover;
    const char *cameo;
    struct party_row *actor;
    size_t actors;
    struct party_row *recipient;
    size_t recipients;
    bool has_speaker;
    struct speaker_row speaker;
    const char **issue;
    size_t issues;
    struct excerpt text;
    struct excerpt sentence;
    struct date_row date;
    bool negated;
    bool conditional;
    struct excerpt condition;
    bool future;
    bool hypothetical;
    bool historical;
    bool reiterated;
    bool anonymous;
    struct attribution_row *attribution;
    size_t attributions;
    const char *quote; /* id */
    double confidence;
    const char **why;
    size_t whys;
    const char *event;   /* id of the event it tells; NULL: not tied yet */
    const char *answers; /* id of the act it answers, NULL: none found, and
                            what follows too (record/ties.h) */
    const char *how;
    double answer_score;
    const char *answer_why;
    bool shown;      /* false: taken out by review, or a proposal */
    bool proposed;   /* too unsure to be shown unless review says so */
    unsigned point;  /* its number in a list of demands, 0: it is in none */
    unsigned points; /* how many the list has */
    struct review_row review;
};

/* Return false to stop the list; query_*() then still returns true. */
typedef bool (*report_row_fn)(void *context, const struct report_row *row);
typedef bool (*quote_row_fn)(void *context, const struct quote_row *row);
typedef bool (*act_row_fn)(void *context, const struct act_row *row);

MUST_USE bool query_reports(struct record *record, const struct query *query,
                            report_row_fn row, void *context, struct err *err);
MUST_USE bool query_quotes(struct record *record, const struct query *query,
                           quote_row_fn row, void *context, struct err *err);
MUST_USE bool query_acts(struct record *record, const struct query *query,
                         act_row_fn row, void *context, struct err *err);

/* The same as arrays in `arena`. */
MUST_USE bool query_load_reports(struct record *record,
                                 const struct query *query, struct arena *arena,
                                 struct report_row **row, size_t *rows,
                                 struct err *err);
MUST_USE bool query_load_quotes(struct record *record,
                                const struct query *query, struct arena *arena,
                                struct quote_row **row, size_t *rows,
                                struct err *err);
MUST_USE bool query_load_acts(struct record *record, const struct query *query,
                              struct arena *arena, struct act_row **row,
                              size_t *rows, struct err *err);

/* One report of a family with more than one. */
struct copy_row {
    const char *origin;  /* id of the family's first report */
    const char *report;  /* ids */
    const char *copy_of; /* NULL: the origin, and `kind` too */
    const char *family;
    const char *published; /* of the report, and these, too */
    const char *outlet;
    const char *title;
    const char *kind;
    double share;     /* of its words */
    size_t sentences; /* evidence of rewrites and translations: sentences that
                         tell what the source tells, */
    size_t names;     /* names and numbers in them, */
    double order;     /* and the share of them in the same order */
};

typedef bool (*copy_row_fn)(void *context, const struct copy_row *row);

/* All families of more than one report, each from its origin on, by date; or
 * the family of `report` (a whole id; NULL: all), which may be its only one.
 * `limit` rows at most, 0: all. */
MUST_USE bool query_copies(struct record *record, const char *report,
                           size_t limit, copy_row_fn row, void *context,
                           struct err *err);

/* What an id is of: its first letter. */
enum record_kind {
    KIND_REPORT = 'r',
    KIND_QUOTE = 'q',
    KIND_ACT = 'a',
    KIND_EVENT = 'e' /* record/ties.h */
};

/* The whole id that starts with `prefix`, as git does it: "a-7f3c9" or, where
 * nothing else starts so, "7f3c9"; at least 4 digits.  ERR_MISSING if there
 * is none, ERR_USAGE if there are several (the error names them) or it can
 * be no id. */
MUST_USE bool query_id(struct record *record, const char *prefix,
                       char id[RECORD_ID_ROOM], struct err *err);

/* Digits (4-16) after the '-' that tell all ids of the dossier apart, or, in
 * a large one, almost surely do: how short lists may write them. */
MUST_USE bool query_id_digits(struct record *record, int *digits,
                              struct err *err);

/* One thing by its whole id (from query_id()); ERR_MISSING if there is none. */
MUST_USE bool query_act(struct record *record, const char *id,
                        struct arena *arena, struct act_row *row,
                        struct err *err);
MUST_USE bool query_quote(struct record *record, const char *id,
                          struct arena *arena, struct quote_row *row,
                          struct err *err);
MUST_USE bool query_report(struct record *record, const char *id,
                           struct arena *arena, struct report_row *row,
                           struct err *err);

/* A report's text and paragraphs, to show an act or quote in its place. */
struct paragraph_row {
    const char *kind; /* paragraph_kind_name() */
    struct span at;
};

struct report_text {
    struct slice text;
    struct paragraph_row *paragraph; /* in order of the text */
    size_t paragraphs;
};

MUST_USE bool query_text(struct record *record, const char *report,
                         struct arena *arena, struct report_text *text,
                         struct err *err);

/* The input as it was, to the byte (appended to `out`). */
MUST_USE bool query_bytes(struct record *record, const char *report,
                          struct buf *out, struct err *err);

/* One report that a search found. */
struct search_hit {
    struct report_row report;
    double score;           /* higher is better */
    struct excerpt snippet; /* around the best run of matches */
    struct span *match;     /* inside snippet.exact: offsets of its bytes */
    size_t matches;
    size_t found; /* matches in the whole text */
    bool cut;     /* more than SEARCH_RANKED reports match */
};

/* So many reports are ranked where only a page is asked for: of more, those
 * added last. */
enum { SEARCH_RANKED = 20000 };

typedef bool (*search_hit_fn)(void *context, const struct search_hit *hit);

/* Reports whose text matches `expression`: words (all must be there),
 * "phrases", AND, OR, NOT in capitals, parentheses, a trailing * for the
 * start of a word.  Case and accents do not matter.  Best first.  `query`
 * narrows by since, until and limit and may be NULL.  An expression that
 * cannot be read is ERR_USAGE with the place. */
MUST_USE bool query_search(struct record *record, const char *expression,
                           const struct query *query, search_hit_fn hit,
                           void *context, struct err *err);

/* Who is quoted how often. */
struct quoted_row {
    const char *code; /* person slug, NULL: not known to the tables */
    const char *name;
    const char *role; /* as of the last quote */
    const char *of;
    size_t quotes;
    size_t reports;
    const char *first; /* dates of the first and last report */
    const char *last;
};

/* Named speakers, most quoted first, then by slug or name; `query` as for
 * quotes. */
MUST_USE bool query_quoted(struct record *record, const struct query *query,
                           struct arena *arena, struct quoted_row **row,
                           size_t *rows, struct err *err);

struct type_count {
    const char *type;
    size_t acts;
};

/* The dossier in numbers. */
struct record_counts {
    size_t reports;
    size_t origins; /* independent ones among them */
    size_t quotes;
    size_t acts;
    struct type_count *type; /* most frequent first */
    size_t types;
    const char *first; /* dates of publication, NULL: none is known */
    const char *last;
};

/* Counts of what was published up to `until` (all zeros: of everything). */
MUST_USE bool query_counts(struct record *record, struct date until,
                           struct arena *arena, struct record_counts *counts,
                           struct err *err);

#endif
