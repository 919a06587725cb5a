#include "lang/tok2vec.h"

#include "base/mem.h"
#include "lang/tok2vec_int.h"

#include <stdlib.h>

enum {
    CHUNK = WORDS_MOST - 2, /* rows of the first layer computed together */
    PAD = 4 /* rows between documents: as many as there are convolutions */
};

struct tok2vec_worker {
    const struct tok2vec *net;
    const struct kern *kern;

    struct words *words;

    /* The block of rows, and what the next convolution makes of it. */
    size_t *start;              /* row of the first piece, by document */
    size_t starts;              /* room */
    const struct piece **piece; /* of each row, from the one before the first
                                   on; NULL: padding */
    float *from;
    float *to;
    size_t room; /* rows */

    /* Pairs of rows of which the convolution is due. */
    const float *window[KERN_PAIRS];
    float *result[KERN_PAIRS];
    size_t pairs;
    float *raw; /* [2 * KERN_PAIRS][ROW]: what a layer norm has still to see */
};

static size_t lay_out(struct tok2vec_worker *worker, const struct batch *batch);
static void make_room(struct tok2vec_worker *worker, size_t docs, size_t rows);
static void first_layer(struct tok2vec_worker *worker, size_t at, size_t rows);
static void next_layer(struct tok2vec_worker *worker, const struct batch *batch,
                       size_t layer);
static void convolve(struct tok2vec_worker *worker, size_t layer);

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
    made->words = words_new(tok2vec, kern, lexemes);
    made->raw = floats(2 * KERN_PAIRS, ROW);
    return made;
}

void tok2vec_worker_free(struct tok2vec_worker *worker)
{
    if (worker == NULL) {
        return;
    }
    words_free(worker->words);
    free(worker->start);
    free(worker->piece);
    free(worker->from);
    free(worker->to);
    free(worker->raw);
    free(worker);
}

void tok2vec_forget(struct tok2vec_worker *worker)
{
    words_forget(worker->words);
}

size_t tok2vec_misses(const struct tok2vec_worker *worker)
{
    return words_misses(worker->words);
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
    size_t row = PAD;

    make_room(worker, batch->docs,
              batch->first[batch->docs] + (batch->docs + 1) * (PAD + 1));
    memset(worker->piece, 0, (worker->room + 2) * sizeof(void *));
    for (size_t doc = 0; doc < batch->docs; doc++) {
        worker->start[doc] = row;
        for (size_t i = batch->first[doc]; i < batch->first[doc + 1]; i++) {
            worker->piece[1 + row++] = &batch->piece[i];
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
        worker->piece = mem_alloc(worker->room + 2, sizeof(void *));
        worker->from = floats(worker->room, ROW);
        worker->to = floats(worker->room, ROW);
    }
}

/* The first convolution of rows at..at+CHUNK: add up what each row and its
 * neighbours bring. */
static void first_layer(struct tok2vec_worker *worker, size_t at, size_t rows)
{
    const struct kern *kern = worker->kern;
    const struct word *word[WORDS_MOST]; /* from the row before `at` on */
    size_t count = rows - at < CHUNK ? rows - at : CHUNK;
    float *out = worker->from + at * ROW;

    words_find(worker->words, worker->piece + at, count + 2, word);
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
