/*
 * list.h - what every verb that lists has in common.
 *
 * Open the dossier, read the filters, write each row, say how many.
 */
#ifndef DEMARCHE_CLI_LIST_H
#define DEMARCHE_CLI_LIST_H

#include "cli/listing.h"
#include "cli/session.h"

struct list {
    struct session session;
    struct listing listing;
    bool table;      /* cells are for people */
    struct err *err; /* for callbacks that cannot return one */
};

/* What is listed. */
struct list_kind {
    const struct list_column *column;
    size_t columns;
    const char *one; /* "act" */
    const char *many;
    const char *next; /* what to do with one */
    /* Give every row that `query` asks for to listing_row(). */
    bool (*rows)(struct list *list, const struct query *query, struct err *err);
};

/* Do all of it; returns the exit status.  `list` stays open for a last word:
 * end with list_close(). */
int list_run(struct list *list, struct app *app, const struct args *args,
             const struct list_kind *kind);
/* The same of a verb that may be given `words` words of its own, say an id. */
int list_run_words(struct list *list, struct app *app, const struct args *args,
                   const struct list_kind *kind, size_t words);
void list_close(struct list *list);

/* Behind a list that was written: copies are no witnesses, so how many reports
 * the dossier holds and how many of them copy no other. */
void list_tell_origins(const struct list *list, int status);

/* An id as it stands in this list: short in a table; NULL stays unknown. */
struct slice list_id(const struct list *list, const char *id);

/* One thing as a row; `object` is released. */
bool list_row(struct list *list, const struct slice *cell, struct buf *object);

#endif
