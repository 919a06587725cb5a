/* scalar.c - every kernel in plain C: the meaning of the others. */
#include "kern/kern_int.h"

#include <math.h>
#include <string.h>

/* One row against one panel. */
static void dot_panel(const struct matrix *matrix, size_t p, const float *x,
                      float *restrict sum)
{
    const float *weight = matrix->panel + p * matrix->in * KERN_PANEL;

    for (size_t c = 0; c < KERN_PANEL; c++) {
        sum[c] = matrix->bias[p * KERN_PANEL + c];
    }
    for (size_t k = 0; k < matrix->in; k++) {
        for (size_t c = 0; c < KERN_PANEL; c++) {
            sum[c] += x[k] * weight[k * KERN_PANEL + c];
        }
    }
}

static void affine(const struct matrix *matrix, struct rows x, float *y,
                   size_t y_stride)
{
    for (size_t r = 0; r < x.count; r++) {
        for (size_t p = 0; p < matrix->panels; p++) {
            dot_panel(matrix, p, x.ptr + r * x.stride,
                      y + r * y_stride + p * KERN_PANEL);
        }
    }
}

static float max3(float a, float b, float c)
{
    float larger = a > b ? a : b;

    return larger > c ? larger : c;
}

static void largest_piece(const float sum[KERN_PANEL], float *y)
{
    for (size_t c = 0; c < KERN_LANES; c++) {
        y[c] = max3(sum[c], sum[KERN_LANES + c], sum[2 * KERN_LANES + c]);
    }
}

static void maxout(const struct matrix *matrix, struct rows x, float *y,
                   size_t y_stride)
{
    for (size_t r = 0; r < x.count; r++) {
        for (size_t p = 0; p < matrix->panels; p++) {
            float *out = y + r * y_stride + p * KERN_LANES;
            float sum[KERN_PANEL];

            dot_panel(matrix, p, x.ptr + r * x.stride, sum);
            for (size_t c = 0; c < KERN_LANES; c++) {
                out[c] =
                    max3(sum[c], sum[KERN_LANES + c], sum[2 * KERN_LANES + c]);
            }
        }
    }
}

/* One row of 96 against one panel, added to `sum`. */
static void add_panel(const float *weight, const float *x, float *restrict sum)
{
    for (size_t k = 0; k < KERN_WIDTH; k++) {
        for (size_t c = 0; c < KERN_PANEL; c++) {
            sum[c] += x[k] * weight[k * KERN_PANEL + c];
        }
    }
}

static void convolve_pair(const struct conv *conv, const float *row, float *y)
{
    float input[KERN_PRODUCTS][KERN_WIDTH];

    for (size_t k = 0; k < KERN_WIDTH; k++) {
        const float x[] = {row[k], row[k + KERN_WIDTH], row[k + 2 * KERN_WIDTH],
                           row[k + 3 * KERN_WIDTH]};

        input[0][k] = x[1] + x[2];
        input[1][k] = x[2] - x[1];
        input[2][k] = x[0] - x[2];
        input[3][k] = x[3] - x[1];
    }
    for (size_t p = 0; p < KERN_WIDTH / KERN_LANES; p++) {
        const size_t size = KERN_WIDTH * KERN_PANEL;
        const float *weight = conv->panel + p * KERN_PRODUCTS * size;
        float half[KERN_PANEL] = {0};
        float one[KERN_PANEL];
        float two[KERN_PANEL];

        memcpy(one, conv->bias + p * KERN_PANEL, sizeof one);
        add_panel(weight, input[0], one);
        add_panel(weight + size, input[1], half);
        for (size_t c = 0; c < KERN_PANEL; c++) {
            two[c] = one[c] - half[c];
            one[c] = one[c] + half[c];
        }
        add_panel(weight + 2 * size, input[2], one);
        add_panel(weight + 3 * size, input[3], two);
        largest_piece(one, y + p * KERN_LANES);
        largest_piece(two, y + KERN_WIDTH + p * KERN_LANES);
    }
}

static void convolve(const struct conv *conv, const float *const *window,
                     size_t pairs, float *y)
{
    for (size_t i = 0; i < pairs; i++) {
        convolve_pair(conv, window[i], y + i * 2 * KERN_WIDTH);
    }
}

static void norm_add(const struct norm *norm, const float *x, const float *old,
                     float *y, size_t count)
{
    for (size_t r = 0; r < count; r++) {
        const float *row = x + r * KERN_WIDTH;
        float mean = 0;
        float variance = 0;

        for (size_t i = 0; i < KERN_WIDTH; i++) {
            mean += row[i];
        }
        mean /= KERN_WIDTH;
        for (size_t i = 0; i < KERN_WIDTH; i++) {
            variance += (row[i] - mean) * (row[i] - mean);
        }
        variance = variance / KERN_WIDTH + NORM_EPSILON;
        for (size_t i = 0; i < KERN_WIDTH; i++) {
            y[r * KERN_WIDTH + i] =
                old[r * KERN_WIDTH + i] + norm->bias[i] +
                (row[i] - mean) / sqrtf(variance) * norm->gain[i];
        }
    }
}

static void merge(const float *left, const float *centre, const float *right,
                  const float *bias, float *y)
{
    float sum[KERN_PIECES * KERN_WIDTH];

    for (size_t i = 0; i < KERN_PIECES * KERN_WIDTH; i++) {
        sum[i] = left[i] + centre[i] + right[i] + bias[i];
    }
    for (size_t i = 0; i < KERN_WIDTH; i++) {
        y[i] = max3(sum[i], sum[KERN_WIDTH + i], sum[2 * KERN_WIDTH + i]);
    }
}

static void hidden(const float *const *input, size_t count, const float *bias,
                   float *y)
{
    float sum[HIDDEN_PIECES * HIDDEN_WIDTH];

    for (size_t i = 0; i < HIDDEN_PIECES * HIDDEN_WIDTH; i++) {
        sum[i] = bias[i];
        for (size_t f = 0; f < count; f++) {
            sum[i] += input[f][i];
        }
    }
    for (size_t i = 0; i < HIDDEN_WIDTH; i++) {
        float other = sum[HIDDEN_WIDTH + i];

        y[i] = sum[i] > other ? sum[i] : other;
    }
}

static size_t largest(const float *x, size_t count)
{
    size_t best = 0;

    for (size_t i = 1; i < count; i++) {
        if (x[i] > x[best]) {
            best = i;
        }
    }
    return best;
}

const struct kern kern_scalar = {
    .name = "scalar",
    .affine = affine,
    .maxout = maxout,
    .convolve = convolve,
    .norm_add = norm_add,
    .merge = merge,
    .hidden = hidden,
    .largest = largest,
};
