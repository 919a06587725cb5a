/*
 * telling_int.h - shared by the files that read of meetings.
 */
#ifndef DEMARCHE_VIEWS_TELLING_INT_H
#define DEMARCHE_VIEWS_TELLING_INT_H

#include "views/telling.h"

/* What words of data/views/meetings.tsv are; the formats stand in the order of
 * enum meeting_format. */
enum role {
    ROLE_NONE,
    ROLE_MET,
    ROLE_MEETING,
    ROLE_SESSION,
    ROLE_VISIT,
    ROLE_CALL,
    ROLE_ROUND,
    ROLE_SUMMIT,
    ROLE_NOT,
    ROLE_DOUBT,
    ROLE_AHEAD,
    ROLE_LEVEL,
    ROLE_ORDER,
    ROLE_WEEKDAY,
    ROLE_MONTH,
    ROLE_DAY,
    ROLE_SAID,
    ROLE_ABOUT,
    ROLE_CLAUSE,
    ROLE_BEHIND
};

struct meeting_entry {
    enum role role;
    const char *value;
    int number;
};

/* The entry of `text`, in lower case with single blanks; NULL if there is
 * none. */
const struct meeting_entry *
meeting_words_find(const struct meeting_words *words, struct slice text);

/* Words of a sentence that are looked at, bytes of an entry's; words behind a
 * verb of saying in which the day, or the meeting, is that of the saying. */
enum { TELLING_WORDS = 160, TELLING_LONGEST = 96, TELLING_SAID = 3 };

/* A sentence, or a part of one, that is being read. */
struct reading {
    const struct telling_tables *tables;
    struct slice text;
    struct slice word[TELLING_WORDS];
    bool quoted[TELLING_WORDS]; /* between quotation marks */
    size_t words;
    struct date told;
    struct arena *arena;
    struct telling *telling;
    size_t doubt;   /* 1 + the last word that doubts, 0: none */
    size_t said;    /* 1 + the last verb of saying */
    size_t behind;  /* 1 + the last "following", "after" before the meeting */
    size_t clause;  /* 1 + the last "that", "which" behind the meeting */
    bool doubted;   /* right before the meeting */
    bool said_day;  /* the day is that of what was said */
    int weekday;    /* 1 Monday … 7, 0: none */
    int month;      /* 1–12, 0: none */
    int month_day;  /* beside it */
    bool has_shift; /* today, yesterday */
    int shift;      /* in days */
    size_t meeting; /* the word that names it */
    size_t between; /* 1 + "between", or the last name that follows it */
    const char *sure[TELLING_PARTIES]; /* named so: "between X and Y" */
    size_t sures;
    size_t day_first; /* words of the date */
    size_t day_last;
};

/* --- words (telling_split.c) --- */

/* Cut reading->text into words. */
void telling_split(struct reading *reading);

/* The words [first, first + count) in lower case, single blanks between; empty
 * if they are too long. */
struct slice telling_joined(const struct reading *reading, size_t first,
                            size_t count, char out[TELLING_LONGEST]);

/* The longest entry that begins at word `at`, NULL: none; its words in
 * `*count`, else 1. */
const struct meeting_entry *telling_entry(const struct reading *reading,
                                          size_t at, size_t *count);

/* --- when (telling_days.c) --- */

/* Words [first, last] name a day: the first that do are kept. */
void telling_note_day(struct reading *reading, size_t first, size_t last);

/* A month at word `at`, if a day's number stands beside it. */
void telling_take_month(struct reading *reading, size_t at, int month);

/* How long it was: "seven hours of talks", "spoke for fifty minutes",
 * "four-hour council". */
void telling_find_length(struct reading *reading);

/* The day it was; a meeting of a report that tells neither day nor date is of
 * the report's day when it says how long it was. */
void telling_find_day(struct reading *reading);

/* --- who and where (telling_sides.c) --- */

/* Parties and place, from the names in the words. */
void telling_read_names(struct reading *reading);

#endif
