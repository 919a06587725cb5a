/*
 * session.h - a verb's dossier and what the command line asks of it.
 */
#ifndef DEMARCHE_CLI_SESSION_H
#define DEMARCHE_CLI_SESSION_H

#include "cli/app.h"
#include "lore/actors.h"
#include "record/query.h"

/* The options that session_query() reads. */
#define OPT_FILTER \
    (OPT(OPT_ACT) | OPT(OPT_ACTOR) | OPT(OPT_TO) | OPT(OPT_ISSUE) | \
     OPT(OPT_SPEAKER) | OPT(OPT_IN) | OPT(OPT_SINCE) | OPT(OPT_UNTIL) | \
     OPT(OPT_LATEST))

struct session {
    struct app *app;
    struct args args; /* without the dossier's name */
    struct record *record;
    int digits; /* of a short id */
};

/* Open the dossier that `args` means, to read it; `own` words are the verb's
 * (app_dossier()).  On failure nothing is held. */
MUST_USE bool session_open(struct session *session, struct app *app,
                           const struct args *args, size_t own,
                           struct err *err);
/* The same to write, too. */
MUST_USE bool session_open_to_write(struct session *session, struct app *app,
                                    const struct args *args, size_t own,
                                    struct err *err);
void session_close(struct session *session);

/* Read the filters into `query`.  A type of act, an actor's code or a date
 * that makes no sense is ERR_USAGE with the nearest that does.  Strings live
 * as long as the app. */
MUST_USE bool session_query(struct session *session, struct query *query,
                            struct err *err);

/* The date given to an option; DATE_NONE if it was not given. */
MUST_USE bool session_date(const struct args *args, enum option_id id,
                           struct date *date, struct err *err);

/* ERR_USAGE unless exactly `words` words are left; `wanted` names them. */
MUST_USE bool session_words(const struct session *session, size_t words,
                            const char *wanted, struct err *err);

/* The dossier's codebook for actors_open_texts(), kept in `arena`. */
MUST_USE bool session_codebook(struct record *record, struct arena *arena,
                               struct codebook_text **text, size_t *texts,
                               struct err *err);

/* An id as short as the dossier allows, for tables. */
struct slice session_short(const struct session *session, const char *id);

/* Say how many were listed, and what to do with one; the exit status of a
 * list: EXIT_EMPTY if there were none and --fail-empty was given. */
int session_end(struct session *session, size_t rows, const char *one,
                const char *many, const char *next);

#endif
