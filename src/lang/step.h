/*
 * step.h - the network that scores a decoder's moves, one state at a time.
 *
 * A state names a few tokens, its slots ("top of the stack", "its last left
 * child", ...).  What a token contributes in each slot does not depend on the
 * state, so it is computed beforehand for all tokens: a state is then a sum of
 * rows, a maximum over two pieces, and one small layer.
 *
 *     step_begin(&worker, vectors);
 *     score = step_scores(&worker, slot);      (as often as needed)
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
    size_t
        eager; /* the first slots are computed beforehand, others on demand */
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

/* One thread's.  All zeros but `step` and `kern` to begin with. */
struct step_worker {
    const struct step *step;
    const struct kern *kern;
    size_t room;
    size_t rows;
    float *in;     /* [room][matrix_width(input)] */
    float *lower;  /* [room][matrix_width(lower)] */
    float *late;   /* [room][matrix_width(late)] */
    bool *is_late; /* [room]: computed */
    float *hidden; /* [room][STEP_HIDDEN] */
    float *score;  /* [room][matrix_width(upper)] */
};

void step_worker_release(struct step_worker *worker);

/* Take the vectors of a batch's rows; grows the buffers if need be. */
void step_begin(struct step_worker *worker, struct rows vectors);

/* Scores of the moves in a state; slot[i] is a row of the batch, or -1.  Valid
 * until the next call. */
const float *step_scores(struct step_worker *worker, const int32_t *slot);

/* Scores of all states whose first slot is a row and whose others are empty,
 * at once: row i stands at i * matrix_width(upper).  Valid until the next
 * step_begin(), also when step_scores() is called in between. */
const float *step_scores_alone(struct step_worker *worker);

#endif
