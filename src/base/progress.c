#include "base/progress.h"

#include "base/json.h"
#include "base/term.h"

#include <math.h>
#include <time.h>
#include <unistd.h>

#define BAR_EVERY   0.1 /* seconds between two drawings */
#define PLAIN_EVERY 2.0

enum { BAR_CELLS = 20 };

bool progress_mode_of(const char *name, enum progress_mode *mode)
{
#define X(code, text) \
    if (strcmp(name, text) == 0) { \
        *mode = code; \
        return true; \
    }
    PROGRESS_MODE_MAP(X)
#undef X
    return false;
}

double progress_now(void)
{
    struct timespec now;

    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) {
        return 0;
    }
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void progress_open(struct progress *progress, enum progress_mode mode, int fd,
                   const char *what, size_t total)
{
    if (mode == PROGRESS_AUTO && !isatty(fd)) {
        mode = PROGRESS_NONE;
    }
    *progress = (struct progress){.mode = mode,
                                  .fd = fd,
                                  .what = what,
                                  .total = total,
                                  .began = progress_now()};
    progress->shown = progress->began;
}

/* Talk that cannot be written is lost; the work goes on. */
static void put(int fd, struct slice text)
{
    while (text.len != 0) {
        ssize_t done = write(fd, text.ptr, text.len);

        if (done <= 0) {
            return;
        }
        text.ptr += done;
        text.len -= (size_t)done;
    }
}

static double rate_of(const struct progress *progress, double now)
{
    double took = now - progress->began;

    return took > 0 ? (double)progress->done / took : 0;
}

/* Seconds to go at the rate so far; negative: not known. */
static double left_of(const struct progress *progress, double rate)
{
    if (progress->total < progress->done || rate <= 0) {
        return -1;
    }
    return (double)(progress->total - progress->done) / rate;
}

void progress_time(struct buf *out, double seconds)
{
    if (seconds < 99.5) {
        buf_printf(out, "%.0f s", ceil(seconds));
    } else if (seconds < 99.5 * 60) {
        buf_printf(out, "%.0f min", ceil(seconds / 60));
    } else {
        buf_printf(out, "%.0f h", ceil(seconds / 3600));
    }
}

static void add_rate(struct buf *out, double rate)
{
    if (rate >= 9.95) {
        buf_printf(out, "%.0f/s", rate);
    } else if (rate >= 0.095) {
        buf_printf(out, "%.1f/s", rate);
    } else {
        buf_printf(out, "%.1f/min", rate * 60);
    }
}

static void add_counts(const struct progress *progress, double now,
                       struct buf *out)
{
    double rate = rate_of(progress, now);
    double left = left_of(progress, rate);

    buf_printf(out, "%zu", progress->done);
    if (progress->total != 0) {
        buf_printf(out, "/%zu", progress->total);
    }
    buf_add_str(out, "  ");
    add_rate(out, rate);
    if (left >= 0 && progress->total != 0) {
        buf_add_str(out, "  ");
        progress_time(out, left);
        buf_add_str(out, " left");
    }
}

static void add_bar(const struct progress *progress, struct buf *out)
{
    size_t full =
        progress->total == 0 ? 0 : progress->done * BAR_CELLS / progress->total;

    buf_add_char(out, '[');
    for (size_t cell = 0; cell < BAR_CELLS; cell++) {
        buf_add_str(out, cell < full ? "=" : cell == full ? ">" : " ");
    }
    buf_add_str(out, "] ");
}

void progress_draw(const struct progress *progress, double now,
                   struct slice name, size_t columns, struct buf *out)
{
    struct buf line = {0};

    buf_printf(&line, "%s ", progress->what);
    if (progress->total != 0) {
        add_bar(progress, &line);
    }
    add_counts(progress, now, &line);
    if (name.len != 0) {
        buf_add_str(&line, "  ");
        term_safe(&line, name);
    }
    term_fit(out, buf_slice(&line), columns > 1 ? columns - 1 : 1, false);
    buf_release(&line);
}

static void step_json(const struct progress *progress, double now,
                      struct slice name)
{
    struct buf line = {0};
    struct json json = {.out = &line};
    double rate = rate_of(progress, now);
    double left = left_of(progress, rate);

    json_open(&json, '{');
    json_key_int(&json, "done", (int64_t)progress->done);
    json_key_int(&json, "total", (int64_t)progress->total);
    json_key(&json, "rate");
    json_num(&json, rate, 2);
    json_key(&json, "left");
    if (left >= 0) {
        json_num(&json, left, 1);
    } else {
        json_none(&json);
    }
    json_key_slice(&json, "input", name);
    json_close(&json, '}');
    buf_add_char(&line, '\n');
    put(progress->fd, buf_slice(&line));
    buf_release(&line);
}

void progress_step(struct progress *progress, struct slice name)
{
    double now = progress_now();
    double every = progress->mode == PROGRESS_PLAIN ? PLAIN_EVERY : BAR_EVERY;
    struct buf line = {0};

    progress->done++;
    if (progress->mode == PROGRESS_NONE) {
        return;
    }
    if (progress->mode == PROGRESS_JSON) {
        step_json(progress, now, name);
        return;
    }
    if (now - progress->shown < every && progress->drawn) {
        return;
    }
    progress->shown = now;
    progress->drawn = true;
    if (progress->mode == PROGRESS_PLAIN) {
        buf_printf(&line, "%s ", progress->what);
        add_counts(progress, now, &line);
        buf_add_char(&line, '\n');
    } else {
        buf_add_str(&line, "\r\x1b[K");
        progress_draw(progress, now, name, term_columns(progress->fd, 80),
                      &line);
    }
    put(progress->fd, buf_slice(&line));
    buf_release(&line);
}

void progress_hide(struct progress *progress)
{
    if (progress->mode == PROGRESS_AUTO && progress->drawn) {
        put(progress->fd, SLICE("\r\x1b[K"));
        progress->drawn = false;
    }
}
