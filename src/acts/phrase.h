/*
 * phrase.h - whole phrases around a head, by the parse.
 *
 *     noun   "[Mr. Grushko, the deputy minister,] said"
 *     verb   "he [has not yet said]"
 */
#ifndef DEMARCHE_ACTS_PHRASE_H
#define DEMARCHE_ACTS_PHRASE_H

#include "lang/tree.h"

/* The noun phrase of `head` between the tokens of `within`: determiners,
 * adjectives, appositions; `relative`: also clauses with "who" and "which"
 * behind a comma.  The second of a pair of commas belongs to it. */
struct span phrase_noun(const struct tree *tree, uint32_t head,
                        struct span within, bool relative);

/* The verb `at` with its auxiliaries, negation, adverbs and particle, as far
 * as they stand side by side. */
struct span phrase_verb(const struct tree *tree, uint32_t at);

/* Who does what the verb `at` says, its own subject or the one it shares;
 * TREE_NONE if there is none, also for an empty "it" or "there". */
uint32_t phrase_subject(const struct tree *tree, uint32_t at);

/* By whom the passive verb `at` is done, or TREE_NONE. */
uint32_t phrase_agent(const struct tree *tree, uint32_t at);

/* Whether the verb `at` is a passive. */
bool phrase_is_passive(const struct tree *tree, uint32_t at);

#endif
