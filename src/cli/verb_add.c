#include "base/json.h"
#include "base/progress.h"
#include "cli/interrupt.h"
#include "cli/session.h"
#include "cli/sink.h"
#include "cli/verb.h"
#include "flow/ingest.h"
#include "flow/places.h"

#include <unistd.h>

struct adding {
    struct app *app;
    struct args args;
    const char *path;
    struct record *record;
    struct flow *flow;
    struct inputs inputs;
    struct progress progress;
    struct sink log; /* --report */
    bool logging;
    struct err log_err;
    struct ingest_counts counts;
    size_t threads;
    const atomic_bool *stop;
};

/* The first word names the dossier if it can be none of the inputs. */
static bool choose_dossier(struct adding *adding, struct err *err)
{
    struct args *args = &adding->args;

    if (!args_has(args, OPT_DOSSIER) && args->words != 0 &&
        strcmp(args->word[0], "-") != 0 && access(args->word[0], F_OK) != 0 &&
        args->words > 1) {
        adding->path = args->word[0];
        args->word++;
        args->words--;
        return true;
    }
    if (app_dossier(adding->app, args, WORDS_ANY, &adding->path, err)) {
        return true;
    }
    *err = (struct err){0};
    return err_set(err, ERR_USAGE,
                   "which dossier? Name it first: demarche add talks.demarche "
                   "FILE...");
}

static bool read_options(struct adding *adding, struct err *err)
{
    const struct args *args = &adding->args;
    const char *name = args->value[OPT_PROGRESS];
    enum progress_mode mode =
        adding->app->quiet ? PROGRESS_NONE : PROGRESS_AUTO;
    long threads = (long)ingest_cores();

    if (name != NULL && !progress_mode_of(name, &mode)) {
        return err_set(err, ERR_USAGE,
                       "--progress %.40s: one of auto plain json none is "
                       "wanted",
                       name);
    }
    adding->progress.mode = mode;
    if (!args_number(args, OPT_JOBS, 1, 64, &threads, err)) {
        return false;
    }
    adding->threads = (size_t)threads;
    if (args->words == 0) {
        return err_set(err, ERR_USAGE,
                       "nothing to add: name files or folders, or - for "
                       "standard input");
    }
    return true;
}

/* Load what reads reports, with the dossier's own codebook. */
static bool open_flow(struct adding *adding, struct err *err)
{
    struct codebook_text *text = NULL;
    size_t texts = 0;
    struct flow_settings settings = {.upto = FLOW_ACTS,
                                     .model = adding->args.value[OPT_MODEL]};

    if (!session_codebook(adding->record, &adding->app->arena, &text, &texts,
                          err)) {
        return false;
    }
    settings.codebook = text;
    settings.codebook_files = texts;
    return flow_open(&adding->flow, &settings, err);
}

static void log_event(struct adding *adding, const struct ingest_event *event)
{
    struct json json = {.out = &adding->log.out};
    bool failed = event->outcome == INGEST_FAILED;

    json_open(&json, '{');
    json_key_str(&json, "input", event->input);
    json_key_str(&json, "outcome", ingest_outcome_name(event->outcome));
    json_key_str(&json, "report", failed ? NULL : event->receipt.report);
    if (!failed) {
        json_key_int(&json, "quotes", (int64_t)event->receipt.quotes);
        json_key_int(&json, "acts", (int64_t)event->receipt.acts);
    }
    json_key_str(&json, "error", failed ? event->err->text : NULL);
    json_close(&json, '}');
    buf_add_char(&adding->log.out, '\n');
    (void)!sink_flush(&adding->log, &adding->log_err);
}

static void tell(void *context, const struct ingest_event *event)
{
    struct adding *adding = context;

    if (event->outcome == INGEST_FAILED) {
        progress_hide(&adding->progress);
        app_warn(adding->app, "%s", event->err->text);
    } else if (args_has(&adding->args, OPT_VERBOSE)) {
        progress_hide(&adding->progress);
        app_say(adding->app, "%-6s %s  %zu acts, %zu quotes",
                ingest_outcome_name(event->outcome), event->input,
                event->receipt.acts, event->receipt.quotes);
    }
    if (adding->logging) {
        log_event(adding, event);
    }
    progress_step(&adding->progress, slice_of(event->input));
}

static bool ingest(struct adding *adding, struct err *err)
{
    struct ingest_plan plan = {.flow = adding->flow,
                               .record = adding->record,
                               .inputs = &adding->inputs,
                               .threads = adding->threads,
                               .stop = adding->stop,
                               .tell = tell,
                               .context = adding};
    bool ok = true;

    progress_open(&adding->progress, adding->progress.mode, STDERR_FILENO,
                  "reading", adding->inputs.len);
    ok = ingest_run(&plan, &adding->counts, err);
    progress_hide(&adding->progress);
    if (adding->logging && !(sink_close(&adding->log, true, &adding->log_err) &&
                             adding->log_err.code == ERR_NONE)) {
        app_warn(adding->app, "%s", adding->log_err.text);
    }
    return ok;
}

static bool prepare(struct adding *adding, struct err *err)
{
    const char *log = adding->args.value[OPT_REPORT];
    size_t placed;

    if (!choose_dossier(adding, err) || !read_options(adding, err) ||
        !record_open(&adding->record, adding->path, RECORD_CREATE, err)) {
        return false;
    }
    if (record_is_new(adding->record)) {
        app_say(adding->app, "Made the dossier %s.", adding->path);
    }
    if (!open_flow(adding, err) ||
        !record_place_all(adding->record, flow_copies(adding->flow), &placed,
                          err)) {
        return false;
    }
    if (log != NULL) {
        adding->logging = sink_open(&adding->log, log, true, SINK_JSON, err);
    }
    for (size_t i = 0; i < adding->args.words; i++) {
        inputs_add(&adding->inputs, adding->args.word[i], &adding->app->arena);
    }
    return err->code == ERR_NONE;
}

/* One line that says what became of everything, and what comes next. */
static int summary(struct adding *adding, bool ok, const struct err *err)
{
    const struct ingest_counts *counts = &adding->counts;
    bool stopped = atomic_load(adding->stop) && counts->untried != 0;
    size_t failed = counts->outcome[INGEST_FAILED];
    struct buf rest = {0};

    if (counts->untried != 0) {
        buf_printf(&rest, " \xc2\xb7 not read %zu", counts->untried);
    }
    app_say(adding->app,
            "added %zu \xc2\xb7 same as before %zu \xc2\xb7 failed %zu%s",
            counts->outcome[INGEST_ADDED], counts->outcome[INGEST_SAME], failed,
            rest.ptr != NULL ? rest.ptr : "");
    buf_release(&rest);
    if (adding->inputs.passed != 0) {
        app_say(adding->app,
                "Passed over %zu files in folders that are not *.txt; name "
                "them to have them read.",
                adding->inputs.passed);
    }
    if (counts->outcome[INGEST_ADDED] != 0) {
        app_say(adding->app, "Found %zu acts and %zu quotes.", counts->acts,
                counts->quotes);
    }
    if (stopped) {
        app_say(adding->app,
                "Stopped. The same command again goes on from here.");
        return EXIT_STOPPED;
    }
    if (!ok) {
        return exit_of(err);
    }
    if (counts->outcome[INGEST_ADDED] + counts->outcome[INGEST_SAME] != 0) {
        app_say(adding->app, "Next: demarche demands %s", adding->path);
    }
    return failed != 0 ? EXIT_PARTIAL : EXIT_OK;
}

static int run(struct app *app, const struct args *args)
{
    struct adding adding = {.app = app, .args = *args};
    struct err err = {0};
    int status = EXIT_OK;
    bool ok = true;

    adding.stop = interrupt_watch();
    if (prepare(&adding, &err)) {
        ok = ingest(&adding, &err);
        status = summary(&adding, ok, &err);
    } else {
        status = app_fail(app, &err);
    }
    inputs_release(&adding.inputs);
    flow_free(adding.flow);
    record_close(adding.record);
    return status;
}

const struct verb verb_add = {
    .name = "add",
    .summary = "read reports into a dossier",
    .usage = "[DOSSIER] FILE...",
    .about =
        "Files, folders (all *.txt below, in the order of their names) or - "
        "for standard input. The dossier is made when there is none. Each "
        "report is kept to the byte, with the quotes and acts found in it, in "
        "one step that is done or not done; a report whose bytes are there "
        "already changes nothing.\n\n"
        "An input that cannot be read is named on standard error, the rest "
        "goes on, and the exit status is 3. Ctrl-C ends the run after the "
        "report at hand; the same command again goes on from there.",
    .example = {{"demarche add talks.demarche reports/*.txt", "some files"},
                {"demarche add talks.demarche reports/",
                 "a folder with all that is below it"},
                {"demarche add talks.demarche --report run.jsonl reports/",
                 "and keep what became of each"},
                {"curl -s https://example.org/note.txt | demarche add "
                 "talks.demarche -",
                 "from another program"}},
    .options = OPT(OPT_DOSSIER) | OPT(OPT_JOBS) | OPT(OPT_PROGRESS) |
               OPT(OPT_REPORT) | OPT(OPT_MODEL) | OPT(OPT_VERBOSE),
    .run = run,
};
