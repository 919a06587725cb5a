/*
 * tables.h - the tables of data/ that the views read.
 */
#ifndef DEMARCHE_CLI_TABLES_H
#define DEMARCHE_CLI_TABLES_H

#include "cli/session.h"
#include "lore/figures.h"
#include "views/conflicts.h"
#include "views/stances.h"
#include "views/statement_marks.h"
#include "views/telling.h"
#include "views/tension.h"

struct tables {
    struct stances *stances;
    struct figures *figures;
    struct meeting_words *meetings;
    struct claim_words *claims;
    struct tension_weights *weights;
    struct statement_marks *marks;
    struct copies_lists copies; /* how rare words are */
    struct actors *actors;      /* with the dossier's codebook */
};

/* On failure nothing is held; close it either way. */
MUST_USE bool tables_open(struct tables *tables, struct err *err);

/* The names of actors, too; not by tables_open(), for they are many. */
MUST_USE bool tables_open_actors(struct tables *tables, struct session *session,
                                 struct err *err);
/* What conflicts_load() wants, from both. */
void tables_conflicts(const struct tables *tables, struct conflicts_wish *wish);
void tables_close(struct tables *tables);

#endif
