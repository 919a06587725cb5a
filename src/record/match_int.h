/*
 * match_int.h - where a search matched, in bytes of the text.
 *
 * An FTS5 auxiliary function, match_places(source_words): a blob of pairs of
 * 32-bit numbers of this machine, start and end of every run of matching
 * words, in order, not overlapping.  Offsets instead of markup, so that no
 * writer has to tell its own marks from those in a hostile text.
 */
#ifndef DEMARCHE_RECORD_MATCH_INT_H
#define DEMARCHE_RECORD_MATCH_INT_H

#include "record/db_int.h"

MUST_USE bool match_register(struct record *record, struct err *err);

#endif
