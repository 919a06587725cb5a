/*
 * projective.h - from the arcs of the parser to sentences and true heads.
 *
 * The parser makes trees without crossing arcs.  Where one would cross, it
 * attaches the word too high and says so in the label: "prep||dobj" is a prep
 * whose head is a dobj somewhere below the head it got.
 */
#ifndef DEMARCHE_LANG_PROJECTIVE_H
#define DEMARCHE_LANG_PROJECTIVE_H

#include "lang/analysis.h"
#include "lang/moves.h"

/* Scratch, one thread's; all zeros is empty. */
struct projective {
    size_t room;
    const struct lifted **lifted; /* of each token; NULL: an ordinary label */
    uint32_t *left;               /* leftmost token below each, or itself */
    uint32_t *right;              /* rightmost */
    uint32_t *queue;
    bool *starts; /* a sentence starts here */
};

/* Make room for `count` tokens. */
void projective_room(struct projective *scratch, size_t count);
void projective_release(struct projective *scratch);

/* Given head and dep of each token, and `lifted`: set sent_start, and put
 * lifted tokens where they belong. */
void projective_finish(struct projective *scratch, struct token *token,
                       size_t count);

#endif
