/*
 * tying.h - ties after a review: events, demands and answers made anew.
 */
#ifndef DEMARCHE_CLI_TYING_H
#define DEMARCHE_CLI_TYING_H

#include "cli/session.h"

/* Tie what changed; what cannot be done is warned of, for the review itself
 * is kept. */
void tying_refresh(struct session *session);

#endif
