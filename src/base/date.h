/*
 * date.h - calendar dates known to the year, the month or the day.
 *
 * Proleptic Gregorian calendar, no time zones.  A partial date is a range of
 * days: 2021-12 is the whole month.
 */
#ifndef DEMARCHE_BASE_DATE_H
#define DEMARCHE_BASE_DATE_H

#include "base/slice.h"

enum date_precision { DATE_NONE, DATE_YEAR, DATE_MONTH, DATE_DAY };

struct date {
    enum date_precision precision; /* DATE_NONE: unknown, all else 0 */
    int year;                      /* 1000–2999 */
    int month;                     /* 1–12, 0 if precision is a year */
    int day;                       /* 1–31, 0 unless precision is a day */
};

/* Read "2021", "2021-12" or "2021-12-17"; DATE_NONE for anything else. */
struct date date_parse(struct slice text);

/* Write it the same way; "" for an unknown date.  Returns `out`. */
const char *date_format(struct date date, char out[16]);

/* "year", "month", "day"; NULL for an unknown date. */
const char *date_precision_name(enum date_precision precision);

/* Days since 1970-01-01 of the first and last day a date may mean. */
long date_first_day(struct date date);
long date_last_day(struct date date);

/* The date of a day number, precision day. */
struct date date_from_day(long day);

/* 0 Monday … 6 Sunday of a day number. */
int date_weekday(long day);

/* Order by first day, coarser precision first; unknown dates come first. */
int date_cmp(struct date a, struct date b);

/* Whether year, month and day form a real date of this precision. */
bool date_ok(struct date date);

#endif
