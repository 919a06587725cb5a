/*
 * op_words.h - what an operation of review does, in words for people.
 *
 *     type=offer actor=RUS, BLR negated=yes
 *     answers a-12ab: no
 */
#ifndef DEMARCHE_CLI_OP_WORDS_H
#define DEMARCHE_CLI_OP_WORDS_H

#include "cli/session.h"
#include "record/review.h"

/* Append it to `out`, in one line; nothing for a plain accept. */
void op_words(const struct session *session, const struct op_row *row,
              struct buf *out);

#endif
