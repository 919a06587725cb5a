/*
 * bench_copies - what one more report costs among many.
 *
 *     bench_copies DATA [REPORTS]
 *
 * Generates REPORTS (1,000,000 unless told) reports of about 300 words from a
 * vocabulary with the distribution of a language, every fourth a cut and
 * reordered copy of one of the last ten thousand; adds them all to an index
 * and prints the processor time of the last thousand additions and the memory.
 */
#include "base/buf.h"
#include "copies/index.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum {
    VOCABULARY = 60000,
    PARAGRAPHS = 6,
    PARAGRAPH_WORDS = 50,
    KEPT = 10000,
    LAST = 1000
};

static uint64_t state = 20220126;

static uint32_t next_random(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 32);
}

/* Of this process: other work on the machine does not count. */
static double now_ms(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return 1e3 * (double)now.tv_sec + 1e-6 * (double)now.tv_nsec;
}

/* A word by its rank (Zipf): rank = V^u, u even between 0 and 1. */
static void add_word(struct buf *out)
{
    double even = (double)next_random() / 4294967296.0;
    unsigned rank = (unsigned)pow(VOCABULARY, even);

    buf_printf(out, "%cw%x ", rank % 5 == 0 ? 'N' : 'n', rank);
}

static void write_story(struct buf *out, uint64_t seed, bool copied)
{
    uint64_t before = state;

    buf_clear(out);
    for (int i = 0; i < PARAGRAPHS; i++) {
        int at = copied ? (i * 5 + 2) % PARAGRAPHS : i;

        state = (seed + (uint64_t)at) * 0x9e3779b97f4a7c15U | 1U;
        for (int k = 0; k < PARAGRAPH_WORDS && !(copied && i == 0); k++) {
            add_word(out);
        }
        buf_add_str(out, ".\n");
    }
    state = before;
}

static int by_time(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

static bool run(struct copies_index *index, size_t reports, struct err *err)
{
    struct buf text = {0};
    double last[LAST];
    double begin = now_ms();
    struct rusage usage;
    size_t copies = 0;
    size_t found = 0;
    bool ok = true;

    for (size_t i = 0; ok && i < reports; i++) {
        bool copied = i % 4 == 3;
        uint64_t back = copied ? 1 + next_random() % KEPT : 0;
        uint64_t of = back <= i ? i - back : i;
        struct copies_text report = {.credit = CREDIT_NONE};
        struct copies_found told;
        double start;

        of -= of % 4 == 3;
        write_story(&text, of * 1000, copied);
        report.text = buf_slice(&text);
        report.id = (struct slice){(const char *)&i, sizeof i};
        start = now_ms();
        ok = copies_index_add(index, &report, err);
        last[i % LAST] = now_ms() - start;
        copies_index_find(index, i, &told);
        copies += copied;
        found += copied && !told.is_origin;
        if ((i + 1) % 100000 == 0 || i + 1 == reports) {
            qsort(last, LAST < i ? LAST : i, sizeof *last, by_time);
            (void)getrusage(RUSAGE_SELF, &usage);
            printf("%8zu reports  %7.1f s  one more: median %.3f ms, of 100 "
                   "the slowest %.3f ms  copies found %zu of %zu  memory %ld "
                   "MB\n",
                   i + 1, (now_ms() - begin) / 1e3, last[LAST / 2],
                   last[LAST * 99 / 100], found, copies,
                   usage.ru_maxrss / 1024);
            (void)fflush(stdout);
        }
    }
    buf_release(&text);
    return ok;
}

int main(int argc, char **argv)
{
    struct copies_lists lists;
    struct copies_index *index;
    struct err err = {0};
    size_t reports = argc > 2 ? strtoul(argv[2], NULL, 10) : 1000000;

    if (argc < 2 || reports < 2 * LAST ||
        !copies_lists_open(&lists, argv[1], &err)) {
        (void)fprintf(stderr, "bench_copies DATA [REPORTS]: %s\n", err.text);
        return 1;
    }
    index = copies_index_new(&lists, &err);
    if (index == NULL || !run(index, reports, &err)) {
        (void)fprintf(stderr, "%s\n", err.text);
    }
    copies_index_free(index);
    copies_lists_release(&lists);
    return err.code == ERR_NONE ? 0 : 1;
}
