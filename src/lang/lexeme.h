/*
 * lexeme.h - a word form with all that can be said of it out of context.
 *
 * Everything the networks and tables want to know of a token, apart from its
 * neighbours, follows from its text and from the norm that a tokenizer rule
 * may have given it.  So it is worked out once and kept: lexemes are shared by
 * all tokens that look alike.
 *
 *     "n't" from a rule: lower "n't", norm "not", prefix "n", suffix "n't",
 *     shape "x'x"
 *
 * Lower case, letters and digits are those of Unicode 14.  Texts are valid
 * UTF-8; U+0000 is a character like any other.
 */
#ifndef DEMARCHE_LANG_LEXEME_H
#define DEMARCHE_LANG_LEXEME_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/slice.h"
#include "lang/string_id.h"
#include "model/package.h"

#include <stdint.h>

/* The index of a lexeme that the cache had no room for. */
#define LEXEME_NO_INDEX UINT32_MAX

struct lexeme {
    struct slice text;
    struct slice lower;
    struct slice norm;
    uint64_t text_id; /* ORTH */
    uint64_t lower_id;
    uint64_t norm_id;
    uint64_t prefix_id; /* the first code point */
    uint64_t suffix_id; /* the last three */
    uint64_t shape_id;  /* "Xxxxx", "dd.d", "LONG" */
    uint32_t index;     /* dense, < tokenizer_lexemes(), or LEXEME_NO_INDEX */
    uint32_t word;      /* the tokenizer's: word of its phrase list, 0: none */
    bool norm_in_model; /* `norm` lives as long as the model */
    bool is_space;      /* white space only */
};

struct norms; /* private: norms by text id */

/* Read the table `lexeme_norm` of a `vocab/lookups.bin`; what is kept is
 * copied. On failure `*norms` is NULL. */
MUST_USE bool norms_read(struct norms **norms, const struct part *part,
                         struct err *err);
void norms_free(struct norms *norms);

/* Fill `lexeme` for `text`, which must stay where it is as long as the lexeme
 * does; what else is needed is put into `arena`.  `rule_norm.ptr` is NULL
 * where no rule gives a norm.  `index` and `word` stay 0. */
void lexeme_make(struct lexeme *lexeme, const struct norms *norms,
                 struct slice text, struct slice rule_norm,
                 struct arena *arena);

/* The shape of `text`, into `out`. */
void lexeme_shape(struct buf *out, struct slice text);

#endif
