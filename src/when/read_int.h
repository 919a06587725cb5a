/*
 * read_int.h - what the parts of the recogniser share.
 *
 * A part reads one kind of phrase at `*at`: on success it moves `*at` behind
 * the phrase and fills `expr`; on failure both are as they were.
 */
#ifndef DEMARCHE_WHEN_READ_INT_H
#define DEMARCHE_WHEN_READ_INT_H

#include "when/read.h"

/* "the end of the second week of May": so deep and no deeper. */
enum { WHEN_DEPTH = 3 };

typedef bool (*when_part_fn)(struct when_reader *reader, size_t *at,
                             struct when_expr *expr);

/* Whether the atom is this word or mark (lower case). */
static inline bool atom_is(const struct when_reader *reader, size_t at,
                           const char *word)
{
    return at < reader->len && slice_is(reader->atom[at].word, word);
}

/* Whether the atom is one of the words in `list`, parted by single blanks. */
bool atom_in(const struct when_reader *reader, size_t at, const char *list);

/* Whether the atom is on a list of dates-lists.tsv. */
static inline bool atom_listed(const struct when_reader *reader, size_t at,
                               enum when_list list)
{
    return at < reader->len && reader->atom[at].kind != ATOM_BREAK &&
           (when_lists(reader->words, reader->atom[at].word) >> list & 1) != 0;
}

/* The atom's sense of a class, or NULL. */
const struct when_sense *atom_sense(const struct when_reader *reader, size_t at,
                                    enum when_class class);

/* A number in digits within [low, high]; -1 if it is none. */
int atom_number(const struct when_reader *reader, size_t at, int low, int high);

/* The same, also as an ordinal ("3rd", "third"); `*at` moves behind it.  With
 * `low` below 1 only an ordinal will do, and "final" is -1.  0: none. */
int read_ordinal(const struct when_reader *reader, size_t *at, int low,
                 int high);

static inline bool atom_glued(const struct when_reader *reader, size_t at)
{
    return at < reader->len && reader->atom[at].glued;
}

/* Move over an optional word. */
static inline void skip_word(const struct when_reader *reader, size_t *at,
                             const char *word)
{
    *at += atom_is(reader, *at, word);
}

/* Whether `at` begins a noun that a number before it counts: "2000 men". */
bool counts_noun(const struct when_reader *reader, size_t at);

/* The Penn tag of the atom's token. */
const char *atom_tag(const struct when_reader *reader, size_t at);

/* Days, months, years, seasons, "last week", "the end of June 2009". */
bool read_date(struct when_reader *reader, size_t *at, struct when_expr *expr);

/* A month's name; 0 if the atom is none. */
int read_month_name(const struct when_reader *reader, size_t at);

/* A year in digits, "BC" and "'08" with it. */
bool read_year(struct when_reader *reader, size_t *at, struct when_expr *expr);

/* "10:30 p.m. GMT", "noon", "half past seven". */
bool read_clock(struct when_reader *reader, size_t *at, struct when_expr *expr);

/* A clock and a date, a date and a part of the day, or one of them. */
bool read_moment(struct when_reader *reader, size_t *at,
                 struct when_expr *expr);

/* "in the morning", "late afternoon", "at night": no day said. */
bool read_part(struct when_reader *reader, size_t *at, struct when_expr *expr);

/* "three years", "two-day", "several weeks ago", "the last ten days". */
bool read_span(struct when_reader *reader, size_t *at, struct when_expr *expr);

/* "every Monday", "daily", "twice a month". */
bool read_set(struct when_reader *reader, size_t *at, struct when_expr *expr);

/* The fixed phrases and the days with a name. */
bool read_phrase(struct when_reader *reader, size_t *at,
                 struct when_expr *expr);

/* --- parts of dates --- */

/* Whether a number of four digits can be a year. */
bool year_in_range(long number);

/* A year behind a month or a day: ", 2009", "of 2009", "2009". */
void maybe_year(struct when_reader *reader, size_t *at, struct when_expr *expr);

/* "15", "15th", "the 15th", "fifteenth". */
int read_day(const struct when_reader *reader, size_t *at);

/* "December 17", "December the 17th", "Dec. 17, 2021", "December 2021". */
bool read_month_first(struct when_reader *reader, size_t *at,
                      struct when_expr *expr);

/* "17 December 2021", "the 17th of December", "17-Dec-2021". */
bool read_day_first(struct when_reader *reader, size_t *at,
                    struct when_expr *expr);

/* "2009-12-19", "2009/12", "12/19/2009", "23.04.2022"; of two numbers that
 * could be the month the first is. */
bool read_digits(struct when_reader *reader, size_t *at,
                 struct when_expr *expr);

/* "1990s", "the nineties", "the 1990's", "'90s". */
bool read_decade(struct when_reader *reader, size_t *at,
                 struct when_expr *expr);

/* "the 19th century", "eighteenth-century". */
bool read_century(struct when_reader *reader, size_t *at,
                  struct when_expr *expr);

/* "the year 1950", "fiscal year 2009", "fiscal 2009", "FY2009". */
bool read_the_year(struct when_reader *reader, size_t *at,
                   struct when_expr *expr);

/* A date behind "of", "in" or nothing, as the outer period. */
bool read_outer(struct when_reader *reader, size_t *at, struct when_expr *expr);

/* "spring", "the summer of 1915", "winter 2009", "spring of last year". */
bool read_season(struct when_reader *reader, size_t *at,
                 struct when_expr *expr);

/* "the first quarter", "Q3 2009", "the second half of the year". */
bool read_quarter(struct when_reader *reader, size_t *at,
                  struct when_expr *expr);

/* "2017 Q1", "2019-H2". */
bool read_year_quarter(struct when_reader *reader, size_t *at,
                       struct when_expr *expr);

/* "2019-Aug-01", "2020/23/Sep", "2017 April", "September-2020-23". */
bool read_year_first(struct when_reader *reader, size_t *at,
                     struct when_expr *expr);

/* "today", "tomorrow". */
bool read_near(struct when_reader *reader, size_t *at, struct when_expr *expr);

/* "this year", "last Friday", "the following day", "that same month",
 * "earlier this week", "the next summer". */
bool read_shift(struct when_reader *reader, size_t *at, struct when_expr *expr);

/* "the year", "the month": the one the text is in, behind "of" or "for". */
bool read_bare_unit(struct when_reader *reader, size_t *at,
                    struct when_expr *expr);

/* "the last week of July", "the third Monday of June", "week 27 of 2017". */
bool read_nth(struct when_reader *reader, size_t *at, struct when_expr *expr);

/* "early", "late", "mid-", "the end of", "the middle of", "later in". */
bool read_part_of(struct when_reader *reader, size_t *at,
                  struct when_expr *expr);

/* "month's end", "year-end". */
bool read_unit_end(struct when_reader *reader, size_t *at,
                   struct when_expr *expr);

/* "about 1910", "ca. 466 BC". */
bool read_around(struct when_reader *reader, size_t *at,
                 struct when_expr *expr);

/* A year on its own: not "2000 soldiers", not "1,500". */
bool read_lone_year(struct when_reader *reader, size_t *at,
                    struct when_expr *expr);

/* "Friday", "Friday, 14 May", "Tuesday the 19th", "Monday of last week". */
bool read_weekday(struct when_reader *reader, size_t *at,
                  struct when_expr *expr);

/* "the 13th" of the month just spoken of. */
bool read_lone_day(struct when_reader *reader, size_t *at,
                   struct when_expr *expr);

/* "the year before", "the week after next". */
bool read_unit_before(struct when_reader *reader, size_t *at,
                      struct when_expr *expr);

/* "next week on Tuesday", "last week, Monday". */
bool read_week_day(struct when_reader *reader, size_t *at,
                   struct when_expr *expr);

/* A day with a name and its year. */
bool read_holiday(struct when_reader *reader, size_t *at,
                  struct when_expr *expr);

#endif
