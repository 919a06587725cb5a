#include "base/file.h"
#include "base/json.h"
#include "cli/import.h"
#include "cli/opening.h"
#include "cli/verb.h"

#include <fcntl.h>
#include <jansson.h>
#include <unistd.h>

void import_fail(struct importing *importing, const char *what,
                 const struct err *why)
{
    app_warn(importing->session->app, "%s: %s", what, why->text);
    importing->failed++;
}

/* Whether an act of the report has the type and place of `set`, and was
 * added by the same person. */
static bool is_added(struct importing *importing, const char *report,
                     const char *who, struct slice set)
{
    const struct query query = {.report = report, .hidden = true};
    json_t *fields = json_loadb(set.ptr, set.len, 0, NULL);
    const char *type = json_string_value(json_object_get(fields, "type"));
    const json_t *text = json_object_get(fields, "text");
    json_int_t start = json_integer_value(json_object_get(text, "start"));
    json_int_t end = json_integer_value(json_object_get(text, "end"));
    struct arena arena = {0};
    struct err none = {0};
    struct act_row *act = NULL;
    size_t acts = 0;
    bool added = false;

    if (type != NULL && who != NULL &&
        query_load_acts(importing->session->record, &query, &arena, &act, &acts,
                        &none)) {
        for (size_t i = 0; i < acts; i++) {
            added = added || (act[i].review.who != NULL &&
                              strcmp(act[i].review.who, who) == 0 &&
                              strcmp(act[i].type, type) == 0 &&
                              (json_int_t)act[i].text.at.start == start &&
                              (json_int_t)act[i].text.at.end == end);
        }
    }
    arena_release(&arena);
    json_decref(fields);
    return added;
}

static bool is_there(struct importing *importing, const char *id)
{
    struct arena arena = {0};
    struct act_row row;
    struct err none = {0};
    bool there = id != NULL &&
                 query_act(importing->session->record, id, &arena, &row, &none);

    arena_release(&arena);
    return there;
}

bool import_act(struct importing *importing, const char *report, const char *id,
                const char *who, struct slice set, struct err *err)
{
    struct buf op = {0};
    struct json json = {.out = &op};
    struct op_row done;
    bool same = false;
    bool ok = true;

    who = who != NULL ? who : importing->reviewer.who;
    if (is_there(importing, id) || is_added(importing, report, who, set)) {
        importing->known++;
        return true;
    }
    json_open(&json, '{');
    json_key_str(&json, "op", "add");
    json_key_str(&json, "report", report);
    json_key_str(&json, "who", who);
    json_key_str(&json, "reason", importing->path);
    json_key(&json, "set");
    json_raw(&json, set);
    json_close(&json, '}');
    ok =
        reviewer_apply(&importing->reviewer, buf_slice(&op), &done, &same, err);
    importing->added += ok;
    buf_release(&op);
    return ok;
}

static bool is_database(const char *path)
{
    char head[16] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool is = fd >= 0 && read(fd, head, sizeof head) == sizeof head &&
              memcmp(head, "SQLite format 3", sizeof head) == 0;

    if (fd >= 0) {
        (void)close(fd);
    }
    return is;
}

static bool work(struct importing *importing, struct err *err)
{
    struct session *session = importing->session;

    if (!session_words(session, 1, "a .dna or .jsonl file", err) ||
        !reviewer_open(&importing->reviewer, session, err)) {
        return false;
    }
    importing->reviewer.foreign = true;
    importing->path = session->args.word[0];
    return is_database(importing->path) ? import_dna(importing, err)
                                        : import_lines(importing, err);
}

static int run(struct app *app, const struct args *args)
{
    struct session session;
    struct importing importing = {.session = &session};
    struct args left = *args;
    struct err err = {0};
    int status = EXIT_OK;

    /* Two files are named, and both may be databases. */
    if (!session_open_to_write(&session, app, &left, 1, &err)) {
        return app_fail(app, &err);
    }
    if (work(&importing, &err)) {
        app_say(app,
                "added %zu reports, %zu acts \xc2\xb7 there already %zu "
                "\xc2\xb7 failed %zu",
                importing.reports, importing.added, importing.known,
                importing.failed);
        status = importing.failed != 0 ? EXIT_PARTIAL : EXIT_OK;
    } else {
        status = app_fail(app, &err);
    }
    reviewer_close(&importing.reviewer);
    flow_worker_release(&importing.worker);
    flow_free(importing.flow);
    session_close(&session);
    return status;
}

const struct verb verb_import = {
    .name = "import",
    .summary = "take in what was coded elsewhere: DNA, another dossier",
    .usage = "DOSSIER FILE",
    .about =
        "A database of Discourse Network Analyzer 3 (.dna): documents that "
        "are not here yet are read as reports, statements become acts. "
        "Statements of the type \"Diplomatic act\" (demarche export --format "
        "dna) come back as they went; of DNA's own type, organization becomes "
        "the actor, person the speaker, concept the issue, disagreement a "
        "negated position.\n\n"
        "JSON lines of demarche export: acts of reports that are here. The "
        "reports themselves are not in such a file.\n\n"
        "Acts that are here already stay; others are added in review, under "
        "the coder's name, and can be undone. What cannot be taken is named, "
        "the rest goes on, and the exit status is 3.",
    .example = {{"demarche import talks.demarche coded.dna",
                 "what was coded in DNA"},
                {"demarche import talks.demarche bob.jsonl",
                 "acts of another dossier"}},
    .options = OPT(OPT_DOSSIER) | OPT(OPT_WHO) | OPT_OPENING,
    .run = run,
};
