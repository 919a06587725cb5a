/*
 * asked_int.h - which acts and lines a question to the ledger wants.
 *
 * The same filters as query.h, applied to acts that are in memory: a line
 * must be drawn up from all its acts before it is known whether it is asked
 * for.
 */
#ifndef DEMARCHE_VIEWS_ASKED_INT_H
#define DEMARCHE_VIEWS_ASKED_INT_H

#include "record/query.h"

/* Whether `value` is one of the values in `list` (between commas, any case of
 * letters); false for a NULL value. */
bool asked_in_list(const char *list, const char *value);

/* Whether `act` passes actor, to, type, issue, text, since and until. */
bool asked_act(const struct query *query, const struct act_row *act);

#endif
