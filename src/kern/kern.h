/*
 * kern.h - the arithmetic of small networks on rows of floats.
 *
 * A kernel set is a table of functions for one kind of processor; all sets
 * compute the same, up to rounding.  Within a set a result depends on its own
 * row only, never on how many rows are given at once: batching cannot change
 * an answer.  Nothing here allocates, apart from making a matrix.
 *
 * The widths are those of the networks that are read: layers of 96 with three
 * pieces, hidden layers of 64 with two.
 */
#ifndef DEMARCHE_KERN_KERN_H
#define DEMARCHE_KERN_KERN_H

#include <stdbool.h>
#include <stddef.h>

#define KERN_LANES  ((size_t)16)     /* floats in the widest vector */
#define KERN_PIECES ((size_t)3)      /* of a maxout */
#define KERN_PANEL  (3 * KERN_LANES) /* columns worked on together */
#define KERN_WIDTH  ((size_t)96)     /* of a layer norm and of its maxout */
#define KERN_PAIRS  ((size_t)8)      /* of rows, convolved at once */

/* Weights, packed: panel[p][k][c] multiplies input k for column 48p + c. */
struct matrix {
    float *panel;
    float *bias; /* one a column */
    size_t in;
    size_t panels;
};

/* Pack W[out][in] and b[out] (NULL: zeros). */
struct matrix matrix_affine(const float *weight, const float *bias, size_t out,
                            size_t in);

/* Pack W[out][3][in] and b[out][3] for maxout; `out` is a multiple of 16. */
struct matrix matrix_maxout(const float *weight, const float *bias, size_t out,
                            size_t in);

void matrix_release(struct matrix *matrix);

/* Columns of an affine result, padding included: rows of `y` need so many. */
static inline size_t matrix_width(const struct matrix *matrix)
{
    return matrix->panels * KERN_PANEL;
}

/* A convolution over three rows of 96, with maxout, packed for computing two
 * rows at once: with a, b, c the thirds of the weights, the outputs of rows 1
 * and 2 of four rows x0..x3 need four products instead of six (Winograd's
 * F(2,3)):
 *
 *     both = (x1 + x2) (a + b + c) / 2     half = (x2 - x1) (a - b + c) / 2
 *     y1 = both + half + (x0 - x2) a       y2 = both - half + (x3 - x1) c
 *
 * panel[p][i][k][c]: the matrices of both, half, a and c. */
struct conv {
    float *panel;
    float *bias; /* [6][48] */
};

#define KERN_PRODUCTS ((size_t)4)

/* Pack W[96][3][288] and b[96][3]. */
struct conv conv_pack(const float *weight, const float *bias);

void conv_release(struct conv *conv);

/* A layer norm: what comes after mean 0 and variance 1. */
struct norm {
    float gain[KERN_WIDTH];
    float bias[KERN_WIDTH];
};

/* Rows to be read, `stride` floats from one to the next. */
struct rows {
    const float *ptr;
    size_t stride;
    size_t count;
};

struct kern {
    const char *name;

    /* y = W x + b.  Rows of y are matrix_width() long or longer. */
    void (*affine)(const struct matrix *matrix, struct rows x, float *y,
                   size_t y_stride);

    /* y[o] = the largest of three pieces of W x + b. */
    void (*maxout)(const struct matrix *matrix, struct rows x, float *y,
                   size_t y_stride);

    /* The convolution of `pairs` <= KERN_PAIRS pairs of rows: window[i] is
     * where four rows without gaps start, the pair and its neighbours.  y: two
     * rows of 96 a pair. */
    void (*convolve)(const struct conv *conv, const float *const *window,
                     size_t pairs, float *y);

    /* y = old + layer norm of x, for `count` rows of 96 without gaps.  y may
     * be x or old. */
    void (*norm_add)(const struct norm *norm, const float *x, const float *old,
                     float *y, size_t count);

    /* y[o] = largest of (left + centre + right + bias)[piece][o], over three
     * pieces of 96. */
    void (*merge)(const float *left, const float *centre, const float *right,
                  const float *bias, float *y);

    /* y[o] = larger of (bias + the sum of `count` inputs)[piece][o], over two
     * pieces of 64. */
    void (*hidden)(const float *const *input, size_t count, const float *bias,
                   float *y);

    /* Index of the first largest of `count` >= 1 values. */
    size_t (*largest)(const float *x, size_t count);
};

/* The fastest set that this processor runs, or the one that the environment
 * variable DEMARCHE_CPU asks for ("scalar", "avx2", "avx512") if it runs. */
const struct kern *kern_best(void);

/* The set of that name; NULL if there is none or the processor lacks it. */
const struct kern *kern_named(const char *name);

#endif
