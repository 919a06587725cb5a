/*
 * expr.h - what the words of a date expression say, before it is known what
 * day they mean.
 *
 * "the second Friday of last month": weekday 5, nth 2, of {unit month, step -1
 * from now}.  Fields that were not said are 0.
 */
#ifndef DEMARCHE_WHEN_EXPR_H
#define DEMARCHE_WHEN_EXPR_H

#include "when/atoms.h"

enum when_type { WHEN_DATE, WHEN_TIME, WHEN_DURATION, WHEN_SET };

/* From the report's day, from the time last spoken of, from the one of the two
 * that the text is in, or the weekday nearest to the report's day. */
enum when_base { BASE_NONE, BASE_NOW, BASE_THEN, BASE_STORY, BASE_NEAR };

struct when_amount {
    double number;
    bool some; /* "several": the number is not known */
    enum when_unit unit;
};

enum { WHEN_AMOUNTS = 3 };

struct when_expr {
    struct span atom; /* the atoms it is made of */
    enum when_type type;
    const struct when_phrase *phrase; /* a fixed phrase or a holiday */

    int year;        /* with bc: before Christ */
    int year_span;   /* 1 a year, 10 a decade, 100 a century */
    int year_digits; /* 2: "'08", the century is not said */
    bool bc;
    bool fiscal;
    int month;
    int day;
    int weekday; /* 1 is Monday */
    int season;  /* 1 is spring */
    int quarter;
    int half;
    int week;
    int nth; /* "the third Monday", "the last week"; -1 the last */
    enum when_unit nth_unit;

    bool clock;
    int hour;
    int minute;           /* -1: not said */
    int second;           /* -1: not said */
    bool half_day;        /* a.m. or p.m. was said */
    struct slice daypart; /* "MO", …; ptr NULL: none */
    struct slice zone;

    enum when_base base; /* the period `step` units from now or then */
    int step;
    enum when_unit unit;

    struct when_amount amount[WHEN_AMOUNTS];
    size_t amounts;
    int direction; /* the amount before (-1) or after (1) the base */

    const struct when_expr *of;    /* "of last year" */
    const struct when_expr *until; /* "to March": of which year it is */
};

#endif
