/*
 * conflicts_int.h - shared by the files that look for contradictions.
 */
#ifndef DEMARCHE_VIEWS_CONFLICTS_INT_H
#define DEMARCHE_VIEWS_CONFLICTS_INT_H

#include "views/conflicts.h"
#include "views/shelf.h"
#include "views/wording.h"

enum claim_role { CLAIM_NONE, CLAIM_SAID, CLAIM_OTHER, CLAIM_COMMON };

enum claim_role claim_words_role(const struct claim_words *words,
                                 struct slice word);

/* Whether a word of `text` has the role. */
bool claim_words_has(const struct claim_words *words, struct slice text,
                     enum claim_role role);

/* A report as far as contradictions care. */
struct source {
    const char *id;
    const char *outlet;
    const char *origin; /* id of its family */
    const char *copy_of;
    struct date date;
};

/* Words of one side, not yet a contradiction. */
struct claim {
    const struct source *source;
    struct excerpt sentence;
    size_t number;          /* of the sentence in its report */
    struct wording wording; /* telling words, numbers left out */
    struct figure figure;   /* of a number */
    struct slice value;     /* what is compared: words of the figure, a quote */
    bool vouched;           /* somebody says so */
    bool other;             /* one of several, a plan */
    const char *speaker;    /* of a quote */
    size_t conflict;        /* 1 + the one it is a side of, 0: none */
};

struct dispute {
    struct record *record;
    const struct conflicts_wish *wish;
    struct arena *arena;
    struct err *err;
    struct claim *claim; /* numbers, in order of the reports */
    size_t claims;
    size_t claim_cap;
    struct claim *quote;
    size_t quotes;
    size_t quote_cap;
    struct conflict *conflict;
    size_t conflicts;
    size_t conflict_cap;
    struct shelf *shelf; /* statements to compare with */
    size_t looked;       /* reports so far */
    bool cut;            /* there were more */
    size_t full_after;   /* reports that are still read; 0: not yet full */
};

/* The common words of two wordings. */
size_t wording_common(const struct wording *a, const struct wording *b,
                      struct slice *shared, size_t max);

/* Put two claims against each other, as sides of a contradiction about
 * `about` in `slot`. */
void dispute_add(struct dispute *dispute, struct claim *a, struct claim *b,
                 const char *about, const char *slot);

/* Days between two sources, 0 where one is not dated. */
long sources_apart(const struct source *a, const struct source *b);

/* Compare the last claim or quote with those before it. */
void dispute_number(struct dispute *dispute);
void dispute_quote(struct dispute *dispute);

/* Compare a sentence of a report with those of others. */
void dispute_statement(struct dispute *dispute, const struct source *source,
                       struct span at, struct slice sentence);

/* Accusations and their denials among the acts of one report. */
void dispute_denials(struct dispute *dispute, const struct source *source,
                     const struct act_row *act, size_t acts);

#endif
