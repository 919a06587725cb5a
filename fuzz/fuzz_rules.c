/* Any bytes as one of the model's rule files: they are read or refused, and
 * what was read can be used. */
#include "lang/lemmatizer.h"
#include "lang/ruler.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char sample[] = "Can't he's (well:-) and/or U.S. 10a.m.";

static void use_tokenizer(const struct part *part)
{
    struct part lookups = part_borrow("lookups", SLICE("\x80"));
    struct tokenizer *tokenizer;
    struct err err = {0};

    if (tokenizer_read(&tokenizer, part, &lookups, &err)) {
        struct tokenizer_worker *worker = tokenizer_worker_new(tokenizer);
        struct pieces pieces = {0};

        tokenizer_cut(worker, SLICE(sample), &pieces);
        free(pieces.item);
        tokenizer_worker_free(worker);
    }
    tokenizer_free(tokenizer);
    part_release(&lookups);
}

static void use_lemmatizer(const struct part *part, bool index_first)
{
    static const char *const pos[] = {"NOUN", "VERB", "ADJ", "ADV", "PUNCT"};
    struct lemmatizer *lemmatizer;
    struct err err = {0};

    if (lemmatizer_read(&lemmatizer, part, index_first, &err)) {
        for (size_t i = 0; i < sizeof pos / sizeof *pos; i++) {
            struct buf out = {0};

            lemmatizer_find(lemmatizer, SLICE("Axes"), SLICE("axes"), pos[i],
                            "", &out);
            buf_release(&out);
        }
    }
    lemmatizer_free(lemmatizer);
}

static void use_norms(const struct part *part)
{
    struct arena arena = {0};
    struct lexeme lexeme;
    struct norms *norms;
    struct err err = {0};

    if (norms_read(&norms, part, &err)) {
        lexeme_make(&lexeme, norms, SLICE("bc"), (struct slice){NULL, 0},
                    &arena);
    }
    norms_free(norms);
    arena_release(&arena);
}

static void apply(const struct ruler *ruler, const struct norms *norms)
{
    static const char *const word[] = {"is", "ai", "n't", "There"};
    enum { WORDS = sizeof word / sizeof *word };
    struct lexeme lexeme[WORDS];
    struct token token[WORDS];
    struct piece piece[WORDS];
    struct arena arena = {0};

    for (size_t i = 0; i < WORDS; i++) {
        lexeme_make(&lexeme[i], norms, slice_of(word[i]),
                    (struct slice){NULL, 0}, &arena);
        piece[i] = (struct piece){&lexeme[i], 0, false};
        token[i] =
            (struct token){.tag = "VBZ", .dep = "aux", .pos = "", .morph = ""};
    }
    ruler_apply(ruler, piece, token, WORDS);
    arena_release(&arena);
}

static void use_ruler(const struct part *part)
{
    struct part empty = part_borrow("empty", SLICE("\x80"));
    struct norms *norms = NULL;
    struct ruler *ruler = NULL;
    struct err err = {0};

    if (ruler_read(&ruler, part, &err) && norms_read(&norms, &empty, &err)) {
        apply(ruler, norms);
    }
    ruler_free(ruler);
    norms_free(norms);
    part_release(&empty);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct part part;

    if (size == 0) {
        return 0;
    }
    part =
        part_borrow("fuzz", (struct slice){(const char *)data + 1, size - 1});
    switch (data[0] % 5) {
    case 0: use_tokenizer(&part); break;
    case 1: use_norms(&part); break;
    case 2: use_ruler(&part); break;
    case 3: use_lemmatizer(&part, false); break;
    default: use_lemmatizer(&part, true); break;
    }
    part_release(&part);
    return 0;
}
