/*
 * pages - read pages and print them as `plumb page` does, one JSON a line.
 *
 *     pages DATA_DIR [-t TIMES] <LIST
 *
 * LIST has a file and its address a line, parted by a tab.  With -t every
 * page is read TIMES times, nothing is printed but the seconds that reading
 * took and the number of pages: bench/page.py compares them with a peer's.
 */
#include "base/caps.h"
#include "base/file.h"
#include "base/mem.h"
#include "page/lists.h"
#include "page/page_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void)
{
    struct timespec at;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

static void print(const struct report *report)
{
    struct buf out = {0};
    struct json json = {.out = &out};

    page_json(&json, report);
    (void)puts(out.ptr);
    buf_release(&out);
}

/* Read one page `times` times; the seconds it took.  0 times: print it. */
static double read_page(const struct page_lists *lists, struct slice file,
                        struct slice url, long times)
{
    struct buf bytes = {0};
    double seconds = 0;

    for (long i = 0; i < (times > 0 ? times : 1); i++) {
        struct arena arena = {0};
        struct report report;
        struct err err = {0};
        double start;

        if (bytes.len == 0 &&
            !file_read(file.ptr, CAP_INPUT_BYTES, &bytes, &err)) {
            (void)fprintf(stderr, "pages: %s\n", err.text);
            break;
        }
        start = now();
        if (!report_read_at(&report, lists, file, url, buf_slice(&bytes),
                            &arena, &err)) {
            if (times == 0) {
                (void)printf("{\"input\":\"%s\"}\n", file.ptr);
                (void)fprintf(stderr, "pages: %s\n", err.text);
            }
        } else if (times == 0) {
            print(&report);
        }
        seconds += now() - start;
        arena_release(&arena);
    }
    buf_release(&bytes);
    return seconds;
}

int main(int argc, char **argv)
{
    struct err err = {0};
    struct page_lists lists;
    char line[8192];
    long times = 0;
    double seconds = 0;
    long pages = 0;

    mem_keep();
    if (argc < 2 || !page_lists_open(&lists, argv[1], &err)) {
        (void)fprintf(stderr, "pages: %s\n", err.text);
        return 2;
    }
    if (argc == 4) {
        times = strtol(argv[3], NULL, 10);
    }
    while (fgets(line, sizeof line, stdin) != NULL) {
        char *tab = strchr(line, '\t');
        char *end = strchr(line, '\n');

        if (tab == NULL || end == NULL) {
            continue;
        }
        *tab = 0;
        *end = 0;
        seconds += read_page(&lists, slice_of(line), slice_of(tab + 1), times);
        pages += times;
    }
    if (times > 0) {
        (void)printf("%.6f %ld\n", seconds, pages);
    }
    page_lists_release(&lists);
    return 0;
}
