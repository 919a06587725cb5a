/*
 * step.h - the network that scores a decoder's moves, one state at a time.
 *
 * A state names a few tokens, its slots ("top of the stack", "its last left
 * child", ...).  What a token contributes in each slot does not depend on the
 * state, so it is computed once, for a block of tokens when the first of them
 * is asked for: a state is then a sum of rows, a maximum over two pieces, and
 * one small layer.  The latest blocks are kept; however long a text is, a
 * worker's memory does not grow with it.
 *
 *     step_begin(worker, vectors);
 *     score = step_scores(worker, slot);      (as often as needed)
 */
#ifndef DEMARCHE_LANG_STEP_H
#define DEMARCHE_LANG_STEP_H

#include "kern/kern.h"
#include "model/thinc.h"

#define STEP_HIDDEN ((size_t)64)
#define STEP_ROW    (2 * STEP_HIDDEN) /* what a token brings to one slot */

enum { STEP_SLOTS = 8 }; /* at most */

struct step {
    size_t slots;
    size_t eager; /* the first slots are computed in blocks, others singly */
    size_t moves;
    struct matrix input; /* 96 to 64 */
    struct matrix lower; /* 64 to the rows of the eager slots */
    struct matrix late;  /* 64 to the rows of the others */
    struct matrix upper; /* 64 to the moves' scores */
    float *missing;      /* [slots][STEP_ROW], for a slot that is empty */
    float *bias;         /* [STEP_ROW] */
};

/* Read the layers of a model with so many slots and moves.  On failure `step`
 * is empty. */
MUST_USE bool step_read(struct step *step, const struct thinc *net,
                        size_t slots, size_t eager, size_t moves,
                        struct err *err);
void step_release(struct step *step);

struct step_worker; /* private, one thread's */

struct step_worker *step_worker_new(const struct step *step,
                                    const struct kern *kern);
void step_worker_free(struct step_worker *worker);

/* Take the vectors of a batch's rows, which must stay as long as they are
 * asked for. */
void step_begin(struct step_worker *worker, struct rows vectors);

/* Scores of the moves in a state; slot[i] is a row of the batch, or -1.  Valid
 * until the next call. */
const float *step_scores(struct step_worker *worker, const int32_t *slot);

/* The same as step_scores() for the state whose first slot is `row` and whose
 * others are empty; quick when rows are asked for in order. */
const float *step_scores_alone(struct step_worker *worker, size_t row);

/* The first of the best among `count` >= 1 moves from `first` on. */
size_t step_largest(const struct step_worker *worker, const float *score,
                    size_t first, size_t count);

#endif
