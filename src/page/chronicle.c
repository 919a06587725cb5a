#include "page/chronicle.h"

#include "base/mem.h"

#include <stdlib.h>

enum { USUAL_DAYS = 31 }; /* news comes back to a thing for about so long */

/* --- the table --- */

bool chronicle_open(struct chronicle *chronicle, const char *data_dir,
                    struct err *err)
{
    struct buf path = {0};
    size_t cap = 0;
    bool ok;

    *chronicle = (struct chronicle){0};
    buf_printf(&path, "%s/page/chronicle.tsv", data_dir);
    ok = tsv_open(&chronicle->table, path.ptr, "date words event", err);
    buf_release(&path);
    while (ok && tsv_next(&chronicle->table, err)) {
        const struct slice *field = chronicle->table.field;
        struct chronicle_event event = {date_parse(field[0]), field[1],
                                        field[2]};

        if (event.date.precision != DATE_DAY || field[1].len == 0) {
            ok = tsv_fail(&chronicle->table, err,
                          "not a day with words:", field[0]);
            break;
        }
        MEM_GROW(chronicle->event, chronicle->events, cap);
        chronicle->event[chronicle->events++] = event;
    }
    if (!ok || err->code != ERR_NONE) {
        chronicle_release(chronicle);
        return false;
    }
    return true;
}

void chronicle_release(struct chronicle *chronicle)
{
    tsv_release(&chronicle->table);
    free(chronicle->event);
    *chronicle = (struct chronicle){0};
}

/* --- finding --- */

static bool has(struct slice text, struct slice words)
{
    size_t from = 0;

    while (from < text.len) {
        struct slice rest = {text.ptr + from, text.len - from};
        size_t at = slice_find(rest, words);

        if (at == rest.len) {
            return false;
        }
        at += from;
        if (at == 0 ||
            !((text.ptr[at - 1] >= 'a' && text.ptr[at - 1] <= 'z') ||
              (text.ptr[at - 1] >= '0' && text.ptr[at - 1] <= '9'))) {
            return true;
        }
        from = at + 1;
    }
    return false;
}

/* The part of `*rest` up to `sign`, which is cut off with it. */
static struct slice next_part(struct slice *rest, char sign)
{
    const char *end = memchr(rest->ptr, sign, rest->len);
    size_t len = end != NULL ? (size_t)(end - rest->ptr) : rest->len;
    struct slice part = {rest->ptr, len};

    len += end != NULL;
    *rest = (struct slice){rest->ptr + len, rest->len - len};
    return part;
}

static bool has_any(struct slice text, struct slice words)
{
    while (words.len != 0) {
        if (has(text, next_part(&words, '|'))) {
            return true;
        }
    }
    return false;
}

/* How many words an event has, 0 if one of them is not in the text. */
static size_t tells(struct slice text, struct slice words)
{
    size_t count = 0;

    while (words.len != 0) {
        if (!has_any(text, next_part(&words, ';'))) {
            return 0;
        }
        count++;
    }
    return count;
}

static void read_phrase(struct slice text, struct chronicle_hit *hit)
{
    static const struct {
        const char *words;
        int least, most;
    } phrase[] = {{"yesterday", 1, 1},          {"last week", 1, 13},
                  {"earlier this week", 1, 6},  {"this week", 0, 6},
                  {"days ago", 1, 10},          {"last month", 1, 61},
                  {"earlier this month", 1, 30}};

    hit->most = USUAL_DAYS;
    for (size_t i = 0; i < sizeof phrase / sizeof phrase[0]; i++) {
        if (has(text, slice_of(phrase[i].words))) {
            hit->phrase = slice_of(phrase[i].words);
            hit->least = phrase[i].least;
            hit->most = phrase[i].most;
            return;
        }
    }
}

struct chronicle_hit chronicle_find(const struct chronicle *chronicle,
                                    struct slice text)
{
    struct chronicle_hit hit = {0};
    char *lower = mem_copy(text.ptr, text.len);
    struct slice folded = {lower, text.len};
    size_t most = 0;

    for (size_t i = 0; i < text.len; i++) {
        lower[i] = lower[i] >= 'A' && lower[i] <= 'Z' ? (char)(lower[i] | 0x20)
                                                      : lower[i];
    }
    for (size_t i = 0; i < chronicle->events; i++) {
        const struct chronicle_event *event = &chronicle->event[i];
        size_t words = tells(folded, event->words);

        if (words != 0 && words >= most) {
            most = words;
            hit.event = event;
        }
    }
    if (hit.event != NULL) {
        read_phrase(folded, &hit);
    }
    free(lower);
    return hit;
}
