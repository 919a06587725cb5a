/*
 * play_int.h - one operation of the log while it is played on a report.
 */
#ifndef DEMARCHE_RECORD_PLAY_INT_H
#define DEMARCHE_RECORD_PLAY_INT_H

#include "record/review_int.h"

/* An operation that is being played. */
struct play {
    struct sheet *sheet;
    long long op;
    const char *verb;
    const char *act; /* its id then */
    const char *who;
    json_t *line;
    long long key;            /* of the act it holds for, 0: none */
    char now[RECORD_ID_ROOM]; /* its id */
    struct buf trouble;
};

/* Set what an act's review is, and whether lists show it. */
MUST_USE bool review_set(struct record *record, long long act,
                         const char *state, bool shown, struct err *err);

/* Play an operation that ties the act, which was found, to another one:
 * merge, link, same-event, other-event; others do nothing.  Where the other
 * one is gone, the trouble says so and nothing is tied. */
MUST_USE bool play_tie(struct play *play, struct err *err);

#endif
