#include "acts/marks.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>

/* Runs of marks are looked at no further. */
enum { MARK_RUN = 4 };

/* What a mark may be where it stands. */
enum { MAY_OPEN = 1, MAY_CLOSE = 2 };

struct mark {
    size_t at;
    size_t len;
    unsigned may;
    bool single;
    bool strong; /* a single mark right behind . , ? ! closes for certain */
};

struct marks {
    struct mark *mark;
    size_t len;
    size_t cap;
};

struct pairs {
    struct mark_pair *pair;
    size_t len;
    size_t cap;
};

static void collect(struct marks *marks, struct slice text);
static bool read_mark(struct mark *mark, struct slice text, size_t at,
                      uint32_t point, size_t len);
static void pair_doubles(struct pairs *pairs, const struct marks *marks,
                         size_t len);
static void pair_singles(struct pairs *pairs, const struct marks *marks,
                         const struct pairs *taken);
static void add_pair(struct pairs *pairs, struct mark_pair pair);
static int by_start(const void *a, const void *b);

size_t marks_find(struct slice text, struct arena *arena,
                  struct mark_pair **pair)
{
    struct marks marks = {0};
    struct pairs doubles = {0};
    struct pairs all = {0};
    size_t count;

    collect(&marks, text);
    pair_doubles(&doubles, &marks, text.len);
    for (size_t i = 0; i < doubles.len; i++) {
        add_pair(&all, doubles.pair[i]);
    }
    pair_singles(&all, &marks, &doubles);
    count = all.len;
    if (count != 0) {
        qsort(all.pair, count, sizeof *all.pair, by_start);
    }
    *pair = arena_dup(arena, all.pair, count, sizeof **pair);
    free(marks.mark);
    free(doubles.pair);
    free(all.pair);
    return count;
}

static void collect(struct marks *marks, struct slice text)
{
    size_t at = 0;

    while (at < text.len) {
        size_t len;
        uint32_t point = utf8_decode(text, at, &len);
        struct mark mark;

        if ((point < 0x80 && point != '"' && point != '\'' && point != '`') ||
            !read_mark(&mark, text, at, point, len)) {
            at += len;
            continue;
        }
        MEM_GROW(marks->mark, marks->len, marks->cap);
        marks->mark[marks->len++] = mark;
        at += mark.len;
    }
}

static bool is_blank(struct slice text, size_t at)
{
    size_t len;
    uint32_t point;

    if (at >= text.len) {
        return true;
    }
    point = utf8_decode(text, at, &len);
    return point <= ' ' || point == 0xA0 || point == 0x202F;
}

/* Whether the character that ends before `at` is a blank, an opening bracket
 * or a dash: then a straight mark opens. */
static bool opens_after(struct slice text, size_t at)
{
    unsigned char before;

    if (at == 0) {
        return true;
    }
    before = (unsigned char)text.ptr[at - 1];
    if (before <= ' ' || strchr("([{-/=:", before) != NULL) {
        return true;
    }
    /* no-break spaces, dashes and other marks end so in UTF-8 */
    return (at >= 2 && memcmp(text.ptr + at - 2, "\xC2\xA0", 2) == 0) ||
           (at >= 3 && (memcmp(text.ptr + at - 3, "\xE2\x80\x94", 3) == 0 ||
                        memcmp(text.ptr + at - 3, "\xE2\x80\x93", 3) == 0 ||
                        memcmp(text.ptr + at - 3, "\xE2\x80\x9C", 3) == 0 ||
                        memcmp(text.ptr + at - 3, "\xE2\x80\xAF", 3) == 0));
}

static bool is_word_byte(struct slice text, size_t at)
{
    unsigned char byte = at < text.len ? (unsigned char)text.ptr[at] : 0;

    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') ||
           (byte >= 0xC3 && byte <= 0xDF); /* letters beyond ASCII */
}

static unsigned straight(struct slice text, size_t at, size_t len)
{
    bool before = opens_after(text, at);
    bool after = is_blank(text, at + len);

    if (before && !after) {
        return MAY_OPEN;
    }
    if (!before) {
        return is_word_byte(text, at + len) ? MAY_OPEN | MAY_CLOSE : MAY_CLOSE;
    }
    return MAY_OPEN | MAY_CLOSE;
}

/* A single mark: an apostrophe unless one side is free. */
static unsigned single(struct slice text, size_t at, size_t len, bool opening)
{
    bool before = opens_after(text, at);

    if (before && !is_blank(text, at + len)) {
        return MAY_OPEN;
    }
    if (!before && !opening && !is_word_byte(text, at + len)) {
        return MAY_CLOSE;
    }
    return 0;
}

static bool read_mark(struct mark *mark, struct slice text, size_t at,
                      uint32_t point, size_t len)
{
    size_t run = 1;
    bool doubled;

    while (run < MARK_RUN && at + run < text.len &&
           text.ptr[at + run] == text.ptr[at]) {
        run++;
    }
    /* of three behind a word the first one stands alone */
    doubled = (point == '\'' || point == '`') && run >= 2 &&
              !(run == 3 && !opens_after(text, at));

    *mark = (struct mark){.at = at, .len = len};
    if (doubled) {
        mark->len = 2;
    }
    switch (point) {
    case '"':
    case 0x201C: /* “: opens, but closes a German „ */
    case 0x201D: /* ”: closes, but opens in Swedish */
        mark->may = straight(text, at, mark->len);
        if (point == 0x201C) {
            mark->may = MAY_OPEN | (mark->may & MAY_CLOSE);
        } else if (point == 0x201D) {
            mark->may = (mark->may & MAY_OPEN) | MAY_CLOSE;
        }
        return true;
    case 0x201E: /* „ */ mark->may = MAY_OPEN; return true;
    case 0xAB: /* « */
    case 0xBB: /* » */
        mark->may = point == 0xAB ? MAY_OPEN : MAY_CLOSE;
        return true;
    case '\'':
    case '`':
        if (doubled) {
            mark->may = straight(text, at, mark->len);
            return true;
        }
        mark->single = true;
        mark->may = single(text, at, len, point == '`');
        break;
    case 0x2018: /* ‘ */
    case 0x2019: /* ’ */
        mark->single = true;
        mark->may = single(text, at, len, point == 0x2018);
        break;
    default: return false;
    }
    mark->strong = (mark->may & MAY_CLOSE) && at != 0 &&
                   strchr(".,?!", text.ptr[at - 1]) != NULL;
    return mark->may != 0;
}

/* How many more double marks close than open from `marks->mark[from]` on. */
static long excess(const struct marks *marks, size_t from)
{
    long count = 0;

    for (size_t i = from; i < marks->len; i++) {
        const struct mark *mark = &marks->mark[i];

        if (!mark->single) {
            count += (mark->may & MAY_CLOSE) ? 1 : -1;
        }
    }
    return count;
}

static void add_pair(struct pairs *pairs, struct mark_pair pair)
{
    MEM_GROW(pairs->pair, pairs->len, pairs->cap);
    pairs->pair[pairs->len++] = pair;
}

/* A pair that `close` ends; `open` NULL: it lost its opening mark and may
 * start anywhere behind the pair before. */
static void close_pair(struct pairs *pairs, const struct mark *open,
                       const struct mark *close)
{
    size_t from = pairs->len != 0 ? pairs->pair[pairs->len - 1].at.end : 0;

    add_pair(
        pairs,
        (struct mark_pair){
            .at = {open != NULL ? open->at : from, close->at + close->len},
            .inner = {open != NULL ? open->at + open->len : from, close->at},
            .single = close->single,
            .no_open = open == NULL,
        });
}

/* Outermost pairs of double marks.  A second opening mark while one is open
 * is an inner pair if enough closing ones follow, else the first has lost its
 * partner and is forgotten. */
static void pair_doubles(struct pairs *pairs, const struct marks *marks,
                         size_t len)
{
    const struct mark *open = NULL;
    long depth = 0;
    long left = excess(marks, 0);

    for (size_t i = 0; i < marks->len; i++) {
        const struct mark *mark = &marks->mark[i];
        bool may_close = (mark->may & MAY_CLOSE) != 0;

        if (mark->single) {
            continue;
        }
        left -= may_close ? 1 : -1;
        if (mark->may != MAY_CLOSE && (open == NULL || !may_close)) {
            depth = open != NULL && left > depth ? depth + 1 : 1;
            open = depth > 1 ? open : mark;
        } else if (depth > 1) {
            depth--;
        } else {
            close_pair(pairs, open, mark);
            open = NULL;
            depth = 0;
        }
    }
    if (open != NULL) {
        add_pair(pairs, (struct mark_pair){
                            .at = {open->at, len},
                            .inner = {open->at + open->len, len},
                            .no_close = true,
                        });
    }
}

static bool inside(const struct pairs *pairs, size_t *next, size_t at)
{
    while (*next < pairs->len && pairs->pair[*next].at.end <= at) {
        (*next)++;
    }
    return *next < pairs->len && pairs->pair[*next].at.start <= at;
}

/* Whether a single pair that is open cannot go on over `mark`. */
static bool ends_single(const struct mark *mark)
{
    return !mark->single || mark->may == MAY_OPEN || mark->strong;
}

/* Pairs of single marks outside of double ones.  What could close but might
 * be the apostrophe of a plural ("the allies' troops") closes only if no
 * certain one follows before the next opening mark. */
static void pair_singles(struct pairs *pairs, const struct marks *marks,
                         const struct pairs *taken)
{
    const struct mark *open = NULL;
    const struct mark *close = NULL;
    size_t next = 0;

    for (size_t i = 0; i < marks->len; i++) {
        const struct mark *mark = &marks->mark[i];

        if (open != NULL && mark->single && (mark->may & MAY_CLOSE) != 0 &&
            (close == NULL || mark->strong)) {
            close = mark;
        }
        if (ends_single(mark)) {
            if (open != NULL && close != NULL) {
                close_pair(pairs, open, close);
            }
            open = NULL;
            close = NULL;
        }
        if (mark->single && mark->may == MAY_OPEN &&
            !inside(taken, &next, mark->at)) {
            open = mark;
        }
    }
    if (open != NULL && close != NULL) {
        close_pair(pairs, open, close);
    }
}

static int by_start(const void *a, const void *b)
{
    const struct mark_pair *left = a;
    const struct mark_pair *right = b;

    return (left->at.start > right->at.start) -
           (left->at.start < right->at.start);
}
