/*
 * codebook.h - a folder of tables becomes part of a dossier.
 */
#ifndef DEMARCHE_CLI_CODEBOOK_H
#define DEMARCHE_CLI_CODEBOOK_H

#include "base/arena.h"
#include "record/record.h"

/* Read the tables of the folder as `add` will, so that a mistake is told now,
 * with file and line. */
MUST_USE bool codebook_check(const char *folder, struct err *err);

/* Keep the tables of the folder in the dossier; `*files` becomes their
 * number.  ERR_MISSING if the folder holds none. */
MUST_USE bool codebook_put(struct record *record, const char *folder,
                           size_t *files, struct arena *arena, struct err *err);

#endif
