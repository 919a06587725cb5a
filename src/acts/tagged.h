/*
 * tagged.h - who said what, as the reader's tags have it.
 *
 *     "Kiev will wait, said [Mr. Petrov], adding (that) ..."
 *
 * Private to the files of quotes.h.
 */
#ifndef DEMARCHE_ACTS_TAGGED_H
#define DEMARCHE_ACTS_TAGGED_H

#include "acts/quote_parts.h"

/* One attribution, in tokens of its passage. */
struct tagged {
    struct span cue;      /* empty: none */
    struct span source;   /* empty: none */
    struct span *content; /* in order */
    size_t contents;
    bool inner;   /* inside of another's content */
    double score; /* mean probability of its spans */
};

struct tagged_list {
    struct tagged *item;
    size_t len;
};

/* The attributions of the passage that `scan` reads; none unless a reader that
 * was trained for them read it (sensed.h). */
void tagged_find(const struct scan *scan, struct arena *arena,
                 struct tagged_list *list);

#endif
