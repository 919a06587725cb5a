/*
 * lines.h - the lines of a stream, one after the other.
 *
 *     struct lines lines = {.in = stdin, .cap = CAP_LINE_BYTES};
 *     while (lines_next(&lines, &line)) ...
 *     lines_release(&lines);
 *
 * A line is handed out without its "\n" and is good until the next call.  The
 * last one need not end with "\n".
 */
#ifndef DEMARCHE_BASE_LINES_H
#define DEMARCHE_BASE_LINES_H

#include "base/buf.h"

#include <stdio.h>

struct lines {
    FILE *in;      /* borrowed */
    size_t cap;    /* bytes of a line at most */
    size_t number; /* of the line that was handed out, from 1 */
    bool too_long; /* it ended at `cap`; the rest is not read */
    bool failed;   /* the stream could not be read to its end */
    /* private */
    struct buf block;
    size_t at;
    struct buf line;
};

/* The next line; false at the end of the stream, behind a line that was too
 * long and where the stream fails. */
bool lines_next(struct lines *lines, struct slice *line);

void lines_release(struct lines *lines);

#endif
