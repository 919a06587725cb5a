#include "sense/nearness.h"

#include "base/mem.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>

struct nearness {
    pthread_mutex_t lock;
    const struct encoder_files *files;
    enum encoder_weights weights;
    const struct slice *example;
    size_t examples;
    struct encoder *encoder; /* NULL: nobody asked yet */
    struct encoder_bench *bench;
    float *of_example; /* [examples][width] */
    float *vector;     /* of a sentence's pieces */
    float *asked;      /* of the sentence */
};

struct nearness *nearness_new(const struct encoder_files *files,
                              enum encoder_weights weights,
                              const struct slice *example, size_t examples)
{
    struct nearness *near = mem_alloc(1, sizeof *near);

    (void)pthread_mutex_init(&near->lock, NULL);
    near->files = files;
    near->weights = weights;
    near->example = example;
    near->examples = examples;
    return near;
}

void nearness_free(struct nearness *near)
{
    if (near != NULL) {
        (void)pthread_mutex_destroy(&near->lock);
        encoder_bench_free(near->bench);
        encoder_close(near->encoder);
        free(near->of_example);
        free(near->vector);
        free(near->asked);
        free(near);
    }
}

/* The vector of a sentence, of length 1; false: it has no pieces. */
static bool read_sentence(struct nearness *near, struct slice text, float *mean)
{
    struct wordpiece piece[ENCODER_SENTENCE];
    int32_t id[ENCODER_SENTENCE];
    size_t width = encoder_width(near->encoder);
    size_t count = wordpiece_cut(encoder_vocab(near->encoder), text, piece,
                                 ENCODER_SENTENCE - 2);
    size_t len = encoder_frame(near->encoder, piece, count, id);
    float sum = 0.0F;

    if (count == 0) {
        return false;
    }
    encoder_run(near->encoder, near->bench, id, &len, 1, near->vector);
    memset(mean, 0, width * sizeof *mean);
    for (size_t i = 0; i < len; i++) {
        for (size_t d = 0; d < width; d++) {
            mean[d] += near->vector[i * width + d];
        }
    }
    for (size_t d = 0; d < width; d++) {
        sum += mean[d] * mean[d];
    }
    for (size_t d = 0; d < width; d++) {
        mean[d] /= sqrtf(sum);
    }
    return true;
}

/* Make the encoder and read the examples; false: it cannot be made. */
static bool wake(struct nearness *near)
{
    struct err err = {0};
    size_t width;

    if (near->encoder != NULL) {
        return true;
    }
    if (!encoder_make(&near->encoder, near->files, near->weights, NULL, &err)) {
        return false;
    }
    width = encoder_width(near->encoder);
    near->bench = encoder_bench(near->encoder, ENCODER_SENTENCE);
    near->vector = mem_alloc_aligned(ENCODER_SENTENCE * width, sizeof(float));
    near->asked = mem_alloc(width, sizeof(float));
    near->of_example = mem_alloc(near->examples * width, sizeof(float));
    for (size_t i = 0; i < near->examples; i++) {
        (void)read_sentence(near, near->example[i],
                            near->of_example + i * width);
    }
    return true;
}

static double cosine(const float *a, const float *b, size_t width)
{
    double sum = 0;

    for (size_t d = 0; d < width; d++) {
        sum += (double)(a[d] * b[d]);
    }
    return sum;
}

size_t nearness_find(struct nearness *near, struct slice sentence, size_t from,
                     double *score)
{
    size_t best = NEARNESS_NONE;

    *score = 0;
    if (from >= near->examples) {
        return best;
    }
    (void)pthread_mutex_lock(&near->lock);
    if (wake(near) && read_sentence(near, sentence, near->asked)) {
        size_t width = encoder_width(near->encoder);

        for (size_t i = from; i < near->examples; i++) {
            double is =
                cosine(near->asked, near->of_example + i * width, width);

            if (best == NEARNESS_NONE || is > *score) {
                best = i;
                *score = is;
            }
        }
    }
    (void)pthread_mutex_unlock(&near->lock);
    return best;
}
