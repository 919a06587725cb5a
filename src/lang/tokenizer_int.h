/*
 * tokenizer_int.h - what the tokenizer's own files share.
 */
#ifndef DEMARCHE_LANG_TOKENIZER_INT_H
#define DEMARCHE_LANG_TOKENIZER_INT_H

#include "base/arena.h"
#include "base/map.h"
#include "lang/affix.h"
#include "lang/phrase.h"
#include "lang/tokenizer.h"

/* A rule: this exact text is these tokens. */
struct rule {
    const struct lexeme **lexeme;
    size_t count;
};

struct tokenizer {
    struct arena arena;
    struct affixes *affixes;
    struct norms *norms;
    struct map rules; /* text -> struct rule * */
    size_t longest_rule;
    uint32_t lexemes; /* of rules; their indexes come first */
    struct phrases phrases;
};

/* The rule for exactly this text, or NULL. */
const struct rule *tokenizer_rule(const struct tokenizer *tokenizer,
                                  struct slice text);

/* A piece of a chunk: its text, and its lexeme where a rule made it. */
struct cut {
    struct slice text;
    const struct lexeme *lexeme; /* or NULL */
};

/* Cuts chunks (runs of white space or of anything else) to pieces. */
struct chunker {
    const struct tokenizer *tokenizer;
    struct affix_worker *affix;
    bool without_rules;
    struct cut *cut; /* the result */
    size_t len;
    size_t cap;
    struct slice *suffix; /* scratch: cut off so far, outermost first */
    size_t suffixes;
    size_t suffix_cap;
};

/* Append the pieces of one chunk to `chunker->cut`. */
void chunker_cut(struct chunker *chunker, struct slice chunk);
void chunker_release(struct chunker *chunker);

/* A walk over the chunks of a text. */
struct chunk_walk {
    struct slice text;
    size_t at;
};

struct chunk {
    struct slice text;
    size_t start;
    bool blank; /* one U+0020 follows and is used up */
};

bool chunk_next(struct chunk_walk *walk, struct chunk *chunk);

#endif
