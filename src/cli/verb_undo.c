#include "cli/reviewer.h"
#include "cli/verb.h"

typedef bool (*turn_fn)(struct record *record, const char *id, const char *who,
                        struct arena *arena, struct op_row *done,
                        struct err *err);

/* Undo or do again what the words name, else what comes next. */
static int turn(struct app *app, const struct args *args, turn_fn way,
                const char *what)
{
    struct session session;
    struct reviewer reviewer = {0};
    struct op_row done;
    struct err err = {0};
    struct buf line = {0};
    bool ok = session_open_to_write(&session, app, args, WORDS_ANY, &err);

    if (!ok) {
        return app_fail(app, &err);
    }
    ok = session.args.words <= 1 || session_words(&session, 1, "", &err);
    ok = ok && reviewer_open(&reviewer, &session, &err) &&
         way(session.record,
             session.args.words == 1 ? session.args.word[0] : NULL,
             reviewer.who, &app->arena, &done, &err);
    if (ok) {
        reviewer_tell(&session, &done, &line);
        app_say(app, "%s: %s", what, line.ptr);
    }
    buf_release(&line);
    reviewer_close(&reviewer);
    session_close(&session);
    return ok ? EXIT_OK : app_fail(app, &err);
}

static int run_undo(struct app *app, const struct args *args)
{
    return turn(app, args, review_undo, "undone");
}

static int run_redo(struct app *app, const struct args *args)
{
    return turn(app, args, review_redo, "done again");
}

const struct verb verb_undo = {
    .name = "undo",
    .summary = "undo what was done in review, without limit",
    .usage = "[DOSSIER] [OPERATION]",
    .about = "Undoes the last operation that holds, or the one with that id "
             "(demarche log). The log keeps both. demarche redo does it again.",
    .example = {{"demarche undo", "the last operation"},
                {"demarche undo o-55d0a1", "that one alone"}},
    .options = OPT(OPT_DOSSIER) | OPT(OPT_WHO),
    .run = run_undo,
};

const struct verb verb_redo = {
    .name = "redo",
    .summary = "do again what was undone",
    .usage = "[DOSSIER] [OPERATION]",
    .about = "Does again what was undone last, or the operation with that id "
             "(demarche log).",
    .example = {{"demarche redo", "what was undone last"}},
    .options = OPT(OPT_DOSSIER) | OPT(OPT_WHO),
    .run = run_redo,
};
