/*
 * filter.h - whether what is asked for exists at all.
 *
 * A list that is empty because "Russia" is no code, or "rejct" no type of act,
 * would be a wrong answer: such a filter is an error that names what is meant.
 */
#ifndef DEMARCHE_CLI_FILTER_H
#define DEMARCHE_CLI_FILTER_H

#include "cli/session.h"

/* Compare --act, --actor and --to with the tables and the dossier's codebook.
 * Without tables they stand as given. */
MUST_USE bool filter_check(struct session *session, struct err *err);

#endif
