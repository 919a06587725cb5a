/*
 * bench_lang.c - how fast the language runtime reads, on one thread.
 *
 *     bench_lang MODEL TEXTS [BATCH]
 *
 * TEXTS is a file of texts, each followed by a NUL byte.  They are analysed in
 * batches of BATCH (32), three times over; the first pass starts with empty
 * caches.  Seconds are processor time, so that neighbours on the machine do
 * not count.  Prints one "name<TAB>value" a line.
 */
#include "base/file.h"
#include "base/mem.h"
#include "kern/kern.h"
#include "lang/pipeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { PASSES = 3, BATCH = 32, MAX_BATCH = 4096 };

struct texts {
    struct slice *item;
    size_t len;
    size_t cap;
};

static double seconds(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void split(struct slice bytes, struct texts *texts)
{
    const char *at = bytes.ptr;
    const char *end = bytes.ptr + bytes.len;

    while (at < end) {
        const char *stop = memchr(at, '\0', (size_t)(end - at));

        stop = stop != NULL ? stop : end;
        MEM_GROW(texts->item, texts->len, texts->cap);
        texts->item[texts->len++] = (struct slice){at, (size_t)(stop - at)};
        at = stop + 1;
    }
}

static size_t analyse(struct lang_worker *worker, const struct texts *texts,
                      size_t batch)
{
    struct analysis *doc = mem_alloc(batch, sizeof *doc);
    struct arena arena = {0};
    size_t tokens = 0;

    for (size_t at = 0; at < texts->len; at += batch) {
        size_t count = texts->len - at < batch ? texts->len - at : batch;

        lang_analyse(worker, texts->item + at, count, &arena, doc);
        for (size_t i = 0; i < count; i++) {
            tokens += doc[i].len;
        }
        arena_release(&arena);
    }
    free(doc);
    return tokens;
}

static void run(const struct lang_model *model, const struct texts *texts,
                size_t batch)
{
    struct lang_worker *worker = lang_worker_new(model);

    for (int pass = 1; pass <= PASSES; pass++) {
        double start = seconds();
        size_t tokens = analyse(worker, texts, batch);
        double spent = seconds() - start;

        printf("tokens\t%zu\npass_%d_seconds\t%.4f\n"
               "pass_%d_tokens_per_second\t%.0f\n",
               tokens, pass, spent, pass, (double)tokens / spent);
    }
    lang_worker_free(worker);
}

int main(int argc, char **argv)
{
    struct err err = {0};
    struct lang_model *model = NULL;
    struct buf bytes = {0};
    struct texts texts = {0};
    struct rusage usage;
    size_t batch = argc > 3 ? (size_t)strtoul(argv[3], NULL, 10) : BATCH;
    double start = seconds();

    if (argc < 3 || batch == 0 || batch > MAX_BATCH) {
        fprintf(stderr, "usage: bench_lang MODEL TEXTS [BATCH]\n");
        return 2;
    }
    if (!lang_model_open(&model, argv[1], &err)) {
        fprintf(stderr, "bench_lang: %s\n", err.text);
        return 1;
    }
    printf("model\t%s\nkernels\t%s\nload_ms\t%.1f\n", lang_model_name(model),
           kern_best()->name, 1e3 * (seconds() - start));
    if (!file_read(argv[2], (size_t)1 << 30, &bytes, &err)) {
        fprintf(stderr, "bench_lang: %s\n", err.text);
        lang_model_free(model);
        return 1;
    }
    split(buf_slice(&bytes), &texts);
    run(model, &texts, batch);
    (void)getrusage(RUSAGE_SELF, &usage);
    printf("peak_mb\t%.1f\ntexts_mb\t%.1f\n", (double)usage.ru_maxrss / 1024,
           (double)bytes.len / (1 << 20));
    free(texts.item);
    buf_release(&bytes);
    lang_model_free(model);
    return 0;
}
