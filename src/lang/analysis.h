/*
 * analysis.h - what the language runtime says of a text.
 *
 * The noun that `lang` hands on: tokens with their tags, heads, lemmas and
 * names, and the sentences they form.  Values are those of spaCy 3.8.7 with
 * the same model; names of tags and labels are spaCy's (Penn tags, ClearNLP
 * dependencies, OntoNotes entity types).
 *
 * White-space tokens are tokens.  Offsets are bytes of `text`.  Strings point
 * into the model, the analysed text or the arena: they live as long as all
 * three.  `tag`, `pos`, `morph`, `dep` and `ent_type` are NUL-terminated and
 * never NULL ("" where empty).
 */
#ifndef DEMARCHE_LANG_ANALYSIS_H
#define DEMARCHE_LANG_ANALYSIS_H

#include "base/slice.h"

#include <stdint.h>

enum { ENT_INSIDE = 1, ENT_OUTSIDE = 2, ENT_BEGIN = 3 };

struct token {
    uint32_t start;
    uint32_t end;
    struct slice norm;
    struct slice lemma;
    const char *tag;
    const char *pos;
    const char *morph;
    const char *dep;
    const char *ent_type;
    uint32_t head;     /* index of the head; its own index at a root */
    int8_t sent_start; /* 1 or -1 */
    uint8_t ent_iob;   /* ENT_* */
    bool blank;        /* one U+0020 follows */
    bool is_space;     /* white space only */
};

struct analysis {
    struct slice text;
    struct token *token;
    size_t len;
    struct span *sentence; /* ranges of token indices, in order */
    size_t sentences;
};

/* The bytes of token `at`. */
static inline struct slice token_text(const struct analysis *doc, size_t at)
{
    const struct token *token = &doc->token[at];

    return (struct slice){doc->text.ptr + token->start,
                          token->end - token->start};
}

#endif
