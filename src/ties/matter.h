/*
 * matter.h - what an act is about, as a vector, to be compared by meaning.
 *
 * A sentence encoder's vectors (src/sense) of the act's words, and with half
 * their weight of all words of its sentence, averaged.  The model is opened
 * when it is first needed; where its files are not there, acts have no
 * vectors and are compared by their words alone.
 *
 * Threads share a matter.  Those that read reports read the matters of their
 * acts, too, so that the one that writes finds them there.
 */
#ifndef DEMARCHE_TIES_MATTER_H
#define DEMARCHE_TIES_MATTER_H

#include "sense/published.h"

#include <stdint.h>

/* Numbers of a vector, each -127 to 127. */
#define MATTER_WIDTH 384

/* The encoder of matters, as its folder is called. */
#define MATTER_MODEL "all-MiniLM-L6-v2"

struct matter; /* private */

/* To read with the model in the folder `models`/MATTER_MODEL. */
struct matter *matter_new(const char *models);
void matter_free(struct matter *matter);

/* Read with this one, which is MATTER_MODEL's in bytes and is there anyway;
 * borrowed.  Before anything is read. */
void matter_share(struct matter *matter, struct published *published);

/* An act to be read: its words `act`, bytes of `sentence`. */
struct meant {
    struct slice sentence;
    struct span act;
    bool read; /* what follows is its vector; false: there is no model, or
                  nothing to read */
    int8_t vector[MATTER_WIDTH];
};

/* Read some; a vector does not depend on the others. */
void matter_read(struct matter *matter, struct meant *meant, size_t count);

/* How much two vectors agree, -1 to 1. */
double matter_alike(const int8_t a[MATTER_WIDTH], const int8_t b[MATTER_WIDTH]);

#endif
