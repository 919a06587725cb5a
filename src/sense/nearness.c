#include "sense/nearness.h"

#include "base/mem.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>

struct nearness {
    struct published *published;
    const struct slice *example;
    size_t examples;
    pthread_mutex_t lock; /* of what follows, until it is there */
    float *of_example;    /* [examples][width]; NULL: nobody asked yet */
};

struct nearness *nearness_new(struct published *published,
                              const struct slice *example, size_t examples)
{
    struct nearness *near = mem_alloc(1, sizeof *near);

    (void)pthread_mutex_init(&near->lock, NULL);
    near->published = published;
    near->example = example;
    near->examples = examples;
    return near;
}

void nearness_free(struct nearness *near)
{
    if (near != NULL) {
        (void)pthread_mutex_destroy(&near->lock);
        free(near->of_example);
        free(near);
    }
}

/* The mean of a sentence's vectors, with those of its marks, of length 1. */
static void add_up(const struct sitting_sentence *sentence, size_t width,
                   float *mean)
{
    float sum = 0.0F;

    memset(mean, 0, width * sizeof *mean);
    for (size_t i = 0; i < sentence->pieces + 2; i++) {
        for (size_t d = 0; d < width; d++) {
            mean[d] += sentence->vector[i * width + d];
        }
    }
    for (size_t d = 0; d < width; d++) {
        sum += mean[d] * mean[d];
    }
    for (size_t d = 0; d < width; d++) {
        mean[d] /= sqrtf(sum);
    }
}

/* Read the examples, as many together as there is room for. */
static void read_examples(struct nearness *near, struct sitting *sitting)
{
    size_t width = sitting->width;
    size_t done = 0;
    size_t of[SITTING_SENTENCES] = {0}; /* which a sentence is */

    while (done < near->examples) {
        for (sitting_clear(sitting); done < near->examples; done++) {
            enum sitting_added added =
                sitting_add(sitting, near->example[done], ENCODER_SENTENCE);

            if (added == SITTING_FULL) {
                break;
            }
            if (added == SITTING_ADDED) {
                of[sitting->sentences - 1] = done;
            }
        }
        sitting_run(sitting);
        for (size_t i = 0; i < sitting->sentences; i++) {
            add_up(&sitting->sentence[i], width,
                   near->of_example + of[i] * width);
        }
    }
    sitting_clear(sitting);
}

static void wake(struct nearness *near, struct sitting *sitting)
{
    (void)pthread_mutex_lock(&near->lock);
    if (near->of_example == NULL) {
        near->of_example =
            mem_alloc(near->examples * sitting->width, sizeof(float));
        read_examples(near, sitting);
    }
    (void)pthread_mutex_unlock(&near->lock);
}

static double cosine(const float *a, const float *b, size_t width)
{
    double sum = 0;

    for (size_t d = 0; d < width; d++) {
        sum += (double)(a[d] * b[d]);
    }
    return sum;
}

/* The example nearest to `asked`, from `from` on. */
static size_t nearest(const struct nearness *near, const float *asked,
                      size_t width, size_t from, double *score)
{
    size_t best = NEARNESS_NONE;

    for (size_t i = from; i < near->examples; i++) {
        double is = cosine(asked, near->of_example + i * width, width);

        if (best == NEARNESS_NONE || is > *score) {
            best = i;
            *score = is;
        }
    }
    return best;
}

size_t nearness_find(struct nearness *near, struct slice sentence, size_t from,
                     double *score)
{
    size_t best = NEARNESS_NONE;
    struct sitting *sitting;

    *score = 0;
    if (from >= near->examples) {
        return best;
    }
    sitting = published_sit(near->published);
    if (sitting == NULL) {
        return best;
    }
    wake(near, sitting);
    if (sitting_add(sitting, sentence, ENCODER_SENTENCE) == SITTING_ADDED) {
        sitting_run(sitting);
        add_up(&sitting->sentence[0], sitting->width, sitting->mean);
        best = nearest(near, sitting->mean, sitting->width, from, score);
    }
    published_rise(near->published, sitting);
    return best;
}
