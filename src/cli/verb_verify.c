#include "base/term.h"
#include "cli/session.h"
#include "cli/verb.h"

#include <stdio.h>

static void finding(void *context, const char *where, const char *what)
{
    struct buf line = {0};

    (void)context;
    term_safe(&line, slice_of(where));
    buf_add_str(&line, ": ");
    term_safe(&line, slice_of(what));
    (void)printf("%s\n", line.ptr);
    buf_release(&line);
}

static int run(struct app *app, const struct args *args)
{
    struct err err = {0};
    struct args left = *args;
    struct record *record = NULL;
    struct record_check check = {0};
    const char *path = NULL;
    bool ok = app_dossier(app, &left, 0, &path, &err);

    if (ok && left.words != 0) {
        return app_usage(app, "'%.60s' is one word too many", left.word[0]);
    }
    ok = ok && record_open(&record, path, RECORD_READ, &err) &&
         record_verify(record, finding, NULL, &check, &err);
    record_close(record);
    if (!ok) {
        return app_fail(app, &err);
    }
    app_say(app,
            "Looked at %s: reports %zu, quotes %zu, acts %zu, places in texts "
            "%zu.",
            path, check.reports, check.quotes, check.acts, check.spans);
    if (check.findings != 0) {
        app_warn(app, "%zu %s wrong with %s", check.findings,
                 check.findings == 1 ? "thing is" : "things are", path);
        return EXIT_INTEGRITY;
    }
    app_say(app, "Nothing is wrong.");
    return EXIT_OK;
}

const struct verb verb_verify = {
    .name = "verify",
    .summary = "check that a dossier is whole and true to its sources",
    .usage = "[DOSSIER]",
    .about = "The database, the digest of every report, every id, and the "
             "words at every place in a text. What is wrong is listed on "
             "standard output, one line each, and the exit status is 4.",
    .example = {{"demarche verify talks.demarche", "one dossier"},
                {"demarche verify -q talks.demarche || echo damaged",
                 "in a script"}},
    .options = OPT(OPT_DOSSIER),
    .run = run,
};
