/*
 * codebook_lint.h - slips in a codebook that do not keep it from being read.
 *
 * A term of office that ends before it begins, two rows of one actor, a
 * pattern in capitals that nothing matches.
 */
#ifndef DEMARCHE_LORE_CODEBOOK_LINT_H
#define DEMARCHE_LORE_CODEBOOK_LINT_H

#include "lore/codebook.h"

#include <stddef.h>

/* Told "people.tsv:7: ends before it begins: '2021'". */
typedef void (*codebook_mistake_fn)(void *context, const char *mistake);

/* Tell every slip, table by table; tables that cannot be read are passed
 * over. */
void codebook_lint(const struct codebook_text *text, size_t texts,
                   codebook_mistake_fn tell, void *context);

#endif
