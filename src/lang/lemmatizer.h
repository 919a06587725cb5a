/*
 * lemmatizer.h - dictionary forms, by rule, list and index.
 *
 *     "hated" VERB Tense=Past -> "hate";  "Missiles" NOUN Plur -> "missile"
 *
 * Works as spaCy's rule lemmatizer.  Releases from 3.8.8 on prefer any form
 * that is in the index ("hated" -> "hat"): the option `index_first`.
 */
#ifndef DEMARCHE_LANG_LEMMATIZER_H
#define DEMARCHE_LANG_LEMMATIZER_H

#include "lang/tokenizer.h"

struct lemmatizer;  /* private, read-only */
struct lemma_cache; /* private, one thread's */

/* Read `lemmatizer/lookups/lookups.bin`; what is kept is copied.  On failure
 * `*lemmatizer` is NULL. */
MUST_USE bool lemmatizer_read(struct lemmatizer **lemmatizer,
                              const struct part *part, bool index_first,
                              struct err *err);
void lemmatizer_free(struct lemmatizer *lemmatizer);

/* A bounded memory of answers; it changes nothing but the speed. */
struct lemma_cache *lemma_cache_new(void);
void lemma_cache_free(struct lemma_cache *cache);

/* Set the lemma of every token of `doc` that has none (lemma.ptr NULL), from
 * its text, pos and morph; `piece[i]` is that of token i.  New strings are put
 * into `arena`. */
void lemmatizer_apply(const struct lemmatizer *lemmatizer,
                      struct lemma_cache *cache, const struct piece *piece,
                      struct arena *arena, struct analysis *doc);

/* The lemma of one form, without a cache; appended to `out`.  `lower` is the
 * lower case of `text`. */
void lemmatizer_find(const struct lemmatizer *lemmatizer, struct slice text,
                     struct slice lower, const char *pos, const char *morph,
                     struct buf *out);

#endif
