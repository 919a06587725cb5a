/*
 * app.h - what all verbs share: talk, failure, the choice of a dossier.
 *
 * Results go to standard output (sink.h), talk to standard error.  All talk
 * is made safe for a terminal, since it may name files and words of others.
 */
#ifndef DEMARCHE_CLI_APP_H
#define DEMARCHE_CLI_APP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "cli/exit.h"
#include "cli/option.h"

struct verb; /* cli/verb.h */

struct app {
    const char *program;     /* argv[0] */
    const struct verb *verb; /* the one that runs */
    struct arena arena;      /* freed when the program ends */
    bool quiet;              /* only errors are said */
    bool color;              /* standard output takes colour */
    bool color_talk;         /* standard error does */
};

/* One line of talk: what was done, what can be done next.  Not if quiet. */
void app_say(const struct app *app, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* One line about something that is wrong, with the program's name. */
void app_warn(const struct app *app, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Say what `err` says; returns its exit status. */
int app_fail(const struct app *app, const struct err *err);

/* A usage error in two lines; returns EXIT_USAGE. */
int app_usage(const struct app *app, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Any number of words may be a verb's own. */
#define WORDS_ANY ((size_t)-1)

/* The dossier that the command line means: --dossier, else the first word if
 * there are more than the `own` ones that the verb needs or if it is one by
 * its name or content, else $DEMARCHE_DOSSIER, else the only *.demarche in
 * this folder.  Words taken are taken off `args`.  ERR_USAGE if there is none
 * or more than one. */
MUST_USE bool app_dossier(struct app *app, struct args *args, size_t own,
                          const char **path, struct err *err);

#endif
