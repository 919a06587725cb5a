/*
 * dispute_statements.h - two statements of two reports, put against each
 * other.
 */
#ifndef DEMARCHE_VIEWS_DISPUTE_STATEMENTS_H
#define DEMARCHE_VIEWS_DISPUTE_STATEMENTS_H

#include "views/conflicts_int.h"

struct pair {
    struct told *a; /* the earlier read */
    struct told *b;
    struct statement_shared shared;
    bool copies;    /* one repeats the other */
    bool one_thing; /* they share enough to tell of one thing */
};

/* Whether the core or what stands beside it has the mark. */
bool statement_marked(const struct statement *statement, enum mark mark);

/* By the last name. */
bool statement_same_person(const struct statement_person *a,
                           const struct statement_person *b);

/* "2031-06-16", "2031-06-16 to 2031-06-22". */
struct slice statement_days(const struct statement *statement,
                            struct arena *arena);

/* The two sides of a contradiction, with what each has. */
void dispute_pair(struct dispute *dispute, const struct pair *pair,
                  enum slot slot, struct slice value_a, struct slice value_b);

/* Each looks at one kind of contradiction; true: there is one. */
bool dispute_date(struct dispute *dispute, const struct pair *pair);
bool dispute_place(struct dispute *dispute, const struct pair *pair);
bool dispute_who(struct dispute *dispute, const struct pair *pair);
bool dispute_attribution(struct dispute *dispute, const struct pair *pair);
bool dispute_meaning(struct dispute *dispute, const struct pair *pair);

#endif
