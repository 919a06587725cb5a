/*
 * chronicle.h - days of world diplomacy that a text tells of.
 *
 * A report whose stamp is broken or gone often tells of something known that
 * happened "last week".  data/page/chronicle.tsv has such days with the words
 * that name them.
 */
#ifndef DEMARCHE_PAGE_CHRONICLE_H
#define DEMARCHE_PAGE_CHRONICLE_H

#include "base/date.h"
#include "base/tsv.h"

struct chronicle_event {
    struct date date;
    struct slice words;
    struct slice name;
};

struct chronicle {
    struct tsv table; /* owns the bytes */
    struct chronicle_event *event;
    size_t events;
};

MUST_USE bool chronicle_open(struct chronicle *chronicle, const char *data_dir,
                             struct err *err);
void chronicle_release(struct chronicle *chronicle);

/* What a text says of the time between what it tells and itself. */
struct chronicle_hit {
    const struct chronicle_event *event; /* NULL: none is told */
    struct slice phrase; /* "last week"; a NULL slice: nothing said */
    int least, most;     /* days between the event and the text */
};

/* The event that `text` (the start of a report) tells of; of many that with
 * most words, then the latest. */
struct chronicle_hit chronicle_find(const struct chronicle *chronicle,
                                    struct slice text);

#endif
