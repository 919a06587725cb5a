/*
 * passage.h - text of a report for people: safe, broken into lines, with the
 * words that count marked.
 *
 *     The ministry >>demanded that the port be reopened<< by Friday.
 *
 * The marks ">>" and "<<" stand with and without colour.
 */
#ifndef DEMARCHE_CLI_PASSAGE_H
#define DEMARCHE_CLI_PASSAGE_H

#include "base/buf.h"

struct passage {
    size_t indent; /* blanks before each line */
    size_t width;  /* cells of a line, indent included */
    bool color;
    bool dim; /* not text of the report: captions, promos */
};

/* Append `text` with the bytes `mark[0..marks)` of it marked.  Marks come in
 * order and do not overlap; what lies outside the text is left out. */
void passage_write(struct buf *out, const struct passage *passage,
                   struct slice text, const struct span *mark, size_t marks);

/* The passage that fits the terminal at `fd` (or 80 cells). */
struct passage passage_for(int fd, size_t indent, bool color);

#endif
