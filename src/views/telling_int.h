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

#endif
