#include "lang/tok2vec.h"

#include "base/mem.h"
#include "lang/tok2vec_int.h"

#include <stdlib.h>

enum {
    CHUNK = 1024, /* rows of which the words are looked up together */
    WORDS = CHUNK + 2,
    BLOCK = 64, /* words or rows computed together */
    PAD = 4,    /* rows between documents: as many as there are convolutions */
    SLOTS = 4096,
    HASHES = 4 /* rows that a table gives to one id */
};

/* What the cache holds for a word: the mixed vector, and its products with the
 * first convolution's weights as left, centre and right of a window. */
struct word {
    float mixed[ROW];
    float product[3][PRODUCT];
};

struct slot {
    size_t key;     /* whose word it holds + 1; 0: nobody's */
    uint64_t chunk; /* the last one that used it */
    bool again;     /* used since the hand last came by */
};

struct tok2vec_worker {
    const struct tok2vec *net;
    const struct kern *kern;

    uint32_t *slot_of; /* by key: the slot + 1; 0: not in the cache */
    size_t keys;
    struct slot *slot;
    struct word *word; /* SLOTS of them, and one of zeros: the padding */
    size_t hand;       /* of the clock that chooses what to forget */
    uint64_t chunk;
    size_t misses;

    /* The words of a chunk that have to be computed. */
    const struct piece *missing[WORDS];
    struct word *missing_word[WORDS];
    size_t missings;
    float *input;   /* [BLOCK][mixer.in] */
    float *fixed;   /* [BLOCK][VECTORS_WIDTH] */
    float *mixed;   /* [BLOCK][ROW] */
    float *product; /* [BLOCK][3 * PRODUCT] */
    float *zeros;   /* [BLOCK][ROW] */

    /* The block of rows, and what the next convolution makes of it. */
    size_t *start;              /* row of the first piece, by document */
    size_t starts;              /* room */
    const struct piece **piece; /* of each row; NULL: padding */
    float *from;
    float *to;
    size_t room; /* rows */

    /* Pairs of rows of which the convolution is due. */
    const float *window[KERN_PAIRS];
    float *result[KERN_PAIRS];
    size_t pairs;
    float *raw; /* [BLOCK][ROW]: what a layer norm has still to see */
};

static size_t lay_out(struct tok2vec_worker *worker, const struct batch *batch);
static void make_room(struct tok2vec_worker *worker, size_t docs, size_t rows);
static void first_layer(struct tok2vec_worker *worker, size_t at, size_t rows);
static void next_layer(struct tok2vec_worker *worker, const struct batch *batch,
                       size_t layer);
static void convolve(struct tok2vec_worker *worker, size_t layer);
static struct word *find_word(struct tok2vec_worker *worker,
                              const struct piece *piece);
static size_t free_slot(struct tok2vec_worker *worker);
static void compute_missing(struct tok2vec_worker *worker, size_t from);
static void add_fixed(const struct tok2vec_worker *worker, size_t from,
                      size_t count);
static void embed(const struct tok2vec *net, const struct piece *piece,
                  float *out);

static float *floats(size_t rows, size_t width)
{
    return mem_alloc_aligned(rows * width, sizeof(float));
}

struct tok2vec_worker *tok2vec_worker_new(const struct tok2vec *tok2vec,
                                          const struct kern *kern,
                                          size_t lexemes)
{
    struct tok2vec_worker *made = mem_alloc(1, sizeof *made);

    made->net = tok2vec;
    made->kern = kern;
    made->keys = 2 * lexemes;
    made->slot_of = mem_alloc(made->keys, sizeof *made->slot_of);
    made->slot = mem_alloc(SLOTS, sizeof *made->slot);
    made->word = mem_alloc_aligned(SLOTS + 1, sizeof *made->word);
    made->input = floats(BLOCK, tok2vec->mixer.in);
    made->fixed = floats(BLOCK, VECTORS_WIDTH);
    made->mixed = floats(BLOCK, ROW);
    made->product = floats(BLOCK, 3 * PRODUCT);
    made->zeros = floats(BLOCK, ROW);
    made->raw = floats(BLOCK, ROW);
    return made;
}

void tok2vec_worker_free(struct tok2vec_worker *worker)
{
    if (worker == NULL) {
        return;
    }
    free(worker->slot_of);
    free(worker->slot);
    free(worker->word);
    free(worker->input);
    free(worker->fixed);
    free(worker->mixed);
    free(worker->product);
    free(worker->zeros);
    free(worker->start);
    free(worker->piece);
    free(worker->from);
    free(worker->to);
    free(worker->raw);
    free(worker);
}

void tok2vec_forget(struct tok2vec_worker *worker)
{
    memset(worker->slot_of, 0, worker->keys * sizeof *worker->slot_of);
    memset(worker->slot, 0, SLOTS * sizeof *worker->slot);
}

size_t tok2vec_misses(const struct tok2vec_worker *worker)
{
    return worker->misses;
}

const float *tok2vec_run(struct tok2vec_worker *worker,
                         const struct batch *batch)
{
    size_t rows = lay_out(worker, batch);

    for (size_t at = 0; at < rows; at += CHUNK) {
        first_layer(worker, at, rows);
    }
    for (size_t layer = 1; layer < CONVS; layer++) {
        next_layer(worker, batch, layer);
    }
    return worker->from;
}

/* Give each piece its row; returns the number of rows.  Rows are convolved in
 * pairs, so a document starts at an even row: its numbers must not depend on
 * who stands before it. */
static size_t lay_out(struct tok2vec_worker *worker, const struct batch *batch)
{
    make_room(worker, batch->docs,
              batch->first[batch->docs] + (batch->docs + 1) * (PAD + 1));
    memset(worker->piece, 0, worker->room * sizeof(void *));

    size_t row = PAD;

    for (size_t doc = 0; doc < batch->docs; doc++) {
        worker->start[doc] = row;
        for (size_t i = batch->first[doc]; i < batch->first[doc + 1]; i++) {
            worker->piece[row++] = &batch->piece[i];
        }
        row += PAD + row % 2;
    }
    return row;
}

static void make_room(struct tok2vec_worker *worker, size_t docs, size_t rows)
{
    if (docs > worker->starts) {
        free(worker->start);
        worker->starts = docs + docs / 2;
        worker->start = mem_alloc(worker->starts, sizeof *worker->start);
    }
    if (rows > worker->room) {
        free(worker->piece);
        free(worker->from);
        free(worker->to);
        worker->room = rows + rows / 2;
        worker->piece = mem_alloc(worker->room, sizeof(void *));
        worker->from = floats(worker->room, ROW);
        worker->to = floats(worker->room, ROW);
    }
}

/* The first convolution of rows at..at+CHUNK: look their words up, compute
 * those that are missing, and add up what each row's neighbours bring. */
static void first_layer(struct tok2vec_worker *worker, size_t at, size_t rows)
{
    const struct kern *kern = worker->kern;
    const struct word *padding = &worker->word[SLOTS];
    const struct word *word[WORDS];
    size_t count = rows - at < CHUNK ? rows - at : CHUNK;
    float *out = worker->from + at * ROW;

    worker->chunk++;
    worker->missings = 0;
    for (size_t i = 0; i < count + 2; i++) {
        size_t row = at + i; /* + 1: the row before the chunk comes first */
        const struct piece *piece =
            row >= 1 && row <= rows ? worker->piece[row - 1] : NULL;

        word[i] = piece != NULL ? find_word(worker, piece) : padding;
    }
    for (size_t i = 0; i < worker->missings; i += BLOCK) {
        compute_missing(worker, i);
    }
    for (size_t i = 0; i < count; i++) {
        kern->merge(word[i]->product[0], word[i + 1]->product[1],
                    word[i + 2]->product[2], worker->net->first_bias,
                    worker->raw);
        kern->norm_add(&worker->net->norm[0], worker->raw, word[i + 1]->mixed,
                       out + i * ROW, 1);
    }
}

/* One of the other convolutions, from `from` to `to`, which change places.
 * Of the padding only those rows are computed that still matter to a word.
 * The last layer leaves the padding out. */
static void next_layer(struct tok2vec_worker *worker, const struct batch *batch,
                       size_t layer)
{
    size_t reach = CONVS - 1 - layer;
    float *swap = worker->from;

    for (size_t doc = 0; doc < batch->docs; doc++) {
        size_t start = worker->start[doc];
        size_t len = batch->first[doc + 1] - batch->first[doc];
        float *out = reach != 0 ? worker->to + start * ROW
                                : worker->to + batch->first[doc] * ROW;
        size_t before = reach != 0 ? 2 : 0;

        for (size_t i = 0; i < before + len + reach; i += 2) {
            worker->window[worker->pairs] =
                worker->from + (start + i - before - 1) * ROW;
            worker->result[worker->pairs++] = out + i * ROW - before * ROW;
            if (worker->pairs == KERN_PAIRS) {
                convolve(worker, layer);
            }
        }
    }
    convolve(worker, layer);
    worker->from = worker->to;
    worker->to = swap;
}

/* Compute the pairs that are due.  The second row of an odd document's last
 * pair is nobody's: what comes after it overwrites it. */
static void convolve(struct tok2vec_worker *worker, size_t layer)
{
    const struct kern *kern = worker->kern;

    kern->convolve(&worker->net->conv[layer], worker->window, worker->pairs,
                   worker->raw);
    for (size_t i = 0; i < worker->pairs; i++) {
        kern->norm_add(&worker->net->norm[layer], worker->raw + i * 2 * ROW,
                       worker->window[i] + ROW, worker->result[i], 2);
    }
    worker->pairs = 0;
}

/* The place of a word in the cache; what is not there yet is put on the list
 * of those missing. */
static struct word *find_word(struct tok2vec_worker *worker,
                              const struct piece *piece)
{
    bool blank = piece->blank && worker->net->blank_counts;
    size_t key = 2 * (size_t)piece->lexeme->index + (blank ? 1 : 0);
    bool known = key < worker->keys;
    size_t at;

    if (known && worker->slot_of[key] != 0) {
        at = worker->slot_of[key] - 1;
        worker->slot[at].again = true;
    } else {
        at = free_slot(worker);
        worker->slot[at].key = known ? key + 1 : 0;
        if (known) {
            worker->slot_of[key] = (uint32_t)at + 1;
        }
        worker->missing[worker->missings] = piece;
        worker->missing_word[worker->missings++] = &worker->word[at];
        worker->misses++;
    }
    worker->slot[at].chunk = worker->chunk;
    return &worker->word[at];
}

/* A slot whose word may be forgotten: the hand goes round, spares what was
 * used since its last visit and what the present chunk needs. */
static size_t free_slot(struct tok2vec_worker *worker)
{
    for (;;) {
        size_t at = worker->hand;
        struct slot *slot = &worker->slot[at];

        worker->hand = (at + 1) % SLOTS;
        if (slot->chunk == worker->chunk) {
            continue;
        }
        if (!slot->again) {
            if (slot->key != 0) {
                worker->slot_of[slot->key - 1] = 0;
            }
            return at;
        }
        slot->again = false;
    }
}

/* Compute a block of the missing words. */
static void compute_missing(struct tok2vec_worker *worker, size_t from)
{
    const struct tok2vec *net = worker->net;
    const struct kern *kern = worker->kern;
    size_t left = worker->missings - from;
    size_t count = left < BLOCK ? left : BLOCK;
    size_t in = net->mixer.in;

    for (size_t i = 0; i < count; i++) {
        embed(net, worker->missing[from + i], worker->input + i * in);
    }
    if (net->vectors != NULL) {
        add_fixed(worker, from, count);
    }
    kern->maxout(&net->mixer, (struct rows){worker->input, in, count},
                 worker->mixed, ROW);
    kern->norm_add(&net->mixer_norm, worker->mixed, worker->zeros,
                   worker->mixed, count);
    kern->affine(&net->first, (struct rows){worker->mixed, ROW, count},
                 worker->product, 3 * PRODUCT);
    for (size_t i = 0; i < count; i++) {
        struct word *word = worker->missing_word[from + i];

        memcpy(word->mixed, worker->mixed + i * ROW, sizeof word->mixed);
        memcpy(word->product, worker->product + i * 3 * PRODUCT,
               sizeof word->product);
    }
}

/* The last columns: the words' fixed vectors, where there are any. */
static void add_fixed(const struct tok2vec_worker *worker, size_t from,
                      size_t count)
{
    const struct tok2vec *net = worker->net;
    size_t in = net->mixer.in;
    size_t column = net->tables * ROW;

    for (size_t i = 0; i < count; i++) {
        const float *vector = vectors_find(
            net->vectors, worker->missing[from + i]->lexeme->text_id);
        float *to = worker->fixed + i * VECTORS_WIDTH;

        if (vector != NULL) {
            memcpy(to, vector, VECTORS_WIDTH * sizeof *to);
        } else {
            memset(to, 0, VECTORS_WIDTH * sizeof *to);
        }
    }
    worker->kern->affine(&net->fixed,
                         (struct rows){worker->fixed, VECTORS_WIDTH, count},
                         worker->input + column, in);
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
