/*
 * attribution.h - who says that an act was done, from the speaker outward.
 *
 *     "Mr. Hale will travel, he wrote in a letter that the Post has seen."
 *     speaker Hale <- document the letter <- agency the Post <- outlet
 *
 * The speaker is named, an official, or nobody in particular; papers and
 * newsrooms are those of the sentence, outside of what is told; the report's
 * own agency and outlet come last.
 *
 * Private to the files that find acts.
 */
#ifndef DEMARCHE_ACTS_ATTRIBUTION_H
#define DEMARCHE_ACTS_ATTRIBUTION_H

#include "acts/match.h"

/* Fill `act->attribution`; quote, speaker and text of the act are known. */
void attribution_find(const struct scene *scene,
                      const struct candidate *candidate, struct act *act);

#endif
