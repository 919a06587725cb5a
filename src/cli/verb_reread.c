#include "base/progress.h"
#include "cli/interrupt.h"
#include "cli/opening.h"
#include "cli/session.h"
#include "cli/verb.h"
#include "flow/flow.h"
#include "record/review.h"
#include "record/ties.h"

#include <unistd.h>

struct rereading {
    struct session session;
    struct flow *flow;
    struct flow_worker worker;
    struct record_entry entry; /* by what it is read */
    const atomic_bool *stop;
    size_t done;
};

static bool open_flow(struct rereading *self, struct err *err)
{
    if (!opening_flow(self->session.app, &self->session.args,
                      self->session.record, FLOW_ACTS, &self->flow, err)) {
        return false;
    }
    self->worker = flow_worker_new(self->flow);
    self->entry.model = lang_model_name(flow_model(self->flow));
    self->entry.tables = flow_tables(self->flow);
    return true;
}

static enum paragraph_kind kind_of(const char *name)
{
    for (int kind = 0; kind <= PARAGRAPH_META; kind++) {
        if (strcmp(paragraph_kind_name((enum paragraph_kind)kind), name) == 0) {
            return (enum paragraph_kind)kind;
        }
    }
    return PARAGRAPH_META;
}

static enum date_source source_of(const char *name)
{
    for (int from = 0; from <= DATE_FROM_PUBLISHED; from++) {
        if (strcmp(date_source_name((enum date_source)from), name) == 0) {
            return (enum date_source)from;
        }
    }
    return DATE_FROM_TEXT;
}

/* The report as it was when it was read: its text is the one that is kept. */
static bool load_report(struct rereading *self, const char *id,
                        struct reading *reading, struct err *err)
{
    struct record *record = self->session.record;
    struct arena *arena = &reading->arena;
    struct report *report = &reading->report;
    struct report_text text;
    struct report_row row;

    if (!query_report(record, id, arena, &row, err) ||
        !query_text(record, id, arena, &text, err)) {
        return false;
    }
    *report = (struct report){.input = slice_of(row.input),
                              .text = text.text,
                              .paragraphs = text.paragraphs,
                              .title = slice_of(row.title),
                              .outlet = slice_of(row.outlet),
                              .agency = slice_of(row.agency),
                              .url = slice_of(row.url),
                              .language = row.language,
                              .genre = row.genre};
    report->paragraph =
        arena_alloc(arena, text.paragraphs, sizeof *report->paragraph);
    for (size_t i = 0; i < text.paragraphs; i++) {
        report->paragraph[i] = (struct paragraph){
            kind_of(text.paragraph[i].kind), text.paragraph[i].at};
    }
    report->author = arena_alloc(arena, row.authors, sizeof *report->author);
    for (size_t i = 0; i < row.authors; i++) {
        report->author[report->authors++] = slice_of(row.author[i]);
    }
    if (row.published.value != NULL) {
        report->published =
            (struct stamp){date_parse(slice_of(row.published.value)),
                           source_of(row.published.from)};
    }
    return true;
}

static bool reread(struct rereading *self, const char *id, struct err *err)
{
    struct reading reading = {0};
    bool ok = load_report(self, id, &reading, err) &&
              flow_code(self->flow, &self->worker, self->stop, &reading, err);

    if (ok) {
        self->entry.report = &reading.report;
        self->entry.coding = &reading.coding;
        flow_mean(self->flow, &reading);
        self->entry.meant = reading.meant;
        self->entry.meants = reading.meants;
        ok = record_recode(self->session.record, &self->entry, id, err);
    }
    reading_release(&reading);
    return ok;
}

/* The reports that the words name, else those read by anything else. */
static bool choose(struct rereading *self, const char ***id, size_t *ids,
                   struct err *err)
{
    struct session *session = &self->session;
    struct arena *arena = &session->app->arena;
    const struct args *args = &session->args;

    if (args->words == 0) {
        return record_stale(session->record, &self->entry, arena, id, ids, err);
    }
    *id = arena_alloc(arena, args->words, sizeof **id);
    for (*ids = 0; *ids < args->words; (*ids)++) {
        char whole[RECORD_ID_ROOM];

        if (!query_id(session->record, args->word[*ids], whole, err)) {
            return false;
        }
        if (whole[0] != KIND_REPORT) {
            return err_set(err, ERR_USAGE, "%s is no report", whole);
        }
        (*id)[*ids] = arena_strdup(arena, whole);
    }
    return true;
}

static bool read_all(struct rereading *self, const char **id, size_t ids,
                     struct err *err)
{
    struct progress progress = {
        .mode = self->session.app->quiet ? PROGRESS_NONE : PROGRESS_AUTO};
    const char *mode = self->session.args.value[OPT_PROGRESS];
    bool ok = true;

    if (mode != NULL && !progress_mode_of(mode, &progress.mode)) {
        return err_set(err, ERR_USAGE,
                       "--progress %.40s: one of auto plain json none is "
                       "wanted",
                       mode);
    }
    progress_open(&progress, progress.mode, STDERR_FILENO, "reading", ids);
    while (ok && self->done < ids && !atomic_load(self->stop)) {
        ok = reread(self, id[self->done], err);
        if (ok) {
            progress_step(&progress, slice_of(id[self->done]));
            self->done++;
        }
    }
    progress_hide(&progress);
    return ok || (atomic_load(self->stop) && err->code == ERR_BUSY);
}

static bool count(void *context, const struct op_row *row)
{
    (void)row;
    (*(size_t *)context)++;
    return true;
}

static int summary(struct rereading *self, size_t ids, struct err *err)
{
    const struct op_query query = {.trouble = true};
    struct app *app = self->session.app;
    size_t troubles = 0;

    if (!review_log(self->session.record, &query, count, &troubles, err)) {
        return app_fail(app, err);
    }
    app_say(app, "Read again %zu of %zu reports that were read otherwise.",
            self->done, ids);
    if (troubles != 0) {
        app_say(app,
                "%zu operations of review disagree with what is read now: "
                "demarche review conflicts",
                troubles);
    }
    return self->done < ids ? EXIT_STOPPED : EXIT_OK;
}

static int run(struct app *app, const struct args *args)
{
    struct rereading self = {.stop = interrupt_watch()};
    struct err err = {0};
    const char **id = NULL;
    size_t ids = 0;
    size_t tied;
    int status = EXIT_OK;

    if (!session_open_to_write(&self.session, app, args, WORDS_ANY, &err)) {
        return app_fail(app, &err);
    }
    if (open_flow(&self, &err) && choose(&self, &id, &ids, &err) &&
        read_all(&self, id, ids, &err) &&
        record_tie_all(self.session.record, flow_ties(self.flow), &tied,
                       &err)) {
        status = summary(&self, ids, &(struct err){0});
    } else {
        status = app_fail(app, &err);
    }
    flow_worker_release(&self.worker);
    flow_free(self.flow);
    session_close(&self.session);
    return status;
}

const struct verb verb_reread = {
    .name = "reread",
    .summary = "code again what another model, table or codebook read",
    .usage = "[DOSSIER] [REPORT...]",
    .about =
        "Every report remembers by what it was read: the program, its tables, "
        "the language model, the dossier's codebook. Those that were read by "
        "anything else than what is there now are coded again, each in one "
        "step; the others are left alone. Reports that are named are coded "
        "again in any case. The text stays the one that is kept.\n\n"
        "What people said of the acts (demarche review) is played on the new "
        "ones: an act is found by its id, else by its words. What then "
        "disagrees is listed by demarche review conflicts, never dropped.",
    .example = {{"demarche reread talks.demarche", "what is out of date"},
                {"demarche reread talks.demarche r-3f9c", "one report"}},
    .options = OPT(OPT_DOSSIER) | OPT_OPENING | OPT(OPT_PROGRESS),
    .run = run,
};
