/*
 * cells.h - pieces of rows as text: for the cells of lists and for pages.
 *
 * Everything is written as it is; the writers of tables make it safe.
 * Returned slices live in the arena; a NULL slice is "unknown".
 */
#ifndef DEMARCHE_CLI_CELLS_H
#define DEMARCHE_CLI_CELLS_H

#include "base/arena.h"
#include "base/json.h"
#include "record/query.h"

/* "RUS, NATO"; an unresolved party is given by its words. */
struct slice cell_parties(const struct party_row *party, size_t parties,
                          struct arena *arena);

/* "negated conditional future hypothetical historical reiterated anonymous",
 * those that are set; `brief`: "not if will maybe past again anon". */
struct slice cell_flags(const struct act_row *act, bool brief,
                        struct arena *arena);

/* A date; for people (`brief`) one that is not known is "undated". */
struct slice cell_date(const char *value, bool brief);

/* The words of an act; for people (`brief`) the sentence goes on behind them,
 * as far as there is room. */
struct slice cell_words(const struct act_row *act, bool brief);

/* "enlargement, missiles". */
struct slice cell_list(const char *const *item, size_t items,
                       struct arena *arena);

/* "Sergei Ryabkov", else the words; NULL if there is no speaker. */
struct slice cell_speaker(bool has_speaker, const struct speaker_row *speaker);

struct slice cell_number(size_t number, struct arena *arena);

/* A key with a list: parties as code and words, strings. */
void cell_write_parties(struct json *json, const char *key,
                        const struct party_row *party, size_t parties);
void cell_write_strings(struct json *json, const char *key,
                        const char *const *item, size_t items);

/* "4 / 2": reports that tell it, independent ones among them. */
struct slice cell_told(size_t reports, size_t origins, struct arena *arena);

#endif
