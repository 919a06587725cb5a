/*
 * timeline.h - what happened when: diplomacy and pressure side by side.
 *
 * One entry an event (record/ties.h) with all its witnesses.  The lane is that
 * of the type in data/views/stances.tsv.  Dates are as precise as they are
 * told: a month is a month, never its first day.  A report without a date
 * lends its acts none; one of them has a day only where it tells an event that
 * another report dates.
 *
 *     2031-02-24  pressure  XTO → XCO  threat  "will station two regiments"
 */
#ifndef DEMARCHE_VIEWS_TIMELINE_H
#define DEMARCHE_VIEWS_TIMELINE_H

#include "record/survey.h"
#include "views/stances.h"

struct timeline_entry {
    const char *event;           /* id; of its act where acts are not tied */
    struct date date;            /* DATE_NONE: unknown */
    struct date_row when;        /* the same as its telling has it */
    bool pressure;               /* lane; else diplomacy */
    const struct act_row *first; /* the telling that stands first in the list */
    const struct act_row *act;   /* the telling that says most */
    struct act_row *all;         /* its tellings, by date */
    size_t acts;
    struct survey_count told;
};

struct timeline {
    struct timeline_entry *entry; /* by date, then event; undated last, report
                                     by report as they are told */
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
 * events are left out when since or until is asked for. */
MUST_USE bool timeline_load(struct record *record,
                            const struct timeline_wish *wish,
                            struct arena *arena, struct timeline *timeline,
                            struct err *err);

/* The same, entry by entry: gives each to `take`, which returns false to stop,
 * and lets go of it.  Of a whole dossier only the ids and dates of its events
 * are held.  In `timeline` there is no `entry`. */
typedef bool (*timeline_entry_fn)(void *context,
                                  const struct timeline_entry *entry);
MUST_USE bool timeline_each(struct record *record,
                            const struct timeline_wish *wish,
                            timeline_entry_fn take, void *context,
                            struct timeline *timeline, struct err *err);

#endif
