/*
 * gold.h - acts that a person found, from a file: for demarche eval.
 *
 * JSON lines {"report" or "input","type","text":{"start","end"} or the
 * words}, such as the export of a dossier that was reviewed, or a table with
 * the columns report, type, actor, recipient, words, flags.  A report is named
 * by its id or by its file, with or without what stands after the last dot.
 */
#ifndef DEMARCHE_CLI_GOLD_H
#define DEMARCHE_CLI_GOLD_H

#include "record/query.h"

struct gold_act {
    const char *report; /* id or name, as given */
    const char *type;
    struct span at;     /* empty: look for the words */
    struct slice words; /* ptr NULL: none given */
    size_t line;
};

struct gold {
    struct gold_act *act;
    size_t len;
    size_t cap;
};

/* Read the file; strings are kept in `arena`.  Errors name file and line. */
MUST_USE bool gold_read(struct gold *gold, const char *path,
                        struct arena *arena, struct err *err);
void gold_release(struct gold *gold);

#endif
