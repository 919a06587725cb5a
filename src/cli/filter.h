/*
 * filter.h - whether what is asked for exists at all.
 *
 * A list that is empty because "Russia" is no code, or "rejct" no type of act,
 * would be a wrong answer: such a filter is an error that names what is meant.
 */
#ifndef DEMARCHE_CLI_FILTER_H
#define DEMARCHE_CLI_FILTER_H

#include "cli/session.h"
#include "lore/issues.h"

/* The actor that `value` is the code of, in any case of letters, or the name
 * ("Russia", "south-ossetia"); NULL: nobody. */
const struct actor *filter_actor(const struct actors *actors,
                                 const char *value);

/* ERR_USAGE, with the nearest there is, if no issue is called `value`. */
MUST_USE bool filter_issue(const struct issues *issues, const char *value,
                           struct err *err);

/* Compare --act, --actor, --to and --issue with the tables and the dossier's
 * codebook. Without tables they stand as given. */
MUST_USE bool filter_check(struct session *session, struct err *err);

#endif
