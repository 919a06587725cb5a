/*
 * stamp.h - calendar dates as report pages write them.
 *
 * "20211210", "2021-12-10", "10 December 2021", "December 10, 2021",
 * "Tuesday, April 16, 2024", "Dec. 10", and dates in addresses
 * (".../2021/12/10/..."), with the words that may stand around them.
 */
#ifndef DEMARCHE_PAGE_STAMP_H
#define DEMARCHE_PAGE_STAMP_H

#include "base/date.h"
#include "base/slice.h"

/* A date found in a line; `year` 0 and precision none: not there. */
struct stamp_hit {
    struct date date; /* DATE_NONE if the year or the month is missing */
    int year;         /* 0: not said */
    int month;        /* 0: not said */
    int day;          /* 0: not said */
    struct span at;   /* in the line */
};

/* The first date in `line`; false if there is none. */
bool stamp_find(struct slice line, struct stamp_hit *hit);

/* Whether the line is a date and little else: at most four other words, all
 * of them from what stamps carry (weekday, time of day, "Published"). */
bool stamp_is_line(struct slice line, struct stamp_hit *hit);

/* The date in an address's path. */
struct date stamp_in_url(struct slice url);

#endif
