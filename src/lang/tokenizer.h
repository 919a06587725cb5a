/*
 * tokenizer.h - text to pieces: words, punctuation, white space.
 *
 * The rules (exceptions, prefixes, suffixes, infixes, addresses) are the
 * model's; a tokenizer is read once and shared.  A worker belongs to one
 * thread: it remembers chunks and lexemes seen before, in caches with a fixed
 * bound that change nothing but the speed.
 *
 *     "We can't, he said." -> We| ca|n't|,| he| said|.       (| marks a cut)
 *
 * The pieces and their blanks give the text back, to the byte.  Time is linear
 * in the text's length, also for one line without a blank.
 *
 * Order of calls: tokenizer_begin() once a batch, then any number of
 * tokenizer_cut(); lexemes are valid until the next tokenizer_begin().
 */
#ifndef DEMARCHE_LANG_TOKENIZER_H
#define DEMARCHE_LANG_TOKENIZER_H

#include "lang/analysis.h"
#include "lang/lexeme.h"

struct tokenizer;        /* private, read-only */
struct tokenizer_worker; /* private, one thread's */

struct piece {
    const struct lexeme *lexeme;
    uint32_t start; /* bytes of the text; its end is start + text.len */
    bool blank;     /* SPACY: one U+0020 follows and belongs to it */
};

/* All zeros is empty; free `item` with free(). */
struct pieces {
    struct piece *item;
    size_t len;
    size_t cap;
};

/* Read the model's parts `tokenizer` and `vocab/lookups.bin`; what is
 * kept is copied.  On failure `*tokenizer` is NULL. */
MUST_USE bool tokenizer_read(struct tokenizer **tokenizer,
                             const struct part *rules,
                             const struct part *lookups, struct err *err);
void tokenizer_free(struct tokenizer *tokenizer);

struct tokenizer_worker *
tokenizer_worker_new(const struct tokenizer *tokenizer);
void tokenizer_worker_free(struct tokenizer_worker *worker);

/* Start a batch.  Returns the generation of the lexemes: when it differs from
 * the last one, the caches were full and dropped, and an index may now stand
 * for another lexeme. */
uint32_t tokenizer_begin(struct tokenizer_worker *worker);

/* Upper bound of lexeme.index, over the life of the worker. */
uint32_t tokenizer_lexemes(const struct tokenizer_worker *worker);

/* Append the pieces of `text` (valid UTF-8, < 4 GiB) to `out`. */
void tokenizer_cut(struct tokenizer_worker *worker, struct slice text,
                   struct pieces *out);

/* Write start, end, blank, norm and is_space of `count` pieces of `text` to
 * `token`.  What does not live in text or model is copied to `arena`. */
void pieces_to_tokens(const struct piece *piece, size_t count,
                      struct slice text, struct arena *arena,
                      struct token *token);

/* How often a pattern gave up on a chunk (out of stack or patience). */
size_t tokenizer_faults(const struct tokenizer_worker *worker);

#endif
