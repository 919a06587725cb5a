/*
 * progress.h - how far a long run is: count, rate, time left.
 *
 * On a terminal one line is redrawn, at most ten times a second; elsewhere
 * nothing moves.  It is talk, so it goes to standard error.
 *
 *     reading [==========>         ] 121/214  18/s  5 s left  news/a.txt
 */
#ifndef DEMARCHE_BASE_PROGRESS_H
#define DEMARCHE_BASE_PROGRESS_H

#include "base/buf.h"

#define PROGRESS_MODE_MAP(X) \
    X(PROGRESS_AUTO, "auto")   /* a bar on a terminal, else nothing */ \
    X(PROGRESS_PLAIN, "plain") /* a line every two seconds */ \
    X(PROGRESS_JSON, "json")   /* one object a step */ \
    X(PROGRESS_NONE, "none")

enum progress_mode {
#define X(code, name) code,
    PROGRESS_MODE_MAP(X)
#undef X
};

struct progress {
    enum progress_mode mode;
    int fd;
    const char *what; /* "reading" */
    size_t total;     /* 0: unknown */
    size_t done;
    double began; /* seconds of progress_now() */
    double shown; /* when last drawn */
    bool drawn;   /* a bar stands on the line */
};

/* The mode called `name`; false if there is none. */
bool progress_mode_of(const char *name, enum progress_mode *mode);

/* Seconds of a clock that never goes back. */
double progress_now(void);

/* Begin to count `total` things done on standard error `fd`; `what` must
 * outlive the counting.  Auto becomes none where `fd` is no terminal. */
void progress_open(struct progress *progress, enum progress_mode mode, int fd,
                   const char *what, size_t total);

/* One more is done; `name` says which. */
void progress_step(struct progress *progress, struct slice name);

/* Take the bar away, so that something else can be printed; the next step
 * draws it again. */
void progress_hide(struct progress *progress);

/* Append what a bar of `columns` cells shows at `now`. */
void progress_draw(const struct progress *progress, double now,
                   struct slice name, size_t columns, struct buf *out);

/* Append "5 s", "3 min", "2 h" for a number of seconds. */
void progress_time(struct buf *out, double seconds);

#endif
