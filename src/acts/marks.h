/*
 * marks.h - pairs of quotation marks in a text.
 *
 * Straight, curly, German („…“), French («…»), doubled apostrophes ('' '')
 * and single marks; an apostrophe is none.  Only the outermost pair counts.
 * Marks are often lost: a pair may lack its opening mark (then it starts at
 * 0 or behind the pair before, and `start` is only a bound), or its closing
 * one (then it goes on to the end of the text, and often in the next
 * paragraph).
 *
 * Linear in the text.
 */
#ifndef DEMARCHE_ACTS_MARKS_H
#define DEMARCHE_ACTS_MARKS_H

#include "base/arena.h"
#include "base/slice.h"

struct mark_pair {
    struct span at;    /* bytes of the text, marks included */
    struct span inner; /* without the marks */
    bool single;       /* ‘…’, '…' */
    bool no_open;
    bool no_close;
};

/* All pairs of `text` (valid UTF-8), in order, kept in `arena`; returns their
 * number. */
size_t marks_find(struct slice text, struct arena *arena,
                  struct mark_pair **pair);

#endif
