#include "cli/cells.h"
#include "cli/list.h"
#include "cli/verb.h"
#include "record/line.h"

enum act_column {
    ACT_DATE,
    ACT_PRECISION,
    ACT_FROM,
    ACT_TYPE,
    ACT_PLOVER,
    ACT_CAMEO,
    ACT_ACTOR,
    ACT_RECIPIENT,
    ACT_ISSUE,
    ACT_FLAGS,
    ACT_TEXT,
    ACT_START,
    ACT_END,
    ACT_SENTENCE,
    ACT_CONDITION,
    ACT_SPEAKER,
    ACT_QUOTE,
    ACT_CONFIDENCE,
    ACT_REPORT,
    ACT_INPUT,
    ACT_OUTLET,
    ACT_PUBLISHED,
    ACT_ID,
    ACT_COLUMNS
};

static const struct list_column column[ACT_COLUMNS] = {
    [ACT_DATE] = {"date", "DATE", 10, false, false},
    [ACT_PRECISION] = {"precision", NULL, 10, false, false},
    [ACT_FROM] = {"date_from", NULL, 10, false, false},
    [ACT_TYPE] = {"type", "ACT", 14, false, false},
    [ACT_PLOVER] = {"plover", NULL, 10, false, false},
    [ACT_CAMEO] = {"cameo", NULL, 6, false, false},
    [ACT_ACTOR] = {"actor", "ACTOR", 14, false, false},
    [ACT_RECIPIENT] = {"recipient", "TO", 14, false, false},
    [ACT_ISSUE] = {"issue", "ISSUE", 14, false, true},
    [ACT_FLAGS] = {"flags", "FLAGS", 11, false, true},
    [ACT_TEXT] = {"text", "WORDS", 0, false, false},
    [ACT_START] = {"start", NULL, 8, true, false},
    [ACT_END] = {"end", NULL, 8, true, false},
    [ACT_SENTENCE] = {"sentence", NULL, 0, false, false},
    [ACT_CONDITION] = {"condition", NULL, 30, false, false},
    [ACT_SPEAKER] = {"speaker", NULL, 24, false, false},
    [ACT_QUOTE] = {"quote", NULL, 18, false, false},
    [ACT_CONFIDENCE] = {"confidence", NULL, 6, true, false},
    [ACT_REPORT] = {"report", NULL, 18, false, false},
    [ACT_INPUT] = {"input", NULL, 40, false, false},
    [ACT_OUTLET] = {"outlet", NULL, 24, false, false},
    [ACT_PUBLISHED] = {"published", NULL, 10, false, false},
    [ACT_ID] = {"id", "ID", 18, false, false},
};

static struct slice number(double value, struct arena *arena)
{
    struct buf text = {0};
    struct json json = {.out = &text};
    struct slice cell;

    json_num(&json, value, 3);
    cell = arena_copy(arena, buf_slice(&text));
    buf_release(&text);
    return cell;
}

static bool row(void *context, const struct act_row *act)
{
    struct list *list = context;
    struct arena arena = {0};
    struct buf object = {0};
    struct json json = {.out = &object};
    struct slice cell[ACT_COLUMNS] = {
        [ACT_DATE] = cell_date(act->date.value, list->table),
        [ACT_PRECISION] = slice_of(act->date.precision),
        [ACT_FROM] = slice_of(act->date.from),
        [ACT_TYPE] = slice_of(act->type),
        [ACT_PLOVER] = slice_of(act->plover),
        [ACT_CAMEO] = slice_of(act->cameo),
        [ACT_ACTOR] = cell_parties(act->actor, act->actors, &arena),
        [ACT_RECIPIENT] = cell_parties(act->recipient, act->recipients, &arena),
        [ACT_ISSUE] = cell_list(act->issue, act->issues, &arena),
        [ACT_FLAGS] = cell_flags(act, list->table, &arena),
        [ACT_TEXT] = cell_words(act, list->table),
        [ACT_START] = cell_number(act->text.at.start, &arena),
        [ACT_END] = cell_number(act->text.at.end, &arena),
        [ACT_SENTENCE] = act->sentence.exact,
        [ACT_CONDITION] = act->condition.exact,
        [ACT_SPEAKER] = cell_speaker(act->has_speaker, &act->speaker),
        [ACT_QUOTE] = slice_of(act->quote),
        [ACT_CONFIDENCE] = number(act->confidence, &arena),
        [ACT_REPORT] = slice_of(act->report),
        [ACT_INPUT] = slice_of(act->input),
        [ACT_OUTLET] = slice_of(act->outlet),
        [ACT_PUBLISHED] = slice_of(act->published),
        [ACT_ID] = list->table ? session_short(&list->session, act->id)
                               : slice_of(act->id)};
    bool ok = true;

    line_act(&json, act);
    ok = list_row(list, cell, &object);
    arena_release(&arena);
    return ok;
}

static bool rows(struct list *list, const struct query *query, struct err *err)
{
    return query_acts(list->session.record, query, row, list, err);
}

static int run(struct app *app, const struct args *args)
{
    static const struct list_kind kind = {column, ACT_COLUMNS,        "act",
                                          "acts", "demarche show ID", rows};
    struct list list;
    int status = list_run(&list, app, args, &kind);

    list_tell_origins(&list, status);
    list_close(&list);
    return status;
}

const struct verb verb_acts = {
    .name = "acts",
    .summary = "list who did what to whom, in which words",
    .usage = "[DOSSIER]",
    .about =
        "One line an act, by date: a demand, request, offer, promise, threat, "
        "warning, accept, accept-in-part, counter, reject, defer, concede, "
        "deny, accuse, state, meet, pressure, support, attack or protest. "
        "Filters may be combined; --act, --actor, --to and --issue take lists "
        "(RUS,BLR).\n\n"
        "The date is that of the act as the report tells it. A party without "
        "a code is given by its words. Flags in the table: not (it was not "
        "done), if (under a condition), will (announced), maybe (imagined), "
        "past (history), again (repeated), anon (nobody is named).\n\n"
        "Acts that the program is not sure enough of are proposals: they are "
        "listed by --proposed alone and counted nowhere until review accepts "
        "them.\n\n"
        "json and jsonl are the lines of "
        "demarche export; csv has every column, --fields chooses.",
    .example = {{"demarche acts talks.demarche", "all of them"},
                {"demarche acts --actor RUS --to NATO,USA --act demand,threat",
                 "what one side asks of two others"},
                {"demarche acts --since 2022-01 --until 2022-02-15 --latest",
                 "a span of time, the latest first"},
                {"demarche acts --format csv -o acts.csv", "for a spreadsheet"},
                {"demarche acts --format jsonl | jq -r .text.exact",
                 "only the words"}},
    .options = OPT_LIST | OPT_FILTER | OPT(OPT_PROPOSED),
    .formats = "table json jsonl csv md",
    .run = run,
};
