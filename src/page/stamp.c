#include "page/stamp.h"

#include <string.h>

enum { WORDS = 16, MONTHS = 12 };

static const char *const MONTH[MONTHS] = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

/* One word of a line: letters or digits without the signs around them. */
struct word {
    struct slice text;
    size_t start; /* in the line */
    bool digits;
    int value; /* of at most 8 digits */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The next run of digits or of letters from `*at`. */
static bool next_word(struct slice line, size_t *at, struct word *word)
{
    size_t i = *at;

    while (i < line.len && !is_digit(line.ptr[i]) && !is_letter(line.ptr[i])) {
        i++;
    }
    if (i == line.len) {
        return false;
    }
    *word = (struct word){.start = i, .digits = is_digit(line.ptr[i])};
    while (i < line.len &&
           (word->digits ? is_digit(line.ptr[i]) : is_letter(line.ptr[i]))) {
        if (word->digits && i - word->start < 8) {
            word->value = 10 * word->value + (line.ptr[i] - '0');
        }
        i++;
    }
    word->text = (struct slice){line.ptr + word->start, i - word->start};
    *at = i;
    return true;
}

static bool same_word(struct slice word, const char *lower, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if ((word.ptr[i] | 0x20) != lower[i]) {
            return false;
        }
    }
    return true;
}

/* 1–12 for a month's name or its usual short form, else 0. */
static int month_of(struct word word)
{
    if (word.digits || word.text.len < 3) {
        return 0;
    }
    for (int m = 0; m < MONTHS; m++) {
        size_t len = strlen(MONTH[m]);
        bool whole = word.text.len == len;
        bool brief = word.text.len == 3 || (m == 8 && word.text.len == 4);

        if ((whole || brief) && same_word(word.text, MONTH[m], word.text.len)) {
            return m + 1;
        }
    }
    return 0;
}

static bool is_year(struct word word)
{
    return word.digits && word.text.len == 4 && word.value >= 1900 &&
           word.value <= 2199;
}

static bool is_day(struct word word)
{
    return word.digits && word.text.len <= 2 && word.value >= 1 &&
           word.value <= 31;
}

static bool finish(struct stamp_hit *hit, const struct word *first,
                   const struct word *last)
{
    struct date date = {DATE_DAY, hit->year, hit->month, hit->day};

    hit->at = (struct span){first->start, last->start + last->text.len};
    if (hit->month == 0 || hit->year == 0) {
        date = (struct date){0};
        if (hit->year != 0) {
            date = (struct date){DATE_YEAR, hit->year, 0, 0};
        }
    } else if (hit->day == 0) {
        date.precision = DATE_MONTH;
    }
    hit->date = date;
    return date_ok(date);
}

/* A date that begins at word[0] of `count`. */
static bool read_at(const struct word *word, size_t count,
                    struct stamp_hit *hit)
{
    struct word none = {0};
    struct word a = word[0];
    struct word b = count > 1 ? word[1] : none;
    struct word c = count > 2 ? word[2] : none;

    *hit = (struct stamp_hit){0};
    if (a.digits && a.text.len == 8 && a.value / 10000 >= 1900 &&
        a.value / 10000 <= 2199) {
        hit->year = a.value / 10000;
        hit->month = a.value / 100 % 100;
        hit->day = a.value % 100;
        return finish(hit, &a, &a) && hit->date.precision == DATE_DAY;
    }
    if (is_year(a) && b.digits && b.text.len == 2 && c.digits &&
        c.text.len == 2) {
        hit->year = a.value;
        hit->month = b.value;
        hit->day = c.value;
        return hit->month != 0 && hit->day != 0 && finish(hit, &a, &c);
    }
    if (is_day(a) && month_of(b) != 0) {
        hit->day = a.value;
        hit->month = month_of(b);
        hit->year = is_year(c) ? c.value : 0;
        return finish(hit, &a, is_year(c) ? &c : &b);
    }
    if (month_of(a) != 0 && is_day(b)) {
        hit->month = month_of(a);
        hit->day = b.value;
        hit->year = is_year(c) ? c.value : 0;
        return finish(hit, &a, is_year(c) ? &c : &b);
    }
    if (month_of(a) != 0 && is_year(b)) {
        hit->month = month_of(a);
        hit->year = b.value;
        return finish(hit, &a, &b);
    }
    if (is_day(a) && is_year(b)) { /* "20, 2021 at 05:40PM": month lost */
        hit->day = a.value;
        hit->year = b.value;
        return finish(hit, &a, &b);
    }
    return false;
}

/* The words of `line`, ordinals' endings ("10th") left out. */
static size_t read_words(struct slice line, struct word word[WORDS])
{
    struct word next;
    size_t count = 0;
    size_t at = 0;

    while (count < WORDS && next_word(line, &at, &next)) {
        bool ordinal =
            !next.digits && count != 0 && word[count - 1].digits &&
            next.text.len == 2 &&
            word[count - 1].start + word[count - 1].text.len == next.start;

        if (!ordinal || month_of(next) != 0) {
            word[count++] = next;
        }
    }
    return count;
}

bool stamp_find(struct slice line, struct stamp_hit *hit)
{
    struct word word[WORDS];
    size_t count = read_words(line, word);

    for (size_t i = 0; i < count; i++) {
        if (read_at(word + i, count - i, hit)) {
            return true;
        }
    }
    *hit = (struct stamp_hit){0};
    return false;
}

/* Words that stand around a date in a stamp. */
static bool is_stamp_word(struct word word)
{
    static const char *const known[] = {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "mon",     "tue",       "wed",      "thu",    "fri",
        "sat",    "sun",     "published", "updated",  "posted", "date",
        "on",     "at",      "am",        "pm",       "a",      "p",
        "m",      "gmt",     "utc",       "est",      "edt",    "cet",
        "cest",   "et",      "first",     "last",     "t",      "z",
        "issued", "release", "released",  "dated",    "of",     "the"};

    if (word.digits) {
        return word.text.len <= 2;
    }
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (word.text.len == strlen(known[i]) &&
            same_word(word.text, known[i], word.text.len)) {
            return true;
        }
    }
    return false;
}

bool stamp_is_line(struct slice line, struct stamp_hit *hit)
{
    struct word word[WORDS];
    size_t count = read_words(line, word);

    if (count == WORDS || !stamp_find(line, hit)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool inside =
            word[i].start >= hit->at.start && word[i].start < hit->at.end;

        if (!inside && !is_stamp_word(word[i])) {
            return false;
        }
    }
    return true;
}

struct date stamp_in_url(struct slice url)
{
    struct word word[3];
    size_t at = 0;
    size_t count = 0;
    struct word next;

    while (next_word(url, &at, &next)) {
        if (count == 3) {
            word[0] = word[1];
            word[1] = word[2];
            count = 2;
        }
        word[count++] = next;
        if (count == 3 && is_year(word[0]) && word[1].digits &&
            word[2].digits && word[1].text.len <= 2 && word[2].text.len <= 2) {
            struct date date = {DATE_DAY, word[0].value, word[1].value,
                                word[2].value};

            if (date_ok(date)) {
                return date;
            }
        }
    }
    return (struct date){0};
}
