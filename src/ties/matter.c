#include "ties/matter.h"

#include "base/buf.h"
#include "base/mem.h"
#include "sense/encoder.h"

#include <math.h>
#include <stdlib.h>

#define MODEL "all-MiniLM-L6-v2"

/* Pieces of a sentence that are read. */
enum { PIECES = 256 };

struct matter {
    struct buf folder;
    bool tried;
    struct encoder *encoder; /* NULL: not there */
    struct encoder_bench *bench;
    float *out;
};

struct matter *matter_new(const char *models)
{
    struct matter *matter = mem_alloc(1, sizeof *matter);

    *matter = (struct matter){0};
    buf_printf(&matter->folder, "%s/" MODEL, models);
    return matter;
}

void matter_free(struct matter *matter)
{
    if (matter == NULL) {
        return;
    }
    encoder_bench_free(matter->bench);
    encoder_close(matter->encoder);
    free(matter->out);
    buf_release(&matter->folder);
    free(matter);
}

static bool is_open(struct matter *matter)
{
    struct err err = {0};

    if (matter->tried) {
        return matter->encoder != NULL;
    }
    matter->tried = true;
    if (!encoder_open(&matter->encoder, matter->folder.ptr, ENCODER_BYTES,
                      &err)) {
        return false;
    }
    if (encoder_width(matter->encoder) != MATTER_WIDTH) {
        encoder_close(matter->encoder);
        matter->encoder = NULL;
        return false;
    }
    matter->bench = encoder_bench(matter->encoder, PIECES);
    matter->out =
        mem_alloc_aligned((size_t)PIECES * MATTER_WIDTH, sizeof(float));
    return true;
}

/* Add to `sum` the mean of some pieces' vectors, at length `weight`. */
static void add_mean(float sum[MATTER_WIDTH], const float *out,
                     const bool *taken, size_t pieces, double weight)
{
    double mean[MATTER_WIDTH] = {0};
    double square = 0;

    for (size_t i = 0; i < pieces; i++) {
        for (size_t k = 0; taken[i] && k < MATTER_WIDTH; k++) {
            mean[k] += (double)out[i * MATTER_WIDTH + k];
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

bool matter_read(struct matter *matter, struct slice sentence, struct span act,
                 int8_t vector[MATTER_WIDTH])
{
    struct wordpiece piece[PIECES];
    int32_t id[PIECES];
    bool all[PIECES] = {false}, own[PIECES] = {false};
    float sum[MATTER_WIDTH] = {0};
    size_t count, len;

    if (!is_open(matter)) {
        return false;
    }
    count = wordpiece_cut(encoder_vocab(matter->encoder), sentence, piece,
                          PIECES - 2);
    if (count == 0) {
        return false;
    }
    len = encoder_frame(matter->encoder, piece, count, id);
    encoder_run(matter->encoder, matter->bench, id, &len, 1, matter->out);
    for (size_t i = 0; i < count; i++) {
        all[i + 1] = true;
        own[i + 1] =
            piece[i].at.start >= act.start && piece[i].at.end <= act.end;
    }
    add_mean(sum, matter->out, own, len, 1);
    add_mean(sum, matter->out, all, len, 0.5);
    return to_bytes(sum, vector);
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
