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

#endif
