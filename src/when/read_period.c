#include "when/read_int.h"

#include <string.h>

bool read_season(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    size_t next = *at;
    const struct when_sense *season = NULL;
    size_t after = 0;
    bool the = atom_is(reader, next, "the");

    skip_word(reader, &next, "the");
    season = atom_sense(reader, next, WHEN_SEASON);
    if (season == NULL || atom_tag(reader, next)[0] == 'V') {
        return false;
    }
    expr->season = (int)season->number;
    after = ++next;
    maybe_year(reader, &after, expr);
    if (after > next) {
        *at = after;
        return true;
    }
    /* "fall" and "spring" are words of other trades, too */
    if ((expr->season == 3 || expr->season == 1) && !the &&
        !atom_listed(reader, *at - (*at > 0), LIST_BEFORE_SEASON)) {
        return false;
    }
    if (atom_is(reader, next, "of") && read_outer(reader, &after, expr) &&
        (expr->of->unit == UNIT_YEAR || expr->of->year_span == 1)) {
        next = after;
    } else {
        expr->of = NULL;
    }
    *at = next;
    return true;
}

bool read_quarter(struct when_reader *reader, size_t *at,
                  struct when_expr *expr)
{
    size_t next = *at;
    int nth = 0;
    int most = 0;

    skip_word(reader, &next, "the");
    if ((atom_is(reader, next, "q") || atom_is(reader, next, "h")) &&
        atom_glued(reader, next + 1) && reader->atom[next + 1].digits == 1) {
        most = atom_is(reader, next, "q") ? 4 : 2;
        nth = atom_number(reader, next + 1, 1, most);
        next += 2;
    } else {
        nth = read_ordinal(reader, &next, -1, 4);
        next += atom_is(reader, next, "-");
        most = atom_is(reader, next, "quarter") ? 4
               : atom_is(reader, next, "half")  ? 2
                                                : 0;
        next++;
    }
    if (most == 0 || nth == 0 || nth > most) {
        return false;
    }
    nth = nth < 0 ? most : nth;
    *(most == 4 ? &expr->quarter : &expr->half) = nth;
    *at = next;
    if (atom_is(reader, next, "-") && atom_glued(reader, next) &&
        atom_glued(reader, next + 1)) { /* "Q1-2019" */
        next++;
        if (read_year(reader, &next, expr)) {
            *at = next;
            return true;
        }
        next = *at;
    }
    if (read_outer(reader, &next, expr)) {
        *at = next;
    } else if (most == 2) {
        return false; /* "the second half" of a match */
    }
    return true;
}

bool read_year_quarter(struct when_reader *reader, size_t *at,
                       struct when_expr *expr)
{
    size_t next = *at;
    bool quarter = false;
    int nth = 0;

    if (!read_year(reader, &next, expr) || expr->year_digits != 4) {
        return false;
    }
    next += atom_is(reader, next, "-") && atom_glued(reader, next);
    quarter = atom_is(reader, next, "q");
    if ((!quarter && !atom_is(reader, next, "h")) ||
        !atom_glued(reader, next + 1)) {
        return false;
    }
    nth = atom_number(reader, next + 1, 1, quarter ? 4 : 2);
    *(quarter ? &expr->quarter : &expr->half) = nth;
    *at = next + 2;
    return nth > 0;
}

bool read_nth(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    size_t next = *at;
    const struct when_sense *unit = NULL;

    skip_word(reader, &next, "the");
    if (atom_is(reader, next, "week") &&
        (expr->week = atom_number(reader, next + 1, 1, 53)) > 0) {
        next += 2;
        *at = next;
        (void)(read_outer(reader, &next, expr) && (*at = next));
        return true;
    }
    expr->nth = atom_is(reader, next, "last")
                    ? (next++, -1)
                    : read_ordinal(reader, &next, -1, 31);
    unit = atom_sense(reader, next, WHEN_UNIT);
    if (expr->nth == 0) {
        if (!atom_in(reader, next, "week weekend") ||
            !atom_is(reader, next + 1, "of")) {
            return false;
        }
        /* "the week of 5 May" */
        expr->nth_unit =
            atom_is(reader, next, "week") ? UNIT_WEEK : UNIT_WEEKEND;
    } else if (atom_sense(reader, next, WHEN_WEEKDAY) != NULL &&
               expr->nth < 6) {
        expr->weekday = (int)atom_sense(reader, next, WHEN_WEEKDAY)->number;
    } else if (unit != NULL && unit->number >= UNIT_DAY &&
               unit->number < UNIT_YEAR &&
               (expr->nth < 6 || unit->number == UNIT_DAY ||
                (expr->nth < 13 && unit->number == UNIT_MONTH)) &&
               !slice_ends(reader->atom[next].word, "s")) {
        expr->nth_unit = (enum when_unit)unit->number;
    } else {
        return false;
    }
    next++;
    if (!atom_in(reader, next, "of in") || !read_outer(reader, &next, expr) ||
        (expr->of->phrase != NULL && expr->nth_unit != UNIT_WEEKEND)) {
        return false;
    }
    *at = next;
    return true;
}

bool read_part_of(struct when_reader *reader, size_t *at,
                  struct when_expr *expr)
{
    size_t next = *at;
    bool of = false;

    skip_word(reader, &next, "the");
    if (atom_listed(reader, next, LIST_BEFORE_PART)) {
        next += atom_sense(reader, next + 1, WHEN_PART) != NULL &&
                !atom_in(reader, next, "first second");
    }
    if (atom_sense(reader, next, WHEN_PART) == NULL) {
        return false;
    }
    of = !atom_listed(reader, next, LIST_PART_ALONE);
    next++;
    next += atom_listed(reader, next, LIST_PART_NOUN);
    next += atom_is(reader, next, "-");
    if (atom_in(reader, next, "of in to") ||
        (!of && atom_in(reader, next, "on"))) {
        next++;
    } else if (of) {
        return false;
    }
    if (!read_date(reader, &next, expr) || expr->type != WHEN_DATE) {
        return false;
    }
    *at = next;
    return true;
}

bool read_unit_end(struct when_reader *reader, size_t *at,
                   struct when_expr *expr)
{
    const struct when_sense *unit = atom_sense(reader, *at, WHEN_UNIT);
    size_t next = *at + 1;

    if (atom_is(reader, *at, "end") && atom_is(reader, next, "of")) {
        unit = atom_sense(reader, next + 1, WHEN_UNIT);
        if (unit == NULL || unit->number < UNIT_WEEK ||
            slice_ends(reader->atom[next + 1].word, "s")) {
            return false;
        }
        expr->base = BASE_STORY;
        expr->unit = (enum when_unit)unit->number;
        *at = next + 2;
        return true;
    }
    if (unit == NULL || unit->number < UNIT_WEEK) {
        return false;
    }
    if (atom_is(reader, next, "'") && atom_is(reader, next + 1, "s")) {
        next += 2;
    }
    next += atom_is(reader, next, "-");
    if (!atom_is(reader, next, "end")) {
        return false;
    }
    expr->base = BASE_STORY;
    expr->unit = (enum when_unit)unit->number;
    *at = next + 1;
    return true;
}
