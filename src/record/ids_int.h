/*
 * ids_int.h - stable names for reports, quotes and acts.
 *
 * An id says what a thing is and where it stands, not how it was judged: a
 * quote by its report, form and pieces, an act by its report, type, words
 * and the words of its parties.  A better score, date or speaker keeps the
 * id; so corrections by people keep their object.  Two equal things of one
 * report are told apart by their order.
 */
#ifndef DEMARCHE_RECORD_IDS_INT_H
#define DEMARCHE_RECORD_IDS_INT_H

#include "base/buf.h"
#include "base/map.h"
#include "record/record.h"

/* The ids of one report's quotes and acts, given in their order. */
struct ids {
    struct map seen;     /* description → how many had it */
    struct arena memory; /* its keys */
    struct buf text;     /* the description of the next thing */
};

/* The id of a report from the digest of its bytes. */
void ids_report(const char *sha256, char id[RECORD_ID_ROOM]);

/* Describe a thing piece by piece, then ask for its id. */
void ids_begin(struct ids *ids, const char *report, const char *what);
void ids_span(struct ids *ids, const char *role, struct span span);
void ids_text(struct ids *ids, const char *role, const char *text);
void ids_end(struct ids *ids, char letter, char id[RECORD_ID_ROOM]);

void ids_release(struct ids *ids);

#endif
