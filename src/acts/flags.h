/*
 * flags.h - how an act is meant: negated, under a condition, future ...
 *
 *     "The union had not yet offered to lift the ban unless ..."
 *      negated, conditional (span of "unless ...")
 *
 * Private to the files that find acts.
 */
#ifndef DEMARCHE_ACTS_FLAGS_H
#define DEMARCHE_ACTS_FLAGS_H

#include "acts/match.h"
#include "acts/why.h"

struct reading {
    struct act_flags flags;
    bool refused;       /* negated under will, would, can, ready */
    bool partial;       /* accepts some of it */
    bool disclaims;     /* its own side says that it does not */
    bool ended;         /* "no longer" */
    bool instead;       /* in place of something else */
    uint32_t condition; /* its verb or marker, TREE_NONE: none */
};

/* Read the flags of a candidate and say why. */
void flags_read(const struct scene *scene, const struct candidate *candidate,
                struct reading *reading, struct whys *whys);

#endif
