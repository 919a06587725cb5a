/*
 * migrate_int.h - from any older schema to today's, step by step.
 *
 * The version of a dossier's schema is SQLite's user_version.  A step brings
 * it from one below `to` to `to` and ends by setting it; all steps run in one
 * transaction, so a dossier is of the old or of the new version, never
 * between.  An empty database has version 0: making a dossier is migrating
 * from 0.
 */
#ifndef DEMARCHE_RECORD_MIGRATE_INT_H
#define DEMARCHE_RECORD_MIGRATE_INT_H

#include "record/db_int.h"

struct migration {
    int to;           /* 1, 2, 3 ... without a gap */
    const char *text; /* SQL; its last statement sets user_version */
};

/* Bring `record` up to the last of `step`.  A newer schema is ERR_SYNTAX. */
MUST_USE bool migrate(struct record *record, const struct migration *step,
                      size_t steps, struct err *err);

/* The same with the steps that this version of the program knows. */
MUST_USE bool migrate_to_current(struct record *record, struct err *err);

#endif
