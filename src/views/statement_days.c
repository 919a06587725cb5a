/* statement_days.c - the day that a statement is of. */
#include "base/ascii.h"
#include "views/statement_int.h"

/* Words around a date in which "of next week" and a year stand. */
enum { WEEK = 7, YEAR_DIGITS = 4 };

/* A number of at most `digits` digits at word `at`; 0: none. */
static int number_at(const struct read_statement *read, size_t at,
                     size_t digits)
{
    int number = 0;

    if (at >= read->words || read->word[at].len > digits) {
        return 0;
    }
    for (size_t i = 0; i < read->word[at].len; i++) {
        if (!ascii_is_digit(read->word[at].ptr[i])) {
            return 0;
        }
        number = 10 * number + (read->word[at].ptr[i] - '0');
    }
    return number;
}

/* One more expression; those that agree are one. */
static void add_days(struct read_statement *read, size_t from, size_t to,
                     long first, long last)
{
    struct statement *statement = read->statement;

    for (size_t i = from; i < to && i < read->words; i++) {
        read->at[i].name = true;
    }
    if (statement->days++ == 0) {
        statement->first = first;
        statement->last = last;
        return;
    }
    statement->first = first > statement->first ? first : statement->first;
    statement->last = last < statement->last ? last : statement->last;
}

/* "of next week" behind a weekday: the entry of the week. */
static const struct mark_entry *week_behind(const struct read_statement *read,
                                            size_t at)
{
    if (at + 2 < read->words && slice_is(read->word[at + 1], "of") &&
        read_has(read, at + 2, MARK_WEEK)) {
        return read->at[at + 2].entry;
    }
    return NULL;
}

static void take_weekday(struct read_statement *read, size_t at)
{
    long today = date_first_day(read->told);
    long wanted = read->at[at].entry->number - 1;
    long monday = today - date_weekday(today);
    long back = (date_weekday(today) - wanted + WEEK) % WEEK;
    const struct mark_entry *week = week_behind(read, at);
    bool ahead = (read->statement->marks & MARK_BIT(MARK_AHEAD)) != 0;
    long day = ahead && back != 0 ? today - back + WEEK : today - back;
    bool next = at > 0 && read_has(read, at - 1, MARK_NEXT);
    bool last = at > 0 && read_has(read, at - 1, MARK_LAST);

    if (week != NULL) {
        day = monday + (long)WEEK * week->number + wanted;
        add_days(read, at, at + 3, day, day);
        read->at[at + 2].entry = NULL; /* it is no date of its own */
    } else if (next) {
        add_days(read, at, at + 1, day, day + WEEK);
    } else if (last) {
        add_days(read, at, at + 1, day - WEEK, day);
    } else {
        add_days(read, at, at + 1, day, day);
    }
}

/* The year of a month that is named without one. */
static int year_of(const struct read_statement *read, int month)
{
    bool ahead = (read->statement->marks & MARK_BIT(MARK_AHEAD)) != 0;

    if (ahead) {
        return read->told.year + (month < read->told.month);
    }
    return read->told.year - (month > read->told.month);
}

/* "4 March", "March 4, 2031", "in March"; "may" and "march" are words. */
static void take_month(struct read_statement *read, size_t at)
{
    int month = read->at[at].entry->number;
    int after = number_at(read, at + 1, 2);
    int before = at > 0 ? number_at(read, at - 1, 2) : 0;
    int day = after != 0 ? after : before;
    size_t end = at + 1 + (after != 0);
    int year = number_at(read, end, YEAR_DIGITS);
    struct date date;

    if (!ascii_is_upper(read->word[at].ptr[0]) ||
        (day == 0 && (at == 0 || !read_has(read, at - 1, MARK_WHERE)))) {
        return;
    }
    end += year > 1000;
    year = year > 1000 ? year : year_of(read, month);
    date = (struct date){day != 0 ? DATE_DAY : DATE_MONTH, year, month, day};
    if (date_ok(date)) {
        add_days(read, at - (before != 0 && after == 0), end,
                 date_first_day(date), date_last_day(date));
    }
}

static void take_shift(struct read_statement *read, size_t at)
{
    const struct mark_entry *entry = read->at[at].entry;
    long today = date_first_day(read->told);
    long monday = today - date_weekday(today);
    size_t end = at + read->at[at].count;

    if (read_has(read, at, MARK_DAY)) {
        add_days(read, at, end, today + entry->number, today + entry->number);
    } else if (read_has(read, at, MARK_WEEK)) {
        long first = monday + (long)WEEK * entry->number;

        add_days(read, at, end, first, first + WEEK - 1);
    } else {
        struct date year = {DATE_YEAR, read->told.year + entry->number, 0, 0};

        add_days(read, at, end, date_first_day(year), date_last_day(year));
    }
}

void read_days(struct read_statement *read)
{
    struct statement *statement = read->statement;

    if (read->told.precision != DATE_DAY) {
        return;
    }
    for (size_t i = 0; i < read->words; i++) {
        if (!read->at[i].core) {
            continue;
        }
        if (read_has(read, i, MARK_WEEKDAY)) {
            take_weekday(read, i);
        } else if (read_has(read, i, MARK_MONTH)) {
            take_month(read, i);
        } else if (read_has(read, i, MARK_DAY) ||
                   read_has(read, i, MARK_WEEK) ||
                   read_has(read, i, MARK_YEAR)) {
            take_shift(read, i);
        }
    }
    statement->dated =
        statement->days != 0 && statement->first <= statement->last;
}
