/* Marks of points: "1.", "(2)", "b)", "iv.", "•". */
#include "acts/points.h"

enum { MARK_CHARS = 4, MARK_MOST = 60 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int roman_digit(char c)
{
    switch (c) {
    case 'i':
    case 'I': return 1;
    case 'v':
    case 'V': return 5;
    case 'x':
    case 'X': return 10;
    default: return 0;
    }
}

/* 0: it is none, or a large one. */
static int roman(struct slice text)
{
    int sum = 0;

    for (size_t i = 0; i < text.len; i++) {
        int digit = roman_digit(text.ptr[i]);
        int next = i + 1 < text.len ? roman_digit(text.ptr[i + 1]) : 0;

        if (digit == 0) {
            return 0;
        }
        sum += digit < next ? -digit : digit;
    }
    return sum;
}

/* Figures, one letter or a Roman number; false for any other word. */
static bool read_number(struct slice text, int number[2])
{
    char c = text.len != 0 ? text.ptr[0] : ' ';

    number[0] = number[1] = 0;
    if (is_digit(c)) {
        for (size_t i = 0; i < text.len; i++) {
            if (!is_digit(text.ptr[i])) {
                return false;
            }
            number[0] = number[0] * 10 + (text.ptr[i] - '0');
        }
        return number[0] > 0 && number[0] <= MARK_MOST;
    }
    if (text.len == 1 && is_letter(c)) {
        number[0] = (c | 0x20) - 'a' + 1;
    }
    number[1] = roman(text);
    return number[0] != 0 || number[1] != 0;
}

static size_t blanks(struct slice text, size_t at)
{
    size_t from = at;

    while (at < text.len && slice_blank(text.ptr[at])) {
        at++;
    }
    return at - from;
}

static struct point_mark bullet(struct slice text)
{
    static const char *const sign[] = {"-", "–", "—", "•", "*", "·",
                                       "●", "▪", "‣", "◦", "+"};

    for (size_t i = 0; i < sizeof sign / sizeof sign[0]; i++) {
        size_t len = strlen(sign[i]);

        if (slice_starts(text, sign[i]) && blanks(text, len) != 0) {
            return (struct point_mark){.style = '-',
                                       .bytes = len + blanks(text, len)};
        }
    }
    return (struct point_mark){0};
}

struct point_mark point_mark_read(struct slice text)
{
    bool open = text.len != 0 && text.ptr[0] == '(';
    struct slice word = {text.ptr + open, 0};
    struct point_mark mark = {0};
    size_t end;

    while (open + word.len < text.len && word.len <= MARK_CHARS &&
           (is_digit(word.ptr[word.len]) || is_letter(word.ptr[word.len]))) {
        word.len++;
    }
    end = open + word.len;
    if (word.len == 0 || word.len > MARK_CHARS || end >= text.len ||
        !read_number(word, mark.number)) {
        return bullet(text);
    }
    if (text.ptr[end] != ')' && (open || text.ptr[end] != '.')) {
        return (struct point_mark){0};
    }
    mark.style = open ? '(' : text.ptr[end];
    mark.bytes = end + 1 + blanks(text, end + 1);
    if (blanks(text, end + 1) == 0) {
        return (struct point_mark){0};
    }
    return mark;
}

bool point_mark_is(const struct point_mark *mark,
                   const struct point_mark *first, int number)
{
    if (mark->style == 0 || mark->style != first->style) {
        return false;
    }
    if (mark->style == '-') {
        return true;
    }
    if (mark->style == 'w') {
        return mark->later == (number > 1);
    }
    return mark->number[0] == number || mark->number[1] == number;
}
