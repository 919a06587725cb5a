#include "cli/opening.h"
#include "cli/plumb.h"
#include "cli/suggest.h"
#include "cli/verb.h"

#include <string.h>

/* One row a stage. */
static const struct stage {
    const char *name;
    enum flow_stage upto;
    plumb_fn run; /* NULL: not in this version */
} stage_table[] = {
    {"page", FLOW_PAGE, plumb_page},
    {"analyse", FLOW_LANG, plumb_analyse},
    {"quotes", FLOW_ACTS, plumb_quotes},
    {"acts", FLOW_ACTS, plumb_acts},
    {"code", FLOW_ACTS, plumb_code},
    {"dates", FLOW_LANG, plumb_dates},
    {"copies", FLOW_PAGE, plumb_copies},
    {"mentions", FLOW_ACTS, plumb_mentions},
    {"issues", FLOW_ACTS, plumb_issues},
};

enum { STAGES = sizeof stage_table / sizeof stage_table[0] };

static const struct stage *stage_called(const char *name)
{
    for (size_t i = 0; i < STAGES; i++) {
        if (strcmp(stage_table[i].name, name) == 0) {
            return &stage_table[i];
        }
    }
    return NULL;
}

static int no_stage(struct app *app, const char *name)
{
    const char *known[STAGES];
    const char *near = NULL;

    for (size_t i = 0; i < STAGES; i++) {
        known[i] = stage_table[i].name;
    }
    near = suggest_nearest(name, known, STAGES);
    if (near != NULL) {
        return app_usage(app, "no stage '%.40s'; did you mean '%s'?", name,
                         near);
    }
    return app_usage(app,
                     "no stage '%.40s'; there are page, analyse, quotes, "
                     "acts, code, mentions, issues, dates and copies",
                     name);
}

static int run(struct app *app, const struct args *args)
{
    const struct stage *stage = NULL;
    struct plumb plumb = {.app = app, .args = *args};
    struct err err = {0};
    int status = EXIT_OK;

    if (args->words == 0) {
        return app_usage(app, "which stage? page, analyse, quotes, acts, code, "
                              "mentions, issues, dates or copies");
    }
    stage = stage_called(args->word[0]);
    if (stage == NULL) {
        return no_stage(app, args->word[0]);
    }
    if (stage->run == NULL) {
        return app_usage(app, "plumb %s is not in this version", stage->name);
    }
    plumb.args.word++;
    plumb.args.words--;
    if (!plumb_open(&plumb, stage->upto, &err)) {
        return app_fail(app, &err);
    }
    status = stage->run(&plumb, &err) ? EXIT_OK : app_fail(app, &err);
    if (!plumb_close(&plumb, &err) && status == EXIT_OK) {
        status = app_fail(app, &err);
    }
    return status == EXIT_OK && plumb.failed != 0 ? EXIT_PARTIAL : status;
}

const struct verb verb_plumb = {
    .name = "plumb",
    .summary = "run one stage alone, for a look inside and for tests",
    .usage = "STAGE [FILE...]",
    .about =
        "One JSON object an input on standard output. Without a file, or for "
        "-, standard input is read. Offsets are bytes, half-open. An input "
        "that cannot be read gives {\"input\",\"error\"}, the rest goes on, "
        "and the exit status is 3.\n\n"
        "page: the report, its text, paragraphs, date and imprint. "
        "analyse: plain text to tokens with tags, heads, lemmas and names. "
        "quotes: plain text to quotes with source, cue and content. "
        "acts: plain text to acts. "
        "code: JSON lines {\"id\",\"text\",\"source\",\"target\"} to what "
        "source does to target. "
        "mentions: plain text to people, states and organisations and whom "
        "each stands for. "
        "issues: the same lines, \"source\" the predicate of an act, to what "
        "it is about. "
        "dates: plain text to date expressions with TIMEX3 values, counted "
        "from --ref. "
        "copies: JSON lines {\"id\",\"text\"} with \"date\" and \"url\" where "
        "they "
        "are known, to the family of each and what it is a copy of.\n\n"
        "analyse, quotes, acts, mentions and dates take many short texts as "
        "JSON "
        "lines "
        "{\"id\",\"text\"} (mentions, dates: \"date\" too) with --jsonl, one "
        "result a "
        "line, in order.",
    .example = {{"demarche plumb page report.txt | jq .paragraphs",
                 "what is text and what is not"},
                {"echo 'Moscow rejected the offer.' | demarche plumb analyse",
                 "tokens"},
                {"demarche plumb quotes --jsonl < texts.jsonl",
                 "many texts at once"}},
    .options = OPT(OPT_JSONL) | OPT_OPENING | OPT(OPT_URL) | OPT(OPT_REF) |
               OPT(OPT_MAP) | OPT(OPT_OUTPUT) | OPT(OPT_FORCE),
    .run = run,
};
