/*
 * calendar.h - weeks, Easter and named days.
 */
#ifndef DEMARCHE_WHEN_CALENDAR_H
#define DEMARCHE_WHEN_CALENDAR_H

#include "base/date.h"

struct when_value;

/* The ISO 8601 week a day (since 1970) lies in; `*year` is the week's. */
int calendar_week(long day, int *year);

/* The Monday of a week. */
long calendar_week_day(int year, int week);

/* Easter Sunday of the Western or the Orthodox church, as a day since 1970. */
long calendar_easter(int year, bool orthodox);

/* The day a rule of dates-holidays.tsv gives in a year; DATE_NONE if the rule
 * makes no sense. */
struct date calendar_holiday(struct slice rule, int year);

/* First and last day of a period whose year is known and after Christ. */
void calendar_range(const struct when_value *value, long *first, long *last);

#endif
