#include "cli/cells.h"
#include "cli/list.h"
#include "cli/verb.h"
#include "record/line.h"
#include "views/ledger.h"

enum demand_column {
    DEMAND_SINCE,
    DEMAND_TYPE,
    DEMAND_ACTOR,
    DEMAND_RECIPIENT,
    DEMAND_ISSUE,
    DEMAND_TEXT,
    DEMAND_REPEATED,
    DEMAND_ANSWER,
    DEMAND_STATUS,
    DEMAND_DAYS,
    DEMAND_REPORTS,
    DEMAND_ACTS,
    DEMAND_ID,
    DEMAND_COLUMNS
};

static const struct list_column column[DEMAND_COLUMNS] = {
    [DEMAND_SINCE] = {"since", "SINCE", 10, false},
    [DEMAND_TYPE] = {"type", "ACT", 8, false},
    [DEMAND_ACTOR] = {"actor", "FROM", 14, false},
    [DEMAND_RECIPIENT] = {"recipient", "TO", 14, false},
    [DEMAND_ISSUE] = {"issue", NULL, 20, false},
    [DEMAND_TEXT] = {"text", "WORDS", 0, false},
    [DEMAND_REPEATED] = {"repeated", "REPEATED", 10, false},
    [DEMAND_ANSWER] = {"answer", NULL, 20, false},
    [DEMAND_STATUS] = {"status", NULL, 40, false},
    [DEMAND_DAYS] = {"days_open", "DAYS", 5, true},
    [DEMAND_REPORTS] = {"reports", "REPORTS", 7, true},
    [DEMAND_ACTS] = {"acts", NULL, 7, true},
    [DEMAND_ID] = {"id", "ID", 18, false},
};

static void write_parties(struct json *json, const char *key,
                          const struct party_row *party, size_t parties)
{
    json_key(json, key);
    json_open(json, '[');
    for (size_t i = 0; i < parties; i++) {
        json_open(json, '{');
        json_key_str(json, "code", party[i].code);
        json_key_slice(json, "text", party[i].at.exact);
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* The line with its first telling whole, as the export writes an act. */
static void write_line(struct json *json, const struct ledger_line *line)
{
    const struct act_row *first = line->first;

    json_open(json, '{');
    json_key_str(json, "id", first->id);
    json_key_str(json, "type", first->type);
    json_key_str(json, "since", line->since);
    write_parties(json, "actor", first->actor, first->actors);
    write_parties(json, "recipient", first->recipient, first->recipients);
    json_key(json, "issue");
    json_open(json, '[');
    for (size_t i = 0; i < first->issues; i++) {
        json_str(json, first->issue[i]);
    }
    json_close(json, ']');
    json_key_slice(json, "text", first->text.exact);
    json_key_str(json, "repeated", line->repeated);
    json_key_str(json, "answer", line->answer);
    json_key_str(json, "status", line->status);
    json_key(json, "days_open");
    if (line->days_open >= 0) {
        json_int(json, line->days_open);
    } else {
        json_none(json);
    }
    json_key_int(json, "reports", (int64_t)line->reports);
    json_key(json, "acts");
    json_open(json, '[');
    for (size_t i = 0; i < line->acts; i++) {
        json_str(json, line->act[i]->id);
    }
    json_close(json, ']');
    json_key(json, "first");
    line_act(json, first);
    json_close(json, '}');
}

static bool row(struct list *list, const struct ledger_line *line)
{
    const struct act_row *first = line->first;
    struct arena arena = {0};
    struct buf object = {0};
    struct json json = {.out = &object};
    struct slice cell[DEMAND_COLUMNS] = {
        [DEMAND_SINCE] = cell_date(line->since, list->table),
        [DEMAND_TYPE] = slice_of(first->type),
        [DEMAND_ACTOR] = cell_parties(first->actor, first->actors, &arena),
        [DEMAND_RECIPIENT] =
            cell_parties(first->recipient, first->recipients, &arena),
        [DEMAND_ISSUE] = cell_list(first->issue, first->issues, &arena),
        [DEMAND_TEXT] = cell_words(first, list->table),
        [DEMAND_REPEATED] = slice_of(line->repeated),
        [DEMAND_ANSWER] = slice_of(line->answer),
        [DEMAND_STATUS] = slice_of(line->status),
        [DEMAND_REPORTS] = cell_number(line->reports, &arena),
        [DEMAND_ACTS] = cell_number(line->acts, &arena),
        [DEMAND_ID] = list->table ? session_short(&list->session, first->id)
                                  : slice_of(first->id)};
    bool ok = true;

    if (line->days_open >= 0) {
        cell[DEMAND_DAYS] = cell_number((size_t)line->days_open, &arena);
    }
    write_line(&json, line);
    ok = list_row(list, cell, &object);
    arena_release(&arena);
    return ok;
}

static bool rows(struct list *list, const struct query *query, struct err *err)
{
    struct session *session = &list->session;
    struct arena arena = {0};
    struct ledger ledger;
    struct date as_of;
    bool ok = session_date(&session->args, OPT_AS_OF, &as_of, err) &&
              ledger_load(session->record, query, as_of, &arena, &ledger, err);

    for (size_t i = 0; ok && i < ledger.lines; i++) {
        ok = row(list, &ledger.line[i]);
    }
    if (ok && ledger.lines != 0 && ledger.up_to != NULL) {
        app_say(session->app,
                "From %zu reports up to %s. Answers are not linked to demands "
                "in this version.",
                ledger.reports, ledger.up_to);
    }
    arena_release(&arena);
    return ok;
}

static int run(struct app *app, const struct args *args)
{
    static const struct list_kind kind = {column,
                                          DEMAND_COLUMNS,
                                          "demand, request or offer",
                                          "demands, requests and offers",
                                          "demarche show ID",
                                          rows};
    struct list list;
    int status = list_run(&list, app, args, &kind);

    list_close(&list);
    return status;
}

const struct verb verb_demands = {
    .name = "demands",
    .summary = "the ledger: what was demanded, requested, offered, since when",
    .usage = "[DOSSIER]",
    .about =
        "One line a demand, request or offer, from the day it was first told: "
        "the same side asking the same side in words that agree is one line, "
        "repeated. DAYS counts from then to the day of the ledger, which is "
        "that of the latest report unless --as-of says another.\n\n"
        "--since and --until choose lines that were told in that time.",
    .example = {{"demarche demands talks.demarche", "everything on the table"},
                {"demarche demands --actor RUS --to NATO",
                 "what one side wants of another"},
                {"demarche demands --as-of 2022-01-26",
                 "as it stood on that day"},
                {"demarche demands --format md -o ledger.md",
                 "for a memorandum"}},
    .options = OPT_LIST | OPT(OPT_ACT) | OPT(OPT_ACTOR) | OPT(OPT_TO) |
               OPT(OPT_ISSUE) | OPT(OPT_SINCE) | OPT(OPT_UNTIL) |
               OPT(OPT_AS_OF) | OPT(OPT_LATEST),
    .formats = "table json jsonl csv md",
    .run = run,
};
