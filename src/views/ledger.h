/*
 * ledger.h - every demand, request and offer, and what became of it.
 *
 * Acts that say the same thing again are one line: the same side asks the
 * same side, and the words agree with those of the first telling (more than
 * half of their content words, the names of the sides apart).  A demand and a
 * request may be one, an offer is something else.  What is in doubt stays two
 * lines.  An act that is denied or only imagined ("did not demand", "if it
 * demanded") opens no line.
 *
 *     2021-12-17  RUS → NATO  "halt its expansion to the east"
 *     repeated 2022-01-26, 4 reports, no answer found in 24 reports up to ...
 *
 * Answers are not linked to demands in this version: `answer` is NULL and the
 * status says how far was looked, never that there was no answer.
 */
#ifndef DEMARCHE_VIEWS_LEDGER_H
#define DEMARCHE_VIEWS_LEDGER_H

#include "record/query.h"

struct ledger_line {
    const struct act_row *first; /* where it was made first */
    const struct act_row *last;  /* where it was told last; may be `first` */
    const struct act_row **act;  /* all of them, by date, undated last */
    size_t acts;
    size_t reports;       /* that tell it */
    const char *since;    /* date of `first`, NULL: unknown */
    const char *repeated; /* date of `last` if it is later, else NULL */
    const char *answer;   /* NULL: none found */
    const char *status;   /* "no answer found in 24 reports up to ..." */
    long days_open;       /* from `since` to the day of the ledger; -1: one
                             of them is not known to the day */
};

struct ledger {
    struct ledger_line *line; /* by `since`, unknown first, then id */
    size_t lines;
    size_t reports;    /* looked at */
    const char *up_to; /* date of the latest of them, NULL: none is dated */
    const char *as_of; /* the day the ledger is of, NULL: unknown */
};

/* The ledger as of `as_of` (all zeros: the day of the latest report), from
 * reports and acts up to that day.  `query` narrows the lines by actor, to,
 * type, issue, text, and by since/until (told at least once in that time);
 * limit and order count lines.  NULL: all.  Everything is kept in `arena`. */
MUST_USE bool ledger_load(struct record *record, const struct query *query,
                          struct date as_of, struct arena *arena,
                          struct ledger *ledger, struct err *err);

#endif
