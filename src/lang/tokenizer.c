#include "base/mem.h"
#include "base/utf8.h"
#include "lang/tokenizer_int.h"

#include <assert.h>
#include <stdlib.h>

/* Bounds of the caches: a year of a newspaper has more word forms, but the
 * frequent ones come back at once after a cache was dropped. */
enum {
    MOST_LEXEMES = 1 << 14,
    MOST_LEXEME_BYTES = 8 << 20,
    MOST_CHUNKS = 1 << 15,
    CHUNK_BYTES = 64 /* longer ones are not remembered */
};

struct known_chunk {
    size_t count;
    const struct lexeme *lexeme[];
};

/* Pieces [start, end) that are a phrase. */
struct hit {
    uint32_t start;
    uint32_t end;
};

struct tokenizer_worker {
    const struct tokenizer *tokenizer;
    struct chunker chunker;
    struct arena arena; /* lexemes and their texts */
    struct map lexemes; /* text -> struct lexeme * */
    size_t lexeme_bytes;
    uint32_t next_index;
    uint32_t generation;
    struct arena chunk_arena;
    struct map chunks; /* text -> struct known_chunk * */
    struct hit *hit;   /* scratch of the second pass */
    size_t hits;
    size_t hit_cap;
    struct pieces spare;
};

struct tokenizer_worker *tokenizer_worker_new(const struct tokenizer *tokenizer)
{
    struct tokenizer_worker *worker = mem_alloc(1, sizeof *worker);

    worker->tokenizer = tokenizer;
    worker->chunker.tokenizer = tokenizer;
    worker->chunker.affix = affix_worker_new(tokenizer->affixes);
    worker->next_index = tokenizer->lexemes;
    return worker;
}

static void forget_chunks(struct tokenizer_worker *worker)
{
    map_release(&worker->chunks);
    arena_release(&worker->chunk_arena);
}

static void forget_lexemes(struct tokenizer_worker *worker)
{
    forget_chunks(worker);
    map_release(&worker->lexemes);
    arena_release(&worker->arena);
    worker->lexeme_bytes = 0;
    worker->next_index = worker->tokenizer->lexemes;
}

void tokenizer_worker_free(struct tokenizer_worker *worker)
{
    if (worker != NULL) {
        forget_lexemes(worker);
        affix_worker_free(worker->chunker.affix);
        chunker_release(&worker->chunker);
        free(worker->hit);
        free(worker->spare.item);
        free(worker);
    }
}

uint32_t tokenizer_begin(struct tokenizer_worker *worker)
{
    if (worker->lexemes.len >= MOST_LEXEMES ||
        worker->lexeme_bytes >= MOST_LEXEME_BYTES) {
        forget_lexemes(worker);
        worker->generation++;
    }
    return worker->generation;
}

uint32_t tokenizer_lexemes(const struct tokenizer_worker *worker)
{
    return worker->tokenizer->lexemes + MOST_LEXEMES;
}

static const struct lexeme *lexeme_of(struct tokenizer_worker *worker,
                                      struct slice text)
{
    const struct tokenizer *tokenizer = worker->tokenizer;
    uintptr_t *known = map_get(&worker->lexemes, text);
    struct lexeme *lexeme;

    if (known != NULL) {
        return (const struct lexeme *)*known;
    }
    text = arena_copy(&worker->arena, text);
    lexeme = arena_alloc(&worker->arena, 1, sizeof *lexeme);
    lexeme_make(lexeme, tokenizer->norms, text, (struct slice){NULL, 0},
                &worker->arena);
    lexeme->word = phrases_word(&tokenizer->phrases, text);
    lexeme->index = worker->next_index < tokenizer_lexemes(worker)
                        ? worker->next_index++
                        : LEXEME_NO_INDEX;
    worker->lexeme_bytes += sizeof *lexeme + 2 * text.len;
    *map_put(&worker->lexemes, text, NULL) = (uintptr_t)lexeme;
    return lexeme;
}

/* Append a piece; the next one's start. */
static uint32_t add_piece(struct pieces *out, const struct lexeme *lexeme,
                          uint32_t start)
{
    MEM_GROW(out->item, out->len, out->cap);
    out->item[out->len++] = (struct piece){lexeme, start, false};
    return start + (uint32_t)lexeme->text.len;
}

static void remember(struct tokenizer_worker *worker, struct slice chunk,
                     const struct piece *piece, size_t count)
{
    struct known_chunk *known;

    if (worker->chunks.len >= MOST_CHUNKS) {
        forget_chunks(worker);
    }
    known = arena_alloc(&worker->chunk_arena, 1,
                        sizeof *known + count * sizeof(struct lexeme *));
    known->count = count;
    for (size_t i = 0; i < count; i++) {
        known->lexeme[i] = piece[i].lexeme;
    }
    *map_put(&worker->chunks, arena_copy(&worker->chunk_arena, chunk), NULL) =
        (uintptr_t)known;
}

static void add_chunk(struct tokenizer_worker *worker,
                      const struct chunk *chunk, struct pieces *out)
{
    const uintptr_t *known = map_get(&worker->chunks, chunk->text);
    uint32_t start = (uint32_t)chunk->start;
    size_t first = out->len;

    if (known != NULL) {
        const struct known_chunk *pieces = (const struct known_chunk *)*known;

        for (size_t i = 0; i < pieces->count; i++) {
            start = add_piece(out, pieces->lexeme[i], start);
        }
    } else {
        worker->chunker.len = 0;
        chunker_cut(&worker->chunker, chunk->text);
        for (size_t i = 0; i < worker->chunker.len; i++) {
            const struct cut *cut = &worker->chunker.cut[i];

            start =
                add_piece(out,
                          cut->lexeme != NULL ? cut->lexeme
                                              : lexeme_of(worker, cut->text),
                          start);
        }
        if (chunk->text.len <= CHUNK_BYTES) {
            remember(worker, chunk->text, &out->item[first], out->len - first);
        }
    }
    out->item[out->len - 1].blank = chunk->blank;
}

/* All phrases that start at piece `at`. */
static void find_hits(struct tokenizer_worker *worker,
                      const struct pieces *pieces, size_t at)
{
    const struct phrases *phrases = &worker->tokenizer->phrases;
    uint32_t node = phrases_start(phrases, pieces->item[at].lexeme->word);

    for (size_t end = at + 1; node != 0; end++) {
        if (phrases_ends(phrases, node)) {
            MEM_GROW(worker->hit, worker->hits, worker->hit_cap);
            worker->hit[worker->hits++] =
                (struct hit){(uint32_t)at, (uint32_t)end};
        }
        node = end < pieces->len
                   ? phrases_step(phrases, node, pieces->item[end].lexeme->word)
                   : 0;
    }
}

/* Longer ones first, then from left to right. */
static int by_length(const void *left, const void *right)
{
    const struct hit *a = left;
    const struct hit *b = right;
    uint32_t a_len = a->end - a->start;
    uint32_t b_len = b->end - b->start;

    if (a_len != b_len) {
        return a_len > b_len ? -1 : 1;
    }
    return (a->start > b->start) - (a->start < b->start);
}

static int by_start(const void *left, const void *right)
{
    const struct hit *a = left;
    const struct hit *b = right;

    return (a->start > b->start) - (a->start < b->start);
}

/* Keep the hits whose ends no longer one has touched, in text order.  Hits
 * that are not kept block their pieces all the same. */
static void choose_hits(struct tokenizer_worker *worker, size_t first,
                        size_t end)
{
    bool *touched = mem_alloc(end - first, sizeof *touched);
    size_t kept = 0;

    qsort(worker->hit, worker->hits, sizeof *worker->hit, by_length);
    for (size_t i = 0; i < worker->hits; i++) {
        struct hit hit = worker->hit[i];

        if (!touched[hit.start - first] && !touched[hit.end - 1 - first]) {
            worker->hit[kept++] = hit;
        }
        for (size_t at = hit.start; at < hit.end; at++) {
            touched[at - first] = true;
        }
    }
    worker->hits = kept;
    qsort(worker->hit, worker->hits, sizeof *worker->hit, by_start);
    free(touched);
}

/* The text from the first to the last piece of a hit. */
static struct slice hit_text(const struct hit *hit, const struct piece *piece,
                             struct slice text)
{
    const struct piece *last = &piece[hit->end - 1];

    return slice_cut(text, (struct span){piece[hit->start].start,
                                         last->start + last->lexeme->text.len});
}

/* Put the rule's pieces in the place of the hit's, or those themselves where
 * the text between them is not quite the rule's. */
static void add_hit(struct tokenizer_worker *worker, const struct hit *hit,
                    const struct piece *piece, struct slice text,
                    struct pieces *out)
{
    const struct rule *rule =
        tokenizer_rule(worker->tokenizer, hit_text(hit, piece, text));
    uint32_t start = piece[hit->start].start;

    if (rule == NULL) {
        for (size_t i = hit->start; i < hit->end; i++) {
            add_piece(out, piece[i].lexeme, piece[i].start);
            out->item[out->len - 1].blank = piece[i].blank;
        }
        return;
    }
    for (size_t i = 0; i < rule->count; i++) {
        start = add_piece(out, rule->lexeme[i], start);
    }
    out->item[out->len - 1].blank = piece[hit->end - 1].blank;
}

/* The second pass, over the pieces from `first` on. */
static void apply_phrases(struct tokenizer_worker *worker, struct slice text,
                          size_t first, struct pieces *pieces)
{
    struct pieces *spare = &worker->spare;
    size_t at = first;

    choose_hits(worker, first, pieces->len);
    spare->len = 0;
    for (size_t i = 0; i <= worker->hits; i++) {
        size_t until = i < worker->hits ? worker->hit[i].start : pieces->len;

        for (; at < until; at++) {
            add_piece(spare, pieces->item[at].lexeme, pieces->item[at].start);
            spare->item[spare->len - 1].blank = pieces->item[at].blank;
        }
        if (i < worker->hits) {
            add_hit(worker, &worker->hit[i], pieces->item, text, spare);
            at = worker->hit[i].end;
        }
    }
    pieces->len = first;
    for (size_t i = 0; i < spare->len; i++) {
        MEM_GROW(pieces->item, pieces->len, pieces->cap);
        pieces->item[pieces->len++] = spare->item[i];
    }
}

void tokenizer_cut(struct tokenizer_worker *worker, struct slice text,
                   struct pieces *out)
{
    struct chunk_walk walk = {text, 0};
    size_t first = out->len;
    struct chunk chunk;

    assert(text.len < UINT32_MAX && utf8_valid(text) == text.len);
    while (chunk_next(&walk, &chunk)) {
        add_chunk(worker, &chunk, out);
    }
    worker->hits = 0;
    for (size_t at = first; at < out->len; at++) {
        if (out->item[at].lexeme->word != 0) {
            find_hits(worker, out, at);
        }
    }
    if (worker->hits != 0) {
        apply_phrases(worker, text, first, out);
    }
}

void pieces_to_tokens(const struct piece *piece, size_t count,
                      struct slice text, struct arena *arena,
                      struct token *token)
{
    for (size_t i = 0; i < count; i++) {
        const struct lexeme *lexeme = piece[i].lexeme;

        token[i].start = piece[i].start;
        token[i].end = piece[i].start + (uint32_t)lexeme->text.len;
        token[i].blank = piece[i].blank;
        token[i].is_space = lexeme->is_space;
        if (lexeme->norm_in_model) {
            token[i].norm = lexeme->norm;
        } else if (lexeme->norm.ptr == lexeme->text.ptr) {
            token[i].norm =
                slice_cut(text, (struct span){token[i].start, token[i].end});
        } else {
            token[i].norm = arena_copy(arena, lexeme->norm);
        }
    }
}

size_t tokenizer_faults(const struct tokenizer_worker *worker)
{
    return affix_faults(worker->chunker.affix);
}
