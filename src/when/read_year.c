#include "when/read_int.h"

#include <string.h>

bool year_in_range(long number)
{
    return number >= 1000 && number <= 2999;
}

static bool read_era(const struct when_reader *reader, size_t *at,
                     struct when_expr *expr)
{
    const struct when_sense *era = atom_sense(reader, *at, WHEN_ERA);

    if (era == NULL || !reader->atom[*at].capital) {
        return false;
    }
    expr->bc = era->number < 0;
    ++*at;
    return true;
}

bool read_year(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    size_t next = *at;
    bool short_form = atom_is(reader, next, "'") &&
                      atom_glued(reader, next + 1) &&
                      reader->atom[next + 1].digits == 2;
    long number = 0;
    uint32_t digits = 0;

    next += short_form;
    if (next >= reader->len || reader->atom[next].kind != ATOM_NUMBER) {
        return false;
    }
    number = reader->atom[next].number;
    digits = reader->atom[next].digits;
    next++;
    if (!short_form && read_era(reader, &next, expr)) {
        digits = 4;
    } else if ((digits != 4 || !year_in_range(number)) && !short_form) {
        return false;
    }
    expr->year = (int)number;
    expr->year_span = 1;
    expr->year_digits = (int)digits;
    *at = next;
    return number > 0 && number < 10000;
}

/* "nineteen seventy-two", "twenty twenty". */
static bool read_spoken_year(const struct when_reader *reader, size_t *at,
                             struct when_expr *expr)
{
    size_t next = *at + 1;
    const struct when_sense *high = atom_sense(reader, *at, WHEN_NUMBER);
    const struct when_sense *low = atom_sense(reader, next, WHEN_NUMBER);
    const struct when_sense *unit;

    if (high == NULL || high->number < 15 || high->number > 20 || low == NULL ||
        low->number < 10 || low->number > 99) {
        return false;
    }
    next++;
    expr->year = (int)(high->number * 100 + low->number);
    unit = atom_sense(reader, next + atom_is(reader, next, "-"), WHEN_NUMBER);
    if (low->number % 10 == 0 && low->number > 10 && unit != NULL &&
        unit->number > 0 && unit->number < 10) {
        expr->year += (int)unit->number;
        next += 1 + atom_is(reader, next, "-");
    }
    expr->year_span = 1;
    expr->year_digits = 4;
    *at = next;
    return true;
}

void maybe_year(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    size_t next = *at;

    if (read_spoken_year(reader, at, expr)) {
        return;
    }
    if (atom_is(reader, next, "of") && next + 1 < reader->len &&
        reader->atom[next + 1].digits == 2 &&
        (next + 2 >= reader->len || reader->atom[next + 2].kind != ATOM_WORD)) {
        expr->year = (int)reader->atom[next + 1].number; /* "April of 87" */
        expr->year_span = 1;
        expr->year_digits = 2;
        *at = next + 2;
        return;
    }
    if (atom_is(reader, next, ",") || atom_is(reader, next, "of") ||
        atom_is(reader, next, "in") || atom_is(reader, next, "-") ||
        atom_is(reader, next, "/")) {
        next++;
    }
    if (read_year(reader, &next, expr)) {
        *at = next;
    }
}

bool read_decade(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    size_t next = *at;
    const struct when_sense *tens = NULL;

    skip_word(reader, &next, "the");
    if (atom_number(reader, next, 18, 20) > 0) {
        const struct when_sense *named =
            atom_sense(reader, next + 1, WHEN_TENS);

        if (named != NULL) {
            expr->year = (int)(reader->atom[next].number * 100 + named->number);
            expr->year_span = 10;
            *at = next + 2;
            return true;
        }
    }
    tens = atom_sense(reader, next, WHEN_TENS);
    if (tens != NULL) {
        /* "in his thirties" is an age */
        if (next == *at && !reader->atom[next].capital &&
            (*at == 0 || !atom_is(reader, *at - 1, "in"))) {
            return false;
        }
        expr->year = (int)tens->number;
        expr->year_digits = 2;
        expr->year_span = 10;
        *at = next + 1;
        return true;
    }
    next += atom_is(reader, next, "'") && atom_glued(reader, next + 1);
    if (next >= reader->len || reader->atom[next].kind != ATOM_NUMBER ||
        reader->atom[next].digits < 2 || reader->atom[next].number % 10 != 0 ||
        reader->atom[next].number < 10) {
        return false;
    }
    expr->year = (int)reader->atom[next].number;
    expr->year_digits = (int)reader->atom[next].digits;
    expr->year_span = 10;
    next++;
    if (atom_is(reader, next, "'") && atom_glued(reader, next) &&
        atom_is(reader, next + 1, "s")) {
        /* "1930's", but not "2030's plan" */
        if (*at == 0 || !atom_listed(reader, next - 2, LIST_BEFORE_DECADE)) {
            return false;
        }
        next++;
    }
    if (!atom_is(reader, next, "s") ||
        (!atom_glued(reader, next) && atom_is(reader, next - 1, "'"))) {
        return false;
    }
    next++;
    if (expr->year_digits == 3 || expr->year_digits == 4) {
        (void)read_era(reader, &next, expr);
    }
    *at = next;
    return expr->year_digits == 2 || year_in_range(expr->year) || expr->bc;
}

bool read_century(struct when_reader *reader, size_t *at,
                  struct when_expr *expr)
{
    size_t next = *at;
    int nth = 0;

    skip_word(reader, &next, "the");
    nth = read_ordinal(reader, &next, 1, 40);
    if (nth < 1) {
        return false;
    }
    next += atom_is(reader, next, "-");
    if (!atom_is(reader, next, "century")) {
        return false;
    }
    next++;
    expr->year = (nth - 1) * 100;
    expr->year_span = 100;
    (void)read_era(reader, &next, expr);
    if (expr->bc) {
        expr->year = nth * 100;
    }
    *at = next;
    return true;
}

bool read_the_year(struct when_reader *reader, size_t *at,
                   struct when_expr *expr)
{
    size_t next = *at;

    skip_word(reader, &next, "the");
    if (atom_in(reader, next, "fiscal financial fy")) {
        expr->fiscal = true;
        next++;
        skip_word(reader, &next, "year");
    } else if (atom_is(reader, next, "year") ||
               atom_is(reader, next, "years")) {
        next++;
    } else {
        return false;
    }
    if (!read_year(reader, &next, expr)) {
        return false;
    }
    *at = next;
    return true;
}

bool read_around(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    size_t next = *at;

    if (!atom_listed(reader, next, LIST_AROUND)) {
        return false;
    }
    next++;
    next += atom_is(reader, next, ".");
    if (!read_year(reader, &next, expr) &&
        !read_month_first(reader, &next, expr)) {
        return false;
    }
    if (next < reader->len && atom_in(reader, next, "- / q") &&
        (atom_glued(reader, next) || atom_is(reader, next, "q"))) {
        return false; /* the beginning of a longer date */
    }
    *at = next;
    return true;
}

/* Kinds of names that are numbers and no dates. */
static bool names_amount(const char *ent)
{
    return strcmp(ent, "MONEY") == 0 || strcmp(ent, "QUANTITY") == 0 ||
           strcmp(ent, "CARDINAL") == 0 || strcmp(ent, "PERCENT") == 0;
}

/* Whether four digits are part of a longer number, a price or a code. */
static bool is_part_of_number(const struct when_reader *reader, size_t at,
                              int year)
{
    size_t next = at + 1;

    if (at > 1 && atom_is(reader, at - 1, "-") && atom_glued(reader, at) &&
        reader->atom[at - 2].kind == ATOM_NUMBER &&
        reader->atom[at - 2].digits != 4) {
        return true;
    }
    if (atom_is(reader, next, "-") && atom_glued(reader, next) &&
        atom_glued(reader, next + 1) && next + 1 < reader->len &&
        reader->atom[next + 1].kind == ATOM_NUMBER &&
        reader->atom[next + 1].digits != 4 &&
        (reader->atom[next + 1].digits != 2 ||
         reader->atom[next + 1].number <= year % 100)) {
        return true;
    }
    if (at > 0 &&
        (atom_in(reader, at - 1, "$ # . , : /") ||
         atom_is(reader, at - 1, "'")) &&
        atom_glued(reader, at)) {
        return true;
    }
    return atom_glued(reader, next) && next < reader->len &&
           (reader->atom[next].kind == ATOM_WORD ||
            (atom_in(reader, next, ". , : / %") &&
             atom_glued(reader, next + 1) &&
             reader->atom[next + 1].kind == ATOM_NUMBER));
}

/* Whether the words around four digits let them be a year: not "sent 1990
 * soldiers", but "the 1968 riots". */
static bool reads_as_year(const struct when_reader *reader, size_t at, int year)
{
    bool led = at > 0 && atom_listed(reader, at - 1, LIST_BEFORE_YEAR);
    const char *ent = reader->doc->len > 0
                          ? reader->doc->token[reader->atom[at].token].ent_type
                          : "";

    if (year < 1500 || year > 2100) {
        return led && !counts_noun(reader, at + 1);
    }
    if (counts_noun(reader, at + 1)) {
        if (led) {
            return strcmp(ent, "DATE") == 0;
        }
        if (at == 0 || !atom_listed(reader, at - 1, LIST_YEAR_OWNER)) {
            return false;
        }
    }
    return led || !names_amount(ent);
}

bool read_lone_year(struct when_reader *reader, size_t *at,
                    struct when_expr *expr)
{
    size_t next = *at;

    if (!read_year(reader, &next, expr)) {
        return false;
    }
    if (expr->bc || expr->year_digits == 2 || next - *at > 1) {
        if (expr->year_digits == 2 && !expr->bc &&
            (*at == 0 ||
             !atom_listed(reader, *at - 1, LIST_BEFORE_SHORT_YEAR))) {
            return false;
        }
    } else if (is_part_of_number(reader, *at, expr->year) ||
               !reads_as_year(reader, *at, expr->year)) {
        return false;
    }
    *at = next;
    return true;
}
