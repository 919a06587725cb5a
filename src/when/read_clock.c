#include "when/read_int.h"

#include <string.h>

/* "a.m.", "pm", also with a blank before it. */
static bool read_half_day(struct when_reader *reader, size_t *at,
                          struct when_expr *expr)
{
    const struct when_sense *half = atom_sense(reader, *at, WHEN_MERIDIEM);

    if (half == NULL || expr->hour > 12) {
        return false;
    }
    if (slice_is(reader->atom[*at].word, "am") &&
        strcmp(atom_tag(reader, *at), "VBP") == 0 && !atom_glued(reader, *at)) {
        return false; /* "at 10 am I" is rare, "I am" is not */
    }
    expr->half_day = true;
    expr->hour = expr->hour % 12 + (int)half->number;
    ++*at;
    return true;
}

/* "GMT", "EST", "local time", "(GMT)". */
static void maybe_zone(struct when_reader *reader, size_t *at,
                       struct when_expr *expr)
{
    size_t next = *at;
    bool bracket = atom_is(reader, next, "(");
    const struct when_sense *zone = NULL;

    next += bracket;
    zone = atom_sense(reader, next, WHEN_ZONE);
    if (zone != NULL && reader->atom[next].capital &&
        (!bracket || atom_is(reader, next + 1, ")"))) {
        expr->zone = zone->text;
        *at = next + 1 + bracket;
    } else if (atom_is(reader, *at, "local") &&
               atom_is(reader, *at + 1, "time")) {
        *at += 2;
    }
}

/* "10:30", "10:30:15", "10.30" before "a.m.", "18h30". */
static bool read_digital(struct when_reader *reader, size_t *at,
                         struct when_expr *expr)
{
    size_t next = *at;

    expr->minute = -1;
    expr->second = -1;
    expr->hour = atom_number(reader, next, 0, 24);
    if (expr->hour < 0) {
        return false;
    }
    next++;
    if (atom_in(reader, next, ": . h") && atom_glued(reader, next) &&
        atom_glued(reader, next + 1) && next + 1 < reader->len &&
        reader->atom[next + 1].digits == 2) {
        bool stop = atom_is(reader, next, ".");

        expr->minute = atom_number(reader, next + 1, 0, 59);
        next += 2;
        if (expr->minute < 0 ||
            (stop && atom_sense(reader, next, WHEN_MERIDIEM) == NULL)) {
            return false;
        }
        if (atom_is(reader, next, ":") && atom_glued(reader, next) &&
            atom_number(reader, next + 1, 0, 59) >= 0) {
            expr->second = atom_number(reader, next + 1, 0, 59);
            next += 2;
        } else if (atom_is(reader, next, ":") && atom_glued(reader, next)) {
            return false;
        }
    } else if (expr->hour > 12 || expr->hour == 0) {
        return false;
    }
    next += atom_is(reader, next, "-") &&
            atom_sense(reader, next + 1, WHEN_MERIDIEM) != NULL;
    if (!read_half_day(reader, &next, expr) && expr->minute < 0) {
        return false;
    }
    *at = next;
    return true;
}

/* "0300 hours", "1500 GMT", "03:00hrs". */
static bool read_military(struct when_reader *reader, size_t *at,
                          struct when_expr *expr)
{
    size_t next = *at;

    if (next >= reader->len || reader->atom[next].digits != 4 ||
        reader->atom[next].number % 100 > 59 ||
        reader->atom[next].number > 2400 || reader->atom[next].number < 0 ||
        (!atom_in(reader, next + 1, "hours hrs gmt utc") &&
         !(atom_glued(reader, next + 1) && atom_in(reader, next + 1, "z")))) {
        return false;
    }
    if (atom_is(reader, next + 1, "hours") &&
        reader->atom[next].word.ptr[0] != '0' &&
        (*at == 0 || !atom_listed(reader, *at - 1, LIST_BEFORE_HOURS))) {
        return false; /* a number of hours */
    }
    expr->hour = (int)reader->atom[next].number / 100;
    expr->minute = (int)reader->atom[next].number % 100;
    expr->second = -1;
    *at = next + 1 + atom_in(reader, next + 1, "hours hrs");
    return true;
}

/* The hour in digits or words. */
static int read_hour(struct when_reader *reader, size_t *at)
{
    int hour = atom_number(reader, *at, 1, 12);
    const struct when_sense *number = atom_sense(reader, *at, WHEN_NUMBER);
    const struct when_sense *named = atom_sense(reader, *at, WHEN_CLOCK);

    if (hour < 0 && number != NULL && number->number > 0 &&
        number->number <= 12) {
        hour = (int)number->number;
    }
    if (hour < 0 && named != NULL) {
        hour = (int)named->number;
    }
    *at += hour >= 0;
    return hour;
}

static bool read_oclock(struct when_reader *reader, size_t *at)
{
    size_t next = *at;

    if (atom_is(reader, next, "oclock")) {
        *at = next + 1;
        return true;
    }
    if (atom_is(reader, next, "o") && atom_is(reader, next + 1, "'") &&
        atom_is(reader, next + 2, "clock")) {
        *at = next + 3;
        return true;
    }
    return false;
}

/* "half past seven", "a quarter to nine", "20 minutes past 3 p.m.". */
static bool read_past(struct when_reader *reader, size_t *at,
                      struct when_expr *expr)
{
    size_t next = *at;
    int minutes = 0;
    bool to = false;
    bool told = false; /* that minutes are meant */

    skip_word(reader, &next, "a");
    if (atom_is(reader, next, "half") || atom_is(reader, next, "quarter")) {
        minutes = atom_is(reader, next, "half") ? 30 : 15;
        told = true;
        next++;
    } else {
        const struct when_sense *number = atom_sense(reader, next, WHEN_NUMBER);

        minutes = atom_number(reader, next, 1, 59);
        if (minutes < 0 && number != NULL && number->number < 60) {
            minutes = (int)number->number;
        }
        next++;
        told = atom_in(reader, next, "minute minutes min mins");
        next += told;
    }
    to = atom_in(reader, next, "to before");
    if (minutes <= 0 || (!to && !atom_in(reader, next, "past after"))) {
        return false;
    }
    next++;
    expr->hour = read_hour(reader, &next);
    if (expr->hour < 0) {
        return false;
    }
    expr->second = -1;
    expr->minute = to ? 60 - minutes : minutes;
    told = read_oclock(reader, &next) || told;
    if (!read_half_day(reader, &next, expr) && !told &&
        !(atom_is(reader, next - 2, "past") && minutes % 5 == 0)) {
        return false; /* "ten to twelve people" */
    }
    expr->hour = to ? (expr->hour + 23) % 24 : expr->hour;
    *at = next;
    return true;
}

/* "noon", "midnight", "seven o'clock", "ten a.m.". */
static bool read_named(struct when_reader *reader, size_t *at,
                       struct when_expr *expr)
{
    size_t next = *at;
    const struct when_sense *named = NULL;

    next += (atom_is(reader, next, "12") &&
             atom_sense(reader, next + 1, WHEN_CLOCK) != NULL);
    named = atom_sense(reader, next, WHEN_CLOCK);
    expr->minute = -1;
    expr->second = -1;
    if (named != NULL) {
        expr->hour = (int)named->number;
        expr->half_day = true;
        *at = next + 1;
        return true;
    }
    expr->hour = read_hour(reader, &next);
    if (expr->hour < 0) {
        return false;
    }
    if (read_oclock(reader, &next)) {
        (void)read_half_day(reader, &next, expr);
    } else if (!read_half_day(reader, &next, expr)) {
        return false;
    }
    *at = next;
    return true;
}

/* "two in the morning", "10 in the evening". */
static bool read_hour_of_part(struct when_reader *reader, size_t *at,
                              struct when_expr *expr)
{
    size_t next = *at;
    const struct when_sense *part = NULL;
    char first;

    expr->hour = read_hour(reader, &next);
    if (expr->hour < 0 || !atom_is(reader, next, "in") ||
        (*at > 0 && atom_is(reader, *at - 1, ".")) ||
        !atom_is(reader, next + 1, "the")) {
        return false;
    }
    part = atom_sense(reader, next + 2, WHEN_DAYPART);
    if (part == NULL) {
        return false;
    }
    first = part->text.ptr[0];
    expr->hour = expr->hour % 12 + (first == 'A' || first == 'E' ? 12 : 0);
    expr->minute = -1;
    expr->second = -1;
    expr->half_day = true;
    *at = next + 3;
    return true;
}

/* "1140 a.m." */
static bool read_together(struct when_reader *reader, size_t *at,
                          struct when_expr *expr)
{
    size_t next = *at + 1;
    int number = atom_number(reader, *at, 100, 1259);

    if (number < 0 || number % 100 > 59) {
        return false;
    }
    expr->hour = number / 100;
    expr->minute = number % 100;
    expr->second = -1;
    if (!read_half_day(reader, &next, expr)) {
        return false;
    }
    *at = next;
    return true;
}

bool read_clock(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    static const when_part_fn part[] = {read_digital,  read_military,
                                        read_past,     read_named,
                                        read_together, read_hour_of_part};
    size_t end = *at;
    size_t start = *at;
    struct when_expr best = {0};

    start += atom_in(reader, start, "about around approximately nearly");
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        struct when_expr made = {0};
        size_t next = start;

        if (part[i](reader, &next, &made) && next > end) {
            best = made;
            end = next;
        }
    }
    if (end == *at) {
        return false;
    }
    best.clock = true;
    best.type = WHEN_TIME;
    maybe_zone(reader, &end, &best);
    best.atom = (struct span){*at, end};
    *expr = best;
    *at = end;
    return true;
}

/* "morning", "the early morning hours", "late afternoon". */
static bool read_part_of_day(struct when_reader *reader, size_t *at,
                             struct slice *part)
{
    size_t next = *at;
    const struct when_sense *sense = NULL;

    next += atom_in(reader, next, "early late mid");
    next += atom_is(reader, next, "-");
    sense = atom_sense(reader, next, WHEN_DAYPART);
    if (sense == NULL) {
        return false;
    }
    *part = sense->text;
    next++;
    next += atom_is(reader, next, "hours");
    *at = next;
    return true;
}

static bool is_day(const struct when_expr *expr)
{
    return expr->day != 0 || expr->weekday != 0 || expr->unit == UNIT_DAY ||
           expr->phrase != NULL || (expr->direction != 0 && expr->amounts > 0);
}

/* Behind a clock: ", Friday", "on 5 May", "tomorrow", "in the evening". */
static void maybe_day(struct when_reader *reader, size_t *at,
                      struct when_expr *expr)
{
    size_t next = *at;
    struct when_expr day = {0};
    struct slice part = {0};

    if (atom_in(reader, next, "in at") &&
        (atom_is(reader, next + 1, "the") || atom_is(reader, next, "at"))) {
        next += 1 + atom_is(reader, next + 1, "the");
        if (read_part_of_day(reader, &next, &part)) {
            bool late = part.ptr[0] == 'A' || part.ptr[0] == 'E' ||
                        (part.ptr[0] == 'N' && expr->hour > 5);

            if (!expr->half_day && expr->hour < 12 && late) {
                expr->hour += 12;
            }
            expr->half_day = true;
            *at = next;
        }
    }
    next = *at;
    next += atom_is(reader, next, ",");
    next += atom_in(reader, next, "on of");
    if (!read_date(reader, &next, &day) || !is_day(&day) ||
        (day.phrase != NULL && strcmp(day.phrase->type, "holiday") != 0)) {
        return;
    }
    if (day.daypart.ptr != NULL && !expr->half_day && expr->hour < 12 &&
        day.daypart.ptr[0] != 'M') {
        expr->hour += 12;
    }
    expr->of = arena_dup(reader->arena, &day, 1, sizeof day);
    *at = next;
}

/* "the morning of 5 May", "the night of last Friday". */
static bool read_morning_of(struct when_reader *reader, size_t *at,
                            struct when_expr *expr)
{
    size_t next = *at;
    struct when_expr day = {0};
    struct slice part = {0};

    next +=
        atom_in(reader, next, "early late") && atom_is(reader, next + 1, "in");
    next += atom_is(reader, next, "in") && next > *at;
    skip_word(reader, &next, "the");
    if (!read_part_of_day(reader, &next, &part) ||
        !atom_in(reader, next, "of on")) {
        return false;
    }
    next++;
    if (!read_date(reader, &next, &day) || !is_day(&day)) {
        return false;
    }
    expr->of = arena_dup(reader->arena, &day, 1, sizeof day);
    expr->daypart = part;
    expr->type = WHEN_TIME;
    *at = next;
    return true;
}

/* "today pm", "tomorrow a.m." */
static void maybe_half(struct when_reader *reader, size_t *at,
                       struct when_expr *expr)
{
    const struct when_sense *half = atom_sense(reader, *at, WHEN_MERIDIEM);

    if (half != NULL && is_day(expr) && expr->daypart.ptr == NULL &&
        expr->unit == UNIT_DAY) {
        expr->daypart = half->number != 0 ? SLICE("AF") : SLICE("MO");
        expr->type = WHEN_TIME;
        ++*at;
    }
}

/* "Wednesday evening next week". */
static void maybe_week(struct when_reader *reader, size_t *at,
                       struct when_expr *expr)
{
    size_t next = *at;
    struct when_expr week = {0};

    if (expr->weekday != 0 && expr->of == NULL && expr->daypart.ptr != NULL &&
        read_shift(reader, &next, &week) && week.unit == UNIT_WEEK) {
        expr->of = arena_dup(reader->arena, &week, 1, sizeof week);
        *at = next;
    }
}

/* A date, then "morning", "at 10 a.m.", ", 18:00 GMT". */
static bool read_day_then(struct when_reader *reader, size_t *at,
                          struct when_expr *expr)
{
    size_t next = *at;
    size_t part_at = 0;
    struct when_expr clock = {0};
    struct slice part = {0};

    next += atom_in(reader, next, "late early") &&
            (atom_sense(reader, next + 1, WHEN_WEEKDAY) != NULL ||
             atom_sense(reader, next + 1, WHEN_DAY) != NULL);
    next += atom_is(reader, next, "on") && next > *at;
    if (!read_date(reader, &next, expr)) {
        return false;
    }
    part_at = next;
    next += atom_is(reader, next, ",");
    if (atom_is(reader, next, "in") && atom_is(reader, next + 1, "the")) {
        next += 2;
    }
    if (is_day(expr) && expr->daypart.ptr == NULL &&
        read_part_of_day(reader, &next, &part) &&
        !(atom_is(reader, part_at, ","))) {
        expr->daypart = part;
        expr->type = WHEN_TIME;
        part_at = next;
    }
    maybe_half(reader, &part_at, expr);
    maybe_week(reader, &part_at, expr);
    next = part_at;
    next += atom_is(reader, next, ",");
    next += atom_in(reader, next, "at @ t");
    if (is_day(expr) && read_clock(reader, &next, &clock)) {
        if (expr->daypart.ptr != NULL && !clock.half_day && clock.hour < 12 &&
            expr->daypart.ptr[0] != 'M') {
            clock.hour += 12;
        }
        clock.of = arena_dup(reader->arena, expr, 1, sizeof *expr);
        *expr = clock;
        part_at = next;
    }
    *at = part_at;
    return true;
}

static bool read_clock_then(struct when_reader *reader, size_t *at,
                            struct when_expr *expr)
{
    if (!read_clock(reader, at, expr)) {
        return false;
    }
    maybe_day(reader, at, expr);
    return true;
}

bool read_part(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    size_t next = *at;
    size_t part_at = 0;
    bool led = *at > 0 && atom_in(reader, *at - 1, "in during by until");
    bool part_led = false;

    if (atom_listed(reader, next, LIST_EARLIER_LATER) &&
        atom_is(reader, next + 1, "in")) {
        next += 2;
        led = true;
    }
    if (*at > 0 && atom_is(reader, *at - 1, "at") &&
        (atom_is(reader, next, "night") || atom_is(reader, next, "dawn"))) {
        expr->daypart = atom_sense(reader, next, WHEN_DAYPART)->text;
        expr->month = -1;
        expr->day = -1;
        expr->type = WHEN_TIME;
        *at = next + 1;
        return true;
    }
    skip_word(reader, &next, "the");
    part_at = next;
    part_led = atom_in(reader, next, "early late mid");
    if ((!part_led && !(led && part_at > *at) &&
         !(led && atom_is(reader, *at - 1, "in") &&
           atom_in(reader, part_at, "morning afternoon evening"))) ||
        !read_part_of_day(reader, &next, &expr->daypart)) {
        return false;
    }
    expr->type = WHEN_TIME;
    *at = next;
    return true;
}

bool read_moment(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    static const when_part_fn part[] = {read_day_then, read_clock_then,
                                        read_morning_of};
    size_t end = *at;

    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        struct when_expr made = {0};
        size_t next = *at;

        if (part[i](reader, &next, &made) && next > end) {
            *expr = made;
            end = next;
        }
    }
    if (end == *at) {
        return false;
    }
    expr->atom = (struct span){*at, end};
    *at = end;
    return true;
}
