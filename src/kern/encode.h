/*
 * encode.h - the arithmetic of transformer encoders.
 *
 * Beside kern.h's affine layers: attention within a sentence, layer norms of
 * any width, GELU, and affine layers with weights of eight bits.  As there,
 * a row's result never depends on how many rows are given at once, and all
 * sets compute the same up to rounding; products of eight bits are exact, so
 * they are equal in all sets.  Nothing allocates but `bytes_pack`.
 */
#ifndef DEMARCHE_KERN_ENCODE_H
#define DEMARCHE_KERN_ENCODE_H

#include "kern/kern.h"

#include <stdint.h>

#define ENCODE_ROWS  ((size_t)512)  /* of one sentence, at most */
#define ENCODE_HEAD  ((size_t)64)   /* floats of one head, at most */
#define ENCODE_GROUP ((size_t)4)    /* inputs multiplied together */
#define ENCODE_IN    ((size_t)4096) /* of an affine layer of eight bits */

/* Attention of one head over the rows of one sentence:
 *
 *     y[i] = sum over j of softmax(q[i] . k[j] * scale + near[j - i]) v[j]
 */
struct attention {
    const float *query; /* rows `stride` floats apart, as key and value */
    const float *key;
    const float *value;
    size_t stride;
    size_t rows; /* 1 .. ENCODE_ROWS */
    size_t head; /* floats a row: a multiple of 16, <= ENCODE_HEAD */
    float scale;
    const float *near; /* what is added at distance 0; indexes from 1 - rows
                          to rows - 1 are read; NULL: nothing is */
    float *y;
    size_t y_stride;
    float *scratch; /* ENCODE_SCRATCH floats */
};

#define ENCODE_TILE    ((size_t)8) /* rows of attention worked on together */
#define ENCODE_SCRATCH (ENCODE_ROWS * (2 * ENCODE_HEAD + ENCODE_TILE))

/* A layer norm of `width` floats, a multiple of 16. */
struct wide_norm {
    const float *gain;
    const float *bias;
    float epsilon;
    size_t width;
};

/* Weights of eight bits: column c of the layer is scale[c] times them.
 * panel[p][k / 4][c][k % 4], with zeros behind the last input. */
struct bytes {
    int8_t *panel;
    float *scale;
    float *bias;
    int32_t *sum; /* of a column's weights */
    size_t in;
    size_t groups; /* of four inputs, with those of zeros */
    size_t panels;
};

/* Pack W[out][in], in <= ENCODE_IN, each row rounded to -127 .. 127. */
struct bytes bytes_pack(const float *weight, const float *bias, size_t out,
                        size_t in);
void bytes_release(struct bytes *bytes);

struct encode {
    const char *name;

    void (*attend)(const struct attention *attention);

    /* y = layer norm of (x + old); y may be x or old.  old NULL: of x. */
    void (*norm)(const struct wide_norm *norm, const float *x, const float *old,
                 float *y, size_t count);

    /* x / 2 (1 + erf(x / sqrt 2)), in place; `count` is a multiple of 16. */
    void (*gelu)(float *x, size_t count);

    /* Weights rounded to -127 .. 127 by the largest of them; returns what one
     * step stands for.  `in` is a multiple of 16. */
    float (*round)(const float *weight, size_t in, int8_t *out);

    /* y = W x + b with weights of eight bits; each row of x is rounded to
     * 256 steps from its least value to its largest (or 0, if that lies
     * outside).  Rows of y are 48 panels long. */
    void (*affine)(const struct bytes *matrix, struct rows x, float *y,
                   size_t y_stride);
};

/* As kern_best and kern_named, with two sets more: "avxvnni" (AVX2 that
 * multiplies bytes) and "amx" (AVX-512 with tiles). */
const struct encode *encode_best(void);
const struct encode *encode_named(const char *name);

#endif
