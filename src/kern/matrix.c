#include "base/mem.h"
#include "kern/kern.h"

#include <stdlib.h>

static struct matrix empty(size_t columns, size_t in);
static void set_column(struct matrix *matrix, size_t column,
                       const float *weight, float bias);

struct matrix matrix_affine(const float *weight, const float *bias, size_t out,
                            size_t in)
{
    struct matrix matrix = empty(out, in);

    for (size_t o = 0; o < out; o++) {
        set_column(&matrix, o, weight + o * in, bias != NULL ? bias[o] : 0.0F);
    }
    return matrix;
}

/* A panel holds the three pieces of sixteen outputs, one after another. */
struct matrix matrix_maxout(const float *weight, const float *bias, size_t out,
                            size_t in)
{
    struct matrix matrix = empty(out * KERN_PIECES, in);

    for (size_t row = 0; row < out * KERN_PIECES; row++) {
        size_t o = row / KERN_PIECES;
        size_t piece = row % KERN_PIECES;
        size_t column =
            o / KERN_LANES * KERN_PANEL + piece * KERN_LANES + o % KERN_LANES;

        set_column(&matrix, column, weight + row * in, bias[row]);
    }
    return matrix;
}

void matrix_release(struct matrix *matrix)
{
    free(matrix->panel);
    free(matrix->bias);
    *matrix = (struct matrix){0};
}

static struct matrix empty(size_t columns, size_t in)
{
    size_t panels = (columns + KERN_PANEL - 1) / KERN_PANEL;

    return (struct matrix){
        .panel = mem_alloc_aligned(panels * in * KERN_PANEL, sizeof(float)),
        .bias = mem_alloc_aligned(panels * KERN_PANEL, sizeof(float)),
        .in = in,
        .panels = panels,
    };
}

static void set_column(struct matrix *matrix, size_t column,
                       const float *weight, float bias)
{
    size_t c = column % KERN_PANEL;
    float *panel =
        matrix->panel + column / KERN_PANEL * matrix->in * KERN_PANEL;

    for (size_t k = 0; k < matrix->in; k++) {
        panel[k * KERN_PANEL + c] = weight[k];
    }
    matrix->bias[column] = bias;
}
