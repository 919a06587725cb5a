/*
 * stage_case.h - golden texts: read a case, compare it with what was found.
 */
#ifndef DEMARCHE_TESTS_STAGE_CASE_H
#define DEMARCHE_TESTS_STAGE_CASE_H

#include "acts/coding.h"
#include "base/buf.h"

struct stage_case {
    struct slice name;
    struct slice date; /* "2024-06-14" unless the case names one */
    struct slice text; /* line breaks in a paragraph are blanks */
    struct slice expected;
    bool todo;
    bool quotes; /* quotes are asked for, not acts */
};

struct stage_file {
    const char *path;
    struct slice bytes;
    size_t at;
    struct arena *arena;
};

/* The next case; false at the end or with `err` set. */
MUST_USE bool stage_next(struct stage_file *file, struct stage_case *item,
                         struct err *err);

/* Whether what was found is what is expected; `found` gets it in the form of
 * the file. */
bool stage_acts_hold(const struct stage_case *item, const struct report *report,
                     const struct coding *coding, struct buf *found);
bool stage_quotes_hold(const struct stage_case *item,
                       const struct report *report, const struct coding *coding,
                       struct buf *found);

#endif
