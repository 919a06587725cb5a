/*
 * tension.h - how tense it was between two sides, day by day.
 *
 *     tension(day, A, B) = sum of weight(type) over the acts between them
 *
 * Weights stand in data/views/tension.tsv, with the formula.  Every day tells
 * its acts; a day with few of them is thin.  A sum of told acts is no measure
 * of the world.
 */
#ifndef DEMARCHE_VIEWS_TENSION_H
#define DEMARCHE_VIEWS_TENSION_H

#include "record/survey.h"

struct tension_weights; /* private */

/* Errors name file and line; on failure `*weights` is NULL. */
MUST_USE bool tension_open(struct tension_weights **weights,
                           const char *data_dir, struct err *err);
void tension_free(struct tension_weights *weights);

/* The weight of a type; 0 for one that the table has not. */
double tension_weight(const struct tension_weights *weights, const char *type);

struct tension_act {
    const char *id;
    const char *type;
    double weight; /* as it was added */
};

struct tension_day {
    const char *date; /* a day */
    const char *a;    /* codes, a before b */
    const char *b;
    double tension;
    bool thin;
    struct tension_act *act; /* the heaviest first */
    size_t acts;
    struct survey_count told;
};

struct tension {
    struct tension_day *day; /* by date, then pair */
    size_t days;
};

struct tension_wish {
    const struct query *query; /* actor and to (one of the pair each), since,
                                  until, order, limit */
    struct date as_of;
    const struct tension_weights *weights;
};

/* Everything is kept in `arena`. */
MUST_USE bool tension_load(struct record *record,
                           const struct tension_wish *wish, struct arena *arena,
                           struct tension *tension, struct err *err);

#endif
