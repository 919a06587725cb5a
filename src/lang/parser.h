/*
 * parser.h - heads, dependencies and sentences.
 *
 * A stack, a buffer and five kinds of moves: shift, reduce, left arc, right
 * arc, and "a sentence starts at the next word".  The best valid move is made
 * until stack and buffer are empty.  Then sentences are read off the tree and
 * arcs that cross others, which the moves can only hint at ("pobj||prep"), are
 * put where they belong.
 */
#ifndef DEMARCHE_LANG_PARSER_H
#define DEMARCHE_LANG_PARSER_H

#include "lang/analysis.h"
#include "lang/step.h"

struct parser;       /* private, read-only */
struct parser_state; /* private, one thread's */

enum { PARSER_SLOTS = 8 };

/* Read the decoder's layers in `net` (`parser/model`) and its moves
 * (`parser/moves`).  On failure `*parser` is NULL. */
MUST_USE bool parser_read(struct parser **parser, const struct thinc *net,
                          const struct part *moves, struct err *err);
void parser_free(struct parser *parser);

/* The network that a worker's step_worker has to run. */
const struct step *parser_step(const struct parser *parser);

struct parser_state *parser_state_new(const struct parser *parser);
void parser_state_free(struct parser_state *state);

/* Write head, dep and sent_start of `count` tokens, which stand in the rows of
 * the step worker's batch from `row` on.  Reads is_space. */
void parser_decode(struct parser_state *state, struct step_worker *worker,
                   size_t row, struct token *token, size_t count);

#endif
