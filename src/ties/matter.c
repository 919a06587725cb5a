#include "ties/matter.h"

#include "base/buf.h"
#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

/* Pieces of a sentence that are read. */
enum { PIECES = 256 };

struct matter {
    struct published *own;
    struct published *published; /* its own, or one that is shared */
};

struct matter *matter_new(const char *models)
{
    struct matter *matter = mem_alloc(1, sizeof *matter);
    struct buf folder = {0};

    buf_printf(&folder, "%s/" MATTER_MODEL, models);
    matter->own = published_in(folder.ptr, ENCODER_BYTES);
    matter->published = matter->own;
    buf_release(&folder);
    return matter;
}

void matter_free(struct matter *matter)
{
    if (matter != NULL) {
        published_free(matter->own);
        free(matter);
    }
}

void matter_share(struct matter *matter, struct published *published)
{
    matter->published = published;
}

static bool lies_in(struct span at, const struct span *within)
{
    return within == NULL ||
           (at.start >= within->start && at.end <= within->end);
}

/* Add to `sum` the mean of the vectors of the pieces `within` (NULL: of all),
 * at length `weight`. */
static void add_mean(float sum[MATTER_WIDTH],
                     const struct sitting_sentence *sentence,
                     const struct span *within, double weight)
{
    double mean[MATTER_WIDTH] = {0};
    double square = 0;

    for (size_t i = 0; i < sentence->pieces; i++) {
        const float *vector = sentence->vector + (i + 1) * MATTER_WIDTH;
        bool taken = lies_in(sentence->piece[i].at, within);

        for (size_t k = 0; taken && k < MATTER_WIDTH; k++) {
            mean[k] += (double)vector[k];
        }
    }
    for (size_t k = 0; k < MATTER_WIDTH; k++) {
        square += mean[k] * mean[k];
    }
    for (size_t k = 0; square > 0 && k < MATTER_WIDTH; k++) {
        sum[k] += (float)(mean[k] / sqrt(square) * weight);
    }
}

static bool to_bytes(const float sum[MATTER_WIDTH], int8_t vector[MATTER_WIDTH])
{
    float most = 0;

    for (size_t k = 0; k < MATTER_WIDTH; k++) {
        most = fabsf(sum[k]) > most ? fabsf(sum[k]) : most;
    }
    for (size_t k = 0; most > 0 && k < MATTER_WIDTH; k++) {
        vector[k] = (int8_t)lrintf(sum[k] / most * 127);
    }
    return most > 0;
}

static void read_one(struct meant *meant,
                     const struct sitting_sentence *sentence)
{
    float sum[MATTER_WIDTH] = {0};

    add_mean(sum, sentence, &meant->act, 1);
    add_mean(sum, sentence, NULL, 0.5);
    meant->read = to_bytes(sum, meant->vector);
}

/* Read as many of the first as there is room for: acts of one sentence, which
 * follow each other, share its vectors.  Returns how many. */
static size_t read_some(struct sitting *sitting, struct meant *meant,
                        size_t count)
{
    size_t
        at[SITTING_SENTENCES * 4]; /* the sentence of each, from 1; 0: none */
    size_t some = 0;

    for (sitting_clear(sitting);
         some < count && some < sizeof at / sizeof at[0]; some++) {
        enum sitting_added added = SITTING_NOTHING;
        bool same = some != 0 &&
                    slice_eq(meant[some].sentence, meant[some - 1].sentence);

        if (!same) {
            added = sitting_add(sitting, meant[some].sentence, PIECES);
        }
        if (added == SITTING_FULL) {
            break;
        }
        at[some] = same                     ? at[some - 1]
                   : added == SITTING_ADDED ? sitting->sentences
                                            : 0;
    }
    sitting_run(sitting);
    for (size_t i = 0; i < some; i++) {
        if (at[i] != 0) {
            read_one(&meant[i], &sitting->sentence[at[i] - 1]);
        }
    }
    return some;
}

void matter_read(struct matter *matter, struct meant *meant, size_t count)
{
    struct sitting *sitting =
        count != 0 ? published_sit(matter->published) : NULL;
    size_t done = 0;

    for (size_t i = 0; i < count; i++) {
        meant[i].read = false;
    }
    if (sitting == NULL) {
        return;
    }
    while (sitting->width == MATTER_WIDTH && done < count) {
        done += read_some(sitting, meant + done, count - done);
    }
    published_rise(matter->published, sitting);
}

double matter_alike(const int8_t a[MATTER_WIDTH], const int8_t b[MATTER_WIDTH])
{
    long dot = 0, of_a = 0, of_b = 0;

    for (size_t k = 0; k < MATTER_WIDTH; k++) {
        dot += (long)a[k] * b[k];
        of_a += (long)a[k] * a[k];
        of_b += (long)b[k] * b[k];
    }
    return of_a != 0 && of_b != 0
               ? (double)dot / sqrt((double)of_a * (double)of_b)
               : 0;
}
