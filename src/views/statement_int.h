/*
 * statement_int.h - shared by the files that read statements.
 */
#ifndef DEMARCHE_VIEWS_STATEMENT_INT_H
#define DEMARCHE_VIEWS_STATEMENT_INT_H

#include "views/statement.h"

enum { READ_WORDS = 120 };

/* A sentence word by word. */
struct read_word {
    const struct mark_entry *entry; /* that begins here, or NULL */
    size_t count;                   /* its words, else 1 */
    bool ends;                      /* a comma or a dash follows */
    bool core;
    bool name; /* of a place, an actor or a date */
};

struct read_statement {
    const struct statement_tables *tables;
    struct statement *statement;
    struct date told;
    struct slice word[READ_WORDS];
    struct read_word at[READ_WORDS];
    size_t words;
};

/* Whether an entry with this mark begins at word `at`. */
bool read_has(const struct read_statement *read, size_t at, enum mark mark);

/* Find the days of the core. */
void read_days(struct read_statement *read);

/* Find the places, actors and people. */
void read_names(struct read_statement *read);

#endif
