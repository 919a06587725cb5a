/*
 * when.h - the days that words like "on Wednesday" mean.
 *
 * A first, simple form: weekdays, today and its neighbours, "last week",
 * "two months ago", months and years, explicit dates; each resolved against
 * the report's date and the tense of its verb.  What cannot be resolved is
 * left out.
 *
 *     report of 2021-12-10, a Friday
 *     "on Tuesday asked"      -> 2021-12-07
 *     "will meet on Tuesday"  -> 2021-12-14
 *     "in December"           -> 2021-12
 */
#ifndef DEMARCHE_WHEN_WHEN_H
#define DEMARCHE_WHEN_WHEN_H

#include "base/date.h"
#include "lang/analysis.h"

struct when_hit {
    struct span token; /* of the analysis */
    struct date date;
};

/* Find the dates in the tokens [first, end) of `doc`; `ref` is the day of
 * the report (DATE_NONE: only explicit dates are found).  At most `max` hits
 * are written, in order; returns their number. */
size_t when_find(const struct analysis *doc, struct span tokens,
                 struct date ref, struct when_hit *hit, size_t max);

#endif
