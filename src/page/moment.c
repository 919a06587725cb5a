#include "page/moment.h"

#include <strings.h>

enum { TOKENS = 12, CENTURY = 100, TWENTIES = 70 };

/* A run of digits or of letters. */
struct token {
    struct slice text;
    long number; /* -1: letters */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The value of at most 18 digits from `at` on. */
static long digits(struct slice text, size_t at, size_t len)
{
    long value = 0;

    for (size_t i = at; i < at + len; i++) {
        if (i >= text.len || !is_digit(text.ptr[i])) {
            return -1;
        }
        value = value * 10 + (text.ptr[i] - '0');
    }
    return value;
}

static struct date checked(long year, long month, long day)
{
    struct date date = {DATE_DAY, (int)year, (int)month, (int)day};

    if (month == 0) {
        date.precision = DATE_YEAR;
    } else if (day == 0) {
        date.precision = DATE_MONTH;
    }
    return year > 0 && year < 10000 && date_ok(date) ? date : (struct date){0};
}

/* 2022-01-13T10:15:00Z, 2022-01, 2022, 2022-013 (day of the year), and with
 * dots or slashes. */
static struct date read_iso(struct slice text)
{
    long year = digits(text, 0, 4);
    long month = digits(text, 5, 2);
    long day = digits(text, 8, 2);
    char mark = text.len > 4 ? text.ptr[4] : '\0';

    if (year < 0 || (mark != '\0' && strchr("-/.", mark) == NULL)) {
        return (struct date){0};
    }
    if (text.len == 4) {
        return checked(year, 0, 0);
    }
    if (digits(text, 5, 3) > 0 && (text.len == 8 || text.ptr[8] == 'T')) {
        struct date first = checked(year, 1, 1);

        return first.precision == DATE_NONE
                   ? first
                   : date_from_day(date_first_day(first) + digits(text, 5, 3) -
                                   1);
    }
    if (month <= 0) {
        return (struct date){0};
    }
    return text.len == 7 || day < 0 || text.ptr[7] != mark
               ? checked(year, month, 0)
               : checked(year, month, day);
}

/* 20220113, 20220113101500, 1642068900, 1642068900000. */
static struct date read_digits(struct slice text)
{
    enum { DAY_SECONDS = 86400 };
    size_t len = 0;
    long value;

    while (len < text.len && is_digit(text.ptr[len])) {
        len++;
    }
    if (len < 6 || len > 15 ||
        (len < text.len && strchr(".T tZ", text.ptr[len]) == NULL)) {
        return (struct date){0};
    }
    value = digits(text, 0, len);
    if (len == 6) {
        return checked(value / 100, value % 100, 0);
    }
    if (len == 8 || len == 12 || len == 14) {
        return checked(digits(text, 0, 4), digits(text, 4, 2),
                       digits(text, 6, 2));
    }
    if (len == 9 || len == 10) {
        return date_from_day(value / DAY_SECONDS);
    }
    return len == 13 ? date_from_day(value / 1000 / DAY_SECONDS)
                     : (struct date){0};
}

static size_t cut(struct slice text, struct token token[TOKENS])
{
    size_t count = 0;
    size_t at = 0;

    while (at < text.len && count < TOKENS) {
        size_t start = at;
        bool number = is_digit(text.ptr[at]);

        if (!number && !is_letter(text.ptr[at])) {
            at++;
            continue;
        }
        while (at < text.len &&
               (number ? is_digit(text.ptr[at]) : is_letter(text.ptr[at]))) {
            at++;
        }
        token[count].text = (struct slice){text.ptr + start, at - start};
        token[count].number =
            number && at - start <= 4 ? digits(text, start, at - start) : -1;
        count++;
    }
    return count;
}

static long month_of(struct slice word)
{
    static const char *const name[] = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};

    for (size_t i = 0; word.len >= 3 && i < 12; i++) {
        if (word.len <= strlen(name[i]) &&
            strncasecmp(word.ptr, name[i], word.len) == 0) {
            return (long)i + 1;
        }
    }
    return word.len == 4 && strncasecmp(word.ptr, "sept", 4) == 0 ? 9 : 0;
}

/* RFC 822 §5 has years of two digits. */
static long year_of(const struct token *token)
{
    long year = token->number;

    if (year >= 0 && token->text.len == 2) {
        year += year < TWENTIES ? 2000 : 1900;
    }
    return year;
}

/* The year behind a month and day: the first number that can be one, the
 * time of day left out. */
static long year_after(const struct token *token, size_t at, size_t count)
{
    for (size_t i = at; i < count; i++) {
        if (token[i].text.len == 4 && token[i].number > 0) {
            return token[i].number;
        }
    }
    return at < count ? year_of(&token[at]) : -1;
}

/* "Thu, 13 Jan 2022 …", "Thursday, 13-Jan-22 …", "Thu Jan 13 10:15:00 2022",
 * "January 13, 2022". */
static struct date read_words(struct slice text)
{
    struct token token[TOKENS];
    size_t count = cut(text, token);

    for (size_t i = 0; i < count; i++) {
        long month = token[i].number < 0 ? month_of(token[i].text) : 0;

        if (month == 0) {
            continue;
        }
        if (i > 0 && token[i - 1].number > 0 && token[i - 1].text.len <= 2) {
            return checked(year_after(token, i + 1, count), month,
                           token[i - 1].number);
        }
        if (i + 2 < count && token[i + 1].number > 0 &&
            token[i + 1].text.len <= 2) {
            return checked(year_after(token, i + 2, count), month,
                           token[i + 1].number);
        }
        if (i + 1 < count && token[i + 1].text.len == 4) {
            return checked(token[i + 1].number, month, 0);
        }
    }
    return (struct date){0};
}

struct date moment_read(struct slice text)
{
    struct date date;

    text = slice_trim(text);
    date = read_iso(text);
    if (date.precision == DATE_NONE) {
        date = read_digits(text);
    }
    return date.precision != DATE_NONE ? date : read_words(text);
}
