/*
 * naming.h - actors and issues as a person names them, in what is to be set.
 *
 * "RUS", "rus" and "Russia" are the code RUS; words that no table knows are
 * looked for in the report.  An issue must be one of the tables or of the
 * dossier's codebook: a slip would make an issue of its own.
 */
#ifndef DEMARCHE_CLI_NAMING_H
#define DEMARCHE_CLI_NAMING_H

#include "cli/session.h"

#include <jansson.h>

/* What is known, read when it is first needed; all zeros at first. */
struct naming {
    struct actors *actors;
    struct issues *issues;
};

void naming_close(struct naming *naming);

/* Make the actors, recipients and issues of a set those that the tables know.
 * ERR_USAGE names one that they do not, and the nearest that they do. */
MUST_USE bool naming_settle(struct naming *naming, struct session *session,
                            json_t *set, struct err *err);

#endif
