/*
 * score.h - what was found against what should be: precision and recall.
 *
 * An act is right if a gold act of the same report and type shares at least
 * half of the shorter of both texts; each counts once, gold acts in their
 * order take the one that shares most.
 */
#ifndef DEMARCHE_VIEWS_SCORE_H
#define DEMARCHE_VIEWS_SCORE_H

#include "base/slice.h"

struct score_item {
    const char *type;
    struct span at;
    bool matched; /* set by score_match() */
};

struct score_type {
    const char *type;
    size_t gold;
    size_t found;
    size_t right;
};

/* Match the acts of one report. */
void score_match(struct score_item *gold, size_t golds,
                 struct score_item *found, size_t founds);

/* Of counts; 0 where nothing was counted. */
double score_precision(const struct score_type *count);
double score_recall(const struct score_type *count);
double score_f1(const struct score_type *count);

#endif
