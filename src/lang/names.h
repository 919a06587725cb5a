/*
 * names.h - the names in a text: people, places, organisations, dates ...
 *
 * One decision a token, left to right: a name begins here, goes on, ends, is
 * this one word, or there is none.  A name does not reach over a sentence's
 * end and does not begin with white space.
 */
#ifndef DEMARCHE_LANG_NAMES_H
#define DEMARCHE_LANG_NAMES_H

#include "lang/analysis.h"
#include "lang/step.h"

struct names; /* private, read-only */

enum { NAMES_SLOTS = 3 };

/* Read the decoder's layers in `net` (`ner/model`) and its moves (`ner/moves`).
 * On failure `*names` is NULL. */
MUST_USE bool names_read(struct names **names, const struct thinc *net,
                         const struct part *moves, struct err *err);
void names_free(struct names *names);

/* The network that a worker's step_worker has to run. */
const struct step *names_step(const struct names *names);

/* Write ent_iob and ent_type of `count` tokens, which stand in the rows of the
 * step worker's batch from `row` on.  Reads sent_start and is_space. */
void names_decode(const struct names *names, struct step_worker *worker,
                  size_t row, struct token *token, size_t count);

#endif
