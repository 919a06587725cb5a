/*
 * answer.h - whether an act answers a demand, request or offer.
 *
 * Judged of one pair at a time by who asks whom and who answers, by order in
 * time, by the words they share, and by words that point back ("rejected the
 * demand that ...").  An act answers the asking with the best score; a wrong
 * link is worse than none, so what is in doubt has no score.
 */
#ifndef DEMARCHE_TIES_ANSWER_H
#define DEMARCHE_TIES_ANSWER_H

#include "ties/gist.h"

enum answer_how {
    ANSWER_YES,
    ANSWER_PART,
    ANSWER_NO,
    ANSWER_COUNTER,
    ANSWER_DEFER,
    ANSWER_WITHDRAWN,  /* by who had asked */
    ANSWER_SUPERSEDED, /* ... who asks something else instead */
    ANSWER_FULFILLED   /* by deed */
};

struct answer {
    enum answer_how how;
    double score;   /* 0 to 1; 0: no answer */
    const char *by; /* what the link rests on */
    size_t common;  /* words that both have */
    bool to;        /* who answers had been asked */
    bool from;      /* who had asked is answered */
    bool issue;     /* an issue in common */
};

/* "yes", "part", "no", "counter", "defer", "withdrawn", "superseded",
 * "fulfilled"; the name of one that does not exist is NULL. */
const char *answer_how_name(enum answer_how how);
MUST_USE bool answer_how_parse(const char *name, enum answer_how *how);

/* Whether `ask` can be asked and `act` can be an answer at all. */
bool answer_is_ask(const struct gist *gist);
bool answer_is_answer(const struct gist *gist);

struct answer answer_judge(const struct ties_lists *lists,
                           const struct gist *ask, const struct gist *act);

/* Whether a link to `ask` is better than one to `other`, both of one act. */
bool answer_better(const struct answer *a, const struct gist *ask,
                   const struct answer *b, const struct gist *other);

/* "speaks of the demand; 3 words in common; asked of XCO", for people. */
void answer_why(const struct answer *answer, struct buf *out);

#endif
