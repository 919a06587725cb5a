/*
 * speakers.h - who speaks: from the words of a source to person, office and
 * actor.
 *
 *     "Ryabkov" → Sergei Ryabkov, sergei-ryabkov, deputy foreign minister,
 *                 of RUS
 */
#ifndef DEMARCHE_ACTS_SPEAKERS_H
#define DEMARCHE_ACTS_SPEAKERS_H

#include "acts/quotes.h"

/* Name the speakers of all quotes that have one, by the mentions of the
 * document; pronouns are resolved to the speaker or subject before. */
void speakers_name(struct quotes *quotes, const struct document *document,
                   const struct mentions *mentions, struct arena *arena);

#endif
