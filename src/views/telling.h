/*
 * telling.h - what one sentence tells of a meeting.
 *
 *     "... after seven hours of talks" in a sentence with two sides, of a
 *     report of 18 February that says "on Tuesday":
 *       meeting, XCO and XTO, 2031-02-18, "seven hours"
 *
 * By words alone (data/views/meetings.tsv, the names of actors, figures of
 * time): no parse is kept in a dossier.  A sentence that doubts, wishes or
 * denies tells nothing.
 */
#ifndef DEMARCHE_VIEWS_TELLING_H
#define DEMARCHE_VIEWS_TELLING_H

#include "base/arena.h"
#include "base/date.h"
#include "lore/actors.h"
#include "lore/figures.h"

#define MEETING_FORMAT_MAP(X) \
    X(MEETING_NONE, "") \
    X(MEETING_MET, "meeting") \
    X(MEETING_MEETING, "meeting") \
    X(MEETING_SESSION, "session") \
    X(MEETING_VISIT, "visit") \
    X(MEETING_CALL, "call") \
    X(MEETING_ROUND, "round") \
    X(MEETING_SUMMIT, "summit")

enum meeting_format {
#define X(constant, name) constant,
    MEETING_FORMAT_MAP(X)
#undef X
};

const char *meeting_format_name(enum meeting_format format);

struct meeting_words; /* private */

/* Errors name file and line; on failure `*words` is NULL. */
MUST_USE bool meeting_words_open(struct meeting_words **words,
                                 const char *data_dir, struct err *err);
void meeting_words_free(struct meeting_words *words);

enum { TELLING_PARTIES = 8 };

struct telling {
    enum meeting_format format;
    const char *party[TELLING_PARTIES]; /* codes, in order of the sentence */
    size_t parties;     /* may be 0 where place and day are told */
    bool sure;          /* they are named as its parties: "between X and Y" */
    const char *place;  /* a name of the tables: "Ellorin"; NULL: not told */
    const char *level;  /* "ministers"; NULL: not told */
    const char *length; /* "seven hours"; NULL: not told */
    int days;           /* of a length in days, else 0 or 1 */
    int order;          /* number of a round, 0: not told */
    bool ahead;         /* it is to come */
    struct date date;   /* DATE_NONE: not told, or not known without a day */
    const char *day;    /* the words of the date: "Wednesday"; NULL: none */
};

struct telling_tables {
    const struct meeting_words *words;
    const struct actors *actors;
    const struct figures *figures;
};

/* Read `sentence` of a report of the day `told` (DATE_NONE: unknown).  False
 * if it tells of no meeting; strings are kept in `arena` or the tables. */
bool telling_read(const struct telling_tables *tables, struct slice sentence,
                  struct date told, struct arena *arena,
                  struct telling *telling);

/* The same for a sentence that tells of several, each on a day of its own:
 * how many were read, at most `max`. */
size_t tellings_read(const struct telling_tables *tables, struct slice sentence,
                     struct date told, struct arena *arena,
                     struct telling *telling, size_t max);

#endif
