/* reader_acts.c - types, flags and roles of a unit's words; the act between two
 * given spans. */
#include "sense/reader_int.h"

#include <math.h>

enum { SIGNS = 4 }; /* two around each of two spans */

static float sigmoid(float x)
{
    return 1.0F / (1.0F + expf(-x));
}

void reader_weigh(const struct reader *reader, struct reader_bench *bench,
                  struct reader_weighed *weighed)
{
    const struct act_heads *heads = &reader->act;
    const struct encoder *encoder = reader->encoder;
    struct rows words = {bench->first, encoder_width(encoder), bench->words};

    head_run(encoder, &heads->word, words, bench->hidden);
    encoder->encode->gelu(bench->hidden, bench->words * READER_WIDE);
    head_run(encoder, &heads->answer,
             (struct rows){bench->hidden, READER_WIDE, bench->words},
             bench->answer);
    for (size_t i = 0; i < bench->words; i++) {
        const float *answer = bench->answer + i * READER_WIDE;
        float *type = bench->type + i * heads->types;

        memcpy(type, answer, heads->types * sizeof *type);
        softmax(type, heads->types);
        for (size_t f = 0; f < READER_FLAGS && heads->flags; f++) {
            bench->flag[i * READER_FLAGS + f] =
                sigmoid(answer[heads->types + f]);
        }
    }
    if (heads->role.out != 0) {
        head_run(encoder, &heads->role, words, bench->related);
    }
    *weighed =
        (struct reader_weighed){.len = bench->words,
                                .word = bench->word,
                                .type = bench->type,
                                .types = heads->types,
                                .flag = heads->flags ? bench->flag : NULL,
                                .roles = heads->role.out != 0};
}

/* The step of nearness of a word that stands at `word` to a predicate at `at`,
 * as it was trained (train/sense/acts.py). */
static size_t step_of(size_t at, size_t word)
{
    static const size_t far[] = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48};
    size_t away = word < at ? at - word : word - at;
    size_t step = 0;

    while (step < sizeof far / sizeof far[0] && far[step] <= away) {
        step++;
    }
    return word < at ? step + READER_STEPS / 2 : step;
}

static float relu(float x)
{
    return x > 0.0F ? x : 0.0F;
}

float reader_role(const struct reader *reader, const struct reader_bench *bench,
                  enum reader_role role, size_t predicate, float *share)
{
    const struct role_weights *weigh = &reader->act.weigh[role];
    size_t ask = role == READER_ACTOR ? ASK_ACTOR : ASK_RECIPIENT;
    const float *asks =
        bench->related + predicate * READER_WIDE + ask * READER_ASK;
    float score[ENCODER_SENTENCE + 1];

    score[0] = weigh->nobody_bias;
    for (size_t i = 0; i < READER_ASK; i++) {
        score[0] += weigh->nobody[i] * relu(asks[i]);
    }
    for (size_t word = 0; word < bench->words; word++) {
        const float *key =
            bench->related + word * READER_WIDE + (ask + 1) * READER_ASK;
        const float *near = weigh->step[step_of(predicate, word)];
        float sum = 0.0F;

        for (size_t i = 0; i < READER_ASK; i++) {
            sum += weigh->word[i] * relu(asks[i] + key[i] + near[i]);
        }
        score[word + 1] = sum;
    }
    softmax(score, bench->words + 1);
    memcpy(share, score + 1, bench->words * sizeof *share);
    return score[0];
}

/* The mean of the vectors of the pieces that begin inside a span, or `absent`
 * if none does. */
static void mean_inside(const struct reader_bench *bench, size_t pieces,
                        size_t width, struct span span, const float *absent,
                        float *mean)
{
    size_t count = 0;

    memset(mean, 0, width * sizeof *mean);
    for (size_t i = 0; i < pieces; i++) {
        const float *vector = bench->vector + (i + 1) * width;

        if (bench->piece[i].at.start < span.start ||
            bench->piece[i].at.start >= span.end) {
            continue;
        }
        count++;
        for (size_t d = 0; d < width; d++) {
            mean[d] += vector[d];
        }
    }
    for (size_t d = 0; d < width; d++) {
        mean[d] = count != 0 ? mean[d] / (float)count : absent[d];
    }
}

/* The mean of all vectors, each as much as it answers what is asked. */
static void pool(struct reader_bench *bench, size_t len, size_t width,
                 const float *asked, float *pooled)
{
    float share[ENCODER_SENTENCE];

    for (size_t i = 0; i < len; i++) {
        share[i] = 0.0F;
        for (size_t d = 0; d < width; d++) {
            share[i] += bench->vector[i * width + d] * asked[d];
        }
        share[i] /= sqrtf((float)width);
    }
    softmax(share, len);
    memset(pooled, 0, width * sizeof *pooled);
    for (size_t i = 0; i < len; i++) {
        for (size_t d = 0; d < width; d++) {
            pooled[d] += share[i] * bench->vector[i * width + d];
        }
    }
}

/* The pieces that begin inside a span, as [start, end). */
static struct span pieces_inside(const struct wordpiece *piece, size_t pieces,
                                 struct span span)
{
    struct span inside = {0};

    for (size_t i = 0; i < pieces; i++) {
        if (piece[i].at.start >= span.start && piece[i].at.start < span.end) {
            inside.start = span_empty(inside) ? i : inside.start;
            inside.end = i + 1;
        }
    }
    return inside;
}

/* The signs of the spans that end (begin) before piece `at`. */
static size_t put_signs(const int32_t sign[2], const struct span span[2],
                        const struct span inside[2], size_t at, bool ends,
                        struct wordpiece *piece)
{
    size_t len = 0;

    for (size_t s = 0; s < 2; s++) {
        if (!span_empty(inside[s]) &&
            at == (ends ? inside[s].end : inside[s].start)) {
            piece[len++] = (struct wordpiece){
                sign[s], false, {span[s].start, span[s].start}};
        }
    }
    return len;
}

/* Put a sign before and behind the pieces of source and target (Zhou and Chen
 * 2022), so that the encoder knows who is asked about.  Each sign counts to
 * its span.  Returns how many pieces there are then. */
static size_t add_signs(const int32_t sign[2], const struct span span[2],
                        struct wordpiece *piece, size_t pieces)
{
    struct wordpiece out[ENCODER_SENTENCE];
    struct span inside[2] = {pieces_inside(piece, pieces, span[0]),
                             pieces_inside(piece, pieces, span[1])};
    size_t len = 0;

    for (size_t i = 0; i <= pieces; i++) {
        len += put_signs(sign, span, inside, i, true, out + len);
        len += put_signs(sign, span, inside, i, false, out + len);
        if (i < pieces) {
            out[len++] = piece[i];
        }
    }
    memcpy(piece, out, len * sizeof *piece);
    return len;
}

void reader_pair(const struct reader *reader, struct reader_bench *bench,
                 struct slice text, struct span source, struct span target,
                 struct reader_pair *pair)
{
    const struct act_heads *heads = &reader->act;
    const struct encoder *encoder = reader->encoder;
    size_t width = encoder_width(encoder);
    const struct span side[2] = {source, target};
    size_t pieces = wordpiece_cut(encoder_vocab(encoder), text, bench->piece,
                                  READER_LONG - SIGNS);
    size_t len;
    float *three = bench->hidden; /* source, target, pool; then hidden */
    float *z = bench->related;

    if (heads->sign[0] != 0) {
        pieces = add_signs(heads->sign, side, bench->piece, pieces);
    }
    len = encoder_frame(encoder, bench->piece, pieces, bench->pass.id);
    *pair = (struct reader_pair){0};
    bench->pass.encoded = true; /* what was gathered before is gone */
    encoder_run(encoder, bench->encoder, bench->pass.id, &len, 1,
                bench->vector);
    mean_inside(bench, pieces, width, source, heads->absent[0], three);
    mean_inside(bench, pieces, width, target, heads->absent[1], three + width);
    encoder->kern->affine(&heads->ask.matrix,
                          (struct rows){three, 2 * width, 1}, bench->answer,
                          matrix_width(&heads->ask.matrix));
    pool(bench, len, width, bench->answer, three + 2 * width);
    head_run(encoder, &heads->pair, (struct rows){three, 3 * width, 1}, z);
    encoder->encode->gelu(z, READER_WIDE);
    head_run(encoder, &heads->kind, (struct rows){z, READER_WIDE, 1},
             bench->answer);
    softmax(bench->answer, heads->roots);
    softmax(bench->answer + heads->roots, READER_QUADS);
    memcpy(pair->root, bench->answer, heads->roots * sizeof *pair->root);
    memcpy(pair->quad, bench->answer + heads->roots, sizeof pair->quad);
}
