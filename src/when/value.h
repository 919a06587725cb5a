/*
 * value.h - what an expression means: a TIMEX3 value.
 *
 * Values follow TIMEX3 (ISO 8601 with seasons, parts of the day and decades):
 * 2009-12-19, 2009-W51, 2009-Q3, 2009-SU, 198, 2009-12-19TMO, PT24H,
 * XXXX-WXX-5, PRESENT_REF.  What is not known is X.  Years before Christ are
 * written BC0490.
 */
#ifndef DEMARCHE_WHEN_VALUE_H
#define DEMARCHE_WHEN_VALUE_H

#include "base/date.h"
#include "when/expr.h"

enum { WHEN_VALUE_BYTES = 48 };

/* A period of the calendar; what is not said is 0. */
struct when_value {
    int year;
    int year_span; /* 1, 10 or 100; 0: the year is not known */
    bool bc;
    bool fiscal;
    int month;
    int day;
    int season;
    int quarter;
    int half;
    int week; /* ISO 8601; -1: not known which */
    bool weekend;
    int weekday; /* where the day is not known */
    bool clock;
    int hour;
    int minute;
    int second;
    struct slice daypart;
    struct slice zone;
};

/* Whether the verb over an expression looks back or ahead. */
enum when_tense { TENSE_NONE, TENSE_PAST, TENSE_PRESENT, TENSE_AHEAD };

struct when_context {
    struct date ref;        /* the report's day; DATE_NONE: not known */
    struct when_value then; /* the time last spoken of */
    bool narrative;         /* history: dates follow the story */
    bool bc;                /* history before Christ */
    enum when_tense tense;
};

/* Write the TIMEX3 value of `expr`; `value` becomes the period it names
 * (nothing for durations, sets and vague references).  Returns `out`. */
const char *when_value(const struct when_expr *expr,
                       const struct when_context *context,
                       const struct when_atom *atom, struct when_value *value,
                       char out[WHEN_VALUE_BYTES]);

/* "century" … "second", "vague" or "duration", "set". */
const char *when_precision(const struct when_expr *expr,
                           const struct when_value *value);

#endif
