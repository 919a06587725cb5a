#include "base/mem.h"
#include "kern/kern.h"

#include <stdlib.h>
#include <string.h>

static void add_product(struct conv *conv, size_t i, const float *weight,
                        const float *bias);

struct conv conv_pack(const float *weight, const float *bias)
{
    const size_t rows = KERN_WIDTH * KERN_PIECES;
    float *part[KERN_PRODUCTS];
    struct conv conv = {0};

    for (size_t i = 0; i < KERN_PRODUCTS; i++) {
        part[i] = mem_alloc(rows * KERN_WIDTH, sizeof *part[i]);
    }
    for (size_t at = 0; at < rows * KERN_WIDTH; at++) {
        const float *row = weight + at / KERN_WIDTH * 3 * KERN_WIDTH;
        double a = (double)row[at % KERN_WIDTH];
        double b = (double)row[at % KERN_WIDTH + KERN_WIDTH];
        double c = (double)row[at % KERN_WIDTH + 2 * KERN_WIDTH];

        part[0][at] = (float)((a + b + c) / 2);
        part[1][at] = (float)((a - b + c) / 2);
        part[2][at] = (float)a;
        part[3][at] = (float)c;
    }
    conv.panel = mem_alloc_aligned(KERN_PRODUCTS * rows * KERN_WIDTH,
                                   sizeof *conv.panel);
    for (size_t i = 0; i < KERN_PRODUCTS; i++) {
        add_product(&conv, i, part[i], bias);
        free(part[i]);
    }
    return conv;
}

void conv_release(struct conv *conv)
{
    free(conv->panel);
    free(conv->bias);
    *conv = (struct conv){0};
}

/* Put the panels of product `i` among those of the others. */
static void add_product(struct conv *conv, size_t i, const float *weight,
                        const float *bias)
{
    const size_t size = KERN_WIDTH * KERN_PANEL;
    struct matrix matrix = matrix_maxout(weight, bias, KERN_WIDTH, KERN_WIDTH);

    for (size_t p = 0; p < matrix.panels; p++) {
        memcpy(conv->panel + (p * KERN_PRODUCTS + i) * size,
               matrix.panel + p * size, size * sizeof *conv->panel);
    }
    free(matrix.panel);
    free(conv->bias);
    conv->bias = matrix.bias;
}
