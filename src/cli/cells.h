/*
 * cells.h - pieces of rows as text: for the cells of lists and for pages.
 *
 * Everything is written as it is; the writers of tables make it safe.
 * Returned slices live in the arena; a NULL slice is "unknown".
 */
#ifndef DEMARCHE_CLI_CELLS_H
#define DEMARCHE_CLI_CELLS_H

#include "base/arena.h"
#include "record/query.h"

/* "RUS, NATO"; an unresolved party is given by its words. */
struct slice cell_parties(const struct party_row *party, size_t parties,
                          struct arena *arena);

/* "negated conditional future hypothetical historical reiterated anonymous",
 * those that are set. */
struct slice cell_flags(const struct act_row *act, struct arena *arena);

/* "enlargement, missiles". */
struct slice cell_list(const char *const *item, size_t items,
                       struct arena *arena);

/* "Sergei Ryabkov", else the words; NULL if there is no speaker. */
struct slice cell_speaker(bool has_speaker, const struct speaker_row *speaker);

struct slice cell_number(size_t number, struct arena *arena);

#endif
