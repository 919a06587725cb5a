/*
 * shelf.h - the latest statements, to be found by the words they share.
 *
 * A new statement asks for those before it that share two of its rarest words.
 * Only the last few thousand are kept, so that memory and time a report do not
 * grow with the dossier.
 */
#ifndef DEMARCHE_VIEWS_SHELF_H
#define DEMARCHE_VIEWS_SHELF_H

#include "record/query.h"
#include "views/statement.h"

struct source; /* conflicts_int.h */

/* What a contradiction can be about; see conflicts.h. */
enum slot {
    SLOT_DATE,
    SLOT_PLACE,
    SLOT_WHO,
    SLOT_ATTRIBUTION,
    SLOT_CLAIM,
    SLOTS
};

/* A statement of a report. */
struct told {
    const struct source *source;
    struct span at;
    char *text; /* its sentence, which the statement points into */
    struct statement statement;
    size_t conflict[SLOTS]; /* 1 + the one it is a side of, 0: none */
};

struct shelf; /* private */

struct shelf *shelf_new(void);
void shelf_free(struct shelf *shelf);

/* Room for a statement, all zeros, in the place of the oldest. */
struct told *shelf_take(struct shelf *shelf);

/* Those like the last one taken, the latest first, at most `max`; from now on
 * it is found too. */
size_t shelf_place(struct shelf *shelf, struct told **like, size_t max);

#endif
