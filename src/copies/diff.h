/*
 * diff.h - what changed from one text to another, word by word.
 *
 *     closed its ports on Friday
 *     closed two ports on Monday
 *     same "closed", cut "its", added "two", same "ports on", …
 *
 * Quotation marks and dashes are the same however they are set.  The shortest
 * way from one to the other (Myers).  Texts that differ in more
 * than some thousands of words are compared as far as that goes; what lies
 * between is told as cut and added whole.
 */
#ifndef DEMARCHE_COPIES_DIFF_H
#define DEMARCHE_COPIES_DIFF_H

#include "base/arena.h"

enum diff_how { DIFF_SAME, DIFF_CUT, DIFF_ADDED };

/* Bytes from the first to behind the last word; `old` is empty in what was
 * added, `new` in what was cut. */
struct diff_part {
    enum diff_how how;
    struct span old;
    struct span new;
};

/* The parts in order, kept in `arena`; returns how many.  Between parts there
 * is white space at most. */
size_t diff_words(struct slice old, struct slice new, struct diff_part **part,
                  struct arena *arena);

#endif
