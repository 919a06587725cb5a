/*
 * value_int.h - what the files share that find out what an expression means:
 * value.c fills in what was not said, value_step.c counts from one period to
 * another, value_write.c writes TIMEX3.
 */
#ifndef DEMARCHE_WHEN_VALUE_INT_H
#define DEMARCHE_WHEN_VALUE_INT_H

#include "when/value.h"

/* --- value_step.c --- */

bool value_has_day(const struct when_value *value);
struct date value_date(const struct when_value *value); /* of one with a day */
struct when_value value_of_date(struct date date);
struct when_value value_week_of(long day);

/* A day within the value, to count weeks from. */
bool value_some_day(const struct when_value *value, long *day);

/* Before Christ years count down. */
void value_add_years(struct when_value *value, long years);

/* What is not known in `base` stays unknown. */
struct when_value value_step_days(const struct when_value *base, long days);
struct when_value value_step_months(const struct when_value *base, long months);

/* The period of `unit` that lies `step` periods from the one of `base`. */
struct when_value value_stepped(const struct when_value *base,
                                enum when_unit unit, long step);

/* --- value_write.c --- */

void value_put(struct when_value *value, char *out, size_t size);

/* "P3Y2M", "PT30M", "PXD". */
void value_put_amounts(const struct when_expr *expr, char *out, size_t size);

void value_put_set(const struct when_expr *expr, const struct when_atom *atom,
                   char *out, size_t size);

/* --- value.c --- */

/* "recently", "the future". */
bool expr_is_vague(const struct when_expr *expr);

/* "several years ago". */
bool expr_is_some_ago(const struct when_expr *expr);

#endif
