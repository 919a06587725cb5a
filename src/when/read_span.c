#include "when/read_int.h"

#include <string.h>

/* "12", "2.5", "1,500". */
static bool read_figure(struct when_reader *reader, size_t *at, double *number)
{
    size_t next = *at;

    if (next >= reader->len || reader->atom[next].kind != ATOM_NUMBER ||
        reader->atom[next].number < 0) {
        return false;
    }
    *number = (double)reader->atom[next++].number;
    while (atom_is(reader, next, ",") && atom_glued(reader, next) &&
           atom_glued(reader, next + 1) && next + 1 < reader->len &&
           reader->atom[next + 1].digits == 3 && *number < 1e9) {
        *number = *number * 1000 + (double)reader->atom[next + 1].number;
        next += 2;
    }
    if (atom_is(reader, next, ".") && atom_glued(reader, next) &&
        atom_glued(reader, next + 1) && next + 1 < reader->len &&
        reader->atom[next + 1].kind == ATOM_NUMBER &&
        reader->atom[next + 1].digits <= 3) {
        double part = (double)reader->atom[next + 1].number;

        for (uint32_t i = 0; i < reader->atom[next + 1].digits; i++) {
            part /= 10;
        }
        *number += part;
        next += 2;
    }
    *at = next;
    return true;
}

/* "twenty-five", "two hundred", "a", "an". */
static bool read_spelled(struct when_reader *reader, size_t *at, double *number)
{
    size_t next = *at;
    double sum = 0;
    double last = 0;
    const struct when_sense *sense = NULL;

    if (atom_in(reader, next, "a an another")) {
        *number = 1;
        next++;
        sense = atom_sense(reader, next, WHEN_NUMBER);
        if (sense == NULL || sense->number < 12) {
            *at = next;
            return true;
        }
        sum = 1;
        last = 1;
    }
    for (;;) {
        size_t word = next + (next > *at && atom_in(reader, next, "- and"));

        sense = atom_sense(reader, word, WHEN_NUMBER);
        if (sense == NULL || (last > 0 && last < 20 && sense->number < 100 &&
                              sense->number != 12)) {
            break;
        }
        if (sense->number >= 100 || sense->number == 12) {
            sum = sum > 0 && sense->number > 12 ? sum * (double)sense->number
                  : sum > 0                     ? sum * 12
                                                : (double)sense->number;
        } else {
            sum += (double)sense->number;
        }
        last = (double)sense->number;
        next = word + 1;
    }
    if (next == *at) {
        return false;
    }
    *number = sum;
    *at = next;
    return true;
}

/* "several", "a few", "a couple of", "dozens of". */
static bool read_few(struct when_reader *reader, size_t *at,
                     struct when_amount *amount)
{
    size_t next = *at;
    const struct when_sense *few = NULL;

    skip_word(reader, &next, "a");
    next += atom_in(reader, next, "great good very");
    skip_word(reader, &next, "many");
    few = atom_sense(reader, next, WHEN_FEW);
    if (few == NULL && next > *at && atom_is(reader, next - 1, "many")) {
        few = atom_sense(reader, --next, WHEN_FEW);
    }
    if (few == NULL && !atom_in(reader, next, "dozens scores hundreds")) {
        return false;
    }
    if (few != NULL && few->number == 0 &&
        slice_is(reader->atom[next].word, "coming")) {
        return false;
    }
    amount->some = few == NULL || few->number == 0;
    amount->number = few != NULL ? (double)few->number : 0;
    next++;
    next += atom_is(reader, next, "of") ||
            (atom_is(reader, next, "more") || atom_is(reader, next, "other"));
    *at = next;
    return true;
}

/* "and a half", "-and-a-half", "and half", "and a quarter". */
static bool read_fraction(struct when_reader *reader, size_t *at, double *part)
{
    size_t next = *at;

    next += atom_is(reader, next, "-");
    if (!atom_is(reader, next, "and")) {
        return false;
    }
    next++;
    next += atom_is(reader, next, "-");
    skip_word(reader, &next, "a");
    next += atom_is(reader, next, "-");
    if (!atom_in(reader, next, "half quarter") ||
        (next == *at + 1 && atom_is(reader, next, "quarter"))) {
        return false;
    }
    *part = atom_is(reader, next, "half") ? 0.5 : 0.25;
    *at = next + 1;
    return true;
}

/* "3", "twenty-five and a half", "several", "half a", "single"; `*part` is what
 * "and a half" adds. */
static bool read_quantity(struct when_reader *reader, size_t *at,
                          struct when_amount *amount, double *part)
{
    size_t next = *at;

    skip_word(reader, &next, "a");
    if (atom_is(reader, next, "half") &&
        (atom_in(reader, next + 1, "a an") || atom_is(reader, next + 1, "-") ||
         atom_sense(reader, next + 1, WHEN_UNIT) != NULL)) {
        amount->number = 0.5;
        *at = next + (atom_sense(reader, next + 1, WHEN_UNIT) != NULL ? 1 : 2);
        return true;
    }
    if (atom_is(reader, *at, "single")) { /* "single-day" */
        amount->number = 1;
        ++*at;
        return true;
    }
    next = *at;
    if (!read_few(reader, &next, amount) &&
        !read_figure(reader, &next, &amount->number) &&
        !read_spelled(reader, &next, &amount->number)) {
        return false;
    }
    if (!read_fraction(reader, &next, part) &&
        atom_number(reader, next, 1, 1) == 1 &&
        atom_is(reader, next + 1, "/") &&
        atom_number(reader, next + 2, 2, 2) == 2) {
        *part = 0.5;
        next += 3;
    }
    *at = next;
    return true;
}

/* "two [consecutive] years", "three [bloody] weeks". */
static bool is_adjective(const struct when_reader *reader, size_t at)
{
    if (atom_sense(reader, at, WHEN_UNIT) != NULL ||
        atom_sense(reader, at + 1, WHEN_UNIT) == NULL ||
        reader->atom[at].capital || atom_glued(reader, at) ||
        (atom_sense(reader, at, WHEN_SHIFT) != NULL &&
         !(atom_in(reader, at, "past coming upcoming") &&
           slice_ends(reader->atom[at + 1].word, "s")))) {
        return false;
    }
    return atom_listed(reader, at, LIST_COUNTED) ||
           (strcmp(atom_tag(reader, at), "JJ") == 0 &&
            !atom_in(reader, at - 1, "a an"));
}

/* A number and its unit: "3 years", "two-day", "half an hour", "a year and a
 * half", "two bloody weeks". */
static bool read_amount(struct when_reader *reader, size_t *at,
                        struct when_amount *amount)
{
    size_t next = *at;
    const struct when_sense *unit = NULL;
    double part = 0;

    if (!read_quantity(reader, &next, amount, &part)) {
        return false;
    }
    next += atom_is(reader, next, "-");
    next += is_adjective(reader, next);
    unit = atom_sense(reader, next, WHEN_UNIT);
    if (unit == NULL || (slice_is(reader->atom[next].word, "second") &&
                         reader->atom[next - 1].kind != ATOM_NUMBER)) {
        return false;
    }
    if (reader->atom[next].word.len < 4 && !atom_is(reader, next, "day") &&
        !atom_listed(reader, next, LIST_SHORT_UNIT)) {
        return false;
    }
    if (unit->number == UNIT_QUARTER && amount->number == 1) {
        return false;
    }
    amount->unit = (enum when_unit)unit->number;
    next++;
    (void)(part == 0 && read_fraction(reader, &next, &part));
    amount->number += part;
    *at = next;
    return true;
}

/* "two hours and 30 minutes", "3 years 2 months". */
static bool read_amounts(struct when_reader *reader, size_t *at,
                         struct when_expr *expr)
{
    size_t next = *at;

    while (expr->amounts < WHEN_AMOUNTS) {
        struct when_amount amount = {0};
        size_t more = next;

        if (expr->amounts > 0) {
            more += atom_is(reader, more, ",");
            more += atom_is(reader, more, "and");
        }
        if (!read_amount(reader, &more, &amount) ||
            (expr->amounts > 0 &&
             amount.unit >= expr->amount[expr->amounts - 1].unit)) {
            break;
        }
        expr->amount[expr->amounts++] = amount;
        next = more;
    }
    if (expr->amounts == 0) {
        return false;
    }
    *at = next;
    return true;
}

/* "about", "more than", "at least", "just over". */
static void skip_approx(const struct when_reader *reader, size_t *at)
{
    for (int i = 0; i < 2; i++) {
        if (atom_listed(reader, *at, LIST_MORE_LESS) &&
            atom_in(reader, *at + 1, "than more less")) {
            *at += 2;
        } else if (atom_is(reader, *at, "at") &&
                   atom_in(reader, *at + 1, "least most")) {
            *at += 2;
        } else if (atom_is(reader, *at, "up") &&
                   atom_is(reader, *at + 1, "to")) {
            *at += 2;
        } else if (atom_is(reader, *at, "close") &&
                   atom_is(reader, *at + 1, "to")) {
            *at += 2;
        } else if (atom_sense(reader, *at, WHEN_APPROX) != NULL) {
            ++*at;
        }
    }
}

/* "ago", "earlier", "from now", "after 5 May". */
static void maybe_direction(struct when_reader *reader, size_t *at,
                            struct when_expr *expr)
{
    const struct when_sense *before = atom_sense(reader, *at, WHEN_BEFORE);
    const struct when_sense *after = atom_sense(reader, *at, WHEN_AFTER);
    const struct when_sense *sense = before != NULL ? before : after;
    size_t next = *at + 1;
    struct when_expr base = {0};

    if (atom_is(reader, *at, "from") || atom_is(reader, *at, "prior")) {
        next += atom_is(reader, *at, "prior") && atom_is(reader, next, "to");
        if (atom_is(reader, next, "now") ||
            (atom_is(reader, next, "right") &&
             atom_is(reader, next + 1, "now"))) {
            expr->base = BASE_NOW;
            expr->direction = 1;
            *at = next + 1 + atom_is(reader, next, "right");
            return;
        }
    } else if (sense == NULL) {
        return;
    }
    if (atom_in(reader, *at, "from before after prior") &&
        read_date(reader, &next, &base) &&
        !(atom_is(reader, *at, "from") &&
          (!(base.base == BASE_NOW || base.day != 0 || base.weekday != 0) ||
           atom_listed(reader, next, LIST_AFTER_COUNT)))) {
        expr->of = arena_dup(reader->arena, &base, 1, sizeof base);
        expr->direction = atom_in(reader, *at, "before prior") ? -1 : 1;
        *at = next;
        return;
    }
    if (sense == NULL ||
        (atom_in(reader, *at, "before after") && *at + 1 < reader->len &&
         reader->atom[*at + 1].kind == ATOM_WORD) ||
        (atom_is(reader, *at, "back") && atom_is(reader, *at + 1, "to"))) {
        return;
    }
    expr->base = slice_is(sense->text, "now") ? BASE_NOW : BASE_THEN;
    expr->direction = before != NULL ? -1 : 1;
    ++*at;
}

/* What was an amount becomes a point in time when it has a direction. */
static void settle(struct when_expr *expr)
{
    enum when_unit least = expr->amount[expr->amounts - 1].unit;

    expr->type = expr->direction == 0 ? WHEN_DURATION
                 : least < UNIT_DAY   ? WHEN_TIME
                                      : WHEN_DATE;
}

/* "three years ago", "more than two months", "ten-day", "six-month-long". */
static bool read_plain(struct when_reader *reader, size_t *at,
                       struct when_expr *expr)
{
    size_t next = *at;
    bool marked = false;

    if (!atom_is(reader, next, "another")) {
        skip_approx(reader, &next);
    }
    marked = next > *at;
    if (!read_amounts(reader, &next, expr)) {
        return false;
    }
    if (expr->amounts == 1 && expr->amount[0].unit == UNIT_NIGHT && !marked &&
        atom_in(reader, *at, "a one")) {
        return false;
    }
    if (atom_in(reader, *at, "a an") && atom_is(reader, next, "-") &&
        atom_is(reader, next + 1, "long")) {
        return false; /* a year-long … */
    }
    maybe_direction(reader, &next, expr);
    if (expr->direction == 0) {
        if (atom_is(reader, next, "-") && atom_is(reader, next + 1, "old")) {
            next += 2;
        } else if (atom_is(reader, next, "old") ||
                   atom_is(reader, next, "long")) {
            next++;
        } else if (atom_is(reader, next, "-") &&
                   atom_is(reader, next + 1, "long")) {
            next += 2;
        } else if (atom_is(reader, next, "of") &&
                   atom_is(reader, next + 1, "age")) {
            next += 2;
        }
        next += atom_is(reader, next, "'") && !(atom_is(reader, next + 1, "s"));
        if (atom_is(reader, next, "'") && atom_is(reader, next + 1, "s")) {
            next += 0;
        }
    }
    settle(expr);
    *at = next;
    return true;
}

/* "months later", "years earlier", "for decades". */
static bool read_bare(struct when_reader *reader, size_t *at,
                      struct when_expr *expr)
{
    size_t next = *at;
    const struct when_sense *unit = NULL;

    skip_approx(reader, &next);
    unit = atom_sense(reader, next, WHEN_UNIT);
    if (unit == NULL || !slice_ends(reader->atom[next].word, "s") ||
        reader->atom[next].word.len < 4) {
        return false;
    }
    next++;
    expr->amount[expr->amounts++] =
        (struct when_amount){0, true, (enum when_unit)unit->number};
    if (atom_is(reader, next, "-") && atom_is(reader, next + 1, "long")) {
        next += 2;
    } else {
        maybe_direction(reader, &next, expr);
        if (expr->direction == 0 &&
            (*at == 0 ||
             !atom_listed(reader, *at - 1, LIST_BEFORE_BARE_UNIT))) {
            return false;
        }
    }
    settle(expr);
    *at = next;
    return true;
}

/* "the [four previous weeks]": `led` by a word such as "the". */
static bool read_counted_shift(struct when_reader *reader, size_t *at, bool led,
                               struct when_expr *expr)
{
    struct when_amount amount = {0};
    size_t after = *at;

    if ((!read_figure(reader, &after, &amount.number) &&
         !read_spelled(reader, &after, &amount.number)) ||
        (!led &&
         !slice_ends(reader->atom[after + (after + 1 < reader->len)].word,
                     "s")) ||
        (atom_sense(reader, after, WHEN_SHIFT) == NULL &&
         atom_sense(reader, after, WHEN_SHIFT_THEN) == NULL) ||
        atom_sense(reader, after + 1, WHEN_UNIT) == NULL) {
        return false;
    }
    amount.unit =
        (enum when_unit)atom_sense(reader, after + 1, WHEN_UNIT)->number;
    expr->amount[expr->amounts++] = amount;
    *at = after + 2;
    settle(expr);
    return true;
}

/* "the [past decade]". */
static bool read_past_unit(struct when_reader *reader, size_t *at,
                           struct when_expr *expr)
{
    const struct when_sense *unit = atom_sense(reader, *at + 1, WHEN_UNIT);

    if (!atom_is(reader, *at, "past") || unit == NULL ||
        slice_ends(reader->atom[*at + 1].word, "s")) {
        return false;
    }
    expr->amount[expr->amounts++] =
        (struct when_amount){1, false, (enum when_unit)unit->number};
    *at += 2;
    settle(expr);
    return true;
}

/* "[the last] ten days [of May]", "[the next] few years", "[recent] months". */
static bool read_run_amount(struct when_reader *reader, size_t *at, bool first,
                            struct when_expr *expr)
{
    size_t next = *at;
    const struct when_sense *unit = NULL;

    next += atom_in(reader, next, "approximately about");
    if (atom_in(reader, next, "a an") ||
        (atom_number(reader, next, 1000, 2999) > 0)) {
        return false;
    }
    unit = atom_sense(reader, next, WHEN_UNIT);
    if (read_amounts(reader, &next, expr)) {
        size_t of = next;
        struct when_expr outer = {0};

        if (atom_in(reader, of, "of in") && ++of &&
            read_date(reader, &of, &outer)) {
            next = of;
        }
    } else if (!first && unit != NULL &&
               slice_ends(reader->atom[next].word, "s")) {
        expr->amount[expr->amounts++] =
            (struct when_amount){0, true, (enum when_unit)unit->number};
        next++;
    } else {
        return false;
    }
    *at = next;
    settle(expr);
    return true;
}

/* "the last ten days", "the next few years", "the first two months of 2019",
 * "the past decade", "the following two years". */
static bool read_run(struct when_reader *reader, size_t *at,
                     struct when_expr *expr)
{
    size_t next = *at;
    bool first = false;
    bool done = false;

    next += atom_listed(reader, next, LIST_OWNER);
    first = atom_in(reader, next, "first final");
    if (!first && atom_sense(reader, next, WHEN_SHIFT) == NULL &&
        atom_sense(reader, next, WHEN_SHIFT_THEN) == NULL) {
        done = read_counted_shift(reader, &next, next > *at, expr);
    } else {
        done = (next > *at && atom_is(reader, *at, "the") &&
                read_past_unit(reader, &next, expr)) ||
               (++next && read_run_amount(reader, &next, first, expr));
    }
    *at = done ? next : *at;
    return done;
}

/* "year-long", "week-long", "month-and-a-half long". */
static bool read_long(struct when_reader *reader, size_t *at,
                      struct when_expr *expr)
{
    const struct when_sense *unit = atom_sense(reader, *at, WHEN_UNIT);

    if (unit == NULL || !atom_is(reader, *at + 1, "-") ||
        !atom_is(reader, *at + 2, "long")) {
        return false;
    }
    expr->amount[expr->amounts++] =
        (struct when_amount){1, slice_ends(reader->atom[*at].word, "s"),
                             (enum when_unit)unit->number};
    settle(expr);
    *at += 3;
    return true;
}

bool read_span(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    static const when_part_fn part[] = {read_plain, read_bare, read_run,
                                        read_long};
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

/* "every Monday", "each two days", "every spring", "every 5 May". */
static bool read_every(struct when_reader *reader, size_t *at,
                       struct when_expr *expr)
{
    size_t next = *at;
    const struct when_sense *every = atom_sense(reader, next, WHEN_EVERY);
    const struct when_sense *unit = NULL;
    struct when_expr date = {0};
    struct slice part = {0};

    if (every == NULL) {
        return false;
    }
    next++;
    next += atom_in(reader, next, "single");
    next += atom_is(reader, next, "other") &&
            atom_sense(reader, next + 1, WHEN_WEEKDAY) != NULL;
    unit = atom_sense(reader, next, WHEN_UNIT);
    if (unit != NULL && unit->number != UNIT_NIGHT &&
        !atom_is(reader, next, "second")) {
        expr->amount[expr->amounts++] = (struct when_amount){
            1 * (double)every->number, false, (enum when_unit)unit->number};
        next++;
    } else if (atom_sense(reader, next, WHEN_DAYPART) != NULL) {
        part = atom_sense(reader, next, WHEN_DAYPART)->text;
        expr->daypart = part;
        next++;
    } else if (read_amounts(reader, &next, expr)) {
    } else if (read_moment(reader, &next, &date) && date.year_span == 0) {
        *expr = date;
    } else {
        return false;
    }
    expr->type = WHEN_SET;
    *at = next;
    return true;
}

/* "Mondays", "Friday mornings", "Sunday nights". */
static bool read_plural_day(struct when_reader *reader, size_t *at,
                            struct when_expr *expr)
{
    size_t next = *at;
    const struct when_sense *day = atom_sense(reader, next, WHEN_WEEKDAY);
    const struct when_sense *part = NULL;
    struct when_expr clock = {0};

    if (day == NULL ||
        (!reader->atom[next].capital && reader->atom[next].word.len < 6)) {
        return false;
    }
    part = atom_sense(reader, next + 1, WHEN_DAYPART);
    if (!slice_ends(reader->atom[next].word, "days") &&
        !(part != NULL && slice_ends(reader->atom[next + 1].word, "s"))) {
        return false;
    }
    expr->weekday = (int)day->number;
    next++;
    if (part != NULL) {
        expr->daypart = part->text;
        next++;
    }
    *at = next;
    next += atom_in(reader, next, "at @");
    if (part == NULL && read_clock(reader, &next, &clock)) {
        clock.weekday = expr->weekday;
        *expr = clock;
        *at = next;
    }
    expr->type = WHEN_SET;
    return true;
}

/* "the 19th of every month". */
static bool read_monthly_day(struct when_reader *reader, size_t *at,
                             struct when_expr *expr)
{
    size_t next = *at;
    int day = 0;

    skip_word(reader, &next, "the");
    day = read_ordinal(reader, &next, 1, 31);
    if (day < 1 || !atom_in(reader, next, "of in") ||
        !atom_in(reader, next + 1, "every each") ||
        !atom_is(reader, next + 2, "month")) {
        return false;
    }
    expr->month = -1;
    expr->day = day;
    expr->type = WHEN_SET;
    *at = next + 3;
    return true;
}

/* "mornings", "on weekday evenings" without its weekday. */
static bool read_plural_part(struct when_reader *reader, size_t *at,
                             struct when_expr *expr)
{
    const struct when_sense *part = atom_sense(reader, *at, WHEN_DAYPART);

    if (part == NULL || !slice_ends(reader->atom[*at].word, "s") ||
        !slice_ends(reader->atom[*at].word, "ings") ||
        (*at > 0 && atom_tag(reader, *at - 1)[0] != 'I' &&
         atom_tag(reader, *at - 1)[0] != 'R')) {
        return false;
    }
    expr->daypart = part->text;
    expr->type = WHEN_SET;
    ++*at;
    return true;
}

/* "daily", "annual". */
static bool read_often(struct when_reader *reader, size_t *at,
                       struct when_expr *expr)
{
    if (atom_sense(reader, *at, WHEN_OFTEN) == NULL ||
        (reader->atom[*at].capital && *at > 0 &&
         reader->atom[*at - 1].kind == ATOM_WORD)) {
        return false; /* "the Daily Mail" */
    }
    expr->type = WHEN_SET;
    ++*at;
    return true;
}

bool read_set(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    static const when_part_fn part[] = {read_every, read_plural_day,
                                        read_monthly_day, read_plural_part,
                                        read_often};

    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        struct when_expr made = {0};
        size_t next = *at;

        if (part[i](reader, &next, &made)) {
            *expr = made;
            expr->atom = (struct span){*at, next};
            *at = next;
            return true;
        }
    }
    return false;
}
