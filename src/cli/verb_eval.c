#include "base/json.h"
#include "base/map.h"
#include "base/mem.h"
#include "cli/cells.h"
#include "cli/gold.h"
#include "cli/list.h"
#include "cli/verb.h"
#include "views/score.h"

#include <stdio.h>
#include <stdlib.h>

enum eval_column {
    EVAL_TYPE,
    EVAL_GOLD,
    EVAL_FOUND,
    EVAL_RIGHT,
    EVAL_P,
    EVAL_R,
    EVAL_F1,
    EVAL_COLUMNS
};

static const struct list_column column[EVAL_COLUMNS] = {
    [EVAL_TYPE] = {"type", "TYPE", 16, false, false},
    [EVAL_GOLD] = {"gold", "GOLD", 6, true, false},
    [EVAL_FOUND] = {"found", "FOUND", 6, true, false},
    [EVAL_RIGHT] = {"right", "RIGHT", 6, true, false},
    [EVAL_P] = {"precision", "P", 5, true, false},
    [EVAL_R] = {"recall", "R", 5, true, false},
    [EVAL_F1] = {"f1", "F1", 5, true, false},
};

enum { MOST_TYPES = 64 };

struct eval {
    struct session session;
    struct gold gold;
    struct map names; /* of reports, by id, file and file's stem → row */

    struct report_row *report;
    size_t reports;
    size_t *place; /* of each gold act: number of its report */
    struct score_type type[MOST_TYPES];
    size_t types;
    struct sink misses;
    bool logging;
    size_t lost; /* gold acts whose report or words are not there */
};

/* --- reports by what they are called --- */

static void name_report(struct eval *eval, struct slice name, size_t row)
{
    bool added = false;
    uintptr_t *place = map_put(&eval->names, name, &added);

    if (added) {
        *place = row;
    }
}

static bool list_reports(struct eval *eval, struct err *err)
{
    struct arena *arena = &eval->session.app->arena;

    if (!query_load_reports(eval->session.record, NULL, arena, &eval->report,
                            &eval->reports, err)) {
        return false;
    }
    for (size_t i = 0; i < eval->reports; i++) {
        const char *input = eval->report[i].input;
        const char *slash = strrchr(input, '/');
        struct slice file = slice_of(slash != NULL ? slash + 1 : input);
        const char *dot = strrchr(file.ptr, '.');

        name_report(eval, slice_of(eval->report[i].id), i);
        name_report(eval, slice_of(input), i);
        name_report(eval, file, i);
        if (dot != NULL && dot != file.ptr) {
            name_report(eval,
                        (struct slice){file.ptr, (size_t)(dot - file.ptr)}, i);
        }
    }
    return true;
}

/* --- counting --- */

static struct score_type *type_of(struct eval *eval, const char *name)
{
    for (size_t i = 0; i < eval->types; i++) {
        if (strcmp(eval->type[i].type, name) == 0) {
            return &eval->type[i];
        }
    }
    if (eval->types == MOST_TYPES) {
        return &eval->type[MOST_TYPES - 1];
    }
    eval->type[eval->types] = (struct score_type){
        .type = arena_strdup(&eval->session.app->arena, name)};
    return &eval->type[eval->types++];
}

static void log_miss(struct eval *eval, const char *what, const char *report,
                     const struct score_item *item, struct slice words)
{
    struct json json = {.out = &eval->misses.out};

    if (!eval->logging) {
        return;
    }
    json_open(&json, '{');
    json_key_str(&json, "what", what);
    json_key_str(&json, "report", report);
    json_key_str(&json, "type", item->type);
    json_key(&json, "text");
    json_open(&json, '{');
    json_key_int(&json, "start", (int64_t)item->at.start);
    json_key_int(&json, "end", (int64_t)item->at.end);
    json_key_slice(&json, "exact", words);
    json_close(&json, '}');
    json_close(&json, '}');
    buf_add_char(&eval->misses.out, '\n');
}

static void lose(struct eval *eval, const struct gold_act *act, const char *why)
{
    const struct score_item item = {.type = act->type, .at = act->at};

    app_warn(eval->session.app, "line %zu: %s: %s", act->line, act->report,
             why);
    log_miss(eval, "lost", act->report, &item, act->words);
    eval->lost++;
}

/* The gold acts of one report, placed in its text. */
static size_t place_gold(struct eval *eval, size_t report, struct slice text,
                         struct score_item *item)
{
    size_t items = 0;

    for (size_t i = 0; i < eval->gold.len; i++) {
        const struct gold_act *act = &eval->gold.act[i];
        struct span at = act->at;

        if (eval->place[i] != report) {
            continue;
        }
        type_of(eval, act->type)->gold++;
        if (span_empty(at)) {
            at.start = slice_find(text, act->words);
            at.end = at.start + act->words.len;
        }
        if (at.end > text.len || (act->words.ptr != NULL &&
                                  !slice_eq(slice_cut(text, at), act->words))) {
            lose(eval, act, "these words are not in the report");
            continue;
        }
        item[items++] = (struct score_item){.type = act->type, .at = at};
    }
    return items;
}

static void count(struct eval *eval, const char *report, struct slice text,
                  const struct score_item *gold, size_t golds,
                  const struct score_item *found, size_t founds)
{
    for (size_t i = 0; i < golds; i++) {
        type_of(eval, gold[i].type)->right += gold[i].matched;
        if (!gold[i].matched) {
            log_miss(eval, "missed", report, &gold[i],
                     slice_cut(text, gold[i].at));
        }
    }
    for (size_t i = 0; i < founds; i++) {
        type_of(eval, found[i].type)->found++;
        if (!found[i].matched) {
            log_miss(eval, "extra", report, &found[i],
                     slice_cut(text, found[i].at));
        }
    }
}

static bool eval_report(struct eval *eval, size_t number, struct err *err)
{
    const char *id = eval->report[number].id;
    const struct query query = {.report = id, .order = QUERY_STORY};
    struct record *record = eval->session.record;
    struct arena arena = {0};
    struct report_text text;
    struct act_row *act = NULL;
    size_t acts = 0;
    bool ok = query_text(record, id, &arena, &text, err) &&
              query_load_acts(record, &query, &arena, &act, &acts, err);

    if (ok) {
        struct score_item *gold =
            arena_alloc(&arena, eval->gold.len, sizeof *gold);
        struct score_item *found = arena_alloc(&arena, acts, sizeof *found);
        size_t golds = place_gold(eval, number, text.text, gold);

        for (size_t i = 0; i < acts; i++) {
            found[i] =
                (struct score_item){.type = act[i].type, .at = act[i].text.at};
        }
        score_match(gold, golds, found, acts);
        count(eval, id, text.text, gold, golds, found, acts);
    }
    arena_release(&arena);
    return ok;
}

/* Only reports that the gold names are looked at. */
static bool eval_all(struct eval *eval, struct err *err)
{
    bool *named = mem_alloc(eval->reports, sizeof *named);
    bool ok = true;

    eval->place = mem_alloc(eval->gold.len, sizeof *eval->place);
    for (size_t i = 0; i < eval->gold.len; i++) {
        const struct gold_act *act = &eval->gold.act[i];
        const uintptr_t *row = map_get(&eval->names, slice_of(act->report));

        eval->place[i] = row != NULL ? (size_t)*row : eval->reports;
        if (row == NULL) {
            lose(eval, act, "no such report is in the dossier");
        } else {
            named[*row] = true;
        }
    }
    for (size_t i = 0; ok && i < eval->reports; i++) {
        ok = !named[i] || eval_report(eval, i, err);
    }
    free(named);
    return ok;
}

/* --- telling --- */

static struct slice cell_share(double share, struct arena *arena)
{
    char text[16];

    (void)snprintf(text, sizeof text, "%.3f", share);
    return arena_copy(arena, slice_of(text));
}

static bool write_type(struct listing *listing, const struct score_type *type,
                       struct err *err)
{
    struct slice cell[EVAL_COLUMNS];
    struct arena arena = {0};
    struct buf object = {0};
    struct json json = {.out = &object};
    bool ok;

    cell[EVAL_TYPE] = slice_of(type->type);
    cell[EVAL_GOLD] = cell_number(type->gold, &arena);
    cell[EVAL_FOUND] = cell_number(type->found, &arena);
    cell[EVAL_RIGHT] = cell_number(type->right, &arena);
    cell[EVAL_P] = cell_share(score_precision(type), &arena);
    cell[EVAL_R] = cell_share(score_recall(type), &arena);
    cell[EVAL_F1] = cell_share(score_f1(type), &arena);
    json_open(&json, '{');
    json_key_str(&json, "type", type->type);
    json_key_int(&json, "gold", (int64_t)type->gold);
    json_key_int(&json, "found", (int64_t)type->found);
    json_key_int(&json, "right", (int64_t)type->right);
    json_key(&json, "precision");
    json_num(&json, score_precision(type), 4);
    json_key(&json, "recall");
    json_num(&json, score_recall(type), 4);
    json_key(&json, "f1");
    json_num(&json, score_f1(type), 4);
    json_close(&json, '}');
    ok = listing_row(listing, cell, buf_slice(&object), err);
    buf_release(&object);
    arena_release(&arena);
    return ok;
}

static int by_gold(const void *a, const void *b)
{
    const struct score_type *x = a;
    const struct score_type *y = b;

    return x->gold != y->gold ? (x->gold < y->gold ? 1 : -1)
                              : strcmp(x->type, y->type);
}

static bool tell(struct eval *eval, struct err *err)
{
    struct score_type all = {.type = "all"};
    struct listing listing;
    bool ok = listing_open(&listing, eval->session.app, &eval->session.args,
                           column, EVAL_COLUMNS, err);

    if (!ok) {
        return false;
    }
    qsort(eval->type, eval->types, sizeof *eval->type, by_gold);
    for (size_t i = 0; ok && i < eval->types; i++) {
        all.gold += eval->type[i].gold;
        all.found += eval->type[i].found;
        all.right += eval->type[i].right;
        ok = write_type(&listing, &eval->type[i], err);
    }
    ok = ok && write_type(&listing, &all, err);
    return listing_close(&listing, ok, err) && ok;
}

static bool work(struct eval *eval, struct err *err)
{
    struct session *session = &eval->session;
    const char *misses = session->args.value[OPT_REPORT];
    bool ok = session_words(session, 1, "a file of gold acts", err) &&
              gold_read(&eval->gold, session->args.word[0],
                        &session->app->arena, err) &&
              list_reports(eval, err);

    if (ok && misses != NULL) {
        ok = sink_open(&eval->misses, misses, true, SINK_JSON, err);
        eval->logging = ok;
    }
    ok = ok && eval_all(eval, err) && tell(eval, err);
    if (eval->logging) {
        ok = sink_close(&eval->misses, ok, err) && ok;
    }
    return ok;
}

static int run(struct app *app, const struct args *args)
{
    struct eval eval = {0};
    struct err err = {0};
    int status = EXIT_OK;

    if (!session_open(&eval.session, app, args, 1, &err)) {
        return app_fail(app, &err);
    }
    if (!work(&eval, &err)) {
        status = app_fail(app, &err);
    } else if (eval.lost != 0) {
        app_say(app, "%zu gold acts have no place in the dossier.", eval.lost);
        status = EXIT_PARTIAL;
    }
    map_release(&eval.names);
    gold_release(&eval.gold);
    free(eval.place);
    session_close(&eval.session);
    return status;
}

const struct verb verb_eval = {
    .name = "eval",
    .summary = "compare the acts with those that a person found",
    .usage = "[DOSSIER] GOLD",
    .about =
        "Prints how many acts of each type are in the gold file, were found "
        "and are right, with precision, recall and F1. An act is right if a "
        "gold act of the same report and type shares at least half of the "
        "shorter text. Only reports that the gold file names are looked at.\n\n"
        "GOLD is JSON lines with report (an id or a file's name), type and "
        "text ({\"start\",\"end\"} or the words), such as the export of a "
        "dossier that was reviewed; or a table with the columns report, type, "
        "actor, recipient, words, flags. --report FILE writes what was missed, "
        "what is too much and what has no place in the dossier (exit status "
        "3).",
    .example = {{"demarche eval talks.demarche gold.jsonl", "a type a row"},
                {"demarche eval talks.demarche samples/gold.tsv --report "
                 "misses.jsonl",
                 "and what was missed"}},
    .options = OPT(OPT_DOSSIER) | OPT(OPT_FORMAT) | OPT(OPT_FIELDS) |
               OPT(OPT_WIDE) | OPT(OPT_OUTPUT) | OPT(OPT_FORCE) |
               OPT(OPT_REPORT),
    .formats = "table json jsonl csv md",
    .run = run,
};
