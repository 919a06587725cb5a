/*
 * points.h - lists of what is asked or offered: an act a point.
 *
 *     Peru demanded of Chile:          lead   demand, PER towards CHL
 *       1. withdraw the tanks;         point  demand, PER towards CHL
 *       2. close the airfield.         point  demand, PER towards CHL
 *
 * Lists are found by their marks, whatever they list: numbers, letters and
 * bullets, "First, ... Second, ...", parts between semicolons or with one
 * "that" or "to" each behind a colon, clauses with "shall" in the articles of
 * a draft.  What the points are the lead says: a demand, request or offer in
 * the sentence before the list.  Without one they are nothing.
 *
 * Private to the files that find acts; code.h is the front door.
 */
#ifndef DEMARCHE_ACTS_POINTS_H
#define DEMARCHE_ACTS_POINTS_H

#include "acts/acts.h"

struct point {
    size_t passage;
    struct span token; /* its own words, without mark and stop */
};

struct point_list {
    size_t passage;      /* where its lead stands */
    struct span lead;    /* tokens of the lead's sentence before the list */
    bool colon;          /* ... which ends in a colon */
    bool treaty;         /* articles of a draft: the lead may be far before */
    struct point *point; /* two or more, in order */
    size_t points;
};

struct point_lists {
    struct point_list *item; /* in order */
    size_t len;
};

/* The lists of the document; kept in the scene's arena. */
void point_lists_find(struct scene *scene, struct point_lists *lists);

/* Whether token `at` of the scene's passage stands in a lead that ends in a
 * colon: a list says what the verb leaves open. */
bool points_follow(const struct scene *scene, uint32_t at);

/* Let every point whose lead is an act be an act of its own.  The lead goes
 * unless it names a paper; acts inside of points are told by those. */
void points_make(struct scene *scene, const struct point_lists *lists,
                 struct act_list *list);

/* A mark that begins a point. */
struct point_mark {
    char style;    /* '(', ')', '.', 'w' word, '-' bullet; 0: there is none */
    size_t bytes;  /* with the blanks behind it */
    int number[2]; /* as a figure or letter, and as a Roman number; 0: none */
    bool later;    /* a word for a point after the first: "Second," */
};

/* The mark that `text` begins with, by figures, letters and bullets. */
struct point_mark point_mark_read(struct slice text);

/* Whether `mark` may be that of point `number`, 1 the first, after `first`. */
bool point_mark_is(const struct point_mark *mark,
                   const struct point_mark *first, int number);

#endif
