/*
 * match.h - candidates: a word of the lexicon in a frame that fits the parse.
 *
 * Private to the files that find acts.  A candidate is no act yet: decide.h
 * says what it is, parties.h who does it to whom.
 *
 *     "Kiev was asked by the union to talk"
 *      frame  ask  objinf:whom  request .9
 *      filler of the slot: "Kiev"
 */
#ifndef DEMARCHE_ACTS_MATCH_H
#define DEMARCHE_ACTS_MATCH_H

#include "acts/parties.h"
#include "acts/scene.h"

/* Whose subject acts. */
enum actor_from {
    ACTOR_SUBJECT, /* the clause's */
    ACTOR_SPEAKER, /* whoever speaks the words */
    ACTOR_OWNER,   /* a noun's owner: "Moscow's demand" */
    ACTOR_FROM     /* behind "from": "received a warning from the union" */
};

struct candidate {
    const struct act_frame *frame;
    uint32_t predicate;           /* the verb, noun or adjective */
    struct clause clause;         /* of the verb, of a noun's light verb */
    uint32_t light;               /* a noun's light verb, TREE_NONE: none */
    uint32_t actor;               /* token of the actor's words, TREE_NONE */
    uint32_t receiver;            /* subject of a light verb that receives */
    enum actor_from from;         /* how the actor was found */
    uint32_t filler[FRAME_SLOTS]; /* TREE_NONE: a condition, or left open */
    double fit;                   /* slots filled, held ones count more */
    unsigned flags;               /* bits of light verbs and determiners */
    long speech;                  /* the quote it stands in, -1: none */
};

/* Whether no frame of the lexicon makes it: the reader alone sees it. */
static inline bool candidate_is_bare(const struct candidate *candidate)
{
    return candidate->frame->file[0] == '\0';
}

/* Try all frames of token `at` and keep the best; false if none fits. */
bool match_token(const struct scene *scene, uint32_t at,
                 struct candidate *candidate);

/* Token `at` as a predicate of `type` that no frame of the lexicon has: with
 * what its clause says and no slots. */
void match_bare(const struct scene *scene, uint32_t at,
                const struct act_type *type, struct candidate *candidate);

#endif
