#include "base/json.h"
#include "cli/export_views.h"
#include "cli/session.h"
#include "cli/sink.h"
#include "cli/timeline_document.h"
#include "cli/verb.h"
#include "flow/places.h"
#include "record/dna.h"
#include "views/export.h"

#include <stdio.h>
#include <unistd.h>

#define FORMATS \
    "jsonl csv md html graphml graphml-visone dna dna-csv plover icews " \
    "timelinejs ics ris bibtex csl bundle"

struct state {
    struct session session;
    struct sink sink;
    struct ontology *ontology;
    size_t lines;
    bool talks; /* their lines are written, which come before the answers */
};

static bool line(void *context, struct slice text, struct err *err)
{
    struct state *state = context;

    buf_add_slice(&state->sink.out, text);
    state->lines++;
    return sink_flush(&state->sink, err);
}

/* The lines of the record, with those of the talks where they belong. */
static bool line_in_order(void *context, struct slice text, struct err *err)
{
    struct state *state = context;

    if (!state->talks && slice_starts(text, "{\"kind\":\"answer\"")) {
        state->talks = true;
        if (!export_talks(&state->session, line, state, err)) {
            return false;
        }
    }
    return line(state, text, err);
}

static bool put(void *context, struct slice bytes, struct err *err)
{
    struct state *state = context;

    buf_add_slice(&state->sink.out, bytes);
    return sink_flush(&state->sink, err);
}

static bool open_sink(struct state *state, bool bytes, struct err *err)
{
    const struct args *args = &state->session.args;
    bool json = args->value[OPT_FORMAT] == NULL ||
                strcmp(args->value[OPT_FORMAT], "jsonl") == 0;

    if (!sink_open(&state->sink, args->value[OPT_OUTPUT],
                   args_has(args, OPT_FORCE), json ? SINK_JSON : SINK_LINES,
                   err)) {
        return false;
    }
    if (bytes && state->sink.terminal) {
        return sink_close(&state->sink, false, err) &&
               err_set(err, ERR_USAGE,
                       "this format is nothing for a terminal; name a file "
                       "by -o");
    }
    return true;
}

/* --- the whole dossier --- */

static bool whole(struct state *state, struct err *err)
{
    const struct args *args = &state->session.args;
    bool ok = true;

    for (int id = 0; id < OPT_COUNT; id++) {
        if (((OPT_FILTER >> id) & 1) != 0 &&
            args_has(args, (enum option_id)id)) {
            return err_set(err, ERR_USAGE,
                           "jsonl is always the whole dossier; demarche acts "
                           "--format jsonl narrows by --%s",
                           option_table[id].name);
        }
    }
    if (!open_sink(state, false, err)) {
        return false;
    }
    ok = record_export(state->session.record, line_in_order, state, err) &&
         (state->talks || export_talks(&state->session, line, state, err)) &&
         export_conflicts(&state->session, line, state, err);
    if (sink_close(&state->sink, ok, err) && ok) {
        app_say(state->session.app, "%zu lines of %s.", state->lines,
                record_path(state->session.record));
        return true;
    }
    return false;
}

/* --- a database of DNA --- */

static int agreement(const void *context, const struct act_row *act)
{
    const struct export_job job = {.ontology = context};

    return export_agreement(&job, act);
}

/* A database cannot be streamed: it is made beside its place and moved. */
static bool dna(struct state *state, const struct query *query, struct err *err)
{
    const struct args *args = &state->session.args;
    const struct dna_plan plan = {query, agreement, state->ontology};
    const char *path = args->value[OPT_OUTPUT];
    struct dna_counts counts;
    struct buf draft = {0};
    bool ok = true;

    if (path == NULL || strcmp(path, "-") == 0) {
        return err_set(err, ERR_USAGE,
                       "dna is a database; name a file by -o talks.dna");
    }
    if (access(path, F_OK) == 0 && !args_has(args, OPT_FORCE)) {
        return err_set(err, ERR_USAGE, "%.300s exists; -f overwrites it", path);
    }
    buf_printf(&draft, "%s%s.%ld.new", path[0] == '/' ? "" : "./", path,
               (long)getpid());
    ok = dna_write(state->session.record, &plan, draft.ptr, &counts, err);
    if (ok && rename(draft.ptr, path) != 0) {
        (void)unlink(draft.ptr);
        ok = err_set(err, ERR_IO, "%.300s: cannot be written", path);
    }
    buf_release(&draft);
    if (ok) {
        app_say(state->session.app,
                "%zu acts of %zu documents, %zu statements. The coder Admin "
                "opens it by the password \"" DNA_PASSWORD "\".",
                counts.acts, counts.documents, counts.statements);
    }
    return ok;
}

/* --- all others --- */

static void tell(const struct state *state, const struct export_format *format,
                 const struct export_job *job)
{
    struct buf text = {0};

    buf_printf(&text, "%zu %s%s", job->rows, format->what,
               job->rows == 1 ? "" : "s");
    if (format->items != NULL) {
        buf_printf(&text, ", %zu %s", job->items, format->items);
    }
    if (job->left != 0) {
        buf_printf(&text, "; %zu acts left out, which %s cannot hold",
                   job->left, format->name);
    }
    app_say(state->session.app, "%s.", text.ptr);
    buf_release(&text);
}

static bool other(struct state *state, const struct query *query,
                  const struct export_format *format, struct err *err)
{
    struct export_job job = {.record = state->session.record,
                             .query = query,
                             .ontology = state->ontology,
                             .put = put,
                             .context = state};
    bool ok = open_sink(state, format->bytes, err);

    if (!ok) {
        return false;
    }
    ok = format->write(&job, err) && export_flush(&job, true, err);
    buf_release(&job.out);
    if (!sink_close(&state->sink, ok, err) || !ok) {
        return false;
    }
    tell(state, format, &job);
    return true;
}

/* What `timeline` shows, for the formats that are timelines. */
static bool timeline(struct state *state, const struct timeline_form *form,
                     struct err *err)
{
    struct timeline_sums sums;
    struct buf text = {0};

    if (!timeline_document(&state->session, form, &sums, err)) {
        return false;
    }
    buf_printf(&text, "%zu event%s", sums.entries,
               sums.entries == 1 ? "" : "s");
    if (sums.left != 0) {
        buf_printf(&text, "; %zu left out, whose day is not known", sums.left);
    }
    app_say(state->session.app, "%s.", text.ptr);
    buf_release(&text);
    return true;
}

/* "timelinejs" or "ics": md is the acts here. */
static const struct timeline_form *timeline_of(const char *name)
{
    return strcmp(name, "md") != 0 ? timeline_form(name) : NULL;
}

static bool export(struct state *state, struct err *err)
{
    struct session *session = &state->session;
    const char *name = session->args.value[OPT_FORMAT];
    const struct export_format *format = NULL;
    struct buf data = {0};
    struct query query;
    bool ok = true;

    if (!session_words(session, 0, "", err)) {
        return false;
    }
    if (name == NULL || strcmp(name, "jsonl") == 0) {
        return whole(state, err);
    }
    if (timeline_of(name) != NULL) {
        return timeline(state, timeline_of(name), err);
    }
    format = export_find(name);
    if (format == NULL && strcmp(name, "dna") != 0) {
        return err_set(err, ERR_USAGE,
                       "--format %.40s: one of " FORMATS " is wanted", name);
    }
    ok = session_query(session, &query, err) && places_data(&data, err) &&
         ontology_open(&state->ontology, data.ptr, err);
    buf_release(&data);
    if (!ok) {
        return false;
    }
    return format == NULL ? dna(state, &query, err)
                          : other(state, &query, format, err);
}

static int run(struct app *app, const struct args *args)
{
    struct err err = {0};
    struct state state = {0};
    int status = EXIT_OK;

    if (!session_open(&state.session, app, args, 0, &err)) {
        return app_fail(app, &err);
    }
    if (!export(&state, &err)) {
        status = app_fail(app, &err);
    }
    ontology_free(state.ontology);
    session_close(&state.session);
    return status;
}

const struct verb verb_export = {
    .name = "export",
    .summary = "write the dossier in the formats of other programs",
    .usage = "[DOSSIER]",
    .about =
        "jsonl is the whole dossier, one object a line: the dossier, its "
        "reports, quotes and acts, sorted by kind, date and id; "
        "docs/export.schema.json describes them. The same reports give the "
        "same bytes, whatever the order in which they were added. What is "
        "unknown is null.\n\n"
        "All others take the acts that the filters choose, as demarche acts "
        "lists them: csv (RFC 4180), md (a chronology), html (one page that "
        "needs nothing else), graphml and graphml-visone (who acts towards "
        "whom), dna (a database of Discourse Network Analyzer 3) and dna-csv "
        "(its event list), plover (JSON lines), icews (dyads with CAMEO "
        "codes). timelinejs and ics are what demarche timeline shows: an "
        "entry an event, with those who tell it. ris, bibtex and csl are the "
        "reports as references; bundle is a ZIP with the originals, their "
        "digests, a manifest, the acts and the log of review. docs/export.md "
        "says what each of them keeps and loses.\n\n"
        "A file is written as a whole or not at all.",
    .example = {{"demarche export talks.demarche -o talks.jsonl", "to a file"},
                {"demarche export | jq -c 'select(.kind == \"act\")'",
                 "only the acts"},
                {"demarche export --format dna -o talks.dna",
                 "for Discourse Network Analyzer"},
                {"demarche export --format csv --act demand --since 2021-12",
                 "the demands of a time"},
                {"demarche export --format bundle -o talks.zip",
                 "the evidence"}},
    .options = OPT(OPT_DOSSIER) | OPT(OPT_FORMAT) | OPT(OPT_OUTPUT) |
               OPT(OPT_FORCE) | OPT(OPT_LIMIT) | OPT_FILTER,
    .formats = FORMATS,
    .run = run,
};
