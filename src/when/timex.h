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
    struct span text; /* bytes of the analysed text */
    enum when_type type;
    const char *value;
    const char *precision; /* "day", "week", "vague", … */
};

struct timexes {
    struct timex *timex;
    size_t len;
};

/* "DATE", "TIME", "DURATION", "SET". */
const char *when_type_name(enum when_type type);

/* The expressions of `doc`, in order; `ref` is the report's day (DATE_NONE:
 * not known).  Values are kept in `arena`.  Linear in the text. */
struct timexes timex_find(const struct when_words *words,
                          const struct analysis *doc, struct date ref,
                          struct arena *arena);

#endif
