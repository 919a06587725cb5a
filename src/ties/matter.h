/*
 * matter.h - what an act is about, as a vector, to be compared by meaning.
 *
 * A sentence encoder's vectors (src/sense) of the act's words, and with half
 * their weight of all words of its sentence, averaged.  The model is opened
 * when it is first needed; where its files are not there, acts have no
 * vectors and are compared by their words alone.
 */
#ifndef DEMARCHE_TIES_MATTER_H
#define DEMARCHE_TIES_MATTER_H

#include "base/slice.h"

#include <stdint.h>

/* Numbers of a vector, each -127 to 127. */
#define MATTER_WIDTH 384

struct matter; /* private; for one thread at a time */

/* To read with the model in the folder `models`/all-MiniLM-L6-v2. */
struct matter *matter_new(const char *models);
void matter_free(struct matter *matter);

/* The vector of the words `act` (bytes of `sentence`).  False: there is no
 * model, or nothing to read. */
bool matter_read(struct matter *matter, struct slice sentence, struct span act,
                 int8_t vector[MATTER_WIDTH]);

/* How much two vectors agree, -1 to 1. */
double matter_alike(const int8_t a[MATTER_WIDTH], const int8_t b[MATTER_WIDTH]);

#endif
