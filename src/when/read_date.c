#include "when/read_int.h"

#include <string.h>

bool read_outer(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    struct when_expr outer = {0};
    struct when_expr *kept = NULL;
    size_t next = *at;

    next += atom_is(reader, next, ",");
    if (atom_is(reader, next, "of") || atom_is(reader, next, "in")) {
        next++;
    }
    if (!read_date(reader, &next, &outer)) {
        return false;
    }
    kept = arena_dup(reader->arena, &outer, 1, sizeof outer);
    expr->of = kept;
    *at = next;
    return true;
}

/* "June of that year", "the spring of next year", "May 5 this year". */
static void maybe_outer_year(struct when_reader *reader, size_t *at,
                             struct when_expr *expr)
{
    size_t next = *at;
    struct when_expr outer = {0};

    if (expr->year_span != 0 || expr->of != NULL || expr->base != BASE_NONE ||
        (expr->month == 0 && expr->season == 0 && expr->phrase == NULL)) {
        return;
    }
    next += atom_is(reader, next, ",");
    next += atom_in(reader, next, "of in");
    if ((read_shift(reader, &next, &outer) ||
         read_bare_unit(reader, &next, &outer)) &&
        outer.unit == UNIT_YEAR) {
        expr->of = arena_dup(reader->arena, &outer, 1, sizeof outer);
        *at = next;
    }
}

bool read_date(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    static const when_part_fn part[] = {
        read_digits,   read_weekday,      read_month_first, read_day_first,
        read_decade,   read_century,      read_the_year,    read_season,
        read_quarter,  read_year_quarter, read_year_first,  read_unit_before,
        read_week_day, read_near,         read_shift,       read_nth,
        read_part_of,  read_unit_end,     read_around,      read_lone_year,
        read_lone_day, read_holiday,      read_bare_unit,
    };
    struct when_expr best = {0};
    size_t end = *at;

    if (reader->depth >= WHEN_DEPTH) {
        return false;
    }
    reader->depth++;
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        struct when_expr made = {0};
        size_t next = *at;

        if (part[i](reader, &next, &made)) {
            maybe_outer_year(reader, &next, &made);
            if (next > end) {
                best = made;
                end = next;
            }
        }
    }
    reader->depth--;
    if (end == *at) {
        return false;
    }
    best.atom = (struct span){*at, end};
    *expr = best;
    *at = end;
    return true;
}
