/*
 * mention_voices.h - who says "I", "we" and "you".
 *
 *     “[I] will not go,” Ryabkov said.   → Sergei Ryabkov
 *     “[We] will not go,” Ryabkov said.  → RUS, for whom he speaks
 *
 * Outside of quotes they are those of whoever the text is by: no actor, but
 * the same one all along.  In a text of questions and answers the paragraphs
 * that end in a question mark are the other's, and "you" in them is he who
 * answers.
 */
#ifndef DEMARCHE_ACTS_MENTION_VOICES_H
#define DEMARCHE_ACTS_MENTION_VOICES_H

#include "acts/mentions.h"
#include "acts/quotes.h"

/* Resolve them, now that the quotes have their speakers.  Words of a quote may
 * come before those of its speaker, so an antecedent may stand behind. */
void mentions_hear(struct mentions *mentions, const struct document *document,
                   const struct quotes *quotes, struct arena *arena);

#endif
