/*
 * talks.h - who met whom, where, for how long, and what each side says of it.
 *
 * Made from the sentences that tell of a meeting (telling.h).  Tellings of one
 * day are one meeting when they share two parties, or a party and the place;
 * a meeting whose day is not known keeps the words of it ("Wednesday").
 * Outcome is what each side says in the reports that tell of it.  Rounds and
 * meetings at one place, or of the same two parties, form a chain.
 */
#ifndef DEMARCHE_VIEWS_TALKS_H
#define DEMARCHE_VIEWS_TALKS_H

#include "record/survey.h"
#include "views/stances.h"
#include "views/telling.h"

enum { TALK_PARTIES = 12, TALK_ISSUES = 4, TALK_OUTCOMES = 6 };

/* A sentence that tells of it. */
struct talk_witness {
    const char *report; /* id */
    const char *outlet;
    struct excerpt sentence;
};

struct talk {
    char id[RECORD_ID_ROOM];         /* "t-…" */
    const char *name;                /* "Ellorin, round 2: XCO, XTO" */
    struct date date;                /* DATE_NONE: unknown */
    const char *day;                 /* the words of it, NULL: none */
    const char *place;               /* NULL: not told */
    const char *party[TALK_PARTIES]; /* codes, sorted */
    size_t parties;
    const char *level;
    const char *length;
    const char *format; /* round, call, visit, summit, session, meeting */
    int order;          /* of the chain, from 1; 0: in no chain */
    bool contact;       /* told by a verb alone: "spoke", "met" */
    bool ahead;         /* to come, as the last report has it */
    const char *issue[TALK_ISSUES]; /* agenda: what was spoken of */
    size_t issues;
    const struct act_row *outcome[TALK_OUTCOMES]; /* by side */
    size_t outcomes;
    const char *next; /* date of the next in the chain, NULL: none is known */
    const char *next_id;
    struct talk_witness *witness;
    size_t witnesses;
    struct survey_count told;
};

struct talks {
    struct talk *talk; /* by date, undated last */
    size_t talks;
    size_t looked; /* reports looked at, when a page was asked for and there
                      are more; else 0 */
};

struct talks_wish {
    const struct query *query; /* actor (all of a list), since, until, limit,
                                  order */
    struct date as_of;
    const struct stances *stances;
    struct telling_tables tables;
};

/* Everything is kept in `arena`.  A page (limit) looks at the first few
 * hundred reports, so that it comes at once in any dossier. */
MUST_USE bool talks_load(struct record *record, const struct talks_wish *wish,
                         struct arena *arena, struct talks *talks,
                         struct err *err);

#endif
