/*
 * words.h - the words and phrases that date expressions are made of.
 *
 * Read once from data_dir/lexicon/en/dates-words.tsv, dates-lists.tsv,
 * dates-phrases.tsv and dates-holidays.tsv, never written again: threads share
 * it.  What classes and values mean stands in the heads of those tables.
 */
#ifndef DEMARCHE_WHEN_WORDS_H
#define DEMARCHE_WHEN_WORDS_H

#include "base/err.h"
#include "base/slice.h"

#include <stdint.h>

#define WHEN_CLASS_MAP(X) \
    X(WHEN_MONTH, "month") \
    X(WHEN_WEEKDAY, "weekday") \
    X(WHEN_UNIT, "unit") \
    X(WHEN_NUMBER, "number") \
    X(WHEN_TENS, "tens-plural") \
    X(WHEN_ORDINAL, "ordinal") \
    X(WHEN_SEASON, "season") \
    X(WHEN_DAYPART, "daypart") \
    X(WHEN_CLOCK, "clock") \
    X(WHEN_SHIFT, "shift") \
    X(WHEN_SHIFT_THEN, "shift-then") \
    X(WHEN_PART, "part") \
    X(WHEN_APPROX, "approx") \
    X(WHEN_DAY, "day") \
    X(WHEN_EVERY, "every") \
    X(WHEN_FEW, "few") \
    X(WHEN_BEFORE, "before") \
    X(WHEN_AFTER, "after") \
    X(WHEN_OFTEN, "often") \
    X(WHEN_HALF, "half") \
    X(WHEN_MERIDIEM, "meridiem") \
    X(WHEN_ERA, "era") \
    X(WHEN_ZONE, "zone")

enum when_class {
#define X(constant, name) constant,
    WHEN_CLASS_MAP(X)
#undef X
        WHEN_CLASSES
};

/* Lists of words around expressions: dates-lists.tsv. */
#define WHEN_LIST_MAP(X) \
    X(LIST_AFTER_DAY, "after-day") \
    X(LIST_MONTH_RANGE, "month-range") \
    X(LIST_HOUR_RANGE, "hour-range") \
    X(LIST_DAY_RANGE, "day-range") \
    X(LIST_BEFORE_HOURS, "before-hours") \
    X(LIST_BEFORE_SMALL_MONTH, "before-small-month") \
    X(LIST_BEFORE_DIGITS, "before-digits") \
    X(LIST_BEFORE_LONE_DAY, "before-lone-day") \
    X(LIST_BEFORE_SEASON, "before-season") \
    X(LIST_BEFORE_PART, "before-part") \
    X(LIST_PART_ALONE, "part-alone") \
    X(LIST_PART_NOUN, "part-noun") \
    X(LIST_EARLIER_LATER, "earlier-later") \
    X(LIST_SAME_OR_NEAR, "same-or-near") \
    X(LIST_BEFORE_UNIT, "before-unit") \
    X(LIST_NO_UNIT_BEFORE, "no-unit-before") \
    X(LIST_UNIT_SHIFT, "unit-shift") \
    X(LIST_AFTER_UNIT_SHIFT, "after-unit-shift") \
    X(LIST_COUNTED, "counted") \
    X(LIST_SHORT_UNIT, "short-unit") \
    X(LIST_MORE_LESS, "more-less") \
    X(LIST_AFTER_COUNT, "after-count") \
    X(LIST_BEFORE_BARE_UNIT, "before-bare-unit") \
    X(LIST_OWNER, "owner") \
    X(LIST_BEFORE_DECADE, "before-decade") \
    X(LIST_AROUND, "around") \
    X(LIST_BEFORE_SHORT_YEAR, "before-short-year") \
    X(LIST_BEFORE_YEAR, "before-year") \
    X(LIST_YEAR_OWNER, "year-owner")

enum when_list {
#define X(constant, name) constant,
    WHEN_LIST_MAP(X)
#undef X
        WHEN_LISTS
};

enum when_unit {
    UNIT_NONE,
    UNIT_SECOND,
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_DAY,
    UNIT_NIGHT,
    UNIT_WEEKEND,
    UNIT_WEEK,
    UNIT_FORTNIGHT,
    UNIT_MONTH,
    UNIT_QUARTER,
    UNIT_YEAR,
    UNIT_DECADE,
    UNIT_CENTURY,
    UNIT_MILLENNIUM
};

/* What a word counts for in one class. */
struct when_sense {
    enum when_class class;
    long number;       /* of the value, if it is one; a unit's enum when_unit */
    struct slice text; /* the value as it is written */
    const struct when_sense *next; /* of the same word */
};

/* A phrase of the tables. */
struct when_phrase {
    const char *type;   /* "DATE" …; "holiday" for a day with a name */
    struct slice value; /* or the holiday's rule */
};

enum { WHEN_PHRASE_WORDS = 8 };

struct when_words; /* private */

/* On failure `*words` is NULL; errors name the table and line at fault. */
MUST_USE bool when_words_open(struct when_words **words, const char *data_dir,
                              struct err *err);
void when_words_free(struct when_words *words);

/* The senses of a word in lower case, NULL if it has none. */
const struct when_sense *when_word(const struct when_words *words,
                                   struct slice word);

/* The lists a word is on, a bit each: 1 << enum when_list. */
uint64_t when_lists(const struct when_words *words, struct slice word);

/* The phrase of these words ("the day before"), or NULL. */
const struct when_phrase *when_phrase(const struct when_words *words,
                                      struct slice phrase);

/* Whether some phrase begins with this word. */
bool when_phrase_begins(const struct when_words *words, struct slice word);

#endif
