/*
 * vectors.h - a fixed vector for each known word (larger models have them).
 *
 * Rows of 300 numbers, and a table from the id of a text to its row; many
 * words share a row.
 */
#ifndef DEMARCHE_LANG_VECTORS_H
#define DEMARCHE_LANG_VECTORS_H

#include "model/package.h"

#include <stdint.h>

#define VECTORS_WIDTH ((size_t)300)

struct vectors; /* private, read-only */

/* Read the parts `vocab/vectors`, which is taken over and emptied, and
 * `vocab/key2row`.  Success with `*vectors` NULL if there are no rows. */
MUST_USE bool vectors_read(struct vectors **vectors, struct part *rows,
                           const struct part *keys, struct err *err);
void vectors_free(struct vectors *vectors);

/* The vector of the text with that id, or NULL.  Not aligned. */
const float *vectors_find(const struct vectors *vectors, uint64_t text_id);

#endif
