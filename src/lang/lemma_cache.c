#include "base/mem.h"
#include "lang/lemmatizer_int.h"

#include <stdlib.h>

/* One place a key, the newer answer wins: a fixed size, and nothing that a
 * hostile text could make slow. */
enum { PLACES = 1 << 14, WORD_BYTES = 28 };

struct answer {
    const char *pos; /* NULL: empty; compared by address, as is morph */
    const char *morph;
    uint8_t text_len;
    uint8_t lemma_len;
    char text[WORD_BYTES];
    char lemma[WORD_BYTES];
};

struct lemma_cache {
    struct answer answer[PLACES];
};

struct lemma_cache *lemma_cache_new(void)
{
    return mem_alloc(1, sizeof(struct lemma_cache));
}

void lemma_cache_free(struct lemma_cache *cache)
{
    free(cache);
}

static struct answer *place_of(struct lemma_cache *cache,
                               const struct lexeme *lexeme,
                               const struct token *token)
{
    uint64_t hash = lexeme->text_id;

    hash = (hash ^ (uintptr_t)token->pos) * 0x9e3779b97f4a7c15U;
    hash = (hash ^ (uintptr_t)token->morph) * 0x9e3779b97f4a7c15U;
    return &cache->answer[hash >> 50];
}

static bool answers(const struct answer *answer, const struct lexeme *lexeme,
                    const struct token *token)
{
    return answer->pos == token->pos && answer->morph == token->morph &&
           answer->text_len == lexeme->text.len &&
           memcmp(answer->text, lexeme->text.ptr, lexeme->text.len) == 0;
}

static void remember(struct answer *answer, const struct lexeme *lexeme,
                     const struct token *token, struct slice lemma)
{
    if (lexeme->text.len > WORD_BYTES || lemma.len > WORD_BYTES ||
        lemma.len == 0) {
        return;
    }
    answer->pos = token->pos;
    answer->morph = token->morph;
    answer->text_len = (uint8_t)lexeme->text.len;
    answer->lemma_len = (uint8_t)lemma.len;
    memcpy(answer->text, lexeme->text.ptr, lexeme->text.len);
    memcpy(answer->lemma, lemma.ptr, lemma.len);
}

/* The analysed text where the lemma reads the same, else a copy. */
static struct slice keep(struct slice lemma, struct slice own,
                         struct arena *arena)
{
    return slice_eq(lemma, own) ? own : arena_copy(arena, lemma);
}

void lemmatizer_apply(const struct lemmatizer *lemmatizer,
                      struct lemma_cache *cache, const struct piece *piece,
                      struct arena *arena, struct analysis *doc)
{
    struct buf lemma = {0};

    for (size_t i = 0; i < doc->len; i++) {
        const struct lexeme *lexeme = piece[i].lexeme;
        struct token *token = &doc->token[i];
        struct slice own = token_text(doc, i);
        struct answer *answer;

        if (token->lemma.ptr != NULL) {
            continue;
        }
        answer = place_of(cache, lexeme, token);
        if (answers(answer, lexeme, token)) {
            token->lemma = keep(
                (struct slice){answer->lemma, answer->lemma_len}, own, arena);
            continue;
        }
        buf_clear(&lemma);
        lemmatizer_find(lemmatizer, lexeme->text, lexeme->lower, token->pos,
                        token->morph, &lemma);
        token->lemma = keep(buf_slice(&lemma), own, arena);
        remember(answer, lexeme, token, buf_slice(&lemma));
    }
    buf_release(&lemma);
}
