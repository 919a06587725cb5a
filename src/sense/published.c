#include "sense/published.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdlib.h>

struct published {
    pthread_mutex_t lock;
    const struct encoder_files *files; /* NULL: those of `folder` */
    char *folder;
    enum encoder_weights weights;
    bool tried;
    struct encoder *encoder; /* NULL: not yet, or it cannot be made */
    struct sitting *idle;
};

static struct published *published_new(enum encoder_weights weights)
{
    struct published *published = mem_alloc(1, sizeof *published);

    (void)pthread_mutex_init(&published->lock, NULL);
    published->weights = weights;
    return published;
}

struct published *published_of(const struct encoder_files *files,
                               enum encoder_weights weights)
{
    struct published *published = published_new(weights);

    published->files = files;
    return published;
}

struct published *published_in(const char *folder, enum encoder_weights weights)
{
    struct published *published = published_new(weights);

    published->folder = mem_copy(folder, strlen(folder));
    return published;
}

static void sitting_free(struct sitting *sitting)
{
    encoder_bench_free(sitting->bench);
    free(sitting->vector);
    free(sitting->mean);
    free(sitting);
}

void published_free(struct published *published)
{
    if (published == NULL) {
        return;
    }
    while (published->idle != NULL) {
        struct sitting *sitting = published->idle;

        published->idle = sitting->next;
        sitting_free(sitting);
    }
    encoder_close(published->encoder);
    (void)pthread_mutex_destroy(&published->lock);
    free(published->folder);
    free(published);
}

/* Under the lock. */
static bool make_encoder(struct published *published)
{
    struct err err = {0};

    if (!published->tried) {
        published->tried = true;
        (void)!(published->files != NULL
                    ? encoder_make(&published->encoder, published->files,
                                   published->weights, NULL, &err)
                    : encoder_open(&published->encoder, published->folder,
                                   published->weights, &err));
    }
    return published->encoder != NULL;
}

static struct sitting *sitting_new(const struct encoder *encoder)
{
    struct sitting *sitting = mem_alloc(1, sizeof *sitting);

    sitting->encoder = encoder;
    sitting->width = encoder_width(encoder);
    sitting->bench = encoder_bench(encoder, ENCODER_SENTENCE);
    sitting->vector =
        mem_alloc_aligned(ENCODER_SENTENCE * sitting->width, sizeof(float));
    sitting->mean = mem_alloc(sitting->width, sizeof(float));
    return sitting;
}

struct sitting *published_sit(struct published *published)
{
    struct sitting *sitting = NULL;

    (void)pthread_mutex_lock(&published->lock);
    if (make_encoder(published)) {
        sitting = published->idle;
        if (sitting != NULL) {
            published->idle = sitting->next;
        } else {
            sitting = sitting_new(published->encoder);
        }
    }
    (void)pthread_mutex_unlock(&published->lock);
    return sitting;
}

void published_rise(struct published *published, struct sitting *sitting)
{
    sitting_clear(sitting);
    (void)pthread_mutex_lock(&published->lock);
    sitting->next = published->idle;
    published->idle = sitting;
    (void)pthread_mutex_unlock(&published->lock);
}

enum sitting_added sitting_add(struct sitting *sitting, struct slice sentence,
                               size_t cap)
{
    struct sitting_sentence *added = &sitting->sentence[sitting->sentences];
    struct wordpiece *piece = sitting->piece + sitting->ids;
    size_t room = ENCODER_SENTENCE - sitting->ids;
    size_t count;

    if (room < 3 || sitting->sentences == SITTING_SENTENCES) {
        return SITTING_FULL;
    }
    count = wordpiece_cut(encoder_vocab(sitting->encoder), sentence, piece,
                          cap - 2 < room ? cap - 2 : room);
    if (count == 0) {
        return SITTING_NOTHING;
    }
    if (count > room - 2) {
        return SITTING_FULL;
    }
    *added = (struct sitting_sentence){
        piece, count, sitting->vector + sitting->ids * sitting->width};
    sitting->len[sitting->sentences] = encoder_frame(
        sitting->encoder, piece, count, sitting->id + sitting->ids);
    sitting->ids += sitting->len[sitting->sentences++];
    return SITTING_ADDED;
}

void sitting_run(struct sitting *sitting)
{
    encoder_run(sitting->encoder, sitting->bench, sitting->id, sitting->len,
                sitting->sentences, sitting->vector);
}

void sitting_clear(struct sitting *sitting)
{
    sitting->sentences = 0;
    sitting->ids = 0;
}
