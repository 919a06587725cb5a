#include "base/date.h"

#include <stdio.h>

enum { YEAR_MIN = 1000, YEAR_MAX = 2999 };

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : days[month - 1];
}

bool date_ok(struct date date)
{
    if (date.precision == DATE_NONE) {
        return true;
    }
    if (date.year < YEAR_MIN || date.year > YEAR_MAX) {
        return false;
    }
    if (date.precision == DATE_YEAR) {
        return date.month == 0 && date.day == 0;
    }
    if (date.month < 1 || date.month > 12) {
        return false;
    }
    if (date.precision == DATE_MONTH) {
        return date.day == 0;
    }
    return date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

/* `len` digits at `at` as a number, or -1. */
static int digits(struct slice text, size_t at, size_t len)
{
    int value = 0;

    for (size_t i = at; i < at + len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') {
            return -1;
        }
        value = 10 * value + (text.ptr[i] - '0');
    }
    return value;
}

struct date date_parse(struct slice text)
{
    const struct date none = {0};
    struct date date = {0};

    if (text.len != 4 && text.len != 7 && text.len != 10) {
        return none;
    }
    date.precision = DATE_YEAR;
    date.year = digits(text, 0, 4);
    if (text.len >= 7) {
        date.precision = DATE_MONTH;
        date.month = text.ptr[4] == '-' ? digits(text, 5, 2) : -1;
    }
    if (text.len == 10) {
        date.precision = DATE_DAY;
        date.day = text.ptr[7] == '-' ? digits(text, 8, 2) : -1;
    }
    return date_ok(date) ? date : none;
}

const char *date_format(struct date date, char out[16])
{
    unsigned year = (unsigned)date.year % 10000;
    unsigned month = (unsigned)date.month % 100;
    unsigned day = (unsigned)date.day % 100;

    switch (date.precision) {
    case DATE_YEAR: (void)snprintf(out, 16, "%04u", year); break;
    case DATE_MONTH: (void)snprintf(out, 16, "%04u-%02u", year, month); break;
    case DATE_DAY:
        (void)snprintf(out, 16, "%04u-%02u-%02u", year, month, day);
        break;
    case DATE_NONE:
    default: out[0] = '\0'; break;
    }
    return out;
}

const char *date_precision_name(enum date_precision precision)
{
    static const char *const name[] = {NULL, "year", "month", "day"};

    return name[precision];
}

/* Days from 1970-01-01, by counting March-based years (a common algorithm for
 * the proleptic Gregorian calendar; all years here are positive). */
static long day_number(int year, int month, int day)
{
    long y = month <= 2 ? year - 1 : year;
    long m = month <= 2 ? month + 9 : month - 3;

    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 -
           719468;
}

long date_first_day(struct date date)
{
    return day_number(date.year, date.month != 0 ? date.month : 1,
                      date.day != 0 ? date.day : 1);
}

long date_last_day(struct date date)
{
    int month = date.month != 0 ? date.month : 12;

    return day_number(date.year, month,
                      date.day != 0 ? date.day
                                    : days_in_month(date.year, month));
}

struct date date_from_day(long day)
{
    struct date date = {.precision = DATE_DAY, .month = 1, .day = 1};

    date.year = (int)((day + 719468) / 366);
    while (day_number(date.year + 1, 1, 1) <= day) {
        date.year++;
    }
    while (date.month < 12 && day_number(date.year, date.month + 1, 1) <= day) {
        date.month++;
    }
    date.day = (int)(day - day_number(date.year, date.month, 1)) + 1;
    return date;
}

int date_weekday(long day)
{
    return (int)(((day + 3) % 7 + 7) % 7);
}

int date_cmp(struct date a, struct date b)
{
    long first_a, first_b;

    if (a.precision == DATE_NONE || b.precision == DATE_NONE) {
        return (a.precision != DATE_NONE) - (b.precision != DATE_NONE);
    }
    first_a = date_first_day(a);
    first_b = date_first_day(b);
    if (first_a != first_b) {
        return first_a < first_b ? -1 : 1;
    }
    return (a.precision > b.precision) - (a.precision < b.precision);
}
