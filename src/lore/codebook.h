/*
 * codebook.h - a dossier's own tables: their names, and their texts in memory.
 *
 *     actors.tsv aliases.tsv members.tsv offices.tsv people.tsv   actors.h
 *     issues.tsv issue-examples.tsv                               issues.h
 *     act-verbs.tsv act-nouns.tsv act-modals.tsv act-adjectives.tsv
 *                                                                 lexicon.h
 *
 * All are read over the general tables and say what those cannot know.
 */
#ifndef DEMARCHE_LORE_CODEBOOK_H
#define DEMARCHE_LORE_CODEBOOK_H

#include "base/slice.h"

/* One file of a codebook, in memory. */
struct codebook_text {
    const char *name; /* "actors.tsv" */
    struct slice bytes;
};

/* The names of a codebook's files, in the order they are read; NULL ends. */
extern const char *const codebook_names[];

/* The file called `name` among `text`, or NULL. */
const struct codebook_text *codebook_find(const struct codebook_text *text,
                                          size_t texts, const char *name);

#endif
