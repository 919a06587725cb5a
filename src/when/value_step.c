#include "when/calendar.h"
#include "when/value_int.h"

bool value_has_day(const struct when_value *value)
{
    return value->year_span == 1 && !value->bc && value->month > 0 &&
           value->day > 0;
}

struct date value_date(const struct when_value *value)
{
    struct date date = {DATE_DAY, value->year, value->month, value->day};

    return date;
}

struct when_value value_of_date(struct date date)
{
    struct when_value value = {.year = date.year,
                               .year_span = date.precision != DATE_NONE,
                               .month = date.month,
                               .day = date.day};

    return value;
}

struct when_value value_week_of(long day)
{
    int year = 0;
    int week = calendar_week(day, &year);
    struct when_value value = {.year = year, .year_span = 1, .week = week};

    return value;
}

bool value_some_day(const struct when_value *value, long *day)
{
    if (value->year_span != 1 || value->bc || value->year < 1000) {
        return false;
    }
    if (value->week > 0) {
        *day = calendar_week_day(value->year, value->week) + 3;
        return true;
    }
    if (!value_has_day(value)) {
        return false;
    }
    *day = date_first_day(value_date(value));
    return true;
}

void value_add_years(struct when_value *value, long years)
{
    value->year += (int)(value->bc ? -years : years);
}

struct when_value value_step_days(const struct when_value *base, long days)
{
    long day = 0;
    struct when_value out = *base;

    if (value_has_day(base) && value_some_day(base, &day)) {
        return value_of_date(date_from_day(day + days));
    }
    out = (struct when_value){.year = base->year,
                              .year_span = base->year_span,
                              .bc = base->bc,
                              .month = base->month > 0 ? base->month : -1,
                              .day = -1};
    return out;
}

struct when_value value_step_months(const struct when_value *base, long months)
{
    long month = 0;
    struct when_value out = {.year = base->year,
                             .year_span = base->year_span,
                             .bc = base->bc,
                             .month = base->month > 0 ? base->month : -1};

    if (base->year_span == 1 && base->month > 0 && !base->bc) {
        month = base->year * 12L + base->month - 1 + months;
        out.year = (int)(month / 12);
        out.month = (int)(month % 12) + 1;
    }
    return out;
}

static struct when_value step_weeks(const struct when_value *base, long weeks,
                                    bool weekend)
{
    long day = 0;
    struct when_value out = {.year = base->year,
                             .year_span = base->year_span,
                             .bc = base->bc,
                             .week = -1};

    if (value_some_day(base, &day)) {
        out = value_week_of(day + 7 * weeks);
        out.weekend = weekend;
    }
    return out;
}

static struct when_value step_quarters(const struct when_value *base,
                                       long quarters)
{
    struct when_value out = value_step_months(base, 3 * quarters);

    if (out.month > 0) {
        out.quarter = (out.month + 2) / 3;
    }
    out.month = 0;
    return out;
}

struct when_value value_stepped(const struct when_value *base,
                                enum when_unit unit, long step)
{
    struct when_value out = {
        .year = base->year, .year_span = base->year_span, .bc = base->bc};
    int span = unit == UNIT_CENTURY ? 100 : unit == UNIT_DECADE ? 10 : 1;

    switch (unit) {
    case UNIT_DAY:
    case UNIT_NIGHT: return value_step_days(base, step);
    case UNIT_WEEKEND:
    case UNIT_WEEK: return step_weeks(base, step, unit == UNIT_WEEKEND);
    case UNIT_FORTNIGHT: return step_weeks(base, 2 * step, false);
    case UNIT_MONTH: return value_step_months(base, step);
    case UNIT_QUARTER: return step_quarters(base, step);
    case UNIT_SECOND:
    case UNIT_MINUTE:
    case UNIT_HOUR: return *base;
    default: break;
    }
    out.year_span = out.year_span == 0 ? 0 : span;
    if (span == 1) {
        value_add_years(&out, unit == UNIT_MILLENNIUM ? 1000 * step : step);
    } else {
        out.year = out.year / span * span;
        value_add_years(&out, step * span);
    }
    return out;
}
