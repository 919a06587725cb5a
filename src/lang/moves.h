/*
 * moves.h - what a decoder may do: the rows of its last layer.
 *
 * A part such as `parser/moves` lists labels with their frequency for each
 * action.  Rows stand in the order of the actions; within one, by frequency
 * and then label, both descending.  So the moves of an action are neighbours.
 */
#ifndef DEMARCHE_LANG_MOVES_H
#define DEMARCHE_LANG_MOVES_H

#include "base/arena.h"
#include "model/package.h"

#include <stdint.h>

enum { MOVES_ACTIONS = 6 };

/* A label of the parser's such as "prep||dobj", taken apart. */
struct lifted {
    const char *label; /* "prep" */
    const char *below; /* "dobj"; NULL: an ordinary label */
};

struct moves {
    const char **label;    /* by row; "" where the action has no label */
    struct lifted *lifted; /* by row */
    size_t len;
    size_t first[MOVES_ACTIONS + 1]; /* by action: its first row */
    struct arena arena;              /* holds the labels */
};

/* Read the part; on failure `moves` is empty. */
MUST_USE bool moves_read(struct moves *moves, const struct part *part,
                         struct err *err);
void moves_release(struct moves *moves);

/* Number of rows of an action. */
static inline size_t moves_count(const struct moves *moves, size_t action)
{
    return moves->first[action + 1] - moves->first[action];
}

#endif
