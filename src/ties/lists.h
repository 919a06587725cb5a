/*
 * lists.h - what data/ties/ says: thresholds, words that point back.
 *
 * "Rejected the demand", "accepted it": such words stand for what was asked
 * before and say nothing of what it was.
 *
 * Read once, never written again, but for `matter`, which threads share, too.
 */
#ifndef DEMARCHE_TIES_LISTS_H
#define DEMARCHE_TIES_LISTS_H

#include "copies/lists.h"
#include "ties/matter.h"

/* Names in thresholds.tsv, what they mean stands there. */
#define TIES_THRESHOLD_MAP(X) \
    X(event_alike) \
    X(event_cover) \
    X(event_days) \
    X(event_reprint_days) \
    X(event_undated) \
    X(demand_alike) \
    X(demand_cover) \
    X(demand_days) \
    X(answer_days) \
    X(answer_near) \
    X(answer_next) \
    X(answer_beside) \
    X(answer_cover) \
    X(answer_cover_back) \
    X(answer_cover_far) \
    X(answer_meant) \
    X(answer_meant_back) \
    X(answer_meant_far) \
    X(answer_least) \
    X(name_weight) \
    X(telling_weight)

struct ties_thresholds {
#define X(name) double name;
    TIES_THRESHOLD_MAP(X)
#undef X
};

/* What a word points back to. */
enum ties_back {
    BACK_DEMAND = 1,  /* "demand", "call": a demand or request */
    BACK_OFFER = 2,   /* "offer", "draft" */
    BACK_PRONOUN = 4, /* "it" */
    BACK_INSTEAD = 8, /* "instead": something takes its place */
    BACK_EMPTY = 16,  /* "readiness": says nothing by itself */
    BACK_FIRM = 32,   /* "give in", "budge": of one's own demand, unless it
                         is said to whose */
    BACK_OWN = 64     /* "let its": what follows is one's own */
};

struct ties_word; /* private */

struct ties_lists {
    struct copies_lists copies; /* how rare words are */
    struct ties_word *word;     /* sorted by stem */
    size_t words;
    struct ties_thresholds at;
    struct matter *matter; /* acts by meaning */
};

/* Read the tables below `data_dir`; models are looked for beside it.  On
 * failure `lists` holds nothing and `err` names file and line. */
MUST_USE bool ties_lists_open(struct ties_lists *lists, const char *data_dir,
                              struct err *err);
void ties_lists_release(struct ties_lists *lists);

/* Bits of enum ties_back for the words with this hash (copies/words.h). */
unsigned ties_back(const struct ties_lists *lists, uint32_t hash);

/* ... for two words that follow each other. */
unsigned ties_back_two(const struct ties_lists *lists, uint32_t first,
                       uint32_t second);

#endif
