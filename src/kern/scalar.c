/* scalar.c - every kernel in plain C: the meaning of the others. */
#include "kern/kern_int.h"

#include <math.h>

/* One row against one panel. */
static void dot_panel(const struct matrix *matrix, size_t p, const float *x,
                      float sum[KERN_PANEL])
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
    .norm_add = norm_add,
    .merge = merge,
    .hidden = hidden,
    .largest = largest,
};
