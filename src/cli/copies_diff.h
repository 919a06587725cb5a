/*
 * copies_diff.h - two reports, word by word: what one made of the other.
 */
#ifndef DEMARCHE_CLI_COPIES_DIFF_H
#define DEMARCHE_CLI_COPIES_DIFF_H

#include "cli/app.h"

/* `demarche copies ID [ID] --diff`: from the second report (without one, from
 * what the first copies) to the first.  Returns the exit status. */
int copies_diff(struct app *app, const struct args *args);

#endif
