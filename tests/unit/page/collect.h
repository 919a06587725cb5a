/*
 * collect.h - read bytes as `demarche add` does and look at what came out.
 */
#ifndef DEMARCHE_TESTS_PAGE_COLLECT_H
#define DEMARCHE_TESTS_PAGE_COLLECT_H

#include "page/lists.h"
#include "page/pieces.h"
#include "page/report.h"

enum { COLLECT_MOST = 64 };

struct collect {
    struct page_lists lists;
    struct arena arena;
    struct piece_sink sink;
    struct report report[COLLECT_MOST];
    struct slice name[COLLECT_MOST];
    size_t len;
    char passed[512]; /* "name: why\n" of parts that are no report */
    char failed[512];
    struct err err;
};

/* cmocka's set-up and tear-down: `*state` becomes a struct collect. */
int collect_open(void **state);
int collect_close(void **state);

/* Read `bytes`, called "file"; false if the file as a whole failed. */
bool collect_read(struct collect *collect, struct slice bytes);

/* The same; the test fails if there are not `count` reports. */
void collect_want(struct collect *collect, struct slice bytes, size_t count);

/* Kinds of a report's paragraphs, a letter each: Title Lead Body Heading Quote
 * lIst Caption Promo Meta. */
const char *collect_kinds(const struct report *report);

/* The report's paragraph `at`, NUL-terminated. */
const char *collect_line(const struct report *report, size_t at);

/* A slice, NUL-terminated; "" for an unknown one. */
const char *collect_text(struct slice text);

/* "2031-02-06" */
const char *collect_date(const struct report *report);

/* A ZIP archive of pairs name, content; a NULL name ends them. */
struct slice collect_zip(struct collect *collect, const char *const *member);

#endif
