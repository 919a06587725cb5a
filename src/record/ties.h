/*
 * ties.h - events, demands and answers: what acts have to do with each other.
 *
 * An event is the same act or meeting as told by one or several reports; it
 * is called "e-" and the digits of its first act.  A demand is what one side
 * asks of another, made once or again and again.  How they are found is said
 * in src/ties; what people said of them (record/review.h) goes before.
 *
 * Rows live as long as the arena, or until the callback returns.
 */
#ifndef DEMARCHE_RECORD_TIES_H
#define DEMARCHE_RECORD_TIES_H

#include "record/query.h"
#include "ties/lists.h"

/* Tie the acts of all reports that were added, read or reviewed without; a
 * transaction each.  `*tied` is how many reports. */
MUST_USE bool record_tie_all(struct record *record,
                             const struct ties_lists *lists, size_t *tied,
                             struct err *err);

/* Whether there is nothing for record_tie_all() to do. */
MUST_USE bool record_is_tied(struct record *record, bool *tied,
                             struct err *err);

struct event_row {
    const char *id;
    const char *type; /* of its first act, and the date, too */
    struct date_row date;
    const char **party; /* codes, sorted */
    size_t parties;
    const char *place; /* of a meeting, as its tellings say; NULL: they do not,
                          or of something else */
    const char **act; /* ids of its tellings, by date */
    size_t acts;
    size_t reports; /* that tell it */
    size_t origins; /* ... and do not copy each other */
};

typedef bool (*event_row_fn)(void *context, const struct event_row *row);

/* All events by date and id. */
MUST_USE bool query_events(struct record *record, event_row_fn row,
                           void *context, struct err *err);

/* One by its whole id; ERR_MISSING if there is none. */
MUST_USE bool query_event(struct record *record, const char *id,
                          struct arena *arena, struct event_row *row,
                          struct err *err);

struct answer_row {
    const char *demand; /* id of the act that asks */
    const char *act;    /* id of the act that answers */
    const char *how;    /* yes, part, no, counter, defer; withdrawn,
                           superseded, fulfilled */
    double score;
    const char *why;
};

typedef bool (*answer_row_fn)(void *context, const struct answer_row *row);

/* All answers, by date of the answer, then ids. */
MUST_USE bool query_answers(struct record *record, answer_row_fn row,
                            void *context, struct err *err);

/* Those to the act with this id. */
MUST_USE bool query_answers_to(struct record *record, const char *act,
                               struct arena *arena, struct answer_row **row,
                               size_t *rows, struct err *err);

/* A demand as it was known on a day. */
struct demand_row {
    const char **act; /* ids of its tellings, by date, undated last */
    size_t acts;
    size_t reports;
    size_t origins;
    struct answer_row *answer; /* by date */
    size_t answers;
};

typedef bool (*demand_row_fn)(void *context, const struct demand_row *row);

/* Demands by the date of their first telling, until `row` returns false:
 * those of the sides and issues in `query`, known by `as_of` (all zeros: at
 * any time).  Of `query` only actor, to, issue and order are looked at. */
MUST_USE bool query_demands(struct record *record, const struct query *query,
                            struct date as_of, demand_row_fn row, void *context,
                            struct err *err);

#endif
