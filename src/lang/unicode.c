#include "lang/unicode.h"

#include "base/utf8.h"

#include <stdlib.h>

struct range {
    uint32_t first;
    uint32_t last;
};

struct run {
    uint32_t first;
    uint32_t last;
    uint32_t step;
    int32_t distance;
};

#include "lang/unicode_tables.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

enum {
    CAPITAL_SIGMA = 0x3A3,
    FINAL_SIGMA = 0x3C2,
    SMALL_SIGMA = 0x3C3,
    DOTTED_CAPITAL_I = 0x130,
    DOT_ABOVE = 0x307
};

static bool in_table(const struct range *table, size_t count, uint32_t point)
{
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (table[middle].last < point) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && table[low].first <= point;
}

bool unicode_is_space(uint32_t point)
{
    if (point < 0x80) {
        return (point >= 0x09 && point <= 0x0D) ||
               (point >= 0x1C && point <= 0x20);
    }
    return point == 0x85 || point == 0xA0 || point == 0x1680 ||
           (point >= 0x2000 && point <= 0x200A) || point == 0x2028 ||
           point == 0x2029 || point == 0x202F || point == 0x205F ||
           point == 0x3000;
}

bool unicode_is_alpha(uint32_t point)
{
    if (point < 0x80) {
        return (point | 0x20) >= 'a' && (point | 0x20) <= 'z';
    }
    return in_table(alpha, COUNT(alpha), point);
}

bool unicode_is_digit(uint32_t point)
{
    if (point < 0x80) {
        return point >= '0' && point <= '9';
    }
    return in_table(digit, COUNT(digit), point);
}

bool unicode_is_upper(uint32_t point)
{
    if (point < 0x80) {
        return point >= 'A' && point <= 'Z';
    }
    return in_table(upper, COUNT(upper), point);
}

/* The lower case of one code point, out of context. */
static uint32_t lower_of(uint32_t point)
{
    size_t low = 0;
    size_t high = COUNT(lower_run);

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (lower_run[middle].last < point) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == COUNT(lower_run) || point < lower_run[low].first ||
        (point - lower_run[low].first) % lower_run[low].step != 0) {
        return point;
    }
    return (uint32_t)((int32_t)point + lower_run[low].distance);
}

static size_t step_back(struct slice text, size_t at)
{
    do {
        at--;
    } while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
    return at;
}

/* Whether a cased character stands before byte `at`, case-ignorable ones
 * passed over. */
static bool cased_before(struct slice text, size_t at)
{
    while (at > 0) {
        size_t len;
        uint32_t point;

        at = step_back(text, at);
        point = utf8_decode(text, at, &len);
        if (!in_table(ignorable, COUNT(ignorable), point)) {
            return in_table(cased, COUNT(cased), point);
        }
    }
    return false;
}

static bool cased_after(struct slice text, size_t at)
{
    while (at < text.len) {
        size_t len;
        uint32_t point = utf8_decode(text, at, &len);

        if (!in_table(ignorable, COUNT(ignorable), point)) {
            return in_table(cased, COUNT(cased), point);
        }
        at += len;
    }
    return false;
}

static void add_point(struct buf *out, uint32_t point)
{
    char bytes[4];

    buf_add(out, bytes, utf8_encode(point, bytes));
}

/* Append the lower case of the non-ASCII code point at `at`; its length. */
static size_t lower_wide(struct buf *out, struct slice text, size_t at)
{
    size_t len;
    uint32_t point = utf8_decode(text, at, &len);

    if (point == DOTTED_CAPITAL_I) {
        add_point(out, 'i');
        add_point(out, DOT_ABOVE);
    } else if (point == CAPITAL_SIGMA) {
        bool final = cased_before(text, at) && !cased_after(text, at + len);

        add_point(out, final ? FINAL_SIGMA : SMALL_SIGMA);
    } else {
        add_point(out, lower_of(point));
    }
    return len;
}

void unicode_lower(struct buf *out, struct slice text)
{
    size_t at = 0;

    while (at < text.len) {
        unsigned char byte = (unsigned char)text.ptr[at];

        if (byte >= 0x80) {
            at += lower_wide(out, text, at);
            continue;
        }
        if (byte >= 'A' && byte <= 'Z') {
            byte |= 0x20;
        }
        buf_add_char(out, (char)byte);
        at++;
    }
}
