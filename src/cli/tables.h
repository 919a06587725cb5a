/*
 * tables.h - the tables of data/ that the views read.
 */
#ifndef DEMARCHE_CLI_TABLES_H
#define DEMARCHE_CLI_TABLES_H

#include "lore/figures.h"
#include "views/stances.h"

struct tables {
    struct stances *stances;
    struct figures *figures;
};

/* On failure nothing is held; close it either way. */
MUST_USE bool tables_open(struct tables *tables, struct err *err);
void tables_close(struct tables *tables);

#endif
