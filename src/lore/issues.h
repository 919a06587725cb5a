/*
 * issues.h - what an act can be about, told by patterns of words.
 *
 * Read-only table made from data/issues/issues.tsv, whose head explains the
 * patterns, parents.tsv and examples.tsv: sentences that are about an issue,
 * for what no pattern tells.  A dossier may add issues and examples of its own
 * in the same form.
 *
 *     "troop build-up near the border" -> troops
 */
#ifndef DEMARCHE_LORE_ISSUES_H
#define DEMARCHE_LORE_ISSUES_H

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"
#include "lore/codebook.h"

struct issues; /* private */

/* Read data_dir/issues/issues.tsv, then `extra` (a file of the same form,
 * NULL: none).  Errors name file and line; on failure `*issues` is NULL. */
MUST_USE bool issues_open(struct issues **issues, const char *data_dir,
                          const char *extra, struct err *err);
/* The same with the codebook's issues.tsv and issue-examples.tsv, if they are
 * among `text`.  An issue that the general table has gets further patterns. */
MUST_USE bool issues_open_texts(struct issues **issues, const char *data_dir,
                                const struct codebook_text *text, size_t texts,
                                struct err *err);
void issues_free(struct issues *issues);

/* One word of a text, both in lower case. */
struct issue_word {
    struct slice form;
    struct slice lemma;
};

struct issue_hit {
    const char *issue; /* "enlargement" */
    size_t hits;       /* patterns that match */
};

enum { ISSUE_MAX = 64 };

/* The issues of the words, in the order of the table: their number.  Where an
 * issue and a part of it (parents.tsv) are both told, only the part. */
size_t issues_match(const struct issues *issues, const struct issue_word *word,
                    size_t words, struct issue_hit hit[ISSUE_MAX]);

/* What the issues are called, in the order of the table, and their number. */
const char *const *issues_names(const struct issues *issues, size_t *count);

/* The example sentences and their number; from `own` on they are the
 * codebook's. */
const struct slice *issues_examples(const struct issues *issues, size_t *count,
                                    size_t *own);
/* The issue that one of them is about. */
const char *issues_of_example(const struct issues *issues, size_t example);

#endif
