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
    DEMAND_STATUS,
    DEMAND_ANSWER,
    DEMAND_DAYS,
    DEMAND_ORIGINS,
    DEMAND_REPORTS,
    DEMAND_ACTS,
    DEMAND_ID,
    DEMAND_COLUMNS
};

static const struct list_column column[DEMAND_COLUMNS] = {
    [DEMAND_SINCE] = {"since", "SINCE", 10, false, false},
    [DEMAND_TYPE] = {"type", "ACT", 8, false, false},
    [DEMAND_ACTOR] = {"actor", "FROM", 14, false, false},
    [DEMAND_RECIPIENT] = {"recipient", "TO", 14, false, false},
    [DEMAND_ISSUE] = {"issue", NULL, 20, false, false},
    [DEMAND_TEXT] = {"text", "WORDS", 0, false, false},
    [DEMAND_REPEATED] = {"repeated", "REPEATED", 10, false, true},
    [DEMAND_STATUS] = {"status", "STATUS", 10, false, false},
    [DEMAND_ANSWER] = {"answer", "ANSWER", 20, false, false},
    [DEMAND_DAYS] = {"days_open", "DAYS", 5, true, true},
    [DEMAND_ORIGINS] = {"origins", "ORIGINS", 7, true, true},
    [DEMAND_REPORTS] = {"reports", NULL, 7, true, false},
    [DEMAND_ACTS] = {"acts", NULL, 7, true, false},
    [DEMAND_ID] = {"id", "ID", 18, false, false},
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

static void write_answer(struct json *json, const struct ledger_answer *answer)
{
    json_open(json, '{');
    json_key_str(json, "act", answer->act->id);
    json_key_str(json, "demand", answer->demand);
    json_key_str(json, "how", answer->how);
    json_key_str(json, "date", answer->date);
    write_parties(json, "actor", answer->act->actor, answer->act->actors);
    json_key_slice(json, "text", answer->act->text.exact);
    json_key(json, "score");
    json_num(json, answer->score, 4);
    json_key_str(json, "why", answer->why);
    json_close(json, '}');
}

/* The latest answer, or how far was looked; then all answers. */
static void write_answers(struct json *json, const struct ledger *ledger,
                          const struct ledger_line *line)
{
    struct arena arena = {0};

    json_key_str(json, "status", ledger_status_name(line->status));
    json_key(json, "answer");
    if (line->latest != NULL) {
        write_answer(json, line->latest);
    } else {
        json_none(json);
    }
    json_key_str(json, "looked",
                 line->latest == NULL ? ledger_looked(ledger, &arena) : NULL);
    json_key(json, "answers");
    json_open(json, '[');
    for (size_t i = 0; i < line->answers; i++) {
        write_answer(json, &line->answer[i]);
    }
    json_close(json, ']');
    arena_release(&arena);
}

/* 0: unknown. */
static void write_number(struct json *json, const char *key, unsigned number)
{
    json_key(json, key);
    if (number != 0) {
        json_int(json, number);
    } else {
        json_none(json);
    }
}

/* The line with its first telling whole, as the export writes an act. */
static void write_line(struct json *json, const struct ledger *ledger,
                       const struct ledger_line *line)
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
    write_number(json, "point", first->point);
    write_number(json, "points", first->points);
    json_key_str(json, "repeated", line->repeated);
    write_answers(json, ledger, line);
    json_key(json, "days_open");
    if (line->days_open >= 0) {
        json_int(json, line->days_open);
    } else {
        json_none(json);
    }
    json_key_int(json, "origins", (int64_t)line->origins);
    json_key_int(json, "reports", (int64_t)line->reports);
    json_key(json, "acts");
    json_open(json, '[');
    for (size_t i = 0; i < line->acts; i++) {
        json_str(json, line->act[i]);
    }
    json_close(json, ']');
    json_key(json, "first");
    line_act(json, first);
    json_close(json, '}');
}

/* Its words; a point of a list with its number: "2/3 close the airfield". */
static struct slice words_of(const struct act_row *act, bool table,
                             struct arena *arena)
{
    struct buf text = {0};
    struct slice cell;

    if (!table || act->point == 0) {
        return cell_words(act, table);
    }
    buf_printf(&text, "%u/%u ", act->point, act->points);
    buf_add_slice(&text, cell_words(act, table));
    cell = arena_copy(arena, buf_slice(&text));
    buf_release(&text);
    return cell;
}

/* "refused 2031-02-18", for people; the id of the answering act otherwise. */
static struct slice cell_answer(const struct ledger_line *line, bool table,
                                struct arena *arena)
{
    const struct ledger_answer *latest = line->latest;
    struct buf text = {0};
    struct slice cell;

    if (latest == NULL) {
        return table ? SLICE("none found") : (struct slice){0};
    }
    if (!table) {
        return slice_of(latest->act->id);
    }
    buf_add_str(&text, latest->date != NULL ? latest->date : "undated");
    if (latest->act->actors != 0) {
        buf_add_char(&text, ' ');
        buf_add_slice(&text, cell_parties(latest->act->actor,
                                          latest->act->actors, arena));
    }
    cell = arena_copy(arena, buf_slice(&text));
    buf_release(&text);
    return cell;
}

static bool row(struct list *list, const struct ledger *ledger,
                const struct ledger_line *line)
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
        [DEMAND_TEXT] = words_of(first, list->table, &arena),
        [DEMAND_REPEATED] = slice_of(line->repeated),
        [DEMAND_STATUS] = slice_of(ledger_status_name(line->status)),
        [DEMAND_ANSWER] = cell_answer(line, list->table, &arena),
        [DEMAND_ORIGINS] = cell_number(line->origins, &arena),
        [DEMAND_REPORTS] = cell_number(line->reports, &arena),
        [DEMAND_ACTS] = cell_number(line->acts, &arena),
        [DEMAND_ID] = list->table ? session_short(&list->session, first->id)
                                  : slice_of(first->id)};
    bool ok = true;

    if (line->days_open >= 0) {
        cell[DEMAND_DAYS] = cell_number((size_t)line->days_open, &arena);
    }
    write_line(&json, ledger, line);
    ok = list_row(list, cell, &object);
    arena_release(&arena);
    return ok;
}

static bool check_status(const char *status, struct err *err)
{
    struct slice wrong;

    return status == NULL || ledger_status_check(status, &wrong) ||
           err_set(err, ERR_USAGE,
                   "'%.*s' is no status: open, repeated, deferred, accepted, "
                   "in part, refused, countered, withdrawn, fulfilled, "
                   "superseded",
                   (int)(wrong.len & 0xFF), wrong.ptr);
}

static bool rows(struct list *list, const struct query *query, struct err *err)
{
    struct session *session = &list->session;
    struct arena arena = {0};
    struct ledger ledger;
    struct ledger_query asked = {.query = query,
                                 .status = session->args.value[OPT_STATUS]};
    bool ok = session_date(&session->args, OPT_AS_OF, &asked.as_of, err) &&
              check_status(asked.status, err) &&
              ledger_load(session->record, &asked, &arena, &ledger, err);

    for (size_t i = 0; ok && i < ledger.lines; i++) {
        ok = row(list, &ledger, &ledger.line[i]);
    }
    if (ok && ledger.lines != 0 && ledger.up_to != NULL) {
        app_say(session->app,
                "None found: %s. Next: demarche why ID says what a link to "
                "an answer rests on.",
                ledger_looked(&ledger, &arena));
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

    list_tell_origins(&list, status);
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
        "repeated. ORIGINS counts the reports that tell it and do not copy "
        "each other. DAYS counts from its first day to the day of the ledger, "
        "which is that of the latest report unless --as-of says another, or "
        "to that of the answer that ends it. Of a list of demands every point "
        "is a line, with its number before its words.\n\n"
        "STATUS follows from the latest answer that was found by that day. "
        "A demand that was refused stands. Where there is none, none was "
        "found in the reports of this dossier: there may be one.\n\n"
        "--since and --until choose lines that were told in that time.",
    .example = {{"demarche demands talks.demarche", "everything on the table"},
                {"demarche demands --actor RUS --to NATO",
                 "what one side wants of another"},
                {"demarche demands --as-of 2022-01-26",
                 "as it stood on that day"},
                {"demarche demands --status open,repeated",
                 "what no answer was found to"},
                {"demarche demands --format md -o ledger.md",
                 "for a memorandum"}},
    .options = OPT_LIST | OPT(OPT_ACT) | OPT(OPT_ACTOR) | OPT(OPT_TO) |
               OPT(OPT_ISSUE) | OPT(OPT_SINCE) | OPT(OPT_UNTIL) |
               OPT(OPT_AS_OF) | OPT(OPT_STATUS) | OPT(OPT_LATEST),
    .formats = "table json jsonl csv md",
    .run = run,
};
