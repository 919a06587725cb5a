/*
 * add_int.h - one report on its way into the record.
 */
#ifndef DEMARCHE_RECORD_ADD_INT_H
#define DEMARCHE_RECORD_ADD_INT_H

#include "base/sha256.h"
#include "record/db_int.h"
#include "record/ids_int.h"

struct adding {
    struct record *record;
    const struct record_entry *entry;
    struct slice text;     /* of the report */
    const char *report_id; /* its id */
    long long report;      /* its key */
    long long *quote;      /* keys of the quotes added so far */
    struct ids ids;
};

/* Add the quote or act number `n` of the entry's coding; acts come after all
 * quotes. */
MUST_USE bool adding_quote(struct adding *adding, size_t n, struct err *err);
MUST_USE bool adding_act(struct adding *adding, size_t n, struct err *err);

/* Add what spoke for the dates of the entry's report. */
MUST_USE bool adding_evidence(struct adding *adding, struct err *err);

/* A digest of the codebook's files, "" where there are none. */
MUST_USE bool codebook_digest(struct record *record, char out[SHA256_HEX + 1],
                              struct err *err);

/* The key of what reads the entry: program, tables, model, codebook; made if
 * need be. */
MUST_USE bool adding_maker(struct adding *adding, long long *maker,
                           struct err *err);

/* Find the family of the report with this key. */
MUST_USE bool family_add(struct record *record,
                         const struct copies_lists *lists, long long key,
                         struct err *err);

#endif
