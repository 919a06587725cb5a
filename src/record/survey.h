/*
 * survey.h - questions over many acts at once: for the views.
 *
 * Who stands where on what (issue × actor), who deals with whom on which day.
 * Acts that count here were done: none that is negated, imagined, told as
 * background or taken out by review.  Every answer goes through an index, so
 * that the first page of a view costs the same in a large dossier.
 *
 *     survey_cells(record, &wish, &arena, &cells, &err);
 *     survey_standing(record, &cells.cell[0], page, &arena, &acts, &err);
 */
#ifndef DEMARCHE_RECORD_SURVEY_H
#define DEMARCHE_RECORD_SURVEY_H

#include "record/query.h"

/* Note what is asked here of the acts of the report with this key, added or
 * changed; inside a transaction.  For those who write acts. */
MUST_USE bool survey_note(struct record *record, long long report,
                          struct err *err);

/* The same for a report that is new. */
MUST_USE bool survey_enter(struct record *record, long long report,
                           struct err *err);

/* What the report with this key copies is about to change (`holds` false), and
 * has changed (true). */
MUST_USE bool survey_copy(struct record *record, long long report, bool holds,
                          struct err *err);

/* Forget them, before acts are deleted. */
MUST_USE bool survey_forget(struct record *record, long long report,
                            struct err *err);

/* What a view was made from. */
struct record_span {
    size_t reports;
    const char *last; /* latest date of publication, NULL: none is dated */
};

/* Of the reports published up to `until` (all zeros: of all), undated ones
 * included. */
MUST_USE bool survey_span(struct record *record, struct date until,
                          struct arena *arena, struct record_span *span,
                          struct err *err);

/* One field of the matrix of positions. */
struct survey_cell {
    const char *issue;
    const char *actor; /* code */
};

/* Which cells: `query` narrows by issue and actor, and by since to cells with
 * an act of that day or later, or told since. */
struct survey_wish {
    const struct query *query;
    const struct survey_cell *after; /* those behind it; NULL: from the first */
    size_t most;                     /* 0: all */
};

struct survey_cells {
    struct survey_cell *cell; /* by issue and actor */
    size_t cells;
};

/* The cells that have acts. */
MUST_USE bool survey_cells(struct record *record,
                           const struct survey_wish *wish, struct arena *arena,
                           struct survey_cells *cells, struct err *err);

/* The acts of a cell that were done and told up to `until` (all zeros: all),
 * the latest first, undated last: the next `count` of them.  Of a row only id,
 * type, date, words, sentence, quote and the number of issues are there; its
 * lists are not. */
struct survey_page {
    struct date until;
    size_t count;
    const char *date; /* of the last act before; NULL at the start */
    long long act;    /* its key */
};

struct survey_acts {
    struct act_row *act;
    size_t acts;
};

/* `page` is moved on. */
MUST_USE bool survey_standing(struct record *record,
                              const struct survey_cell *cell,
                              struct survey_page *page, struct arena *arena,
                              struct survey_acts *acts, struct err *err);

/* One act from one side to another. */
struct survey_dealing {
    const char *date;      /* "" unknown */
    const char *actor;     /* code */
    const char *recipient; /* code, "" nobody in particular */
    const char *type;
    const char *act; /* id */
    bool conditional;
};

typedef bool (*survey_dealing_fn)(void *context,
                                  const struct survey_dealing *dealing);

/* Dated acts with a recipient, day by day, done and told up to `as_of` (all
 * zeros: all), until `take` returns false.  Of `query` since, until and order
 * are looked at; the sides are the caller's to choose. */
MUST_USE bool survey_dealings(struct record *record, const struct query *query,
                              struct date as_of, survey_dealing_fn take,
                              void *context, struct err *err);

/* With whom an actor deals, most often first. */
struct survey_partner {
    const char *code; /* "" nobody in particular */
    size_t done;      /* acts towards it */
    size_t received;  /* acts of it */
};

/* What an actor does, most often first. */
struct survey_type {
    const char *type;
    size_t acts;
};

struct survey_actor {
    struct survey_partner *partner;
    size_t partners;
    struct survey_type *type;
    size_t types;
    const char *first; /* dates of its acts; NULL: none is dated */
    const char *last;
};

/* The dealings of the actor with this code, done up to `as_of` (all zeros:
 * all). */
MUST_USE bool survey_actor(struct record *record, const char *code,
                           struct date as_of, struct arena *arena,
                           struct survey_actor *actor, struct err *err);

/* One outlet. */
struct survey_outlet {
    const char *outlet; /* NULL: not known */
    size_t reports;
    size_t origins; /* of them that copy nobody */
    size_t acts;
    size_t anonymous;   /* acts that rest on somebody unnamed */
    const char *agency; /* whose wire it takes most; NULL: none */
    const char *copies; /* outlet that it copies most; NULL: none */
    size_t copied;      /* its reports that copy that one */
    const char *first;
    const char *last;
};

/* The outlets, those with most reports first, at most `most` (0: all). */
MUST_USE bool survey_outlets(struct record *record, size_t most,
                             struct arena *arena, struct survey_outlet **outlet,
                             size_t *outlets, struct err *err);

/* How many reports tell acts, and how many of those are independent. */
struct survey_count {
    size_t reports;
    size_t origins;
};

/* Of the acts with these ids. */
MUST_USE bool survey_count(struct record *record, const char *const *id,
                           size_t ids, struct survey_count *count,
                           struct err *err);

/* Of all reports of the dossier. */
MUST_USE bool survey_sums(struct record *record, struct survey_count *count,
                          struct err *err);

/* Of these reports. */
MUST_USE bool survey_count_reports(struct record *record, const char *const *id,
                                   size_t ids, struct survey_count *count,
                                   struct err *err);

#endif
