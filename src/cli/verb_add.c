#include "base/progress.h"
#include "cli/added.h"
#include "cli/interrupt.h"
#include "cli/opening.h"
#include "cli/session.h"
#include "cli/verb.h"
#include "fetch/fetch.h"
#include "flow/ingest.h"
#include "flow/places.h"
#include "page/rows/map.h"
#include "record/ties.h"

#include <unistd.h>

struct adding {
    struct app *app;
    struct args args;
    const char *path;
    struct record *record;
    struct flow *flow;
    struct inputs inputs;
    struct progress progress;
    struct added added; /* --format, --report */
    struct err added_err;
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
    struct row_map map;

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
    if (!row_map_make(&map, slice_of(args->value[OPT_MAP]), NULL,
                      &adding->app->arena, err)) {
        return false;
    }
    for (size_t i = 0; i < args->words; i++) {
        if (fetch_is_url(args->word[i]) && !args_has(args, OPT_FETCH)) {
            return err_set(err, ERR_USAGE,
                           "%.200s: is an address; add --fetch to have it "
                           "fetched (nothing is without)",
                           args->word[i]);
        }
    }
    if (args->words == 0) {
        return err_set(err, ERR_USAGE,
                       "nothing to add: name files or folders, or - for "
                       "standard input");
    }
    return true;
}

static void tell(void *context, const struct ingest_event *event)
{
    struct adding *adding = context;

    if (event->outcome == INGEST_FAILED) {
        progress_hide(&adding->progress);
        app_warn(adding->app, "%s", event->why);
    }
    (void)!added_row(&adding->added, event, &adding->added_err);
    adding->progress.total = event->total;
    progress_step(&adding->progress, slice_of(event->input));
}

static bool ingest(struct adding *adding, struct err *err)
{
    struct ingest_plan plan = {.flow = adding->flow,
                               .record = adding->record,
                               .inputs = &adding->inputs,
                               .map = slice_of(adding->args.value[OPT_MAP]),
                               .threads = adding->threads,
                               .stop = adding->stop,
                               .tell = tell,
                               .context = adding};
    bool ok = true;

    progress_open(&adding->progress, adding->progress.mode, STDERR_FILENO,
                  "reading", adding->inputs.len);
    ok = ingest_run(&plan, &adding->counts, err);
    progress_hide(&adding->progress);
    if (!added_close(&adding->added, &adding->added_err) ||
        adding->added_err.code != ERR_NONE) {
        app_warn(adding->app, "%s", adding->added_err.text);
    }
    return ok;
}

static bool prepare(struct adding *adding, struct err *err)
{
    size_t placed;

    if (!choose_dossier(adding, err) || !read_options(adding, err) ||
        !record_open(&adding->record, adding->path, RECORD_CREATE, err)) {
        return false;
    }
    if (record_is_new(adding->record)) {
        app_say(adding->app, "Made the dossier %s.", adding->path);
    }
    if (!opening_flow(adding->app, &adding->args, adding->record, FLOW_ACTS,
                      &adding->flow, err) ||
        !record_place_all(adding->record, flow_copies(adding->flow), &placed,
                          err) ||
        !record_tie_all(adding->record, flow_ties(adding->flow), &placed,
                        err)) {
        return false;
    }
    for (size_t i = 0; i < adding->args.words; i++) {
        inputs_add(&adding->inputs, adding->args.word[i], &adding->app->arena);
    }
    return added_open(&adding->added, adding->app, &adding->args, err);
}

/* "added 9 (1 new version, 2 copies of others) · same as before 3 · ..." */
static void write_counts(struct buf *out, const struct ingest_counts *counts)
{
    const size_t *outcome = counts->outcome;
    size_t versions = outcome[INGEST_VERSION];
    size_t copies = outcome[INGEST_COPY];

    buf_printf(out, "added %zu", ingest_added(counts));
    if (versions + copies != 0) {
        buf_add_str(out, " (");
        if (versions != 0) {
            buf_printf(out, "%zu new version%s%s", versions,
                       versions == 1 ? "" : "s", copies != 0 ? ", " : "");
        }
        if (copies != 0) {
            buf_printf(out, "%zu cop%s of others", copies,
                       copies == 1 ? "y" : "ies");
        }
        buf_add_char(out, ')');
    }
    buf_printf(out, " \xc2\xb7 same as before %zu \xc2\xb7 failed %zu",
               outcome[INGEST_SAME], outcome[INGEST_FAILED]);
    if (outcome[INGEST_PASSED] != 0) {
        buf_printf(out, " \xc2\xb7 no article %zu", outcome[INGEST_PASSED]);
    }
    if (counts->foreign != 0) {
        buf_printf(out, " \xc2\xb7 not English, so kept but not coded %zu",
                   counts->foreign);
    }
    if (counts->untried != 0) {
        buf_printf(out, " \xc2\xb7 not read %zu", counts->untried);
    }
}

/* One line that says what became of everything, and what comes next. */
static int summary(struct adding *adding, bool ok, const struct err *err)
{
    const struct ingest_counts *counts = &adding->counts;
    bool stopped = atomic_load(adding->stop) && counts->untried != 0;
    size_t failed = counts->outcome[INGEST_FAILED];
    struct buf line = {0};

    write_counts(&line, counts);
    app_say(adding->app, "%s", line.ptr);
    buf_release(&line);
    if (counts->outcome[INGEST_PASSED] != 0 &&
        !args_has(&adding->args, OPT_FORMAT) &&
        !args_has(&adding->args, OPT_VERBOSE)) {
        app_say(adding->app,
                "What holds no article, and why: add -v, or --report FILE.");
    }
    if (ingest_added(counts) != 0) {
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
    if (ingest_added(counts) + counts->outcome[INGEST_SAME] != 0) {
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
        "Files, folders (with all that is below them, in the order of their "
        "names) or - for standard input. What a file is, is told by its "
        "bytes: web pages, feeds, web archives (WARC, WACZ), JSON, JSON "
        "lines and tables of reports, plain text. One file may carry many "
        "reports; the third is called FILE#3. The dossier is made when there "
        "is none. Each report is kept to the byte, with the quotes and acts "
        "found in it, in one step that is done or not done; a report whose "
        "bytes are there already changes nothing.\n\n"
        "An address of a page is fetched with --fetch: http and https, only "
        "from the public internet (DEMARCHE_FETCH_PRIVATE=1 lets this machine "
        "and private networks in), five redirects, 30 seconds, 32 MiB at "
        "most.\n\n"
        "With --format, or -v for a table, standard output gets one row a "
        "report: added, same (as before), version (a new one of the report "
        "OF), copy (of the report OF), no-article (and why), failed (and "
        "why).\n\n"
        "An input that cannot be read is named on standard error, the rest "
        "goes on, and the exit status is 3. Ctrl-C ends the run after the "
        "report at hand; the same command again goes on from there.",
    .example =
        {{"demarche add talks.demarche reports/*.txt", "some files"},
         {"demarche add talks.demarche reports/",
          "a folder with all that is below it"},
         {"demarche add talks.demarche --report run.jsonl reports/",
          "and keep what became of each"},
         {"demarche add talks.demarche --fetch https://example.org/story",
          "a page from the network"},
         {"demarche add talks.demarche --map text=body,date=day "
          "stories.csv",
          "a table with names of its own"},
         {"curl -s https://example.org/note.txt | demarche add "
          "talks.demarche -",
          "from another program"}},
    .options = OPT(OPT_DOSSIER) | OPT(OPT_JOBS) | OPT(OPT_PROGRESS) |
               OPT(OPT_REPORT) | OPT_OPENING | OPT(OPT_VERBOSE) |
               OPT(OPT_FORMAT) | OPT(OPT_FIELDS) | OPT(OPT_WIDE) |
               OPT(OPT_MAP) | OPT(OPT_FETCH),
    .formats = "table json jsonl csv md",
    .run = run,
};
