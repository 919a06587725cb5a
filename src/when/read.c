#include "when/read.h"

#include "when/read_int.h"

#include <string.h>

enum { PHRASE_BYTES = 64 };

bool atom_in(const struct when_reader *reader, size_t at, const char *list)
{
    struct slice word = {0};

    if (at >= reader->len || reader->atom[at].kind == ATOM_BREAK) {
        return false;
    }
    word = reader->atom[at].word;
    while (*list != '\0') {
        size_t len = strcspn(list, " ");

        if (len == word.len && memcmp(list, word.ptr, len) == 0) {
            return true;
        }
        list += len + (list[len] == ' ');
    }
    return false;
}

const struct when_sense *atom_sense(const struct when_reader *reader, size_t at,
                                    enum when_class class)
{
    const struct when_sense *sense =
        at < reader->len ? reader->atom[at].sense : NULL;

    while (sense != NULL && sense->class != class) {
        sense = sense->next;
    }
    return sense;
}

int atom_number(const struct when_reader *reader, size_t at, int low, int high)
{
    const struct when_atom *atom = &reader->atom[at];

    return at < reader->len && atom->kind == ATOM_NUMBER &&
                   atom->number >= low && atom->number <= high
               ? (int)atom->number
               : -1;
}

int read_ordinal(const struct when_reader *reader, size_t *at, int low,
                 int high)
{
    size_t next = *at;
    const struct when_sense *sense = atom_sense(reader, next, WHEN_ORDINAL);
    const struct when_sense *tens = atom_sense(reader, next, WHEN_NUMBER);
    int number = atom_number(reader, next, low < 1 ? 1 : low, high);

    if (number > 0) {
        next++;
        if (atom_in(reader, next, "st nd rd th") && atom_glued(reader, next)) {
            next++;
        } else if (low < 1 || reader->atom[*at].digits > 2) {
            return 0;
        }
    } else if (sense != NULL) {
        number = (int)sense->number;
        next++;
    } else if (tens != NULL && tens->number >= 20 && tens->number <= 90 &&
               tens->number % 10 == 0) {
        next += 1 + atom_is(reader, next + 1, "-");
        sense = atom_sense(reader, next, WHEN_ORDINAL);
        if (sense == NULL || sense->number < 1 || sense->number > 9) {
            return 0;
        }
        number = (int)(tens->number + sense->number);
        next++;
    } else {
        return 0;
    }
    if (number > high || (number < low)) {
        return 0;
    }
    *at = next;
    return number;
}

const char *atom_tag(const struct when_reader *reader, size_t at)
{
    return at < reader->len && reader->doc->len > 0
               ? reader->doc->token[reader->atom[at].token].tag
               : "";
}

bool counts_noun(const struct when_reader *reader, size_t at)
{
    const char *tag = atom_tag(reader, at);

    return at < reader->len && reader->atom[at].kind == ATOM_WORD &&
           !reader->atom[at].capital &&
           (strcmp(tag, "NNS") == 0 ||
            (strcmp(tag, "JJ") == 0 &&
             strcmp(atom_tag(reader, at + 1), "NNS") == 0)) &&
           atom_sense(reader, at, WHEN_SEASON) == NULL;
}

bool read_phrase(struct when_reader *reader, size_t *at, struct when_expr *expr)
{
    char text[PHRASE_BYTES];
    size_t len = 0;
    size_t end = *at;

    if (*at >= reader->len ||
        !(when_phrase_begins(reader->words, reader->atom[*at].word) ||
          atom_glued(reader, *at + 1))) {
        return false;
    }
    for (size_t i = *at; i < reader->len && i < *at + 2 * WHEN_PHRASE_WORDS &&
                         reader->atom[i].kind != ATOM_BREAK;
         i++) {
        const struct when_atom *atom = &reader->atom[i];
        const struct when_phrase *phrase = NULL;

        if (len + atom->word.len + 2 > PHRASE_BYTES) {
            break;
        }
        if (i > *at && !atom->glued) {
            text[len++] = ' ';
        }
        memcpy(text + len, atom->word.ptr, atom->word.len);
        len += atom->word.len;
        phrase = when_phrase(reader->words, (struct slice){text, len});
        if (phrase != NULL && !atom_glued(reader, i + 1)) {
            expr->phrase = phrase;
            end = i + 1;
        } else if (phrase != NULL && reader->atom[i + 1].kind == ATOM_MARK) {
            expr->phrase = phrase;
            end = i + 1;
        }
    }
    if (end == *at) {
        return false;
    }
    expr->type = strcmp(expr->phrase->type, "DURATION") == 0 ? WHEN_DURATION
                 : strcmp(expr->phrase->type, "SET") == 0    ? WHEN_SET
                 : strcmp(expr->phrase->type, "TIME") == 0   ? WHEN_TIME
                                                             : WHEN_DATE;
    expr->atom = (struct span){*at, end};
    *at = end;
    return true;
}

/* The longest reading at `at`. */
static bool read_any(struct when_reader *reader, size_t *at,
                     struct when_expr *expr)
{
    static const when_part_fn part[] = {read_phrase, read_set, read_moment,
                                        read_part, read_span};
    size_t end = *at;

    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        struct when_expr made = {0};
        size_t next = *at;

        reader->depth = 0;
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

/* Whether a date with its own month begins at `at`. */
static bool whole_date_at(struct when_reader *reader, size_t at)
{
    struct when_expr date = {0};

    return read_date(reader, &at, &date) && date.month != 0 && date.day != 0;
}

/* "5 May" before "to 7 June 1952" is of that year. */
static void maybe_later_year(struct when_reader *reader, size_t at,
                             struct when_expr *expr)
{
    struct when_expr date = {0};

    if (expr->type != WHEN_DATE || expr->month == 0 || expr->year_span != 0 ||
        expr->of != NULL || expr->base != BASE_NONE ||
        !atom_listed(reader, at, LIST_MONTH_RANGE)) {
        return;
    }
    at++;
    reader->depth = 0;
    reader->last = *expr;
    if (!read_date(reader, &at, &date) || date.month == 0) {
        return;
    }
    if (date.year_span == 0 && date.of == NULL && date.base == BASE_NONE) {
        expr->until = arena_dup(reader->arena, &date, 1, sizeof date);
    } else if (date.year_span == 1 && (date.day != 0) >= (expr->day != 0)) {
        expr->year = date.year - (date.month < expr->month);
        expr->year_span = 1;
        expr->year_digits = date.year_digits;
        expr->bc = date.bc;
    }
}

/* "2:00" before "- 2:30 pm" is in the afternoon. */
static void maybe_later_half(struct when_reader *reader, size_t at,
                             struct when_expr *expr)
{
    struct when_expr clock = {0};

    if (!expr->clock || expr->half_day || expr->hour > 11 ||
        !atom_listed(reader, at, LIST_HOUR_RANGE)) {
        return;
    }
    at++;
    if (read_clock(reader, &at, &clock) && clock.half_day && clock.hour >= 12 &&
        expr->hour <= clock.hour - 12) {
        expr->hour += 12;
    }
}

/* Behind "5 May": "-7", "to the 7th", "and 9", ", 9"; behind "1914": "-18".
 * Returns whether `expr` was made from `last`. */
static bool read_partner(struct when_reader *reader, size_t *at,
                         const struct when_expr *last, struct when_expr *expr)
{
    size_t next = *at;
    int number = 0;
    bool dash = atom_in(reader, next, "- /");

    if (!atom_in(reader, next, "- / to and or through thru till until ,")) {
        return false;
    }
    next++;
    if (last->year_span == 1 && last->month == 0 && dash &&
        last->year_digits == 4 && atom_number(reader, next, 0, 99) >= 0 &&
        reader->atom[next].digits == 2 && atom_glued(reader, next) &&
        !atom_glued(reader, next + 1)) {
        *expr = *last;
        expr->year = last->year / 100 * 100 + atom_number(reader, next, 0, 99);
        expr->atom = (struct span){next, next + 1};
        *at = next + 1;
        return true;
    }
    if (last->day == 0 || last->month == 0 || last->type != WHEN_DATE) {
        return false;
    }
    expr->atom.start = next;
    if (whole_date_at(reader, next)) {
        return false; /* "5 May and 7 June" */
    }
    skip_word(reader, &next, "the");
    number = read_ordinal(reader, &next, 1, 31);
    if (number < 1 || number == last->day || atom_in(reader, next, ": / %") ||
        (atom_is(reader, next, ".") && atom_glued(reader, next + 1)) ||
        (next < reader->len && reader->atom[next].kind == ATOM_WORD &&
         !atom_listed(reader, next, LIST_AFTER_DAY))) {
        return false;
    }
    {
        struct span atom = {expr->atom.start, next};

        *expr = *last;
        expr->atom = atom;
        expr->day = number;
        expr->weekday = 0;
    }
    *at = next;
    return true;
}

/* Before "7 May": "5-", "5 to", "the 5th and"; the month comes later. */
static bool read_forerunner(struct when_reader *reader, size_t *at,
                            struct when_expr *expr)
{
    size_t next = *at;
    struct when_expr date = {0};
    int day = 0;
    size_t end = 0;

    skip_word(reader, &next, "the");
    day = read_ordinal(reader, &next, 1, 31);
    end = next;
    if (day < 1 || !atom_listed(reader, next, LIST_DAY_RANGE)) {
        return false;
    }
    next++;
    skip_word(reader, &next, "the");
    reader->depth = 0;
    if (atom_number(reader, next, 1, 31) < 0 &&
        atom_sense(reader, next, WHEN_ORDINAL) == NULL) {
        return false;
    }
    if (!read_date(reader, &next, &date) || date.day == 0 || date.month == 0 ||
        date.weekday != 0 || date.day <= day) {
        return false;
    }
    *expr = date;
    expr->day = day;
    expr->atom = (struct span){*at, end};
    *at = end;
    return true;
}

/* Before "6 pm": "5-", "5:30 to"; the half of the day comes later. */
static bool read_early_hour(struct when_reader *reader, size_t *at,
                            struct when_expr *expr)
{
    size_t next = *at + 1;
    int hour = atom_number(reader, *at, 1, 12);
    int minute = -1;
    size_t end = 0;
    struct when_expr clock = {0};

    if (hour < 0) {
        return false;
    }
    if (atom_is(reader, next, ":") && atom_glued(reader, next)) {
        minute = atom_number(reader, next + 1, 0, 59);
        next += 2;
    }
    end = next;
    if (!atom_listed(reader, next, LIST_HOUR_RANGE)) {
        return false;
    }
    next++;
    if (!read_clock(reader, &next, &clock) || !clock.half_day ||
        (clock.atom.end - clock.atom.start < 2)) {
        return false;
    }
    *expr = clock;
    expr->minute = minute;
    expr->hour =
        hour % 12 + (clock.hour >= 12 && hour % 12 <= clock.hour % 12 ? 12 : 0);
    expr->atom = (struct span){*at, end};
    *at = end;
    return true;
}

bool when_next(struct when_reader *reader, struct when_expr *expr)
{
    while (reader->at < reader->len) {
        *expr = (struct when_expr){0};
        if (reader->atom[reader->at].kind != ATOM_BREAK &&
            ((reader->last.atom.end == reader->at &&
              read_partner(reader, &reader->at, &reader->last, expr)) ||
             read_forerunner(reader, &reader->at, expr) ||
             read_early_hour(reader, &reader->at, expr) ||
             read_any(reader, &reader->at, expr))) {
            maybe_later_year(reader, reader->at, expr);
            maybe_later_half(reader, reader->at, expr);
            reader->last = *expr;
            return true;
        }
        reader->at++;
    }
    return false;
}
