/*
 * tok2vec.h - each token as 96 numbers that know four neighbours a side.
 *
 * A network of two parts.  The first looks at one word alone: ids of its
 * norm, prefix, suffix, shape ... choose rows of tables, whose sums are mixed
 * to 96 numbers.  The second, four convolutions of width three, lets words
 * look left and right.  What depends on the word alone is remembered, in a
 * cache with a fixed bound: the mixed vector and, as the first convolution is
 * a sum of three products with it, these products.
 *
 * Documents are computed together, as rows of one block with rows of padding
 * before, between and behind them, and do not touch each other.
 */
#ifndef DEMARCHE_LANG_TOK2VEC_H
#define DEMARCHE_LANG_TOK2VEC_H

#include "kern/kern.h"
#include "lang/tokenizer.h"
#include "lang/vectors.h"
#include "model/thinc.h"

#define TOK2VEC_WIDTH KERN_WIDTH

struct tok2vec;        /* private, read-only */
struct tok2vec_worker; /* private, one thread's */

/* Documents to be computed together; each has at least one piece. */
struct batch {
    const struct piece *piece; /* of all documents, one after another */
    const size_t *first;       /* docs + 1: where each starts, and the end */
    size_t docs;
};

/* Take the layers of a tok2vec from `net`; `vectors` (may be NULL) must
 * outlive the result.  On failure `*tok2vec` is NULL. */
MUST_USE bool tok2vec_read(struct tok2vec **tok2vec, const struct thinc *net,
                           const struct vectors *vectors, struct err *err);
void tok2vec_free(struct tok2vec *tok2vec);

/* `lexemes`: upper bound of the index of a lexeme. */
struct tok2vec_worker *tok2vec_worker_new(const struct tok2vec *tok2vec,
                                          const struct kern *kern,
                                          size_t lexemes);
void tok2vec_worker_free(struct tok2vec_worker *worker);

/* Forget all words: their indices have a new meaning. */
void tok2vec_forget(struct tok2vec_worker *worker);

/* Compute the batch: 96 floats for each piece, without gaps, valid until the
 * next call. */
const float *tok2vec_run(struct tok2vec_worker *worker,
                         const struct batch *batch);

/* How many of the words asked for so far were not in the cache. */
size_t tok2vec_misses(const struct tok2vec_worker *worker);

#endif
