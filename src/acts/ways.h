/*
 * ways.h - what fills a slot of a frame in the parse, and whether it fits.
 *
 *     "urged Kiev to talk"   objinf -> "Kiev"
 *
 * Private to the files that find acts.
 */
#ifndef DEMARCHE_ACTS_WAYS_H
#define DEMARCHE_ACTS_WAYS_H

#include "acts/match.h"

enum { SPINE = 6 };

/* A condition that holds and fills no words. */
#define HOLDS (TREE_NONE - 1)

/* What a slot looks at. */
struct view {
    const struct scene *scene;
    const struct tree *tree;
    const struct clause *clause;
    const struct act_frame *frame;
    uint32_t at;   /* the word of the frame */
    uint32_t verb; /* the verb of the clause; a noun's light verb */
    long speech;
};

bool frame_has(const struct act_frame *frame, enum way_kind kind);

/* The token that fills the slot in this way, HOLDS for a condition that is
 * met, TREE_NONE if there is nothing. */
uint32_t way_fill(const struct view *view, const struct slot *slot,
                  const struct way *way);

/* Whether all slots of view->frame are filled as they should be; sets
 * fillers and fit of `candidate`. */
bool frame_fits(const struct view *view, struct candidate *candidate);

#endif
