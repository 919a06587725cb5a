/*
 * timex.h - the date expressions of a text and what they mean (TIMEX3).
 *
 *     report of 2021-12-10, a Friday
 *     "met on Tuesday"          -> DATE 2021-12-07, day
 *     "will meet on Tuesday"    -> DATE 2021-12-14, day
 *     "10 a.m. GMT on Friday"   -> TIME 2021-12-10T10:00Z, hour
 *     "three years ago"         -> DATE 2018, year
 *     "two-day", "every Monday" -> DURATION P2D, SET XXXX-WXX-1
 *
 * In a report, what is left open is filled from its day and the tense of the
 * verb; in a narrative (most years named lie long before that day) from the
 * time last spoken of.
 */
#ifndef DEMARCHE_WHEN_TIMEX_H
#define DEMARCHE_WHEN_TIMEX_H

#include "when/value.h"

struct timex {
    struct span text;  /* bytes of the analysed text */
    struct span token; /* of the analysis */
    enum when_type type;
    const char *value;
    const char *precision; /* "day", "week", "vague", … */
    struct date date;      /* the day, month or year it lies in, as near as is
                              known: a week by the month it begins in, a season
                              by its year; DATE_NONE for a clock alone, longer
                              periods and what is no date */
};

struct timexes {
    struct timex *timex;
    size_t len;
};

/* "DATE", "TIME", "DURATION", "SET". */
const char *when_type_name(enum when_type type);

/* What is known when a text begins. */
struct when_setting {
    struct date ref;        /* the report's day (DATE_NONE: not known) */
    struct when_value then; /* the time last spoken of; all 0: none.  Becomes
                               that at the end, for the next paragraph */
};

/* The expressions of `doc`, in order.  Values are kept in `arena`.  Linear in
 * the text. */
struct timexes timex_find(const struct when_words *words,
                          const struct analysis *doc,
                          struct when_setting *setting, struct arena *arena);

#endif
