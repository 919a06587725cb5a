/*
 * opening.h - what reads reports, as a verb's options ask for it.
 */
#ifndef DEMARCHE_CLI_OPENING_H
#define DEMARCHE_CLI_OPENING_H

#include "cli/app.h"
#include "flow/flow.h"

struct record; /* record/record.h */

/* The options that opening_flow() reads. */
#define OPT_OPENING (OPT(OPT_MODEL) | OPT(OPT_READER))

/* Load what the stages need, with the codebook of `record` (NULL: none), and
 * say once what is missing.  On failure `*flow` is NULL. */
MUST_USE bool opening_flow(struct app *app, const struct args *args,
                           struct record *record, enum flow_stage upto,
                           struct flow **flow, struct err *err);

#endif
