/*
 * read.h - the grammar of date expressions: atoms in, expressions out.
 *
 * A small recogniser by recursive descent; of all readings that begin at an
 * atom the longest wins.  No reading looks further than a fixed number of
 * atoms, so the whole is linear in the text.
 */
#ifndef DEMARCHE_WHEN_READ_H
#define DEMARCHE_WHEN_READ_H

#include "when/expr.h"

/* Where the reading of a text stands. */
struct when_reader {
    const struct analysis *doc;
    const struct when_words *words;
    const struct when_atom *atom;
    size_t len; /* atoms */
    struct arena *arena;
    size_t at;             /* the next atom */
    int depth;             /* dates within dates */
    struct when_expr last; /* "5 May" of "5 May and 7" */
};

/* Step to the next expression: false at the end of the text.  Outer periods
 * are kept in the arena. */
bool when_next(struct when_reader *reader, struct when_expr *expr);

#endif
