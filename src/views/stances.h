/*
 * stances.h - what a type of act says about where its actor stands.
 *
 * Read-only table made from data/views/stances.tsv, whose head explains the
 * columns.
 *
 *     reject  "refuses"  side no, stated, lane diplomacy
 */
#ifndef DEMARCHE_VIEWS_STANCES_H
#define DEMARCHE_VIEWS_STANCES_H

#include "base/err.h"
#include "base/slice.h"

enum stance_side {
    SIDE_NONE,
    SIDE_YES,
    SIDE_NO,
    SIDE_WANT,
    SIDE_PRESS,
    SIDE_HOLD
};

struct stance {
    struct slice type;
    const char *word; /* "refuses" */
    enum stance_side side;
    bool inferred; /* from a deed, not from words */
    int weight;    /* of several acts of one day the greatest speaks */
    bool pressure; /* lane of the timeline; else diplomacy */
};

struct stances; /* private */

/* Errors name file and line; on failure `*stances` is NULL. */
MUST_USE bool stances_open(struct stances **stances, const char *data_dir,
                           struct err *err);
void stances_free(struct stances *stances);

/* The row of a type of act; NULL if the table has none. */
const struct stance *stances_of(const struct stances *stances,
                                const char *type);

#endif
