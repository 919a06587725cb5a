/*
 * codebook.h - a codebook's folder: checked as a whole, kept in a dossier.
 */
#ifndef DEMARCHE_CLI_CODEBOOK_H
#define DEMARCHE_CLI_CODEBOOK_H

#include "base/arena.h"
#include "lore/codebook.h"
#include "record/record.h"

/* What stands in a folder. */
struct codebook_folder {
    struct codebook_text *text;
    size_t texts;
    const char **stray; /* *.tsv of other names, which nothing reads */
    size_t strays;
};

/* Read the folder's tables into `arena`; ERR_MISSING if there are none. */
MUST_USE bool codebook_read(struct codebook_folder *folder, const char *path,
                            struct arena *arena, struct err *err);

/* Whether the general tables can be read with these over them; an error says
 * file and line. */
MUST_USE bool codebook_try(const struct codebook_text *text, size_t texts,
                           struct err *err);

/* All that is wrong with the folder's tables, kept in `arena`: what keeps them
 * from being read - of the first such table; what is wrong with the others may
 * follow from it - and slips (lore/codebook_lint.h). */
struct codebook_mistakes {
    const char **text; /* "actors.tsv:3: is no code: 'bwf'" */
    size_t len;
};
void codebook_search(const struct codebook_folder *folder,
                     struct codebook_mistakes *mistakes, struct arena *arena);

/* Whether the folder `path` is a codebook without mistakes; the error is the
 * first. */
MUST_USE bool codebook_check(const char *path, struct err *err);

/* Keep the folder's tables in the dossier, in place of those of the same
 * name; `*files` is how many. */
MUST_USE bool codebook_put(struct record *record, const char *path,
                           size_t *files, struct arena *arena, struct err *err);

#endif
