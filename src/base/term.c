#include "base/term.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct range {
    uint32_t first;
    uint32_t last;
};

/* Characters that steer a terminal or a reader's eye without being seen:
 * Unicode categories Cc and Cf without soft hyphen and the joiners that
 * scripts and emoji need, line and paragraph separators, private use of
 * plane 14 (tags). */
static const struct range unsafe_range[] = {
    {0x00, 0x1F},     {0x7F, 0x9F},     {0x61C, 0x61C},     {0x180E, 0x180E},
    {0x200B, 0x200B}, {0x200E, 0x200F}, {0x2028, 0x202E},   {0x2060, 0x206F},
    {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F},
};

/* Marks that combine with the character before (categories Mn and Me of the
 * scripts in use) and joiners. */
static const struct range zero_range[] = {
    {0xAD, 0xAD},       {0x300, 0x36F},     {0x483, 0x489},   {0x591, 0x5BD},
    {0x5BF, 0x5BF},     {0x5C1, 0x5C2},     {0x5C4, 0x5C5},   {0x5C7, 0x5C7},
    {0x610, 0x61A},     {0x64B, 0x65F},     {0x670, 0x670},   {0x6D6, 0x6DC},
    {0x6DF, 0x6E4},     {0x6E7, 0x6E8},     {0x6EA, 0x6ED},   {0x730, 0x74A},
    {0x900, 0x902},     {0x93A, 0x93A},     {0x93C, 0x93C},   {0x941, 0x948},
    {0x94D, 0x94D},     {0xE31, 0xE31},     {0xE34, 0xE3A},   {0xE47, 0xE4E},
    {0x200C, 0x200D},   {0x20D0, 0x20F0},   {0x302A, 0x302D}, {0x3099, 0x309A},
    {0xFE00, 0xFE0F},   {0xFE20, 0xFE2F},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
    {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF},
};

/* East Asian Width W and F, and emoji shown wide. */
static const struct range wide_range[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},
    {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26A1, 0x26A1},
    {0x2705, 0x2705},   {0x274C, 0x274C},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x2E80, 0x303E},
    {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
    {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

#define IN_RANGES(point, ranges) \
    in_ranges((point), (ranges), sizeof(ranges) / sizeof(ranges)[0])

static bool in_ranges(uint32_t point, const struct range *range, size_t count)
{
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (point > range[mid].last) {
            low = mid + 1;
        } else if (point < range[mid].first) {
            high = mid;
        } else {
            return true;
        }
    }
    return false;
}

bool term_unsafe(uint32_t point)
{
    return IN_RANGES(point, unsafe_range);
}

int term_point_width(uint32_t point)
{
    if (point < 0x300) {
        return point == 0xAD ? 0 : 1;
    }
    if (IN_RANGES(point, zero_range)) {
        return 0;
    }
    return IN_RANGES(point, wide_range) ? 2 : 1;
}

/* The visible stand-in: Unicode's picture of a control, else U+FFFD. */
static void stand_in(struct buf *out, uint32_t point)
{
    uint32_t shown = point < 0x20 ? 0x2400 + point : 0xFFFD;
    char bytes[4];

    if (point == 0x7F) {
        shown = 0x2421;
    }
    buf_add(out, bytes, utf8_encode(shown, bytes));
}

static bool is_blank(uint32_t point)
{
    return point == ' ' || (point >= '\t' && point <= '\r') || point == 0x85 ||
           point == 0x2028 || point == 0x2029;
}

/* Append one decoded character, the bytes as they stand where they are
 * valid. */
static void add_point(struct buf *out, struct slice text, size_t at, size_t len,
                      uint32_t point)
{
    bool broken = point == 0xFFFD && len == 1;

    if (broken || term_unsafe(point)) {
        stand_in(out, point);
    } else {
        buf_add(out, text.ptr + at, len);
    }
}

void term_safe(struct buf *out, struct slice text)
{
    bool blank = false;
    size_t len = 0;

    for (size_t at = 0; at < text.len; at += len) {
        uint32_t point = utf8_decode(text, at, &len);

        if (is_blank(point)) {
            if (!blank) {
                buf_add_char(out, ' ');
            }
            blank = true;
            continue;
        }
        blank = false;
        add_point(out, text, at, len, point);
    }
}

void term_safe_json(struct buf *out, struct slice json)
{
    size_t len = 0;

    for (size_t at = 0; at < json.len; at += len) {
        uint32_t point = utf8_decode(json, at, &len);

        if (point == '\n' || point == '\r' || point == '\t' ||
            !term_unsafe(point)) {
            buf_add(out, json.ptr + at, len);
        } else if (point < 0x10000) {
            buf_printf(out, "\\u%04x", (unsigned)point);
        } else {
            unsigned rest = (unsigned)point - 0x10000;

            buf_printf(out, "\\u%04x\\u%04x", 0xD800 + (rest >> 10),
                       0xDC00 + (rest & 0x3FF));
        }
    }
}

void term_safe_lines(struct buf *out, struct slice text)
{
    size_t len = 0;

    for (size_t at = 0; at < text.len; at += len) {
        uint32_t point = utf8_decode(text, at, &len);

        if (point == '\n' || point == '\r' || point == '\t') {
            buf_add(out, text.ptr + at, len);
        } else {
            add_point(out, text, at, len, point);
        }
    }
}

size_t term_width(struct slice text)
{
    size_t cells = 0;
    size_t len = 0;

    for (size_t at = 0; at < text.len; at += len) {
        cells += (size_t)term_point_width(utf8_decode(text, at, &len));
    }
    return cells;
}

/* Bytes of `text` that fit into `cells`; `*taken` becomes their cells. */
static size_t fitting(struct slice text, size_t cells, size_t *taken)
{
    size_t at = 0;
    size_t len = 0;

    *taken = 0;
    while (at < text.len) {
        size_t wide = (size_t)term_point_width(utf8_decode(text, at, &len));

        if (*taken + wide > cells) {
            break;
        }
        *taken += wide;
        at += len;
    }
    return at;
}

size_t term_fit(struct buf *out, struct slice text, size_t cells, bool pad)
{
    size_t taken = 0;
    size_t bytes = fitting(text, cells, &taken);

    if (bytes < text.len && cells != 0) {
        bytes = fitting(text, cells - 1, &taken);
        while (bytes != 0 && text.ptr[bytes - 1] == ' ') {
            bytes--;
            taken--;
        }
        buf_add(out, text.ptr, bytes);
        buf_add_str(out, "…");
        taken++;
    } else {
        buf_add(out, text.ptr, bytes);
    }
    for (; pad && taken < cells; taken++) {
        buf_add_char(out, ' ');
    }
    return taken;
}

size_t term_line(struct slice text, size_t cells)
{
    size_t taken = 0;
    size_t bytes = fitting(text, cells, &taken);
    size_t at = bytes;

    if (bytes == text.len) {
        return bytes;
    }
    while (at != 0 && text.ptr[at] != ' ') {
        at--;
    }
    if (at != 0) {
        return at;
    }
    if (bytes == 0) { /* a wide character in a narrow column */
        (void)utf8_decode(text, 0, &bytes);
    }
    return bytes;
}

static const char *style_start(enum term_style style)
{
    switch (style) {
    case TERM_BOLD: return "\x1b[1m";
    case TERM_DIM: return "\x1b[2m";
    case TERM_MARK: return "\x1b[1;30;43m";
    case TERM_GOOD: return "\x1b[32m";
    case TERM_BAD: return "\x1b[31m";
    case TERM_HEAD: return "\x1b[1;36m";
    case TERM_PLAIN: break;
    }
    return "";
}

void term_on(struct buf *out, enum term_style style, bool color)
{
    if (color) {
        buf_add_str(out, style_start(style));
    }
}

void term_off(struct buf *out, enum term_style style, bool color)
{
    if (color && style != TERM_PLAIN) {
        buf_add_str(out, "\x1b[0m");
    }
}

size_t term_columns(int fd, size_t fallback)
{
    struct winsize size = {0};
    const char *given = getenv("COLUMNS");
    long columns = given != NULL ? strtol(given, NULL, 10) : 0;

    if (isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    return columns >= 20 && columns <= 1000 ? (size_t)columns : fallback;
}

bool term_takes_color(int fd)
{
    const char *none = getenv("NO_COLOR");
    const char *term = getenv("TERM");

    if (!isatty(fd) || (none != NULL && none[0] != '\0')) {
        return false;
    }
    return term != NULL && strcmp(term, "dumb") != 0;
}
