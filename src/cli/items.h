/*
 * items.h - the texts that a plumbing stage is given, in batches.
 *
 * From files and standard input: a whole text each, or JSON lines
 * {"id","text"} with, for `code`, "source" and "target", for `copies`, "date"
 * and "url".  What cannot be read becomes an item with an error, in its place.
 */
#ifndef DEMARCHE_CLI_ITEMS_H
#define DEMARCHE_CLI_ITEMS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"

struct item {
    const char *input;  /* the file's name; of a line "FILE:LINE" */
    struct slice id;    /* JSON, as it was given; ptr NULL: not a line */
    struct slice text;  /* valid UTF-8, unless `err` is set */
    struct span source; /* empty: none given */
    struct span target;
    struct slice date; /* ptr NULL: none given */
    struct slice url;
    struct err err;
};

/* Take `count` items; false stops (`err` is set). */
typedef bool (*items_fn)(void *context, const struct item *item, size_t count,
                         struct err *err);

/* Whole files; no names: standard input.  With `check` an item's text must be
 * UTF-8; without, any bytes go through. */
MUST_USE bool items_files(const char *const *file, size_t files, bool check,
                          items_fn take, void *context, struct err *err);

/* Lines of JSON. */
MUST_USE bool items_lines(const char *const *file, size_t files, items_fn take,
                          void *context, struct err *err);

#endif
