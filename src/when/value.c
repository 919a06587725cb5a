#include "when/value.h"

#include "when/calendar.h"
#include "when/value_int.h"

#include <stdio.h>
#include <stdlib.h>

static struct when_value period_of(const struct when_expr *expr,
                                   const struct when_context *context,
                                   int depth);

/* The period that a relative expression starts from. */
static struct when_value base_of(enum when_base base,
                                 const struct when_context *context)
{
    if (base == BASE_STORY) {
        base = context->narrative ? BASE_THEN : BASE_NOW;
    }
    if (base == BASE_THEN && context->then.year_span != 0) {
        return context->then;
    }
    return value_of_date(context->ref);
}

/* A century for a year of two digits: the one nearest to the base. */
static int whole_year(const struct when_expr *expr,
                      const struct when_context *context)
{
    struct when_value base =
        base_of(context->narrative ? BASE_THEN : BASE_NOW, context);
    int near = base.year_span != 0 ? base.year : 2000;
    int year = near / 100 * 100 + expr->year;

    if (expr->year_digits != 2) {
        return expr->year;
    }
    if (expr->year_span == 10) {
        return year > near ? year - 100 : year;
    }
    return year > near + 20 ? year - 100 : year;
}

/* Whether the year stays open in `date` when seen from `ref`: the nearest,
 * or the one that the tense asks for. */
static int near_year(struct date date, const struct when_context *context)
{
    long ref = date_first_day(context->ref);
    long slack = date.precision == DATE_DAY ? 90 : 0;

    if (!date_ok(date)) {
        date.day = 28; /* 29 February */
    }
    if (date.precision == DATE_DAY || context->tense == TENSE_NONE ||
        context->tense == TENSE_PRESENT) {
        if (date_first_day(date) - ref > 183) {
            date.year--;
        } else if (ref - date_last_day(date) > 183) {
            date.year++;
        }
    }
    if (context->tense == TENSE_PAST && date_first_day(date) > ref + slack) {
        date.year--;
    } else if (context->tense == TENSE_AHEAD &&
               date_last_day(date) < ref - slack) {
        date.year++;
    }
    return date.year;
}

/* The year of a month, day or season that does not say it. */
static void fill_year(struct when_value *value, int month, int day,
                      const struct when_context *context)
{
    struct when_value base =
        base_of(context->narrative ? BASE_THEN : BASE_NOW, context);
    struct date date = {day > 0 ? DATE_DAY : DATE_MONTH, base.year, month,
                        day > 0 ? day : 0};

    if (base.year_span != 1) {
        return;
    }
    value->year = base.year;
    value->year_span = 1;
    value->bc = base.bc;
    if (context->narrative || context->ref.precision != DATE_DAY) {
        if (base.month > 9 && month < 4 && month > 0) {
            value_add_years(value, 1); /* the story has gone on */
        }
        return;
    }
    value->year = near_year(date, context);
    if (month == 2 && day == 29) {
        date.year = value->year;
        for (int i = 0; i < 7 && !date_ok(date); i++) {
            date.year = value->year + (context->tense == TENSE_AHEAD ? i : -i);
        }
        value->year = date.year;
    }
}

/* "last June", "next summer", "this Friday". */
static void shift_field(struct when_value *value, const struct when_expr *expr,
                        const struct when_context *context, int month)
{
    struct when_value base = base_of(expr->base, context);

    value->year = base.year;
    value->year_span = base.year_span;
    value->bc = base.bc;
    if (base.year_span != 1 || expr->step == 0) {
        return;
    }
    if (expr->step < 0 && (base.month == 0 || month >= base.month)) {
        value_add_years(value, -1);
    } else if (expr->step > 0 && (base.month == 0 || month <= base.month)) {
        value_add_years(value, 1);
    }
}

static struct when_value weekday_near(const struct when_expr *expr,
                                      const struct when_context *context,
                                      int depth)
{
    struct when_value unknown = {.weekday = expr->weekday, .week = -1};
    struct when_value base = base_of(
        expr->base == BASE_THEN || context->narrative ? BASE_THEN : BASE_NOW,
        context);
    long day = 0;
    long ahead = 0;

    if (expr->of != NULL) {
        base = period_of(expr->of, context, depth + 1);
        if (!value_some_day(&base, &day)) {
            return unknown;
        }
        day -= date_weekday(day);
        return value_of_date(date_from_day(day + expr->weekday - 1));
    }
    if (!value_some_day(&base, &day)) {
        return unknown;
    }
    ahead = (expr->weekday - 1 - date_weekday(day) + 7) % 7;
    if (expr->base != BASE_NONE) {
        if (expr->base == BASE_NOW ||
            (expr->base == BASE_THEN && context->then.year_span == 0)) {
            /* of this week, or the one before or after */
            ahead = expr->weekday - 1 - date_weekday(day) + 7L * expr->step;
        } else if (expr->step > 0) {
            ahead = ahead == 0 ? 7 : ahead;
        } else if (expr->step < 0) {
            ahead -= 7;
        }
    } else if (ahead != 0 && context->tense != TENSE_AHEAD &&
               context->tense != TENSE_PRESENT && !context->narrative) {
        ahead -= 7;
    }
    return value_of_date(date_from_day(day + ahead));
}

/* "Monday the 21st": the nearest month whose 21st is a Monday. */
static struct when_value numbered_weekday(const struct when_expr *expr,
                                          const struct when_context *context)
{
    struct when_value base =
        base_of(context->narrative ? BASE_THEN : BASE_NOW, context);
    bool ahead = context->tense == TENSE_AHEAD;

    if (base.year_span != 1 || base.bc || base.month <= 0) {
        return (struct when_value){.month = -1, .day = expr->day};
    }
    for (int i = 0; i < 24; i++) {
        int step = (i + 1) / 2 * ((i % 2 == 1) == ahead ? 1 : -1);
        struct when_value value = value_step_months(&base, step);

        value.day = expr->day;
        if (date_ok(value_date(&value)) &&
            date_weekday(date_first_day(value_date(&value))) ==
                expr->weekday - 1) {
            return value;
        }
    }
    base.day = expr->day;
    return base;
}

/* The date a named day falls on, its year said or near. */
static struct when_value holiday_of(const struct when_expr *expr,
                                    const struct when_context *context,
                                    int depth)
{
    struct when_value value = {0};
    struct date date = {0};
    struct when_value year =
        base_of(context->narrative ? BASE_THEN : BASE_NOW, context);

    if (expr->year_span == 1) {
        year = (struct when_value){.year = whole_year(expr, context),
                                   .year_span = 1};
    } else if (expr->of != NULL) {
        year = period_of(expr->of, context, depth + 1);
    }
    if (year.year_span != 1 || year.bc || year.year < 1000) {
        return value;
    }
    date = calendar_holiday(expr->phrase->value, year.year);
    if (date.precision == DATE_NONE) {
        return value;
    }
    if (expr->year_span == 0 && expr->of == NULL &&
        context->ref.precision == DATE_DAY && !context->narrative) {
        long ref = date_first_day(context->ref);
        int shift = 0;

        if (expr->base != BASE_NONE) {
            shift = expr->step < 0 && date_first_day(date) >= ref  ? -1
                    : expr->step > 0 && date_last_day(date) <= ref ? 1
                                                                   : 0;
        } else {
            shift = near_year(date, context) - date.year;
        }
        date = calendar_holiday(expr->phrase->value, year.year + shift);
    }
    return value_of_date(date);
}

/* "day+2", "then-1", or a date written out. */
static struct when_value phrase_of(const struct when_expr *expr,
                                   const struct when_context *context)
{
    struct slice value = expr->phrase->value;
    struct when_value base =
        base_of(slice_starts(value, "then") ? BASE_THEN : BASE_NOW, context);

    if (slice_starts(value, "day") || slice_starts(value, "then")) {
        size_t sign = slice_starts(value, "day") ? 3 : 4;

        return value_step_days(&base, strtol(value.ptr + sign, NULL, 10));
    }
    return value_of_date(date_parse(value));
}

/* "three days ago", "two years after 1918". */
static struct when_value moved(const struct when_expr *expr,
                               const struct when_context *context, int depth)
{
    struct when_value base = base_of(expr->base, context);

    if (expr->of != NULL) {
        base = period_of(expr->of, context, depth + 1);
    }
    for (size_t i = 0; i < expr->amounts; i++) {
        const struct when_amount *amount = &expr->amount[i];
        long step = (long)(amount->number * expr->direction);
        enum when_unit unit = amount->unit;

        if (amount->some) {
            return (struct when_value){0};
        }
        if (amount->number > 100000) {
            return (struct when_value){0};
        }
        if (amount->number != (double)(long)amount->number &&
            unit == UNIT_YEAR) {
            unit = UNIT_MONTH;
            step = (long)(amount->number * 12 * expr->direction);
        }
        if (expr->amounts > 1 && value_has_day(&base)) {
            struct when_value to = base;

            if (unit == UNIT_YEAR || unit == UNIT_MONTH) {
                to = value_step_months(&base,
                                       unit == UNIT_YEAR ? step * 12 : step);
                to.day = base.day;
                base = to;
                continue;
            }
            if (unit == UNIT_WEEK) {
                base = value_step_days(&base, 7 * step);
                continue;
            }
        }
        if (unit == UNIT_WEEK && expr->of != NULL && value_has_day(&base)) {
            base = value_step_days(&base, 7 * step);
            continue;
        }
        base = value_stepped(&base, unit, step);
    }
    if (base.year_span != 0 && (base.year < 0 || base.year > 9999)) {
        return (struct when_value){0};
    }
    return base;
}

/* "the last week of July", "the third Monday of June". */
static struct when_value nth_of(const struct when_expr *expr,
                                const struct when_context *context, int depth)
{
    struct when_value outer = period_of(expr->of, context, depth + 1);
    struct when_value value = {
        .year = outer.year, .year_span = outer.year_span, .bc = outer.bc};
    long first = 0;
    long last = 0;
    long day = 0;

    if (outer.year_span != 1 || outer.bc || outer.year < 1000 ||
        outer.year > 2998) {
        return value;
    }
    calendar_range(&outer, &first, &last);
    if (expr->weekday != 0) {
        day = expr->nth < 0
                  ? last - (date_weekday(last) - (expr->weekday - 1) + 7) % 7
                  : first + (expr->weekday - 1 - date_weekday(first) + 7) % 7 +
                        7L * (expr->nth - 1);
        return value_of_date(date_from_day(day));
    }
    switch (expr->nth_unit) {
    case UNIT_DAY:
        return value_of_date(
            date_from_day(expr->nth < 0 ? last : first + expr->nth - 1));
    case UNIT_WEEKEND:
    case UNIT_WEEK:
        /* a week belongs to the period that has its Thursday */
        day = expr->nth == 0  ? first - (expr->nth_unit == UNIT_WEEKEND &&
                                                date_weekday(first) < 2
                                             ? 3
                                             : 0)
              : expr->nth < 0 ? last - (date_weekday(last) + 4) % 7
                              : first + (3 - date_weekday(first) + 7) % 7 +
                                    7L * (expr->nth - 1);
        value = value_week_of(day);
        value.weekend = expr->nth_unit == UNIT_WEEKEND;
        return value;
    case UNIT_MONTH:
        value.month = expr->nth < 0 ? (outer.quarter > 0 ? 3 : 12) : expr->nth;
        value.month += outer.quarter > 0 ? 3 * (outer.quarter - 1) : 0;
        return value;
    case UNIT_QUARTER:
        value.quarter = expr->nth < 0 ? 4 : expr->nth;
        return value;
    default: return outer;
    }
}

/* Fields of the calendar, their year said, near, or that of the story. */
static struct when_value fields_of(const struct when_expr *expr,
                                   const struct when_context *context,
                                   int depth)
{
    static const int season_month[] = {0, 4, 7, 10, 12};
    struct when_value value = {.month = expr->month,
                               .day = expr->day,
                               .season = expr->season,
                               .quarter = expr->quarter,
                               .half = expr->half,
                               .week = expr->week,
                               .fiscal = expr->fiscal};
    int month = expr->month != 0     ? expr->month
                : expr->season != 0  ? season_month[expr->season]
                : expr->quarter != 0 ? 3 * expr->quarter - 1
                                     : 0;

    if (expr->year_span != 0) {
        value.year = whole_year(expr, context);
        value.year_span = expr->year_span;
        value.bc = expr->bc;
        if (expr->year_span == 1 && expr->year_digits == 3) {
            value.bc = true;
        }
    } else if (expr->of != NULL) {
        struct when_value outer = period_of(expr->of, context, depth + 1);

        value.year = outer.year;
        value.year_span = outer.year_span != 0;
        value.bc = outer.bc;
        value.fiscal = outer.fiscal;
        if (expr->quarter == 0 && expr->half == 0 && month == 0) {
            value.month = outer.month;
        }
    } else if (expr->base != BASE_NONE) {
        shift_field(&value, expr, context, month);
    } else if (month != 0) {
        fill_year(&value, month, expr->day, context);
        if (expr->until != NULL) {
            fill_year(&value, expr->until->month, expr->until->day, context);
            value.year -= expr->until->month < month;
        }
    } else if (expr->day != 0) {
        struct when_value base = base_of(BASE_THEN, context);

        value.year = base.year;
        value.year_span = base.year_span;
        value.bc = base.bc;
        value.month = base.month != 0 ? base.month : -1;
    } else {
        struct when_value base = base_of(BASE_NOW, context);

        value.year = base.year;
        value.year_span = base.year_span;
    }
    return value;
}

static struct when_value period_of(const struct when_expr *expr,
                                   const struct when_context *context,
                                   int depth)
{
    struct when_value value = {0};

    if (depth > 6) {
        return value;
    }
    if (expr->phrase != NULL) {
        return strcmp(expr->phrase->type, "holiday") == 0
                   ? holiday_of(expr, context, depth)
                   : phrase_of(expr, context);
    }
    if (expr->amounts > 0 && expr->direction != 0) {
        return moved(expr, context, depth);
    }
    if ((expr->nth != 0 || expr->nth_unit != UNIT_NONE) && expr->of != NULL) {
        return nth_of(expr, context, depth);
    }
    if (expr->day < 0) {
        return (struct when_value){.month = -1, .day = -1};
    }
    if (expr->clock ||
        (expr->daypart.ptr != NULL &&
         (expr->of != NULL ||
          (expr->weekday == 0 && expr->day == 0 && expr->unit == UNIT_NONE &&
           expr->base == BASE_NONE)))) {
        struct when_value base = base_of(BASE_THEN, context);

        if (expr->of != NULL) {
            return period_of(expr->of, context, depth + 1);
        }
        return !context->narrative && context->ref.precision == DATE_DAY &&
                       !value_has_day(&base)
                   ? value_of_date(context->ref)
                   : base;
    }
    if (expr->weekday != 0 && expr->month == 0) {
        return expr->day != 0 ? numbered_weekday(expr, context)
                              : weekday_near(expr, context, depth);
    }
    if (expr->unit != UNIT_NONE) {
        struct when_value base = base_of(expr->base, context);

        value = value_stepped(&base, expr->unit, expr->step);
        value.fiscal = expr->fiscal;
        return value;
    }
    return fields_of(expr, context, depth);
}

bool expr_is_vague(const struct when_expr *expr)
{
    return expr->phrase != NULL && strcmp(expr->phrase->type, "holiday") != 0 &&
           !slice_starts(expr->phrase->value, "day") &&
           !slice_starts(expr->phrase->value, "then") &&
           date_parse(expr->phrase->value).precision == DATE_NONE;
}

bool expr_is_some_ago(const struct when_expr *expr)
{
    return expr->direction != 0 && expr->amounts > 0 && expr->amount[0].some;
}

const char *when_value(const struct when_expr *expr,
                       const struct when_context *context,
                       const struct when_atom *atom, struct when_value *value,
                       char out[WHEN_VALUE_BYTES])
{
    *value = (struct when_value){0};
    out[0] = '\0';
    if (expr_is_vague(expr)) {
        (void)snprintf(out, WHEN_VALUE_BYTES, "%.*s",
                       (int)expr->phrase->value.len, expr->phrase->value.ptr);
        return out;
    }
    if (expr->type == WHEN_SET) {
        value_put_set(expr, atom, out, WHEN_VALUE_BYTES);
        return out;
    }
    if (expr->type == WHEN_DURATION) {
        value_put_amounts(expr, out, WHEN_VALUE_BYTES);
        return out;
    }
    if (expr_is_some_ago(expr)) {
        (void)snprintf(out, WHEN_VALUE_BYTES, "%s",
                       expr->direction < 0 ? "PAST_REF" : "FUTURE_REF");
        return out;
    }
    *value = period_of(expr, context, 0);
    if (expr->clock) {
        value->clock = true;
        value->hour = expr->hour;
        value->minute = expr->minute;
        value->second = expr->second;
        value->zone = expr->zone;
    }
    value->daypart = expr->daypart;
    if (value_has_day(value) && !date_ok(value_date(value))) {
        value->day = -1;
    }
    value_put(value, out, WHEN_VALUE_BYTES);
    return out;
}
