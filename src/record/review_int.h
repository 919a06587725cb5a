/*
 * review_int.h - operations as values, and their way into the tables.
 *
 * A form is an act's fields as a flat JSON object (sql/review.sql, form_of):
 * what a person sets is a form with only the keys that change.
 */
#ifndef DEMARCHE_RECORD_REVIEW_INT_H
#define DEMARCHE_RECORD_REVIEW_INT_H

#include "base/sha256.h"
#include "record/db_int.h"
#include "record/review.h"

#include <jansson.h>

/* The report that operations are about. */
struct sheet {
    struct record *record;
    long long report; /* key */
    char id[RECORD_ID_ROOM];
    struct slice text;
};

/* Find the report with this whole id; its text is kept in `arena`. */
MUST_USE bool sheet_open(struct sheet *sheet, struct record *record,
                         const char *report, struct arena *arena,
                         struct err *err);

/* What a person set, as a form; words are looked for first near the act's
 * form `was` (NULL: it is new).  NULL on failure. */
json_t *form_read(const struct sheet *sheet, json_t *set, const json_t *was,
                  struct err *err);

/* Whether every value of a form is one that an act may have, and every place
 * lies in the text (sheet NULL: in any); `whole` forms must have a type and a
 * place. */
MUST_USE bool form_check(const struct sheet *sheet, const json_t *form,
                         bool whole, struct err *err);

/* The form of the act with this key; NULL on failure. */
json_t *form_load(struct record *record, long long act, struct err *err);

/* Write `form` over the act with this key. */
MUST_USE bool form_store(struct record *record, long long act,
                         const json_t *form, struct err *err);

/* The id that an act of this form has in the sheet. */
void form_id(const struct sheet *sheet, const json_t *form,
             char id[RECORD_ID_ROOM]);

/* The place that a form holds under `start` and `end`. */
struct span form_span(const json_t *form, const char *start, const char *end);

/* The sentence around a place, by its punctuation. */
struct span sheet_sentence(const struct sheet *sheet, struct span at);

/* Words with what stands around them, as JSON. */
json_t *anchor_make(const struct sheet *sheet, struct span at);

/* Where the words of `anchor` stand now: of several places the one with most
 * of the words around, then the nearest; words that were changed, between what
 * stood around them.  False if nowhere. */
bool anchor_find(const struct sheet *sheet, const json_t *anchor,
                 struct span *at);

/* Where `words` stand in the text, nearest to `near`; false if nowhere. */
bool sheet_find(const struct sheet *sheet, struct slice words, struct span near,
                struct span *at);

/* An act that was found again. */
struct found {
    long long key;           /* 0: none */
    char id[RECORD_ID_ROOM]; /* as it is called now */
    struct span at;          /* its words, where they had to be looked for */
};

/* The act of the sheet's report that was called `id`: by it, else by what was
 * `told` of it then, {"anchor","was"}. */
MUST_USE bool review_find(const struct sheet *sheet, const char *id,
                          const json_t *told, struct found *found,
                          struct err *err);
/* The same of an act of any report: told["report"]. */
MUST_USE bool review_find_other(struct record *record, const char *id,
                                const json_t *told, struct found *found,
                                struct err *err);

/* The first column for an id (and a report's key, 0: none is asked for), 0 if
 * there is no row. */
MUST_USE bool review_ask_key(struct record *record, enum sql sql,
                             const char *id, long long report, long long *key,
                             struct err *err);

/* Read the operation that a person gave into one that can be kept: ids
 * whole, places found, the act's reading and words with it.  NULL on
 * failure. */
json_t *op_read(struct record *record, json_t *given, struct err *err);

/* Check the form of one that comes from a log: every member must be what
 * op_read() would have made of it.  Whether it fits the reading there is now
 * shows when it is played. */
MUST_USE bool op_check(const json_t *given, struct err *err);

/* Whether an operation has a name and members that there are, and signs of
 * its own ("at", "who") only in their form. */
MUST_USE bool op_check_members(const json_t *given, struct err *err);

/* Whether it is a way to answer: yes, part, no, counter, defer. */
bool op_is_way(const json_t *how);

/* Make the acts of a report anew from their reading and all that holds, and
 * those of the reports whose acts were tied to them by hand. */
MUST_USE bool review_replay(struct record *record, const char *report,
                            struct err *err);

/* The digest of a row of the log: of the one before it and all it says. */
void review_digest(struct slice before, const struct op_row *row,
                   char out[SHA256_HEX + 1]);

#endif
