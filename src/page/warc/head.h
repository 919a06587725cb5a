/*
 * head.h - "Name: value" lines, as records and HTTP have them.
 */
#ifndef DEMARCHE_PAGE_WARC_HEAD_H
#define DEMARCHE_PAGE_WARC_HEAD_H

#include "base/slice.h"

struct head {
    struct slice first; /* "WARC/1.0", "HTTP/1.1 200 OK" */
    struct slice lines; /* the rest */
    size_t len;         /* with the empty line at its end */
};

/* The head that `bytes` begin with; false if it does not end in time. */
bool head_read(struct head *head, struct slice bytes);

/* The value of the first line called `name` (any case), trimmed; a NULL slice
 * if there is none. */
struct slice head_get(const struct head *head, const char *name);

/* A length: digits only; false for anything else or more than fits. */
bool head_number(struct slice text, size_t *number);

/* The parameter of "text/html; charset=utf-8", without quotes. */
struct slice head_parameter(struct slice value, const char *name);

/* Whether `value` begins with `word`, in any case of letters. */
bool head_begins(struct slice value, const char *word);

#endif
