/*
 * tables.h - which version of the tables read a report.
 *
 * A digest of all tables below `data` that decide about quotes and acts:
 * actors, issues, lexicon, ontology; and of the reader's name.  A report read
 * by others than these may be coded anew (demarche reread).
 */
#ifndef DEMARCHE_FLOW_TABLES_H
#define DEMARCHE_FLOW_TABLES_H

#include "base/err.h"

enum { TABLES_DIGEST = 12 };

/* Twelve hexadecimal digits and a NUL. */
MUST_USE bool tables_digest(const char *data, const char *reader,
                            char out[TABLES_DIGEST + 1], struct err *err);

#endif
