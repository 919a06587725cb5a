/*
 * verb.h - what a verb is: its help, its options and its work.
 *
 * One row of the table and one file a verb.
 */
#ifndef DEMARCHE_CLI_VERB_H
#define DEMARCHE_CLI_VERB_H

#include "cli/app.h"
#include "cli/option.h"

struct example {
    const char *command; /* NULL ends the list */
    const char *says;
};

enum { VERB_EXAMPLES = 6 };

struct verb {
    const char *name;
    const char *summary; /* half a line, lower case, no full stop */
    const char *usage;   /* the words it takes: "[DOSSIER] ID" */
    const char *about;   /* paragraphs, with "\n\n" between them */
    struct example example[VERB_EXAMPLES];
    uint64_t options;    /* OPT() bits, without those that all verbs take */
    const char *formats; /* of --format, blank-separated, default first */
    /* Do the work; returns an exit status. */
    int (*run)(struct app *app, const struct args *args);
};

/* Options that every verb takes. */
#define OPT_ALL (OPT(OPT_HELP) | OPT(OPT_QUIET) | OPT(OPT_NO_COLOR))

/* Options of verbs that write a list. */
#define OPT_LIST \
    (OPT(OPT_DOSSIER) | OPT(OPT_FORMAT) | OPT(OPT_FIELDS) | OPT(OPT_WIDE) | \
     OPT(OPT_OUTPUT) | OPT(OPT_FORCE) | OPT(OPT_LIMIT) | OPT(OPT_FAIL_EMPTY))

/* All verbs, in the order of the help; NULL ends the list. */
extern const struct verb *const verb_table[];

/* The verb called `name`, or NULL. */
const struct verb *verb_find(const char *name);

/* The verb whose name is nearest to `name`, or NULL. */
const struct verb *verb_nearest(const char *name);

#define VERB_MAP(X) \
    X(init) \
    X(add) \
    X(reports) \
    X(copies) \
    X(acts) \
    X(quotes) \
    X(demands) \
    X(positions) \
    X(timeline) \
    X(talks) \
    X(conflicts) \
    X(actors) \
    X(sources) \
    X(tension) \
    X(diff) \
    X(show) \
    X(why) \
    X(search) \
    X(review) \
    X(log) \
    X(undo) \
    X(redo) \
    X(codebook) \
    X(reread) \
    X(import) \
    X(eval) \
    X(export) \
    X(verify) \
    X(plumb) \
    X(help) \
    X(version)

#define X(name) extern const struct verb verb_##name;
VERB_MAP(X)
#undef X

#endif
