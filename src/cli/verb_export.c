#include "cli/session.h"
#include "cli/sink.h"
#include "cli/verb.h"

struct state {
    struct sink sink;
    size_t lines;
};

static bool line(void *context, struct slice text, struct err *err)
{
    struct state *state = context;

    buf_add_slice(&state->sink.out, text);
    state->lines++;
    return sink_flush(&state->sink, err);
}

static bool export(struct session *session, struct state *state,
                   struct err *err)
{
    const struct args *args = &session->args;
    const char *format = args->value[OPT_FORMAT];
    bool ok = true;

    if (!session_words(session, 0, "", err)) {
        return false;
    }
    if (format != NULL && strcmp(format, "jsonl") != 0) {
        return err_set(err, ERR_USAGE,
                       "--format %.40s: only jsonl is exported in this "
                       "version; demarche acts --format csv writes tables",
                       format);
    }
    if (!sink_open(&state->sink, args->value[OPT_OUTPUT],
                   args_has(args, OPT_FORCE), SINK_JSON, err)) {
        return false;
    }
    ok = record_export(session->record, line, state, err);
    return sink_close(&state->sink, ok, err) && ok;
}

static int run(struct app *app, const struct args *args)
{
    struct err err = {0};
    struct session session;
    struct state state = {0};
    int status = EXIT_OK;

    if (!session_open(&session, app, args, 0, &err)) {
        return app_fail(app, &err);
    }
    if (export(&session, &state, &err)) {
        app_say(app, "%zu lines of %s.", state.lines,
                record_path(session.record));
    } else {
        status = app_fail(app, &err);
    }
    session_close(&session);
    return status;
}

const struct verb verb_export = {
    .name = "export",
    .summary = "write the whole dossier as JSON lines for other programs",
    .usage = "[DOSSIER]",
    .about =
        "One object a line: the dossier, its reports, quotes and acts, sorted "
        "by kind, date and id; docs/export.schema.json describes them. The "
        "same reports give the same bytes, whatever the order in which they "
        "were added. What is unknown is null.\n\n"
        "A file is written as a whole or not at all.",
    .example = {{"demarche export talks.demarche -o talks.jsonl", "to a file"},
                {"demarche export | jq -c 'select(.kind == \"act\")'",
                 "only the acts"}},
    .options =
        OPT(OPT_DOSSIER) | OPT(OPT_FORMAT) | OPT(OPT_OUTPUT) | OPT(OPT_FORCE),
    .formats = "jsonl",
    .run = run,
};
