#include "when/read_int.h"

#include <string.h>

/* Whether another month went before: "May to march". */
static bool is_range_end(const struct when_reader *reader, size_t at)
{
    return at > 1 && atom_in(reader, at - 1, "to through and -") &&
           reader->last.month != 0 && reader->last.atom.end == at - 1;
}

/* Whether a month's name is also another word in the place it stands. */
static bool is_other_word(const struct when_reader *reader, size_t at)
{
    const struct when_atom *atom = &reader->atom[at];
    const char *tag = atom_tag(reader, at);

    if (atom->capital) {
        return atom_in(reader, at, "may march") &&
               (strcmp(tag, "MD") == 0 || tag[0] == 'V') &&
               atom_number(reader, at + 1, 1, 31) < 0;
    }
    if (atom_listed(reader, at - (at > 0), LIST_BEFORE_SMALL_MONTH) ||
        (at > 0 && atom_sense(reader, at - 1, WHEN_WEEKDAY) != NULL &&
         atom_sense(reader, at + 1, WHEN_ORDINAL) != NULL) ||
        (at > 0 && atom_number(reader, at - 1, 1, 31) > 0)) {
        return atom_is(reader, at, "may") &&
               (strcmp(tag, "MD") == 0 || tag[0] == '\0') &&
               !atom_in(reader, at - 1, "in by since until");
    }
    return atom->word.len < 4 || atom_in(reader, at, "may march august")
               ? (atom_number(reader, at + 1, 1, 31) < 0 ||
                  atom_glued(reader, at + 1)) &&
                     !is_range_end(reader, at)
               : false;
}

int read_month_name(const struct when_reader *reader, size_t at)
{
    const struct when_sense *month = atom_sense(reader, at, WHEN_MONTH);

    return month == NULL || is_other_word(reader, at) ? 0 : (int)month->number;
}

int read_day(const struct when_reader *reader, size_t *at)
{
    size_t next = *at;
    int day = 0;

    skip_word(reader, &next, "the");
    day = read_ordinal(reader, &next, 1, 31);
    if (day > 0) {
        *at = next;
    }
    return day;
}

/* ":30" behind a number; a colon that opens what happened is none. */
static bool begins_clock(const struct when_reader *reader, size_t at)
{
    return atom_is(reader, at, ":") && atom_glued(reader, at + 1) &&
           atom_number(reader, at + 1, 0, 59) >= 0;
}

bool read_month_first(struct when_reader *reader, size_t *at,
                      struct when_expr *expr)
{
    size_t next = *at;
    size_t day_at = 0;
    int day = 0;

    expr->month = read_month_name(reader, next++);
    if (expr->month == 0) {
        return false;
    }
    next += atom_is(reader, next, "-") || atom_is(reader, next, "/");
    day_at = next;
    if (atom_is(reader, day_at, ",") &&
        atom_in(reader, day_at + 2, "st nd rd th") &&
        atom_glued(reader, day_at + 2)) {
        day_at++; /* "October, 1st" */
    }
    day = read_day(reader, &day_at);
    if (day > 0 && !begins_clock(reader, day_at) &&
        atom_sense(reader, day_at, WHEN_MERIDIEM) == NULL &&
        !(atom_sense(reader, day_at, WHEN_ERA) != NULL)) {
        expr->day = day;
        next = day_at;
    } else if (atom_glued(reader, next)) {
        next = *at + 1;
    }
    maybe_year(reader, &next, expr);
    *at = next;
    return true;
}

bool read_day_first(struct when_reader *reader, size_t *at,
                    struct when_expr *expr)
{
    size_t next = *at;

    expr->day = read_day(reader, &next);
    if (expr->day == 0 || (*at > 0 && atom_is(reader, *at - 1, "$"))) {
        return false;
    }
    skip_word(reader, &next, "day");
    if (atom_is(reader, next, "of") || atom_is(reader, next, "-") ||
        atom_is(reader, next, "/")) {
        next++;
    }
    skip_word(reader, &next, "the");
    expr->month = read_month_name(reader, next++);
    if (expr->month == 0) {
        return false;
    }
    maybe_year(reader, &next, expr);
    *at = next;
    return true;
}

/* A mark between the parts of a date, glued to both; no blank counts as one. */
static bool skip_joint(const struct when_reader *reader, size_t *at)
{
    if (atom_in(reader, *at, "- /") && atom_glued(reader, *at) &&
        atom_glued(reader, *at + 1)) {
        ++*at;
        return true;
    }
    return false;
}

/* The month and the day of a date in any order, joined by marks. */
static bool read_joined(struct when_reader *reader, size_t *at,
                        struct when_expr *expr)
{
    for (int i = 0; i < 2; i++) {
        int day = atom_number(reader, *at, 1, 31);

        if (day > 0 && expr->day == 0) {
            expr->day = day;
            ++*at;
        } else if (expr->month == 0 &&
                   atom_sense(reader, *at, WHEN_MONTH) != NULL) {
            expr->month = (int)atom_sense(reader, *at, WHEN_MONTH)->number;
            ++*at;
        } else {
            return i == 1 && expr->month != 0;
        }
        if (i == 0 && !skip_joint(reader, at)) {
            return expr->month != 0;
        }
    }
    return expr->month != 0;
}

bool read_year_first(struct when_reader *reader, size_t *at,
                     struct when_expr *expr)
{
    size_t next = *at;
    int year = atom_number(reader, next, 1000, 2999);
    bool joined = false;

    if (year < 0) { /* "September-2020-23", "23-2020-September" */
        const struct when_sense *month = atom_sense(reader, next, WHEN_MONTH);

        expr->day = atom_number(reader, next, 1, 31);
        expr->month = month != NULL ? (int)month->number : 0;
        expr->day = expr->day > 0 ? expr->day : 0;
        next++;
        if ((expr->day == 0 && month == NULL) || !skip_joint(reader, &next)) {
            return false;
        }
        year = atom_number(reader, next, 1000, 2999);
        next++;
        if (year < 0 || !skip_joint(reader, &next)) {
            return false;
        }
        joined = true;
    } else {
        next++;
        joined = skip_joint(reader, &next);
    }
    if (!joined && read_month_name(reader, next) == 0) {
        return false;
    }
    if (!read_joined(reader, &next, expr)) {
        return false;
    }
    expr->year = year;
    expr->year_span = 1;
    expr->year_digits = 4;
    *at = next;
    return true;
}

/* "-11/2" behind "10/1". */
static bool is_range_of_digits(const struct when_reader *reader, size_t at)
{
    return atom_is(reader, at, "-") && atom_glued(reader, at) &&
           atom_number(reader, at + 1, 1, 31) > 0 &&
           atom_is(reader, at + 2, "/") && atom_glued(reader, at + 2) &&
           atom_number(reader, at + 3, 1, 31) > 0;
}

/* Up to three numbers joined by one kind of mark: "2009-12-19", "12/19". */
struct joined {
    int number[3];
    size_t count;
    char mark; /* '-', '/' or '.' */
};

static size_t read_numbers(const struct when_reader *reader, size_t at,
                           struct joined *joined)
{
    size_t next = at;
    const char *mark = "- / .";
    int number = 0;

    while (joined->count < 3 &&
           (number = atom_number(reader, next, 0, 9999)) >= 0 &&
           (joined->count == 0 || reader->atom[next].glued)) {
        joined->number[joined->count++] = number;
        next++;
        if (joined->count == 3 || next >= reader->len ||
            !reader->atom[next].glued || !atom_in(reader, next, mark)) {
            break;
        }
        mark = atom_is(reader, next, "-")   ? "-"
               : atom_is(reader, next, "/") ? "/"
                                            : ".";
        joined->mark = mark[0];
        next++;
    }
    return next;
}

static bool read_three(const struct joined *joined, struct when_expr *expr)
{
    const int *n = joined->number;
    bool swap = n[0] > 12 || (joined->mark == '.' && n[1] <= 12);

    if (year_in_range(n[0]) && n[1] <= 12 && n[2] <= 31) {
        expr->year = n[0];
        expr->month = n[1];
        expr->day = n[2];
        return true;
    }
    if ((!year_in_range(n[2]) && joined->mark != '/') || n[0] > 31 ||
        n[1] > 31) {
        return false;
    }
    expr->year = n[2];
    expr->year_digits = n[2] < 100 ? 2 : 4;
    expr->month = n[swap ? 1 : 0];
    expr->day = n[swap ? 0 : 1];
    return expr->year_digits != 2 || expr->year <= 99;
}

/* Whether "10/1" at `at`, which ends at `next`, is told to be a day. */
static bool is_led_day(const struct when_reader *reader, size_t at, size_t next,
                       const struct joined *joined)
{
    const int *n = joined->number;

    return joined->mark == '/' && n[0] > 0 && n[1] > 0 && n[0] <= 31 &&
           n[1] <= 31 && (n[0] <= 12 || n[1] <= 12) && at > 0 &&
           (atom_listed(reader, at - 1, LIST_BEFORE_DIGITS) ||
            (atom_in(reader, at - 1, "- , or and") && reader->last.day != 0 &&
             reader->last.atom.end + 1 == at) ||
            is_range_of_digits(reader, next) ||
            atom_sense(reader, at - 1, WHEN_WEEKDAY) != NULL);
}

bool read_digits(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    struct joined joined = {0};
    size_t next = read_numbers(reader, *at, &joined);
    const int *n = joined.number;

    if (joined.count == 3) {
        if (!read_three(&joined, expr)) {
            return false;
        }
    } else if (joined.count != 2) {
        return false;
    } else if (year_in_range(n[0]) && n[1] <= 12 && joined.mark != '.' &&
               reader->atom[next - 1].digits < 3) {
        expr->year = n[0];
        expr->month = n[1];
    } else if (is_led_day(reader, *at, next, &joined)) {
        expr->month = n[0] <= 12 ? n[0] : n[1];
        expr->day = n[0] <= 12 ? n[1] : n[0];
        if (atom_is(reader, next, ",")) {
            maybe_year(reader, &next, expr);
        }
        *at = next;
        return true;
    } else if (joined.mark == '/' && year_in_range(n[1])) {
        expr->year = n[1];
        expr->month = n[0];
    } else {
        return false;
    }
    expr->year_span = 1;
    *at = next;
    return expr->month >= 1 && expr->month <= 12;
}

/* Whether a number before `at` counts nothing and is no clock. */
static bool stands_alone(const struct when_reader *reader, size_t at)
{
    return at >= reader->len || reader->atom[at].kind == ATOM_BREAK ||
           (atom_in(reader, at, ". ! ? , ; )") && !atom_glued(reader, at + 1));
}

bool read_weekday(struct when_reader *reader, size_t *at,
                  struct when_expr *expr)
{
    const struct when_sense *weekday = atom_sense(reader, *at, WHEN_WEEKDAY);
    size_t next = *at + 1;
    size_t after = 0;
    struct when_expr day = {0};

    if (weekday == NULL ||
        (*at > 0 && atom_in(reader, *at - 1, "black bloody super red") &&
         reader->atom[*at - 1].capital) ||
        (!reader->atom[*at].capital && reader->atom[*at].word.len < 4)) {
        return false;
    }
    if (reader->atom[*at].word.len == 3 &&
        atom_in(reader, *at, "sun sat wed mon") && !reader->atom[*at].capital) {
        return false;
    }
    expr->weekday = (int)weekday->number;
    after = next + atom_is(reader, next, ",");
    if (read_month_first(reader, &after, &day) ||
        read_day_first(reader, &after, &day) ||
        read_digits(reader, &after, &day)) {
        day.weekday = expr->weekday;
        *expr = day;
        *at = after;
        return true;
    }
    after = next;
    if (atom_is(reader, after, "the") ||
        (reader->atom[after].kind == ATOM_NUMBER && after < reader->len)) {
        size_t number = after + atom_is(reader, after, "the");
        int nth = 0;

        after = number;
        nth = read_ordinal(reader, &after, 1, 31);
        if (nth > 0 && (after > number + 1 || stands_alone(reader, after))) {
            expr->day = nth;
            *at = after;
            return true;
        }
    }
    if (atom_in(reader, *at, "sun sat") &&
        reader->atom[*at].end - reader->atom[*at].start == 3) {
        return false;
    }
    after = next;
    day = (struct when_expr){0};
    next += atom_is(reader, next, ",") || atom_is(reader, next, "of");
    if (read_shift(reader, &next, &day) && day.unit == UNIT_WEEK) {
        expr->of = arena_dup(reader->arena, &day, 1, sizeof day);
        after = next;
    }
    *at = after;
    return true;
}

bool read_lone_day(struct when_reader *reader, size_t *at,
                   struct when_expr *expr)
{
    size_t next = *at + 1;

    if (!atom_is(reader, *at, "the") || *at == 0 ||
        !atom_listed(reader, *at - 1, LIST_BEFORE_LONE_DAY)) {
        return false;
    }
    if (atom_number(reader, next, 1, 31) < 0 || !atom_glued(reader, next + 1)) {
        return false;
    }
    expr->day = read_ordinal(reader, &next, 1, 31);
    if (expr->day < 1 || next < *at + 3 ||
        (next < reader->len && reader->atom[next].kind == ATOM_WORD &&
         atom_tag(reader, next)[0] == 'N')) {
        return false;
    }
    *at = next;
    return true;
}

bool read_holiday(struct when_reader *reader, size_t *at,
                  struct when_expr *expr)
{
    size_t next = *at;

    if (!read_phrase(reader, &next, expr) ||
        strcmp(expr->phrase->type, "holiday") != 0) {
        return false;
    }
    maybe_year(reader, &next, expr);
    if (atom_is(reader, next, "weekend")) { /* "Labour Day weekend 2021" */
        struct when_expr weekend = {.nth_unit = UNIT_WEEKEND};

        next++;
        maybe_year(reader, &next, expr);
        weekend.of = arena_dup(reader->arena, expr, 1, sizeof *expr);
        *expr = weekend;
    }
    *at = next;
    return true;
}
