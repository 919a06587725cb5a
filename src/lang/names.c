#include "lang/names.h"

#include "base/mem.h"
#include "lang/moves.h"

#include <stdlib.h>

/* Numbers of the actions in the file. */
enum action { NOTHING, BEGIN, IN, LAST, UNIT, OUT };

struct names {
    struct moves moves;
    struct step step;
    size_t labels; /* B, I and L have the same labels in the same order */
    size_t units;  /* rows of U that have a label */
};

static bool check_moves(struct names *names, const struct part *part,
                        struct err *err);
static size_t choose_outside(const struct names *names,
                             struct step_worker *worker, size_t row,
                             const struct token *token, bool last);
static size_t choose_inside(const struct names *names, const float *score,
                            size_t label, bool last);

bool names_read(struct names **names, const struct thinc *net,
                const struct part *moves, struct err *err)
{
    struct names *made = mem_alloc(1, sizeof *made);

    if (!moves_read(&made->moves, moves, err) ||
        !check_moves(made, moves, err) ||
        !step_read(&made->step, net, NAMES_SLOTS, 1, made->moves.len, err)) {
        names_free(made);
        made = NULL;
    }
    *names = made;
    return made != NULL;
}

void names_free(struct names *names)
{
    if (names != NULL) {
        step_release(&names->step);
        moves_release(&names->moves);
        free(names);
    }
}

const struct step *names_step(const struct names *names)
{
    return &names->step;
}

/* A name that has begun must be able to go on and to end; and where there is
 * none there must be a move that says so. */
static bool check_moves(struct names *names, const struct part *part,
                        struct err *err)
{
    const struct moves *moves = &names->moves;
    size_t labels = moves_count(moves, BEGIN);
    bool ok =
        moves_count(moves, NOTHING) == 0 && moves_count(moves, IN) == labels &&
        moves_count(moves, LAST) == labels && moves_count(moves, OUT) == 1;

    for (size_t i = 0; ok && i < labels; i++) {
        const char *label = moves->label[moves->first[BEGIN] + i];

        ok = *label != '\0' &&
             strcmp(moves->label[moves->first[IN] + i], label) == 0 &&
             strcmp(moves->label[moves->first[LAST] + i], label) == 0;
    }
    names->labels = labels;
    /* A unit without label is never allowed; being rare, it stands last. */
    names->units = moves_count(moves, UNIT);
    for (size_t i = 0; ok && i < names->units; i++) {
        if (*moves->label[moves->first[UNIT] + i] == '\0') {
            ok = i + 1 == names->units;
            names->units = i;
        }
    }
    return ok || part_fail(part, 0, err,
                           "the moves begin, in and last do not pair up");
}

void names_decode(const struct names *names, struct step_worker *worker,
                  size_t row, struct token *token, size_t count)
{
    const struct moves *moves = &names->moves;
    size_t label = 0;
    int32_t start = -1; /* row of the name's first token */

    for (size_t i = 0; i < count; i++) {
        bool last = i + 1 == count || token[i + 1].sent_start == 1;
        int32_t at = (int32_t)(row + i);
        size_t move;

        if (start < 0) {
            move = choose_outside(names, worker, row + i, &token[i], last);
            token[i].ent_iob =
                move >= moves->first[OUT] ? ENT_OUTSIDE : ENT_BEGIN;
        } else {
            const int32_t slot[NAMES_SLOTS] = {at, start, at - 1};

            move = choose_inside(names, step_scores(worker, slot), label, last);
            token[i].ent_iob = ENT_INSIDE;
        }
        token[i].ent_type = moves->label[move];
        if (move < moves->first[IN]) {
            start = at;
            label = move - moves->first[BEGIN];
        } else if (move >= moves->first[LAST]) {
            start = -1;
        }
    }
}

/* The better of two rows: the earlier one unless the other's is higher. */
static size_t better(const float *score, size_t one, size_t other)
{
    return score[other] > score[one] ? other : one;
}

static size_t choose_outside(const struct names *names,
                             struct step_worker *worker, size_t row,
                             const struct token *token, bool last)
{
    const size_t *first = names->moves.first;
    const float *score = step_scores_alone(worker, row);
    size_t move = first[OUT];

    if (!token->is_space && names->units != 0) {
        size_t unit = step_largest(worker, score, first[UNIT], names->units);

        move = better(score, unit, move);
    }
    if (!token->is_space && !last && names->labels != 0) {
        size_t begin = step_largest(worker, score, first[BEGIN], names->labels);

        move = better(score, begin, move);
    }
    return move;
}

static size_t choose_inside(const struct names *names, const float *score,
                            size_t label, bool last)
{
    const size_t *first = names->moves.first;

    return last ? first[LAST] + label
                : better(score, first[IN] + label, first[LAST] + label);
}
