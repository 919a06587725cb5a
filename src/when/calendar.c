#include "when/calendar.h"

#include "when/value.h"

#include <stdlib.h>

static long day_of(int year, int month, int day)
{
    struct date date = {DATE_DAY, year, month, day};

    return date_first_day(date);
}

long calendar_week_day(int year, int week)
{
    long fourth = day_of(year, 1, 4); /* always in week 1 */

    return fourth - date_weekday(fourth) + 7L * (week - 1);
}

int calendar_week(long day, int *year)
{
    long thursday = day - date_weekday(day) + 3;

    *year = date_from_day(thursday).year;
    return (int)((thursday - day_of(*year, 1, 1)) / 7) + 1;
}

/* Gauss's method as Butcher and Meeus give it. */
long calendar_easter(int year, bool orthodox)
{
    int moon = year % 19;
    int julian = (19 * moon + 15) % 30;
    int weekday = (2 * (year % 4) + 4 * (year % 7) - julian + 34) % 7;
    int century = year / 100;
    int golden = 0;
    int shift = 0;
    int full = 0;
    int month = 0;

    if (orthodox) {
        /* 22 March old style; the calendars part by whole days a century */
        month = julian + weekday + 114;
        return day_of(year, month / 31, month % 31 + 1) + century -
               century / 4 - 2;
    }
    golden = (19 * moon + century - century / 4 -
              (century - (century + 8) / 25 + 1) / 3 + 15) %
             30;
    shift = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - golden -
             year % 100 % 4) %
            7;
    full = (moon + 11 * golden + 22 * shift) / 451;
    month = golden + shift - 7 * full + 114;
    return day_of(year, month / 31, month % 31 + 1);
}

static int weekday_called(struct slice name)
{
    static const char *const list[] = {"mon", "tue", "wed", "thu",
                                       "fri", "sat", "sun"};

    for (int i = 0; i < 7; i++) {
        if (slice_starts(name, list[i])) {
            return i;
        }
    }
    return -1;
}

/* "thu-4", "mon-last", "thu-4+1" in a month. */
static struct date weekday_in(struct slice rule, int year, int month)
{
    int weekday = weekday_called(rule);
    long first = day_of(year, month, 1);
    struct date whole = {DATE_MONTH, year, month, 0};
    long last = date_last_day(whole);
    char *end = NULL;
    long nth = 0;

    if (weekday < 0 || rule.len < 5) {
        return (struct date){0};
    }
    if (slice_is((struct slice){rule.ptr + 4, rule.len - 4}, "last")) {
        return date_from_day(last - (date_weekday(last) - weekday + 7) % 7);
    }
    nth = strtol(rule.ptr + 4, &end, 10);
    return date_from_day(first + (weekday - date_weekday(first) + 7) % 7 +
                         7 * (nth - 1) + strtol(end, NULL, 10));
}

struct date calendar_holiday(struct slice rule, int year)
{
    struct date none = {0};
    long month = 0;
    char *end = NULL;

    if (year < 1001 || year > 2998) {
        return none;
    }
    if (slice_starts(rule, "easter")) {
        return date_from_day(calendar_easter(year, false) +
                             strtol(rule.ptr + 6, NULL, 10));
    }
    if (slice_starts(rule, "orthodox")) {
        return date_from_day(calendar_easter(year, true) +
                             strtol(rule.ptr + 8, NULL, 10));
    }
    month = strtol(rule.ptr, &end, 10);
    if (month < 1 || month > 12 || *end != '-') {
        return none;
    }
    end++;
    if (*end >= '0' && *end <= '9') {
        struct date date = {DATE_DAY, year, (int)month,
                            (int)strtol(end, NULL, 10)};

        return date_ok(date) ? date : none;
    }
    return weekday_in((struct slice){end, rule.len - 3}, year, (int)month);
}

void calendar_range(const struct when_value *value, long *first, long *last)
{
    struct date from = {DATE_YEAR, value->year, 0, 0};
    struct date to = from;
    int length = value->quarter > 0 ? 3 : value->half > 0 ? 6 : 0;
    int nth = value->quarter > 0 ? value->quarter : value->half;

    if (value->week > 0) {
        *first = calendar_week_day(value->year, value->week);
        *last = *first + 6;
        return;
    }
    if (value->month > 0) {
        from.precision = value->day > 0 ? DATE_DAY : DATE_MONTH;
        from.month = value->month;
        from.day = value->day > 0 ? value->day : 0;
        to = from;
    } else if (length > 0) {
        from.precision = DATE_MONTH;
        from.month = length * (nth - 1) + 1;
        to = from;
        to.month += length - 1;
    }
    *first = date_first_day(from);
    *last = date_last_day(to);
}
