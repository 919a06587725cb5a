/*
 * acts.h - the acts of one passage: candidates, decided, with everything
 * around them.
 *
 * Private to the files that find acts; code.h is the front door.
 */
#ifndef DEMARCHE_ACTS_ACTS_H
#define DEMARCHE_ACTS_ACTS_H

#include "acts/decide.h"
#include "acts/sides.h"

/* A candidate that decide() took up. */
struct act_draft {
    struct candidate candidate;
    struct reading reading;
    struct verdict verdict;
    struct sides sides; /* the actor; recipients once it is made */
    struct whys whys;
    bool dropped; /* part of another act */
};

struct act_drafts {
    struct act_draft *item; /* by predicate */
    size_t len;
};

struct act_list {
    struct act *item; /* owned, free() */
    size_t len;
    size_t cap;
};

/* Candidates of the passage that are acts, each standing by itself: what an
 * act demands or denies is not told as done. */
void act_drafts_find(const struct scene *scene, struct act_drafts *drafts);

/* Give a draft its parties, words, date, issues and score and add it to
 * `list`; false if it has no actor or too low a score. */
bool act_make(struct scene *scene, struct act_draft *draft,
              struct act_list *list);

/* What an answer names as asked by another is asked of whoever answers, and as
 * sure as the answer: "refused a request by Peru to leave". */
void acts_answered(const struct scene *scene, struct act_list *list);

/* Leave out acts that the report tells twice: same type, same parties, much
 * the same words. */
void acts_fold(const struct document *document, struct act_list *list);

#endif
