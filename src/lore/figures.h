/*
 * figures.h - numbers with units in a text.
 *
 *     "about 60,000 troops opposite Upper Sarre"   60000 troops, about
 *     "a range of more than 400 kilometres"        400 km, at least
 *     "between 7,000 and 8,000 soldiers"           7000–8000 troops
 *     "fourteen Lesmoran seamen", "ten-year"       14 people, 10 years
 *
 * Read-only tables made from data/lexicon/en/numbers.tsv and units.tsv, whose
 * heads explain the columns.  A number without a unit of the table (a year, a
 * page, a telephone) is none.
 */
#ifndef DEMARCHE_LORE_FIGURES_H
#define DEMARCHE_LORE_FIGURES_H

#include "base/err.h"
#include "base/slice.h"

enum figure_bound {
    FIGURE_EXACT,
    FIGURE_ABOUT,
    FIGURE_LEAST, /* more than, at least */
    FIGURE_MOST   /* up to, fewer than */
};

struct figure {
    struct span at; /* from the number to its unit, bytes of the text */
    struct span number;
    double low; /* of a range; else the number */
    double high;
    enum figure_bound bound;
    const char *unit; /* "km" */
    const char *kind; /* "length": what it can be compared with */
    double factor;    /* to the first unit of its kind */
};

struct figures; /* private */

/* Errors name file and line; on failure `*figures` is NULL. */
MUST_USE bool figures_open(struct figures **figures, const char *data_dir,
                           struct err *err);
void figures_free(struct figures *figures);

/* The figures of `text` in order: their number, at most `max`. */
size_t figures_find(const struct figures *figures, struct slice text,
                    struct figure *figure, size_t max);

#endif
