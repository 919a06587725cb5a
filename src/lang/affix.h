/*
 * affix.h - the tokenizer's four patterns: prefix, suffix, infix, address.
 *
 * Written for Python's `re`, they are compiled with PCRE2 so that they find
 * the same.  Compiled patterns are shared; a worker holds one thread's stack.
 *
 * A pattern that runs out of stack is tried again without the just-in-time
 * compiler; if it gives up again, or if an address runs out of patience, that
 * counts as no match and is counted.
 */
#ifndef DEMARCHE_LANG_AFFIX_H
#define DEMARCHE_LANG_AFFIX_H

#include "base/err.h"
#include "base/slice.h"

enum affix_kind { AFFIX_PREFIX, AFFIX_SUFFIX, AFFIX_INFIX, AFFIX_URL };
enum { AFFIX_KINDS = AFFIX_URL + 1 };

struct affixes;      /* private, read-only */
struct affix_worker; /* private, one thread's */

struct affixes *affixes_new(void);
void affixes_free(struct affixes *affixes);

/* Compile one of the four; false with the reason in `err`. */
MUST_USE bool affixes_compile(struct affixes *affixes, enum affix_kind kind,
                              struct slice pattern, struct err *err);

/* `affixes` must hold all four and outlive the worker. */
struct affix_worker *affix_worker_new(const struct affixes *affixes);
void affix_worker_free(struct affix_worker *worker);

/* Bytes of the prefix at the start of `text`, of the first suffix that ends
 * it; 0 if there is none. */
size_t affix_prefix(struct affix_worker *worker, struct slice text);
size_t affix_suffix(struct affix_worker *worker, struct slice text);

/* Find the first infix at or after byte `from`. */
bool affix_infix(struct affix_worker *worker, struct slice text, size_t from,
                 struct span *found);

/* Whether all of `text` is an address. */
bool affix_is_url(struct affix_worker *worker, struct slice text);

/* How often a pattern gave up. */
size_t affix_faults(const struct affix_worker *worker);

#endif
