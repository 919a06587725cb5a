/*
 * conflicts.h - where reports contradict each other, side by side.
 *
 *   number  one thing counted, two incompatible figures: the sentences share
 *           their telling words, the reports are near in time and independent
 *   date, place, who
 *           one event, which two independent reports put on different days or
 *           in different places, or which they say different sides did
 *   attribution
 *           the same words of two speakers; said, and never said
 *   claim   an accusation and its denial; words of one speaker that one report
 *           cuts short or turns round against another report; "could" and
 *           "will", a condition and none, also where a retelling bent them
 *
 *     vessels:  "three" r-1a (2 reports / 1 origin)   "two" r-77 (1 / 1)
 *
 * Precision first: what is in doubt is no contradiction.  Nothing here says
 * who is right.
 */
#ifndef DEMARCHE_VIEWS_CONFLICTS_H
#define DEMARCHE_VIEWS_CONFLICTS_H

#include "lore/figures.h"
#include "record/survey.h"
#include "views/statement.h"

enum { CONFLICT_SIDES = 6 };

/* Words of one report for a side. */
struct conflict_words {
    const char *report; /* id */
    const char *outlet;
    struct excerpt sentence;
    const char *act;     /* id of an act in that sentence, NULL: none */
    const char *copy_of; /* id of the report that this one repeats, or NULL */
};

struct conflict_side {
    const char *value; /* "three Lesmoran trawlers" */
    struct conflict_words *words;
    size_t count;
    size_t cap;
    struct survey_count told;
};

struct conflict {
    char id[RECORD_ID_ROOM]; /* "c-…" */
    const char *slot;        /* "vessels: Lesmora, Ramsk" */
    const char *about;       /* number, date, place, who ... */
    struct conflict_side side[CONFLICT_SIDES];
    size_t sides;
    struct date date; /* of the first report */
};

struct conflicts {
    struct conflict *conflict; /* by date */
    size_t conflicts;
    size_t looked; /* reports looked at, when a page was asked for and there
                      are more; else 0 */
};

struct claim_words; /* private: data/views/claims.tsv */

MUST_USE bool claim_words_open(struct claim_words **words, const char *data_dir,
                               struct err *err);
void claim_words_free(struct claim_words *words);

struct conflicts_wish {
    const struct query *query; /* since and until (of the reports), report,
                                  limit */
    struct date as_of;
    const struct claim_words *words;
    const struct figures *figures;
    struct statement_tables statements; /* actors NULL: no days, places, names
                                           and utterances */
};

/* Everything is kept in `arena`.  A page (limit) looks at the first few
 * hundred reports, so that it comes at once in any dossier. */
MUST_USE bool conflicts_load(struct record *record,
                             const struct conflicts_wish *wish,
                             struct arena *arena, struct conflicts *conflicts,
                             struct err *err);

#endif
