/*
 * timeline.h - what happened when: diplomacy and pressure side by side.
 *
 * One entry an act; tellings of the same day, type and sides in words that
 * agree are one entry with its witnesses.  The lane is that of the type in
 * data/views/stances.tsv.  Dates are as precise as they are known: a month is
 * a month, never its first day.
 *
 *     2031-02-24  pressure  XTO → XCO  threat  "will station two regiments"
 */
#ifndef DEMARCHE_VIEWS_TIMELINE_H
#define DEMARCHE_VIEWS_TIMELINE_H

#include "record/survey.h"
#include "views/stances.h"

struct timeline_entry {
    struct date date;           /* DATE_NONE: unknown */
    bool pressure;              /* lane; else diplomacy */
    const struct act_row *act;  /* that tells it best: the surest */
    const struct act_row **all; /* its tellings, by id */
    size_t acts;
    struct survey_count told;
};

struct timeline {
    struct timeline_entry *entry; /* by date, then id; undated last */
    size_t entries;
    size_t undated;    /* of them */
    bool more_undated; /* there are others, left out */
};

struct timeline_wish {
    const struct query *query; /* all filters, order and limit of entries */
    struct date as_of;         /* what was done and told by then */
    const struct stances *stances;
};

/* Everything is kept in `arena`.  Acts that were not done (negated, imagined)
 * are no entries; what is told as background is one on its own date.  Undated
 * acts are left out when since or until is asked for. */
MUST_USE bool timeline_load(struct record *record,
                            const struct timeline_wish *wish,
                            struct arena *arena, struct timeline *timeline,
                            struct err *err);

#endif
