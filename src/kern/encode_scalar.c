/* encode_scalar.c - the kernels of encoders in plain C: what they mean. */
#include "kern/encode_int.h"

#include <math.h>

static float dot(const float *a, const float *b, size_t len)
{
    float sum = 0.0F;

    for (size_t i = 0; i < len; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

/* Turn scores into shares that sum to 1. */
static void softmax(float *score, size_t len)
{
    float most = score[0];
    float sum = 0.0F;

    for (size_t j = 1; j < len; j++) {
        most = fmaxf(most, score[j]);
    }
    for (size_t j = 0; j < len; j++) {
        score[j] = expf(score[j] - most);
        sum += score[j];
    }
    for (size_t j = 0; j < len; j++) {
        score[j] /= sum;
    }
}

static void attend(const struct attention *a)
{
    float *score = a->scratch;

    for (size_t i = 0; i < a->rows; i++) {
        const float *query = a->query + i * a->stride;
        float *y = a->y + i * a->y_stride;

        for (size_t j = 0; j < a->rows; j++) {
            score[j] = dot(query, a->key + j * a->stride, a->head) * a->scale;
            if (a->near != NULL) {
                score[j] += a->near[(ptrdiff_t)j - (ptrdiff_t)i];
            }
        }
        softmax(score, a->rows);
        for (size_t d = 0; d < a->head; d++) {
            y[d] = 0.0F;
        }
        for (size_t j = 0; j < a->rows; j++) {
            for (size_t d = 0; d < a->head; d++) {
                y[d] += score[j] * a->value[j * a->stride + d];
            }
        }
    }
}

static void norm(const struct wide_norm *norm, const float *x, const float *old,
                 float *y, size_t count)
{
    for (size_t at = 0; at < count * norm->width; at += norm->width) {
        float mean = 0.0F;
        float variance = 0.0F;
        float scale;

        for (size_t i = at; i < at + norm->width; i++) {
            y[i] = old != NULL ? x[i] + old[i] : x[i];
            mean += y[i];
        }
        mean /= (float)norm->width;
        for (size_t i = at; i < at + norm->width; i++) {
            variance += (y[i] - mean) * (y[i] - mean);
        }
        scale = 1.0F / sqrtf(variance / (float)norm->width + norm->epsilon);
        for (size_t i = 0; i < norm->width; i++) {
            y[at + i] =
                (y[at + i] - mean) * scale * norm->gain[i] + norm->bias[i];
        }
    }
}

static void gelu(float *x, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        x[i] = 0.5F * x[i] * (1.0F + erff(x[i] * (float)M_SQRT1_2));
    }
}

static float round_weights(const float *weight, size_t in, int8_t *out)
{
    float most = 0.0F;

    for (size_t k = 0; k < in; k++) {
        most = fmaxf(most, fabsf(weight[k]));
    }
    for (size_t k = 0; k < in; k++) {
        float value = most > 0.0F ? weight[k] * (BYTES_WEIGHT / most) : 0.0F;

        out[k] = (int8_t)lrintf(value);
    }
    return most / BYTES_WEIGHT;
}

static struct byte_row round_row(const float *x, size_t in, uint8_t *byte)
{
    struct byte_row row;
    float least = 0.0F;
    float most = 0.0F;
    float by;

    for (size_t k = 0; k < in; k++) {
        least = fminf(least, x[k]);
        most = fmaxf(most, x[k]);
    }
    by = most > least ? BYTES_ROW / (most - least) : 0.0F;
    row =
        (struct byte_row){(most - least) / BYTES_ROW, (int)lrintf(-least * by)};
    for (size_t k = 0; k < in; k++) {
        long value = lrintf(x[k] * by) + row.zero;

        byte[k] = (uint8_t)(value < BYTES_ROW ? value : BYTES_ROW);
    }
    return row;
}

static int32_t product(const struct bytes *matrix, const uint8_t *byte,
                       int zero, size_t column)
{
    const int8_t *weight =
        matrix->panel + (column / KERN_PANEL * matrix->groups * KERN_PANEL +
                         column % KERN_PANEL) *
                            ENCODE_GROUP;
    int32_t sum = 0;

    for (size_t k = 0; k < matrix->in; k++) {
        sum += byte[k] * weight[k / ENCODE_GROUP * KERN_PANEL * ENCODE_GROUP +
                                k % ENCODE_GROUP];
    }
    return sum - zero * matrix->sum[column];
}

static void affine(const struct bytes *matrix, struct rows x, float *y,
                   size_t y_stride)
{
    uint8_t byte[ENCODE_IN];

    for (size_t r = 0; r < x.count; r++) {
        struct byte_row row = round_row(x.ptr + r * x.stride, matrix->in, byte);

        for (size_t c = 0; c < matrix->panels * KERN_PANEL; c++) {
            y[r * y_stride + c] = (float)product(matrix, byte, row.zero, c) *
                                      (row.step * matrix->scale[c]) +
                                  matrix->bias[c];
        }
    }
}

const struct encode encode_scalar = {
    .name = "scalar",
    .attend = attend,
    .norm = norm,
    .gelu = gelu,
    .round = round_weights,
    .affine = affine,
};
