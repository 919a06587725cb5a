/*
 * tense.h - whether the verb over an expression looks back or ahead.
 */
#ifndef DEMARCHE_WHEN_TENSE_H
#define DEMARCHE_WHEN_TENSE_H

#include "when/value.h"

/* Of the tokens [first, last] of an expression; TENSE_NONE without a verb. */
enum when_tense when_tense(const struct analysis *doc, size_t first,
                           size_t last);

#endif
