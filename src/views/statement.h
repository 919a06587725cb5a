/*
 * statement.h - what one sentence says of one thing, to be compared.
 *
 *     "The ferry was seized off Oran on Monday, the navy said."
 *       core  "The ferry was seized off Oran on Monday"
 *       marks one side does it; day 2031-06-16; place Oran; words ferry, seiz
 *
 * By words alone: no parse is kept in a dossier.  The core is the sentence
 * without the clause that says whose words it is; days, places and names count
 * only there.
 */
#ifndef DEMARCHE_VIEWS_STATEMENT_H
#define DEMARCHE_VIEWS_STATEMENT_H

#include "base/date.h"
#include "copies/lists.h"
#include "lore/actors.h"
#include "views/statement_marks.h"

enum {
    STATEMENT_STEMS = 40,
    STATEMENT_PLACES = 4,
    STATEMENT_ACTORS = 6,
    STATEMENT_PEOPLE = 4,
    STATEMENT_READINGS = 4
};

/* A stem: that of two spellings of a word is one. */
struct statement_stem {
    uint32_t stem;
    unsigned weight; /* how rare */
    bool name;       /* of the words of a place or an actor */
    struct slice word;
};

/* Somewhere, with the codes of those it may belong to. */
struct statement_place {
    struct slice name;
    const char *of[STATEMENT_READINGS];
    size_t codes;
    bool state;   /* the name of a state: any place there is in it */
    bool capital; /* that of a state or organisation, however spelled */
};

/* A person: "Irena Solak", known by the last word. */
struct statement_person {
    struct slice name;
    struct slice last;
    bool titled; /* behind "Foreign Minister" */
};

struct statement {
    struct slice text; /* the sentence */
    struct slice core;
    unsigned marks;                              /* of the core */
    unsigned lead;                               /* ... of its first clause */
    unsigned aside;                              /* of the rest */
    struct statement_stem stem[STATEMENT_STEMS]; /* by stem, each once */
    size_t stems;
    long first; /* the days it may be of; first > last: none, or several */
    long last;
    bool dated;
    size_t days; /* expressions of dates */
    struct statement_place place[STATEMENT_PLACES];
    size_t places;
    const struct actor *actor[STATEMENT_ACTORS]; /* named in the core */
    size_t actors;
    struct statement_person person[STATEMENT_PEOPLE]; /* of the sentence */
    bool person_inside[STATEMENT_PEOPLE];             /* ... of its core */
    size_t people;
    bool quotes; /* has quotation marks */
    int order;   /* of a round, 0: not told */
};

struct statement_tables {
    const struct statement_marks *marks;
    const struct actors *actors;
    const struct copies_lists *copies;
};

/* Read `sentence` of a report of the day `told` (DATE_NONE: unknown).  Slices
 * point into `sentence`. */
void statement_read(const struct statement_tables *tables,
                    struct slice sentence, struct date told,
                    struct statement *statement);

/* How much two statements share: the weight of common stems in that of the
 * shorter (cover) and of both (alike), and how many telling ones there are. */
struct statement_shared {
    double cover;
    double alike;
    double weight;
    size_t telling;
    size_t plain; /* ... that are no names */
};

struct statement_shared statement_share(const struct statement *a,
                                        const struct statement *b);

#endif
