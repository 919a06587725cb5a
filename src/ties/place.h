/*
 * place.h - where something is, as a sentence says it.
 *
 *     "... met Lavrov in Geneva on 21 January"  →  "Geneva"
 *
 * A name behind "in" or "at" that is neither a month nor letters alone
 * ("in NATO").  By words: what the name is of is not looked up.
 */
#ifndef DEMARCHE_TIES_PLACE_H
#define DEMARCHE_TIES_PLACE_H

#include "base/slice.h"

/* Cut the next such name off `sentence`: its words, inside the sentence;
 * false if there is none. */
bool place_next(struct slice *sentence, struct slice *name);

/* Where it is that `act`, a part of `sentence`, says: the first name in or
 * behind the act's words, else the last before them; empty if none is told. */
struct slice place_of(struct slice sentence, struct slice act);

#endif
