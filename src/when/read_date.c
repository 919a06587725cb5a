#include "when/read_int.h"

#include <string.h>

static int year_in_range(long number)
{
    return number >= 1000 && number <= 2999;
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
    return atom->word.len < 4 || atom_in(reader, at, "may march august")
               ? atom_number(reader, at + 1, 1, 31) < 0 ||
                     atom_glued(reader, at + 1)
               : false;
}

int read_month_name(const struct when_reader *reader, size_t at)
{
    const struct when_sense *month = atom_sense(reader, at, WHEN_MONTH);

    return month == NULL || is_other_word(reader, at) ? 0 : (int)month->number;
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

/* A year behind a month or a day: ", 2009", "of 2009", "2009". */
static void maybe_year(struct when_reader *reader, size_t *at,
                       struct when_expr *expr)
{
    size_t next = *at;

    if (atom_is(reader, next, ",") || atom_is(reader, next, "of") ||
        atom_is(reader, next, "in") || atom_is(reader, next, "-") ||
        atom_is(reader, next, "/")) {
        next++;
    }
    if (read_year(reader, &next, expr)) {
        *at = next;
    }
}

/* "15", "15th", "the 15th", "fifteenth". */
static int read_day(const struct when_reader *reader, size_t *at)
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

/* "December 17", "December the 17th", "Dec. 17, 2021", "December 2021". */
static bool read_month_first(struct when_reader *reader, size_t *at,
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
    day = read_day(reader, &day_at);
    if (day > 0 && !(atom_is(reader, day_at, ":")) &&
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

/* "17 December 2021", "the 17th of December", "17-Dec-2021". */
static bool read_day_first(struct when_reader *reader, size_t *at,
                           struct when_expr *expr)
{
    size_t next = *at;

    expr->day = read_day(reader, &next);
    if (expr->day == 0) {
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

/* "2009-12-19", "2009/12", "12/19/2009", "23.04.2022"; of two numbers that
 * could be the month the first is. */
static bool read_digits(struct when_reader *reader, size_t *at,
                        struct when_expr *expr)
{
    size_t next = *at;
    const char *mark = NULL;
    int n[3] = {0};
    size_t count = 0;

    while (count < 3 && (n[count] = atom_number(reader, next, 0, 9999)) >= 0 &&
           (count == 0 || reader->atom[next].glued)) {
        count++;
        next++;
        if (count == 3 || next >= reader->len || !reader->atom[next].glued ||
            !atom_in(reader, next, mark != NULL ? mark : "- / .")) {
            break;
        }
        mark = atom_is(reader, next, "-")   ? "-"
               : atom_is(reader, next, "/") ? "/"
                                            : ".";
        next++;
    }
    if (count == 3 && year_in_range(n[0]) && n[1] <= 12 && n[2] <= 31) {
        expr->year = n[0];
        expr->month = n[1];
        expr->day = n[2];
    } else if (count == 3 && (year_in_range(n[2]) || mark[0] == '/') &&
               n[0] <= 31 && n[1] <= 31) {
        bool swap = n[0] > 12 || (mark[0] == '.' && n[1] <= 12);

        expr->year = n[2];
        expr->year_digits = n[2] < 100 ? 2 : 4;
        expr->month = n[swap ? 1 : 0];
        expr->day = n[swap ? 0 : 1];
    } else if (count == 2 && year_in_range(n[0]) && n[1] <= 12 &&
               mark[0] != '.' && reader->atom[next - 1].digits < 3) {
        expr->year = n[0];
        expr->month = n[1];
    } else if (count == 2 && mark[0] == '/' && n[0] > 0 && n[1] > 0 &&
               n[0] <= 31 && n[1] <= 31 && (n[0] <= 12 || n[1] <= 12) &&
               *at > 0 &&
               (atom_in(reader, *at - 1, "on from to between by until since") ||
                atom_sense(reader, *at - 1, WHEN_WEEKDAY) != NULL)) {
        expr->month = n[0] <= 12 ? n[0] : n[1];
        expr->day = n[0] <= 12 ? n[1] : n[0];
        *at = next;
        return true;
    } else if (count == 2 && mark[0] == '/' && year_in_range(n[1])) {
        expr->year = n[1];
        expr->month = n[0];
    } else {
        return false;
    }
    if (expr->year_digits == 2 && expr->year > 99) {
        return false;
    }
    expr->year_span = 1;
    *at = next;
    return expr->month >= 1 && expr->month <= 12;
}

/* "1990s", "the nineties", "the 1990's", "'90s". */
static bool read_decade(struct when_reader *reader, size_t *at,
                        struct when_expr *expr)
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
        if (next == *at && !reader->atom[next].capital) {
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
        if (*at == 0 || !atom_in(reader, next - 2, "the early late mid -")) {
            return false;
        }
        next++;
    }
    if (!atom_is(reader, next, "s") || !atom_glued(reader, next)) {
        return false;
    }
    next++;
    if (expr->year_digits == 3 || expr->year_digits == 4) {
        (void)read_era(reader, &next, expr);
    }
    *at = next;
    return expr->year_digits == 2 || year_in_range(expr->year) || expr->bc;
}

/* "the 19th century", "eighteenth-century". */
static bool read_century(struct when_reader *reader, size_t *at,
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

/* "the year 1950", "fiscal year 2009", "fiscal 2009", "FY2009". */
static bool read_the_year(struct when_reader *reader, size_t *at,
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

/* A date behind "of", "in" or nothing, as the outer period. */
static bool read_outer(struct when_reader *reader, size_t *at,
                       struct when_expr *expr)
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

/* "spring", "the summer of 1915", "winter 2009", "spring of last year". */
static bool read_season(struct when_reader *reader, size_t *at,
                        struct when_expr *expr)
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
        !atom_in(reader, *at - (*at > 0),
                 "in by this since until early late "
                 "mid next last")) {
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

/* "the first quarter", "Q3 2009", "the second half of the year". */
static bool read_quarter(struct when_reader *reader, size_t *at,
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
    if (read_outer(reader, &next, expr)) {
        *at = next;
    } else if (most == 2) {
        return false; /* "the second half" of a match */
    }
    return true;
}

/* "2017 Q1", "2019-H2". */
static bool read_year_quarter(struct when_reader *reader, size_t *at,
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

/* "today", "tomorrow". */
static bool read_near(struct when_reader *reader, size_t *at,
                      struct when_expr *expr)
{
    const struct when_sense *day = NULL;
    size_t next = *at;

    if (atom_in(reader, next, "earlier later late early")) {
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

    if (atom_in(reader, next, "fiscal financial calendar")) {
        expr->fiscal = !atom_is(reader, next, "calendar");
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

/* "this year", "last Friday", "the following day", "that same month",
 * "earlier this week", "the next summer". */
static bool read_shift(struct when_reader *reader, size_t *at,
                       struct when_expr *expr)
{
    size_t next = *at;
    const struct when_sense *shift = NULL;
    bool the = false;

    if (atom_in(reader, next, "earlier later late early")) {
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
    }
    if (atom_in(reader, next, "past same coming upcoming last current") &&
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

/* "the year", "the month": the one the text is in, behind "of" or "for". */
static bool read_bare_unit(struct when_reader *reader, size_t *at,
                           struct when_expr *expr)
{
    const struct when_sense *unit = atom_sense(reader, *at + 1, WHEN_UNIT);

    if (!atom_is(reader, *at, "the") || unit == NULL || *at == 0 ||
        unit->number < UNIT_DAY || unit->number == UNIT_NIGHT ||
        slice_ends(reader->atom[*at + 1].word, "s") ||
        !atom_in(reader, *at - 1,
                 "of for in during throughout over end ended "
                 "ending finish finished") ||
        atom_in(reader, *at + 2,
                "of when that in on after before which to -") ||
        counts_noun(reader, *at + 2)) {
        return false;
    }
    expr->base = BASE_STORY;
    expr->unit = (enum when_unit)unit->number;
    *at += 2;
    return true;
}

/* "the last week of July", "the third Monday of June", "week 27 of 2017". */
static bool read_nth(struct when_reader *reader, size_t *at,
                     struct when_expr *expr)
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
        if (!atom_is(reader, next, "week") ||
            !atom_is(reader, next + 1, "of")) {
            return false;
        }
        expr->nth_unit = UNIT_WEEK; /* "the week of 5 May" */
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
        expr->of->phrase != NULL) {
        return false;
    }
    *at = next;
    return true;
}

/* "early", "late", "mid-", "the end of", "the middle of", "later in". */
static bool read_part_of(struct when_reader *reader, size_t *at,
                         struct when_expr *expr)
{
    size_t next = *at;
    bool of = false;

    skip_word(reader, &next, "the");
    if (atom_in(reader, next, "very early late first latter second")) {
        next += atom_sense(reader, next + 1, WHEN_PART) != NULL &&
                !atom_in(reader, next, "first second");
    }
    if (atom_sense(reader, next, WHEN_PART) == NULL) {
        return false;
    }
    of = !atom_in(reader, next, "early late mid later earlier");
    next++;
    next += atom_in(reader, next, "part half days months weeks years stages");
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

/* "month's end", "year-end". */
static bool read_unit_end(struct when_reader *reader, size_t *at,
                          struct when_expr *expr)
{
    const struct when_sense *unit = atom_sense(reader, *at, WHEN_UNIT);
    size_t next = *at + 1;

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

/* "about 1910", "ca. 466 BC". */
static bool read_around(struct when_reader *reader, size_t *at,
                        struct when_expr *expr)
{
    size_t next = *at;

    if (!atom_in(reader, next, "about around circa ca c")) {
        return false;
    }
    next++;
    next += atom_is(reader, next, ".");
    if (!read_year(reader, &next, expr) &&
        !read_month_first(reader, &next, expr)) {
        return false;
    }
    *at = next;
    return true;
}

/* A year on its own: not "2000 soldiers", not "1,500". */
static bool read_lone_year(struct when_reader *reader, size_t *at,
                           struct when_expr *expr)
{
    size_t next = *at;
    const char *ent = NULL;
    bool led = false;

    if (!read_year(reader, &next, expr)) {
        return false;
    }
    if (expr->bc || expr->year_digits == 2 || next - *at > 1) {
        if (expr->year_digits == 2 && !expr->bc &&
            (*at == 0 || !atom_in(reader, *at - 1,
                                  "in of since by until from to and or -"))) {
            return false;
        }
        *at = next;
        return true;
    }
    if (*at > 1 && atom_is(reader, *at - 1, "-") && atom_glued(reader, *at) &&
        reader->atom[*at - 2].kind == ATOM_NUMBER &&
        reader->atom[*at - 2].digits != 4) {
        return false; /* of a longer number */
    }
    if (atom_is(reader, next, "-") && atom_glued(reader, next) &&
        atom_glued(reader, next + 1) && next + 1 < reader->len &&
        reader->atom[next + 1].kind == ATOM_NUMBER &&
        reader->atom[next + 1].digits != 4 &&
        (reader->atom[next + 1].digits != 2 ||
         reader->atom[next + 1].number <= expr->year % 100)) {
        return false;
    }
    led = *at > 0 && atom_in(reader, *at - 1,
                             "in since by until from during to before after "
                             "through of between till and ( early late mid");
    if (*at > 0 &&
        (atom_in(reader, *at - 1, "$ # . , : /") ||
         atom_is(reader, *at - 1, "'")) &&
        atom_glued(reader, *at)) {
        return false;
    }
    if (atom_glued(reader, next) && next < reader->len &&
        (reader->atom[next].kind == ATOM_WORD ||
         (atom_in(reader, next, ". , : / %") && atom_glued(reader, next + 1) &&
          reader->atom[next + 1].kind == ATOM_NUMBER))) {
        return false;
    }
    ent = reader->doc->len > 0
              ? reader->doc->token[reader->atom[*at].token].ent_type
              : "";
    if (expr->year < 1500 || expr->year > 2100) {
        if (!led || counts_noun(reader, next)) {
            return false;
        }
    } else if (counts_noun(reader, next) &&
               (led ? strcmp(ent, "DATE") != 0
                    : *at == 0 || !atom_in(reader, *at - 1,
                                           "the that this its his her their s "
                                           "our post pre -"))) {
        return false; /* "sent 1990 soldiers", but "the 1968 riots" */
    } else if (!led && strcmp(ent, "DATE") != 0 &&
               (strcmp(ent, "MONEY") == 0 || strcmp(ent, "QUANTITY") == 0 ||
                strcmp(ent, "CARDINAL") == 0 || strcmp(ent, "PERCENT") == 0)) {
        return false;
    }
    *at = next;
    return true;
}

/* "Friday", "Friday, 14 May", "Tuesday the 19th", "Monday of last week". */
static bool read_weekday(struct when_reader *reader, size_t *at,
                         struct when_expr *expr)
{
    const struct when_sense *weekday = atom_sense(reader, *at, WHEN_WEEKDAY);
    size_t next = *at + 1;
    size_t after = 0;
    struct when_expr day = {0};

    if (weekday == NULL ||
        (*at > 0 && atom_in(reader, *at - 1, "black bloody super red") &&
         reader->atom[*at - 1].capital) ||
        (!reader->atom[*at].capital && reader->atom[*at].word.len < 6)) {
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
        if (nth > 0 && after > number + 1) { /* "19th", not a bare 19 */
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

/* "the 13th" of the month just spoken of. */
static bool read_lone_day(struct when_reader *reader, size_t *at,
                          struct when_expr *expr)
{
    size_t next = *at + 1;

    if (!atom_is(reader, *at, "the") || *at == 0 ||
        !atom_in(reader, *at - 1, "on by until from to of and till since")) {
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

/* "the year before", "the week after next". */
static bool read_unit_before(struct when_reader *reader, size_t *at,
                             struct when_expr *expr)
{
    size_t next = *at + 1;
    const struct when_sense *unit = atom_sense(reader, next, WHEN_UNIT);

    if (!atom_is(reader, *at, "the") || unit == NULL ||
        unit->number < UNIT_DAY || slice_ends(reader->atom[next].word, "s") ||
        !atom_in(reader, ++next, "before after earlier later previous prior")) {
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
               !atom_in(reader, next, "and that which in at with to , . as")) {
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

/* "next week on Tuesday", "last week, Monday". */
static bool read_week_day(struct when_reader *reader, size_t *at,
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

/* A day with a name and its year. */
static bool read_holiday(struct when_reader *reader, size_t *at,
                         struct when_expr *expr)
{
    size_t next = *at;

    if (!read_phrase(reader, &next, expr) ||
        strcmp(expr->phrase->type, "holiday") != 0) {
        return false;
    }
    maybe_year(reader, &next, expr);
    *at = next;
    return true;
}

bool read_date(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    static const when_part_fn part[] = {
        read_digits,   read_weekday,      read_month_first, read_day_first,
        read_decade,   read_century,      read_the_year,    read_season,
        read_quarter,  read_year_quarter, read_unit_before, read_week_day,
        read_near,     read_shift,        read_nth,         read_part_of,
        read_unit_end, read_around,       read_lone_year,   read_lone_day,
        read_holiday,  read_bare_unit,
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
