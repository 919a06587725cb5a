/*
 * ruler.h - part of speech, morphology and some lemmas by rule.
 *
 * The model's `attribute_ruler/patterns`: entries of the kind "tag VBD is a
 * VERB, Tense=Past", "tag VBZ and lower form is is an AUX with the lemma be".
 * All patterns look at the tags and dependencies as tagger and parser left
 * them; where several entries apply, the later one wins, attribute by
 * attribute.
 */
#ifndef DEMARCHE_LANG_RULER_H
#define DEMARCHE_LANG_RULER_H

#include "lang/tokenizer.h"

struct ruler; /* private, read-only */

/* Read `attribute_ruler/patterns`; what is kept is copied.  Unknown keys are an
 * error.  On failure `*ruler` is NULL. */
MUST_USE bool ruler_read(struct ruler **ruler, const struct part *part,
                         struct err *err);
void ruler_free(struct ruler *ruler);

/* Annotate `count` tokens, `piece[i]` being that of `token[i]`.  Reads tag and
 * dep; writes tag, pos, morph, dep, lemma where an entry says so and leaves
 * them otherwise (a lemma nobody set keeps ptr NULL).  Before the call pos and
 * morph are "" and lemma.ptr is NULL.  Strings written live in the ruler.
 * Allocates nothing. */
void ruler_apply(const struct ruler *ruler, const struct piece *piece,
                 struct token *token, size_t count);

#endif
