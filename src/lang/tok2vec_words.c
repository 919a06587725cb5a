/* tok2vec_words.c - words, and the cache that remembers them. */
#include "base/mem.h"
#include "lang/tok2vec_int.h"

#include <stdlib.h>

enum {
    SLOTS = 4096,
    BLOCK = 64, /* words computed together */
    HASHES = 4  /* rows that a table gives to one id */
};

struct slot {
    size_t key;    /* whose word it holds + 1; 0: nobody's */
    uint64_t call; /* the last one that used it */
    bool again;    /* used since the hand last came by */
};

struct words {
    const struct tok2vec *net;
    const struct kern *kern;

    uint32_t *slot_of; /* by key: the slot + 1; 0: not in the cache */
    size_t keys;
    struct slot *slot;
    struct word *word; /* SLOTS of them, and one of zeros: the padding */
    size_t hand;       /* of the clock that chooses what to forget */
    uint64_t call;
    size_t misses;

    /* The words that have to be computed. */
    const struct piece *missing[WORDS_MOST];
    struct word *missing_word[WORDS_MOST];
    size_t missings;
    float *input;   /* [BLOCK][mixer.in] */
    float *fixed;   /* [BLOCK][VECTORS_WIDTH] */
    float *mixed;   /* [BLOCK][ROW] */
    float *product; /* [BLOCK][3 * PRODUCT] */
    float *zeros;   /* [BLOCK][ROW] */
};

static struct word *find_word(struct words *words, const struct piece *piece);
static size_t free_slot(struct words *words);
static void compute_missing(struct words *words, size_t from);
static void add_fixed(const struct words *words, size_t from, size_t count);
static void embed(const struct tok2vec *net, const struct piece *piece,
                  float *out);

static float *floats(size_t rows, size_t width)
{
    return mem_alloc_aligned(rows * width, sizeof(float));
}

struct words *words_new(const struct tok2vec *net, const struct kern *kern,
                        size_t lexemes)
{
    struct words *made = mem_alloc(1, sizeof *made);

    made->net = net;
    made->kern = kern;
    made->keys = 2 * lexemes;
    made->slot_of = mem_alloc(made->keys, sizeof *made->slot_of);
    made->slot = mem_alloc(SLOTS, sizeof *made->slot);
    made->word = mem_alloc_aligned(SLOTS + 1, sizeof *made->word);
    made->input = floats(BLOCK, net->mixer.in);
    made->fixed = floats(BLOCK, VECTORS_WIDTH);
    made->mixed = floats(BLOCK, ROW);
    made->product = floats(BLOCK, 3 * PRODUCT);
    made->zeros = floats(BLOCK, ROW);
    return made;
}

void words_free(struct words *words)
{
    free(words->slot_of);
    free(words->slot);
    free(words->word);
    free(words->input);
    free(words->fixed);
    free(words->mixed);
    free(words->product);
    free(words->zeros);
    free(words);
}

void words_forget(struct words *words)
{
    memset(words->slot_of, 0, words->keys * sizeof *words->slot_of);
    memset(words->slot, 0, SLOTS * sizeof *words->slot);
}

size_t words_misses(const struct words *words)
{
    return words->misses;
}

void words_find(struct words *words, const struct piece *const *piece,
                size_t count, const struct word **word)
{
    words->call++;
    words->missings = 0;
    for (size_t i = 0; i < count; i++) {
        word[i] =
            piece[i] != NULL ? find_word(words, piece[i]) : &words->word[SLOTS];
    }
    for (size_t i = 0; i < words->missings; i += BLOCK) {
        compute_missing(words, i);
    }
}

/* The place of a word in the cache; what is not there yet is put on the list
 * of those missing. */
static struct word *find_word(struct words *words, const struct piece *piece)
{
    bool blank = piece->blank && words->net->blank_counts;
    size_t key = 2 * (size_t)piece->lexeme->index + (blank ? 1 : 0);
    bool known = key < words->keys;
    size_t at;

    if (known && words->slot_of[key] != 0) {
        at = words->slot_of[key] - 1;
        words->slot[at].again = true;
    } else {
        at = free_slot(words);
        words->slot[at].key = known ? key + 1 : 0;
        if (known) {
            words->slot_of[key] = (uint32_t)at + 1;
        }
        words->missing[words->missings] = piece;
        words->missing_word[words->missings++] = &words->word[at];
        words->misses++;
    }
    words->slot[at].call = words->call;
    return &words->word[at];
}

/* A slot whose word may be forgotten: the hand goes round, spares what was
 * used since its last visit and what the present call needs. */
static size_t free_slot(struct words *words)
{
    for (;;) {
        size_t at = words->hand;
        struct slot *slot = &words->slot[at];

        words->hand = (at + 1) % SLOTS;
        if (slot->call == words->call) {
            continue;
        }
        if (!slot->again) {
            if (slot->key != 0) {
                words->slot_of[slot->key - 1] = 0;
            }
            return at;
        }
        slot->again = false;
    }
}

/* Compute a block of the missing words. */
static void compute_missing(struct words *words, size_t from)
{
    const struct tok2vec *net = words->net;
    const struct kern *kern = words->kern;
    size_t left = words->missings - from;
    size_t count = left < BLOCK ? left : BLOCK;
    size_t in = net->mixer.in;

    for (size_t i = 0; i < count; i++) {
        embed(net, words->missing[from + i], words->input + i * in);
    }
    if (net->vectors != NULL) {
        add_fixed(words, from, count);
    }
    kern->maxout(&net->mixer, (struct rows){words->input, in, count},
                 words->mixed, ROW);
    kern->norm_add(&net->mixer_norm, words->mixed, words->zeros, words->mixed,
                   count);
    kern->affine(&net->first, (struct rows){words->mixed, ROW, count},
                 words->product, 3 * PRODUCT);
    for (size_t i = 0; i < count; i++) {
        struct word *word = words->missing_word[from + i];

        memcpy(word->mixed, words->mixed + i * ROW, sizeof word->mixed);
        memcpy(word->product, words->product + i * 3 * PRODUCT,
               sizeof word->product);
    }
}

/* The last columns: the words' fixed vectors, where there are any. */
static void add_fixed(const struct words *words, size_t from, size_t count)
{
    const struct tok2vec *net = words->net;
    size_t in = net->mixer.in;
    size_t column = net->tables * ROW;

    for (size_t i = 0; i < count; i++) {
        const float *vector = vectors_find(
            net->vectors, words->missing[from + i]->lexeme->text_id);
        float *to = words->fixed + i * VECTORS_WIDTH;

        if (vector != NULL) {
            memcpy(to, vector, VECTORS_WIDTH * sizeof *to);
        } else {
            memset(to, 0, VECTORS_WIDTH * sizeof *to);
        }
    }
    words->kern->affine(&net->fixed,
                        (struct rows){words->fixed, VECTORS_WIDTH, count},
                        words->input + column, in);
}

static uint64_t feature_of(const struct piece *piece, enum feature feature)
{
    const struct lexeme *lexeme = piece->lexeme;

    switch (feature) {
    case NORM: return lexeme->norm_id;
    case PREFIX: return lexeme->prefix_id;
    case SUFFIX: return lexeme->suffix_id;
    case SHAPE: return lexeme->shape_id;
    case SPACY: return piece->blank;
    case IS_SPACE: return lexeme->is_space;
    case FEATURES: break;
    }
    return 0;
}

static uint64_t rotate(uint64_t x, unsigned bits)
{
    return x << bits | x >> (64 - bits);
}

static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 33) * 0xff51afd7ed558ccdU;
    x = (x ^ x >> 33) * 0xc4ceb9fe1a85ec53U;
    return x ^ x >> 33;
}

/* Four 32-bit keys for an id: MurmurHash3 x64 128 of its eight bytes. */
static void hash_id(uint64_t id, uint32_t seed, uint32_t key[HASHES])
{
    uint64_t one = rotate(id * 0x87c37b91114253d5U, 31) * 0x4cf5ad432745937fU;
    uint64_t two = (uint64_t)seed ^ 8;

    one ^= (uint64_t)seed ^ 8;
    one += two;
    two += one;
    one = mix(one);
    two = mix(two);
    one += two;
    two += one;
    key[0] = (uint32_t)one;
    key[1] = (uint32_t)(one >> 32);
    key[2] = (uint32_t)two;
    key[3] = (uint32_t)(two >> 32);
}

/* For each feature, the sum of four rows of its table. */
static void embed(const struct tok2vec *net, const struct piece *piece,
                  float *out)
{
    for (size_t t = 0; t < net->tables; t++) {
        const struct table *table = &net->table[t];
        uint32_t key[HASHES];

        hash_id(feature_of(piece, table->feature), table->seed, key);
        for (size_t i = 0; i < ROW; i++) {
            out[t * ROW + i] = 0;
        }
        for (size_t h = 0; h < HASHES; h++) {
            const float *row = table->row + key[h] % table->rows * ROW;

            for (size_t i = 0; i < ROW; i++) {
                out[t * ROW + i] += row[i];
            }
        }
    }
}
