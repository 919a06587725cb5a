#include "when/value_int.h"

#include <stdio.h>

static void put_year(struct when_value *value, char *out, size_t size)
{
    const char *bc = value->bc ? "BC" : value->fiscal ? "FY" : "";

    switch (value->year_span) {
    case 0: (void)snprintf(out, size, "XXXX"); break;
    case 10:
        (void)snprintf(out, size, "%s%03d", bc, value->year / 10 % 1000);
        break;
    case 100:
        (void)snprintf(out, size, "%s%02d", bc,
                       (value->bc ? value->year / 100 - 1 : value->year / 100) %
                           100);
        break;
    default: (void)snprintf(out, size, "%s%04d", bc, value->year % 10000);
    }
}

static void put_day(struct when_value *value, char *out, size_t size)
{
    static const char *const season[] = {"", "SP", "SU", "FA", "WI"};
    size_t len = strlen(out);

    out += len;
    size -= len;
    if (value->month != 0) {
        if (value->month < 0) {
            len = (size_t)snprintf(out, size, "-XX");
        } else {
            len = (size_t)snprintf(out, size, "-%02d", value->month % 100);
        }
        if (value->day < 0) {
            (void)snprintf(out + len, size - len, "-XX");
        } else if (value->day > 0) {
            (void)snprintf(out + len, size - len, "-%02d", value->day % 100);
        }
    } else if (value->week > 0) {
        (void)snprintf(out, size, "-W%02d%s", value->week % 100,
                       value->weekend ? "-WE" : "");
    } else if (value->week < 0) {
        if (value->weekday > 0) {
            (void)snprintf(out, size, "-WXX-%d", value->weekday % 10);
        } else {
            (void)snprintf(out, size, "-WXX");
        }
    } else if (value->season > 0) {
        (void)snprintf(out, size, "-%s", season[value->season % 5]);
    } else if (value->quarter > 0) {
        (void)snprintf(out, size, "-Q%d", value->quarter % 10);
    } else if (value->half > 0) {
        (void)snprintf(out, size, "-H%d", value->half % 10);
    }
}

static void put_clock(struct when_value *value, char *out, size_t size)
{
    size_t len = strlen(out);

    if (value->clock) {
        len += (size_t)snprintf(out + len, size - len, "T%02d:%02d",
                                value->hour % 100,
                                value->minute > 0 ? value->minute % 100 : 0);
        if (value->second >= 0) {
            len += (size_t)snprintf(out + len, size - len, ":%02d",
                                    value->second % 100);
        }
        (void)snprintf(out + len, size - len, "%.*s", (int)value->zone.len,
                       value->zone.ptr != NULL ? value->zone.ptr : "");
    } else if (value->daypart.ptr != NULL) {
        (void)snprintf(out + len, size - len, "T%.*s", (int)value->daypart.len,
                       value->daypart.ptr);
    }
}

void value_put(struct when_value *value, char *out, size_t size)
{
    put_year(value, out, size);
    put_day(value, out, size);
    put_clock(value, out, size);
}

void value_put_amounts(const struct when_expr *expr, char *out, size_t size)
{
    static const char letter[] = {
        [UNIT_SECOND] = 'S',  [UNIT_MINUTE] = 'M',    [UNIT_HOUR] = 'H',
        [UNIT_DAY] = 'D',     [UNIT_NIGHT] = 'D',     [UNIT_WEEKEND] = 'W',
        [UNIT_WEEK] = 'W',    [UNIT_FORTNIGHT] = 'W', [UNIT_MONTH] = 'M',
        [UNIT_QUARTER] = 'M', [UNIT_YEAR] = 'Y',      [UNIT_DECADE] = 'Y',
        [UNIT_CENTURY] = 'Y', [UNIT_MILLENNIUM] = 'Y'};
    static const int times[] = {[UNIT_FORTNIGHT] = 2,
                                [UNIT_QUARTER] = 3,
                                [UNIT_DECADE] = 10,
                                [UNIT_CENTURY] = 100,
                                [UNIT_MILLENNIUM] = 1000};
    size_t len = (size_t)snprintf(out, size, "P");
    bool clock = false;

    for (size_t i = 0; i < expr->amounts && len + 16 < size; i++) {
        const struct when_amount *amount = &expr->amount[i];
        double number = amount->number;
        enum when_unit unit = amount->unit;

        if (unit <= UNIT_HOUR && !clock) {
            len += (size_t)snprintf(out + len, size - len, "T");
            clock = true;
        }
        if (number > 0 && number < 1 && !amount->some) {
            /* half an hour, half a day: in the unit below */
            if (unit == UNIT_HOUR) {
                number *= 60;
                unit = UNIT_MINUTE;
            } else if (unit == UNIT_YEAR) {
                number *= 12;
                unit = UNIT_MONTH;
            }
        }
        if (unit < sizeof times / sizeof *times && times[unit] > 0) {
            number *= times[unit];
        }
        if (amount->some) {
            len += (size_t)snprintf(out + len, size - len, "X%c", letter[unit]);
        } else {
            len += (size_t)snprintf(out + len, size - len, "%.8g%c", number,
                                    letter[unit]);
        }
    }
}

void value_put_set(const struct when_expr *expr, const struct when_atom *atom,
                   char *out, size_t size)
{
    struct when_value value = {.month = expr->month,
                               .day = expr->day,
                               .season = expr->season,
                               .clock = expr->clock,
                               .hour = expr->hour,
                               .minute = expr->minute,
                               .second = expr->second,
                               .daypart = expr->daypart};

    if (expr->amounts > 0) {
        value_put_amounts(expr, out, size);
        return;
    }
    for (const struct when_sense *sense = atom[expr->atom.start].sense;
         sense != NULL; sense = sense->next) {
        if (sense->class == WHEN_OFTEN) {
            (void)snprintf(out, size, "%.*s", (int)sense->text.len,
                           sense->text.ptr);
            return;
        }
    }
    if (expr->weekday != 0 || (expr->of != NULL && expr->of->weekday != 0)) {
        value.weekday = expr->weekday != 0 ? expr->weekday : expr->of->weekday;
        value.week = -1;
    } else if (expr->daypart.ptr != NULL || expr->clock) {
        value.month = -1;
        value.day = -1;
    }
    value_put(&value, out, size);
}

/* The smallest part of the calendar that a value names. */
static const char *calendar_precision(const struct when_value *value)
{
    const struct {
        bool named;
        const char *name;
    } part[] = {{value->daypart.ptr != NULL, "daypart"},
                {value->day != 0 || value->weekday != 0, "day"},
                {value->weekend, "weekend"},
                {value->week != 0, "week"},
                {value->month != 0, "month"},
                {value->season != 0, "season"},
                {value->quarter != 0, "quarter"},
                {value->half != 0, "half"},
                {value->year_span == 10, "decade"},
                {value->year_span == 100, "century"}};

    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        if (part[i].named) {
            return part[i].name;
        }
    }
    return "year";
}

const char *when_precision(const struct when_expr *expr,
                           const struct when_value *value)
{
    if (expr->type == WHEN_DURATION || expr->type == WHEN_SET) {
        return expr->type == WHEN_SET ? "set" : "duration";
    }
    if (expr_is_vague(expr) || expr_is_some_ago(expr)) {
        return "vague";
    }
    if (value->clock) {
        return value->second >= 0   ? "second"
               : value->minute >= 0 ? "minute"
                                    : "hour";
    }
    return calendar_precision(value);
}
