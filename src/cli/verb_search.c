#include "base/json.h"
#include "base/term.h"
#include "cli/cells.h"
#include "cli/listing.h"
#include "cli/passage.h"
#include "cli/session.h"
#include "cli/verb.h"

#include <unistd.h>

enum hit_column {
    HIT_PUBLISHED,
    HIT_OUTLET,
    HIT_TITLE,
    HIT_FOUND,
    HIT_SNIPPET,
    HIT_START,
    HIT_END,
    HIT_INPUT,
    HIT_ID,
    HIT_COLUMNS
};

static const struct list_column column[HIT_COLUMNS] = {
    [HIT_PUBLISHED] = {"published", "PUBLISHED", 10, false, false},
    [HIT_OUTLET] = {"outlet", "OUTLET", 20, false, false},
    [HIT_TITLE] = {"title", "TITLE", 32, false, true},
    [HIT_FOUND] = {"found", "FOUND", 5, true, false},
    [HIT_SNIPPET] = {"snippet", "WORDS", 0, false, false},
    [HIT_START] = {"start", NULL, 8, true, false},
    [HIT_END] = {"end", NULL, 8, true, false},
    [HIT_INPUT] = {"input", NULL, 40, false, false},
    [HIT_ID] = {"report", "ID", 18, false, false},
};

struct state {
    struct session session;
    struct listing listing;
    bool text; /* the default: a block a report */
    struct sink sink;
    size_t hits;
    bool cut; /* not all that match were ranked */
    struct err *err;
};

static void write_hit(struct json *json, const struct search_hit *hit)
{
    const struct report_row *report = &hit->report;

    json_open(json, '{');
    json_key_str(json, "report", report->id);
    json_key_str(json, "published", report->published.value);
    json_key_str(json, "outlet", report->outlet);
    json_key_str(json, "title", report->title);
    json_key_str(json, "input", report->input);
    json_key_int(json, "found", (int64_t)hit->found);
    json_key(json, "score");
    json_num(json, hit->score, 4);
    json_key_int(json, "start", (int64_t)hit->snippet.at.start);
    json_key_int(json, "end", (int64_t)hit->snippet.at.end);
    json_key_slice(json, "snippet", hit->snippet.exact);
    json_key(json, "match");
    json_open(json, '[');
    for (size_t i = 0; i < hit->matches; i++) {
        json_open(json, '{');
        json_key_int(json, "start", (int64_t)hit->match[i].start);
        json_key_int(json, "end", (int64_t)hit->match[i].end);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
}

static bool row(void *context, const struct search_hit *hit)
{
    struct state *state = context;
    struct arena arena = {0};
    struct buf object = {0};
    struct json json = {.out = &object};
    const struct report_row *report = &hit->report;
    bool table = state->listing.format == LIST_TABLE;
    struct slice cell[HIT_COLUMNS] = {
        [HIT_PUBLISHED] = cell_date(report->published.value, table),
        [HIT_OUTLET] = slice_of(report->outlet),
        [HIT_TITLE] = slice_of(report->title),
        [HIT_FOUND] = cell_number(hit->found, &arena),
        [HIT_SNIPPET] = hit->snippet.exact,
        [HIT_START] = cell_number(hit->snippet.at.start, &arena),
        [HIT_END] = cell_number(hit->snippet.at.end, &arena),
        [HIT_INPUT] = slice_of(report->input),
        [HIT_ID] = table ? session_short(&state->session, report->id)
                         : slice_of(report->id)};
    bool ok = true;

    state->cut = hit->cut;
    write_hit(&json, hit);
    ok = listing_row(&state->listing, cell, buf_slice(&object), state->err);
    buf_release(&object);
    arena_release(&arena);
    return ok;
}

/* "r-3f9c  2021-12-10  thestar.com.my  Russia to West ..." and the words. */
static bool block(void *context, const struct search_hit *hit)
{
    struct state *state = context;
    struct buf *out = &state->sink.out;
    bool color = state->session.app->color && state->sink.terminal;
    struct passage passage = passage_for(STDOUT_FILENO, 4, color);
    const struct report_row *report = &hit->report;

    state->cut = hit->cut;
    if (state->hits++ != 0) {
        buf_add_char(out, '\n');
    }
    term_on(out, TERM_BOLD, color);
    buf_add_slice(out, session_short(&state->session, report->id));
    term_off(out, TERM_BOLD, color);
    buf_printf(out, "  %s  ",
               report->published.value != NULL ? report->published.value
                                               : "undated");
    if (report->outlet != NULL) {
        term_safe(out, slice_of(report->outlet));
        buf_add_str(out, "  ");
    }
    term_safe(out,
              slice_of(report->title != NULL ? report->title : report->input));
    buf_printf(out, "  (%zu %s)\n", hit->found,
               hit->found == 1 ? "match" : "matches");
    passage_write(out, &passage, hit->snippet.exact, hit->match, hit->matches);
    return sink_flush(&state->sink, state->err);
}

/* All words left are the expression. */
static const char *expression_of(struct session *session)
{
    const struct args *args = &session->args;
    struct buf joined = {0};
    const char *expression = NULL;

    for (size_t i = 0; i < args->words; i++) {
        buf_printf(&joined, "%s%s", i != 0 ? " " : "", args->word[i]);
    }
    expression = arena_strdup(&session->app->arena, joined.ptr);
    buf_release(&joined);
    return expression;
}

static bool search(struct state *state, const struct args *args,
                   struct err *err)
{
    struct session *session = &state->session;
    const char *format = args->value[OPT_FORMAT];
    const char *expression = expression_of(session);
    struct query query;
    bool ok = expression != NULL ||
              err_set(err, ERR_USAGE, "the words to search for are missing");

    ok = ok && session_query(session, &query, err);
    if (!ok) {
        return false;
    }
    state->text = format == NULL || strcmp(format, "text") == 0;
    if (!state->text) {
        ok = listing_open(&state->listing, session->app, args, column,
                          HIT_COLUMNS, err);
    } else {
        ok = sink_open(&state->sink, args->value[OPT_OUTPUT],
                       args_has(args, OPT_FORCE), SINK_SHOWN, err);
    }
    if (!ok) {
        return false;
    }
    ok = query_search(session->record, expression, &query,
                      state->text ? block : row, state, err) &&
         err->code == ERR_NONE;
    return state->text ? sink_close(&state->sink, ok, err) && ok
                       : listing_close(&state->listing, ok, err);
}

static int run(struct app *app, const struct args *args)
{
    struct err err = {0};
    struct state state = {.err = &err};
    int status = EXIT_OK;

    if (!session_open(&state.session, app, args, WORDS_ANY, &err)) {
        return app_fail(app, &err);
    }
    if (search(&state, args, &err)) {
        status = session_end(&state.session,
                             state.text ? state.hits : state.listing.rows,
                             "report", "reports", "demarche show ID");
        if (state.cut) {
            app_say(app,
                    "More than %d reports match; those added last were ranked. "
                    "Narrow by more words, --since or --until.",
                    SEARCH_RANKED);
        }
    } else {
        status = app_fail(app, &err);
    }
    session_close(&state.session);
    return status;
}

const struct verb verb_search = {
    .name = "search",
    .summary = "find words in the text of the reports",
    .usage = "[DOSSIER] WORDS...",
    .about =
        "Best first. All words must be there; \"a phrase\" as it stands; AND, "
        "OR, NOT in capitals, with parentheses; a * at the end of a word for "
        "all that begins so. Case and accents do not matter. Where more than "
        "20,000 reports match and only a page is wanted, those added last are "
        "ranked.",
    .example = {{"demarche search talks.demarche missile moratorium",
                 "both words"},
                {"demarche search '\"red line\" OR \"red lines\"'",
                 "a phrase, in two forms"},
                {"demarche search 'sanction* NOT gas' --since 2022-01",
                 "what begins so, from January on"},
                {"demarche search veto --format jsonl | jq -r .report",
                 "only the ids"}},
    .options = OPT_LIST | OPT(OPT_SINCE) | OPT(OPT_UNTIL),
    .formats = "text table json jsonl csv md",
    .run = run,
};
