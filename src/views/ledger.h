/*
 * ledger.h - every demand, request and offer, and what became of it.
 *
 * Acts that ask the same thing again are one line (record/ties.h, src/ties);
 * so are the tellings of one asking by several reports.  What is in doubt
 * stays two lines.  An act that is denied or only imagined ("did not demand",
 * "if it demanded") opens no line.
 *
 *     2021-12-17  RUS → NATO  "halt its expansion to the east"
 *     repeated 2022-01-26, 3 origins, refused 2022-01-12
 *
 * Answers are acts linked to one of the askings.  The latest one known on the
 * day of the ledger makes the status; where none was found the line says how
 * far was looked, never that there was no answer.
 */
#ifndef DEMARCHE_VIEWS_LEDGER_H
#define DEMARCHE_VIEWS_LEDGER_H

#include "record/ties.h"

/* Legend: X(constant, name). */
#define LEDGER_STATUS_MAP(X) \
    X(LEDGER_OPEN, "open") \
    X(LEDGER_REPEATED, "repeated") \
    X(LEDGER_DEFERRED, "deferred") \
    X(LEDGER_ACCEPTED, "accepted") \
    X(LEDGER_IN_PART, "in part") \
    X(LEDGER_REFUSED, "refused") \
    X(LEDGER_COUNTERED, "countered") \
    X(LEDGER_WITHDRAWN, "withdrawn") \
    X(LEDGER_FULFILLED, "fulfilled") \
    X(LEDGER_SUPERSEDED, "superseded")

enum ledger_status {
#define X(code, name) code,
    LEDGER_STATUS_MAP(X)
#undef X
};

struct ledger_answer {
    const struct act_row *act;
    const char *demand; /* id of the asking it is linked to */
    const char *how;    /* record/ties.h */
    const char *why;
    const char *date; /* of the act, else of the report; NULL: unknown */
    double score;
};

struct ledger_line {
    const struct act_row *first; /* where it was made first */
    const struct act_row *last;  /* where it was told last; may be `first` */
    const char **act;            /* ids of all of them, by date, undated last */
    size_t acts;
    size_t reports;               /* that tell it */
    size_t origins;               /* ... and do not copy each other */
    const char *since;            /* date of `first`, NULL: unknown */
    const char *repeated;         /* date of `last` if it is later, else NULL */
    struct ledger_answer *answer; /* by date */
    size_t answers;
    const struct ledger_answer *latest; /* makes the status; NULL: none */
    enum ledger_status status;
    long days_open; /* from `since` to the day of the ledger, or to that of an
                       answer that ends it; -1: one is not known to the day */
};

struct ledger {
    struct ledger_line
        *line; /* by `since`, unknown first, then as the report tells it */
    size_t lines;
    size_t reports;    /* looked at */
    const char *up_to; /* date of the latest of them, NULL: none is dated */
    const char *as_of; /* the day the ledger is of, NULL: unknown */
};

/* What to show. */
struct ledger_query {
    const struct query *query; /* actor, to, type, issue, text, and since and
                                  until (told at least once in that time);
                                  limit and order count lines.  NULL: all */
    const char *status;        /* names, between commas; NULL: all */
    struct date as_of;         /* all zeros: the day of the latest report */
};

/* The ledger from reports and acts up to that day.  Everything is kept in
 * `arena`. */
MUST_USE bool ledger_load(struct record *record,
                          const struct ledger_query *query, struct arena *arena,
                          struct ledger *ledger, struct err *err);

const char *ledger_status_name(enum ledger_status status);

/* Whether every name in the list is one of a status; the first that is not is
 * left in `wrong`. */
MUST_USE bool ledger_status_check(const char *list, struct slice *wrong);

/* "no answer found in 24 reports up to 2022-02-20", for lines without. */
const char *ledger_looked(const struct ledger *ledger, struct arena *arena);

#endif
