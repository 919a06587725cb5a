#include "copies/diff.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"

/* Words that one comparison may cut or add before it gives up. */
enum { COST_MOST = 8192 };

/* Further than any word: no path leads here. */
enum { NOWHERE = -(1 << 30) };

/* A text as words, equal ones by equal numbers. */
struct row {
    struct span *at;
    uint32_t *word;
    bool *same; /* stands in the other text, too, at its place */
    size_t len;
};

struct comparison {
    struct row row[2];
    long *forward; /* by diagonal, from the middle of the array */
    long *backward;
};

/* A part of both rows. */
struct window {
    size_t start[2];
    size_t end[2];
};

/* --- words --- */

/* The plainest of marks that typesetters write in several ways; other points
 * as they are. */
static uint32_t plain_point(uint32_t point)
{
    if (point == 0x2018 || point == 0x2019 || point == 0x2BC) {
        return '\'';
    }
    if (point >= 0x201A && point <= 0x201F) {
        return '"';
    }
    return point >= 0x2010 && point <= 0x2015 ? '-' : point;
}

static bool is_word_point(uint32_t point)
{
    return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') ||
           (point >= '0' && point <= '9') || point == '\'' || point == '-' ||
           (point >= 0x80 && (point < 0x2000 || point > 0x206F));
}

/* A word or a mark from `at` on, its plain form in `plain`; returns its end. */
static size_t read_word(struct slice text, size_t at, struct buf *plain)
{
    size_t start = at;

    while (at < text.len) {
        size_t len = 1;
        uint32_t point = plain_point(utf8_decode(text, at, &len));
        char bytes[8];

        if (at != start &&
            (!is_word_point(point) || slice_blank(text.ptr[at]))) {
            break;
        }
        buf_add(plain, bytes, utf8_encode(point, bytes));
        at += len;
        if (!is_word_point(point)) {
            break;
        }
    }
    return at;
}

/* Words, and marks one by one, numbered by `seen`. */
static void read_row(struct row *row, struct slice text, struct map *seen,
                     struct arena *arena)
{
    struct buf plain = {0};

    row->at = arena_alloc(arena, text.len, sizeof *row->at);
    row->word = arena_alloc(arena, text.len, sizeof *row->word);
    row->same = arena_alloc(arena, text.len, sizeof *row->same);
    for (size_t at = 0; at < text.len;) {
        bool added = false;
        size_t end;
        uintptr_t *number;

        if (slice_blank(text.ptr[at])) {
            at++;
            continue;
        }
        buf_clear(&plain);
        end = read_word(text, at, &plain);
        number = map_get(seen, buf_slice(&plain));
        if (number == NULL) {
            number =
                map_put(seen, arena_copy(arena, buf_slice(&plain)), &added);
            *number = seen->len;
        }
        row->at[row->len] = (struct span){at, end};
        row->word[row->len++] = (uint32_t)*number;
        at = end;
    }
    buf_release(&plain);
}

/* --- the shortest way --- */

/* One search: from the front (side 0) or from the back (side 1). */
struct search {
    const struct comparison *all;
    const struct window *in;
    long len[2];
};

static bool is_match(const struct search *search, bool back, long x, long y)
{
    const struct row *row = search->all->row;
    const struct window *in = search->in;
    size_t at[2] = {(size_t)x, (size_t)y};

    for (int i = 0; i < 2; i++) {
        at[i] = back ? in->end[i] - 1 - at[i] : in->start[i] + at[i];
    }
    return row[0].word[at[0]] == row[1].word[at[1]];
}

/* How far along diagonal `k` (x - y) `cost` changes lead. */
static long reach(const struct search *search, bool back, long k, long cost)
{
    const long *far = back ? search->all->backward : search->all->forward;
    long down = k < cost ? far[k + 1] : NOWHERE;
    long right = k > -cost ? far[k - 1] + 1 : NOWHERE;
    long x = cost == 0 ? 0 : NOWHERE;

    if (down >= 0 && down - k <= search->len[1]) {
        x = down;
    }
    if (right > x && right <= search->len[0]) {
        x = right;
    }
    if (x < 0 || x - k < 0) {
        return NOWHERE;
    }
    while (x < search->len[0] && x - k < search->len[1] &&
           is_match(search, back, x, x - k)) {
        x++;
    }
    return x;
}

/* One more change from one side.  True when the ways from both sides meet:
 * `*x` and `*y` is where, counted from the front. */
static bool advance(const struct search *search, bool back, long cost, long *x,
                    long *y)
{
    long *far = back ? search->all->backward : search->all->forward;
    const long *met = back ? search->all->forward : search->all->backward;
    long delta = search->len[0] - search->len[1];
    long behind = back ? cost : cost - 1; /* changes the other side made */

    for (long k = -cost; k <= cost; k += 2) {
        long other = delta - k;

        far[k] = k < -search->len[1] || k > search->len[0]
                     ? NOWHERE
                     : reach(search, back, k, cost);
        if (far[k] >= 0 && other >= -behind && other <= behind &&
            (other + behind) % 2 == 0 && met[other] >= 0 &&
            far[k] + met[other] >= search->len[0]) {
            *x = back ? search->len[0] - far[k] : far[k];
            *y = back ? search->len[1] - (far[k] - k) : far[k] - k;
            return true;
        }
    }
    return false;
}

/* Where a shortest way through the window passes; false if it is too long. */
static bool find_middle(const struct comparison *all,
                        const struct window *window, size_t middle[2])
{
    struct search search = {.all = all, .in = window};

    for (int i = 0; i < 2; i++) {
        search.len[i] = (long)(window->end[i] - window->start[i]);
    }
    for (long cost = 0; cost <= COST_MOST; cost++) {
        long x = 0;
        long y = 0;

        if (advance(&search, false, cost, &x, &y) ||
            advance(&search, true, cost, &x, &y)) {
            middle[0] = window->start[0] + (size_t)x;
            middle[1] = window->start[1] + (size_t)y;
            return true;
        }
    }
    return false;
}

static void mark_same(struct comparison *all, size_t a, size_t b)
{
    all->row[0].same[a] = true;
    all->row[1].same[b] = true;
}

static bool matches(const struct comparison *all, size_t a, size_t b)
{
    return all->row[0].word[a] == all->row[1].word[b];
}

/* Each half is left with half of the changes: as deep as their logarithm. */
static void compare(struct comparison *all, struct window in)
{
    size_t middle[2];

    while (in.start[0] < in.end[0] && in.start[1] < in.end[1] &&
           matches(all, in.start[0], in.start[1])) {
        mark_same(all, in.start[0]++, in.start[1]++);
    }
    while (in.start[0] < in.end[0] && in.start[1] < in.end[1] &&
           matches(all, in.end[0] - 1, in.end[1] - 1)) {
        mark_same(all, --in.end[0], --in.end[1]);
    }
    if (in.start[0] == in.end[0] || in.start[1] == in.end[1] ||
        !find_middle(all, &in, middle)) {
        return;
    }
    compare(all, (struct window){{in.start[0], in.start[1]},
                                 {middle[0], middle[1]}});
    compare(all,
            (struct window){{middle[0], middle[1]}, {in.end[0], in.end[1]}});
}

/* --- parts --- */

static void add_part(struct diff_part *part, size_t *parts, enum diff_how how,
                     const struct span *old, const struct span *new)
{
    struct diff_part *last = *parts != 0 ? &part[*parts - 1] : NULL;

    if (last == NULL || last->how != how) {
        last = &part[(*parts)++];
        last->how = how;
        last->old.start = old != NULL ? old->start : 0;
        last->new.start = new != NULL ? new->start : 0;
    }
    last->old.end = old != NULL ? old->end : 0;
    last->new.end = new != NULL ? new->end : 0;
}

static size_t make_parts(const struct row row[2], struct diff_part *part)
{
    size_t at[2] = {0, 0};
    size_t parts = 0;

    while (at[0] < row[0].len || at[1] < row[1].len) {
        if (at[0] < row[0].len && !row[0].same[at[0]]) {
            add_part(part, &parts, DIFF_CUT, &row[0].at[at[0]++], NULL);
        } else if (at[1] < row[1].len && !row[1].same[at[1]]) {
            add_part(part, &parts, DIFF_ADDED, NULL, &row[1].at[at[1]++]);
        } else {
            add_part(part, &parts, DIFF_SAME, &row[0].at[at[0]],
                     &row[1].at[at[1]]);
            at[0]++;
            at[1]++;
        }
    }
    return parts;
}

size_t diff_words(struct slice old, struct slice new, struct diff_part **part,
                  struct arena *arena)
{
    struct comparison all = {0};
    struct map seen = {0};
    size_t most = 2 * COST_MOST + 3; /* diagonals, one more on each side */

    read_row(&all.row[0], old, &seen, arena);
    read_row(&all.row[1], new, &seen, arena);
    map_release(&seen);
    all.forward = (long *)arena_alloc(arena, most, sizeof(long)) + most / 2;
    all.backward = (long *)arena_alloc(arena, most, sizeof(long)) + most / 2;
    compare(&all, (struct window){{0, 0}, {all.row[0].len, all.row[1].len}});
    *part = arena_alloc(arena, all.row[0].len + all.row[1].len, sizeof **part);
    return make_parts(all.row, *part);
}
