/*
 * review.h - what people say of the acts, and what becomes of it.
 *
 * Whatever a person does is an operation, one JSON object, put at the end of
 * a log that is never changed; undoing is an operation, too.  What the lists
 * show of an act follows from its reading by the program and the operations
 * that hold, in their order.  So the same operations can be played again on
 * a newer reading, or on another dossier with the same report: an operation
 * finds its act by its id, else by its words and those around them.
 *
 *     {"op":"accept","act":"a-7f3c"}
 *     {"op":"reject","act":"a-7f3c","reason":"is about another state"}
 *     {"op":"edit","act":"a-7f3c","set":{"type":"offer","actor":["RUS"],
 *         "recipient":[{"code":"NATO","text":"the alliance"}],
 *         "issue":["missiles"],"date":"2021-12-17","text":{"exact":"..."},
 *         "speaker":null,"negated":true}}
 *     {"op":"add","report":"r-3f9c","set":{"type":"demand",
 *         "text":{"start":812,"end":960},"actor":["RUS"]}}
 *     {"op":"split","act":"a-7f3c","into":[{"text":...},{"text":...}]}
 *     {"op":"merge","act":"a-7f3c","into":"a-12ab"}
 *     {"op":"link","act":"a-7f3c","answers":"a-12ab","how":"no"}
 *     {"op":"same-event","act":"a-7f3c","with":"a-12ab"}
 *     {"op":"other-event","act":"a-7f3c","with":"a-12ab"}
 *     {"op":"note","act":"a-7f3c","reason":"ask the embassy"}
 *     {"op":"undo","target":"o-55d0"}    {"op":"redo"}
 *
 * An act that was taken out stays in the dossier with its id; lists leave it
 * out (query.h, `hidden`).
 */
#ifndef DEMARCHE_RECORD_REVIEW_H
#define DEMARCHE_RECORD_REVIEW_H

#include "record/query.h"

struct op_row {
    const char *id;
    const char *at;
    const char *who;
    const char *verb;
    const char *report;  /* id, NULL: of none */
    const char *act;     /* id then */
    const char *now;     /* id of the act it holds for now, NULL: none */
    const char *undone;  /* id of the undo in force, NULL: it holds */
    const char *trouble; /* why it cannot hold, or what disagrees; NULL */
    const char *line;    /* all of it, JSON */
    const char *type;    /* that the act has after it, NULL: none */
    const char *target;  /* of an undo or redo: id of what it turns */
};

typedef bool (*op_row_fn)(void *context, const struct op_row *row);

/* Which operations: all zeros are all of them. */
struct op_query {
    const char *act;    /* id */
    const char *report; /* id */
    const char *id;     /* of the operation */
    bool trouble;       /* only those that hold, with a trouble */
};

/* The log from its beginning; `row` returns false to stop. */
MUST_USE bool review_log(struct record *record, const struct op_query *query,
                         op_row_fn row, void *context, struct err *err);

/* Do what the JSON object `op` says, for `who`; `*done` tells of it, kept in
 * `arena`.  One that comes from a log ("id", "at" and "who" in it) keeps
 * them; if it is in this log already, `*same` is set and nothing is done.
 * ERR_USAGE says what makes no sense. */
MUST_USE bool review_apply(struct record *record, struct slice op,
                           const char *who, struct arena *arena,
                           struct op_row *done, bool *same, struct err *err);

/* Undo the operation with the id (or its beginning), else the last one that
 * holds; do again the one with the id, else the one undone last.  ERR_MISSING
 * if there is none. */
MUST_USE bool review_undo(struct record *record, const char *id,
                          const char *who, struct arena *arena,
                          struct op_row *done, struct err *err);
MUST_USE bool review_redo(struct record *record, const char *id,
                          const char *who, struct arena *arena,
                          struct op_row *done, struct err *err);

/* One operation as a line of the log that review_apply() reads; without the
 * line end. */
void review_line(struct buf *out, const struct op_row *row);

/* The operation `row` as one to be done to `report`, another version of its
 * report: the act found by its words, what was set without places in the old
 * text.  JSON for review_apply(), appended to `out`.  ERR_MISSING if the words
 * are not there. */
MUST_USE bool review_carry(struct record *record, const struct op_row *row,
                           const char *report, struct buf *out,
                           struct err *err);

/* Many operations in one transaction; what fails in between fails alone. */
MUST_USE bool review_begin(struct record *record, struct err *err);
MUST_USE bool review_end(struct record *record, struct err *err);

#endif
