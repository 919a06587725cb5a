#include "when/read_int.h"

#include <string.h>

bool read_near(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    const struct when_sense *day = NULL;
    size_t next = *at;

    if (atom_listed(reader, next, LIST_EARLIER_LATER)) {
        next++;
    }
    day = atom_sense(reader, next, WHEN_DAY);
    if (day == NULL) {
        return false;
    }
    expr->base = BASE_NOW;
    expr->unit = UNIT_DAY;
    expr->step = (int)day->number;
    if (atom_in(reader, next, "tonight tonite")) {
        expr->daypart = SLICE("NI");
        expr->type = WHEN_TIME;
    }
    *at = next + 1;
    return true;
}

/* What a shift moves: a unit, or a field of the calendar. */
static bool read_shifted(struct when_reader *reader, size_t *at,
                         struct when_expr *expr)
{
    const struct when_sense *sense = NULL;
    size_t next = *at;

    if (atom_in(reader, next, "fiscal financial calendar working")) {
        expr->fiscal = atom_in(reader, next, "fiscal financial");
        next++;
    }
    if ((expr->month = read_month_name(reader, next)) != 0) {
        int day = 0;

        next++;
        day = atom_number(reader, next, 1, 31);
        if (day > 0) {
            expr->day = read_day(reader, &next);
        }
    } else if ((sense = atom_sense(reader, next, WHEN_WEEKDAY)) != NULL &&
               reader->atom[next].word.len > 2) {
        expr->weekday = (int)sense->number;
        next++;
    } else if ((sense = atom_sense(reader, next, WHEN_SEASON)) != NULL) {
        expr->season = (int)sense->number;
        next++;
    } else if ((sense = atom_sense(reader, next, WHEN_UNIT)) != NULL &&
               sense->number > UNIT_HOUR &&
               !slice_ends(reader->atom[next].word, "s")) {
        expr->unit = (enum when_unit)sense->number;
        next++;
    } else if ((sense = atom_sense(reader, next, WHEN_DAYPART)) != NULL) {
        expr->unit = UNIT_DAY;
        expr->daypart = sense->text;
        expr->type = WHEN_TIME;
        next++;
    } else if (read_phrase(reader, &next, expr)) {
        if (strcmp(expr->phrase->type, "holiday") != 0) {
            return false;
        }
    } else {
        return false;
    }
    *at = next;
    return true;
}

bool read_shift(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    size_t next = *at;
    const struct when_sense *shift = NULL;
    bool the = false;

    if (atom_listed(reader, next, LIST_EARLIER_LATER)) {
        next++;
        next += atom_in(reader, next, "in on");
    }
    the = atom_is(reader, next, "the");
    next += the;
    shift = atom_sense(reader, next, WHEN_SHIFT);
    if (shift == NULL) {
        shift = atom_sense(reader, next, WHEN_SHIFT_THEN);
    }
    if (shift == NULL) {
        return false;
    }
    if (the && shift->number == -2 &&
        atom_sense(reader, next + 1, WHEN_UNIT) != NULL) {
        return false; /* "the past year" is a duration */
    }
    expr->base = shift->class == WHEN_SHIFT ? BASE_NOW : BASE_THEN;
    expr->step = shift->number == -2 ? -1 : (int)shift->number;
    if (the && shift->class == WHEN_SHIFT && shift->number == 1) {
        expr->base = BASE_THEN; /* "the next day" */
    }
    next++;
    next += atom_is(reader, next, "very") || atom_is(reader, next, "-");
    if (atom_in(reader, next, "past coming upcoming") &&
        atom_sense(reader, next + 1, WHEN_WEEKDAY) != NULL) {
        expr->base = BASE_NEAR; /* "this past Wednesday" */
    } else if (shift->number == -2 &&
               atom_sense(reader, next, WHEN_WEEKDAY) != NULL) {
        expr->base = BASE_NEAR; /* "past Wednesday" */
    } else if (!the && atom_is(reader, next - 1, "previous") &&
               atom_sense(reader, next, WHEN_WEEKDAY) != NULL) {
        expr->base = BASE_NOW; /* "previous Monday" of the week before */
    }
    if (atom_listed(reader, next, LIST_SAME_OR_NEAR) &&
        !atom_is(reader, next - 1, "past")) { /* "this past week" */
        expr->step = atom_in(reader, next, "past last") ? -1
                     : slice_ends(reader->atom[next].word, "coming")
                         ? 1
                         : expr->step;
        next++;
    }
    if (!read_shifted(reader, &next, expr)) {
        return false;
    }
    if (expr->unit == UNIT_NIGHT) {
        expr->unit = UNIT_DAY;
        expr->daypart = SLICE("NI");
        expr->type = WHEN_TIME;
    }
    *at = next;
    return true;
}

bool read_bare_unit(struct when_reader *reader, size_t *at,
                    struct when_expr *expr)
{
    const struct when_sense *unit = atom_sense(reader, *at + 1, WHEN_UNIT);

    if (!atom_is(reader, *at, "the") || unit == NULL || *at == 0 ||
        unit->number < UNIT_DAY || unit->number == UNIT_NIGHT ||
        slice_ends(reader->atom[*at + 1].word, "s") ||
        !atom_listed(reader, *at - 1, LIST_BEFORE_UNIT) ||
        atom_listed(reader, *at + 2, LIST_NO_UNIT_BEFORE) ||
        counts_noun(reader, *at + 2)) {
        return false;
    }
    expr->base = BASE_STORY;
    expr->unit = (enum when_unit)unit->number;
    *at += 2;
    return true;
}

bool read_unit_before(struct when_reader *reader, size_t *at,
                      struct when_expr *expr)
{
    size_t next = *at + 1;
    const struct when_sense *unit = atom_sense(reader, next, WHEN_UNIT);

    if (!atom_is(reader, *at, "the") || unit == NULL ||
        unit->number < UNIT_DAY || slice_ends(reader->atom[next].word, "s") ||
        !atom_listed(reader, ++next, LIST_UNIT_SHIFT)) {
        return false;
    }
    expr->base = BASE_THEN;
    expr->unit = (enum when_unit)unit->number;
    expr->step = atom_in(reader, next, "after later") ? 1 : -1;
    next++;
    if (atom_in(reader, next, "next last") && expr->unit != UNIT_NIGHT) {
        expr->base = BASE_NOW;
        expr->step *= 2;
        next++;
    } else if (next < reader->len && reader->atom[next].kind == ATOM_WORD &&
               !atom_listed(reader, next, LIST_AFTER_UNIT_SHIFT)) {
        return false; /* "the year before independence" */
    }
    if (expr->unit == UNIT_NIGHT) {
        expr->unit = UNIT_DAY;
        expr->daypart = SLICE("NI");
        expr->type = WHEN_TIME;
    }
    *at = next;
    return true;
}

bool read_week_day(struct when_reader *reader, size_t *at,
                   struct when_expr *expr)
{
    size_t next = *at;
    struct when_expr week = {0};
    const struct when_sense *weekday = NULL;

    if (!read_shift(reader, &next, &week) || week.unit != UNIT_WEEK) {
        return false;
    }
    next += atom_in(reader, next, "on , -");
    weekday = atom_sense(reader, next, WHEN_WEEKDAY);
    if (weekday == NULL) {
        return false;
    }
    expr->weekday = (int)weekday->number;
    expr->of = arena_dup(reader->arena, &week, 1, sizeof week);
    *at = next + 1;
    return true;
}
