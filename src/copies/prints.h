/*
 * prints.h - a few numbers by which reports that may be copies are found.
 *
 * Two kinds, both chosen by their value alone, so that what two texts share
 * is chosen in both: phrases of four words (one in 16, in short texts one in
 * 4), and three names or numbers that follow each other, in any order (one
 * in 2), which a translation keeps.  With them stands the address, which
 * versions of one page share.
 *
 * Part of what dossiers store: a change needs a migration.
 */
#ifndef DEMARCHE_COPIES_PRINTS_H
#define DEMARCHE_COPIES_PRINTS_H

#include "copies/words.h"

struct prints {
    uint32_t *print; /* rising, each once */
    size_t len;
};

/* Of a text, with its canonical address (NULL slice: unknown). */
void prints_make(struct prints *prints, const struct words *words,
                 struct slice address, struct arena *arena);

/* The print of an address alone; 0 for none that names a page. */
uint32_t prints_address(struct slice address);

/* How many common prints make a pair worth comparing, of texts with so many
 * prints each. */
size_t prints_enough(size_t a, size_t b);

#endif
