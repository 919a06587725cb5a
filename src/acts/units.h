/*
 * units.h - an analysed text as the reader wants it.
 *
 * Private to the files that ask the reader.
 */
#ifndef DEMARCHE_ACTS_UNITS_H
#define DEMARCHE_ACTS_UNITS_H

#include "base/arena.h"
#include "lang/analysis.h"
#include "sense/reader.h"

/* Fill `passage` from the tokens of `doc`; kept in `arena`. */
void units_passage(const struct analysis *doc, struct arena *arena,
                   struct reader_passage *passage);

#endif
