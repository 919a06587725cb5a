#include "base/json.h"
#include "cli/cells.h"
#include "cli/list.h"
#include "cli/timeline_document.h"
#include "cli/verb.h"
#include "views/timeline.h"

enum timeline_column {
    COLUMN_DATE,
    COLUMN_PRECISION,
    COLUMN_LANE,
    COLUMN_ACTOR,
    COLUMN_RECIPIENT,
    COLUMN_TYPE,
    COLUMN_ISSUE,
    COLUMN_TEXT,
    COLUMN_REPORTS,
    COLUMN_ORIGINS,
    COLUMN_TOLD,
    COLUMN_ID,
    COLUMNS
};

static const struct list_column column[COLUMNS] = {
    [COLUMN_DATE] = {"date", "DATE", 10, false, false},
    [COLUMN_PRECISION] = {"precision", NULL, 6, false, false},
    [COLUMN_LANE] = {"lane", "LANE", 9, false, true},
    [COLUMN_ACTOR] = {"actor", "FROM", 14, false, false},
    [COLUMN_RECIPIENT] = {"recipient", "TO", 14, false, false},
    [COLUMN_TYPE] = {"type", "ACT", 14, false, false},
    [COLUMN_ISSUE] = {"issue", NULL, 20, false, false},
    [COLUMN_TEXT] = {"text", "WORDS", 0, false, false},
    [COLUMN_REPORTS] = {"reports", NULL, 7, true, false},
    [COLUMN_ORIGINS] = {"origins", NULL, 7, true, false},
    [COLUMN_TOLD] = {"told", "TOLD", 9, true, false},
    [COLUMN_ID] = {"id", "ID", 18, false, false},
};

static void write_entry(struct json *json, const struct timeline_entry *entry)
{
    const struct act_row *act = entry->act;

    json_open(json, '{');
    json_key_str(json, "date", entry->when.value);
    json_key_str(json, "precision", entry->when.precision);
    json_key_str(json, "lane", timeline_lane(entry));
    cell_write_parties(json, "actor", act->actor, act->actors);
    cell_write_parties(json, "recipient", act->recipient, act->recipients);
    json_key_str(json, "type", act->type);
    cell_write_strings(json, "issue", act->issue, act->issues);
    json_key_slice(json, "text", act->text.exact);
    json_key_slice(json, "sentence", act->sentence.exact);
    json_key_int(json, "reports", (int64_t)entry->told.reports);
    json_key_int(json, "origins", (int64_t)entry->told.origins);
    json_key_str(json, "id", entry->event);
    json_key_str(json, "act", act->id);
    json_key_str(json, "report", entry->first->report);
    json_key(json, "acts");
    json_open(json, '[');
    for (size_t i = 0; i < entry->acts; i++) {
        json_str(json, entry->all[i].id);
    }
    json_close(json, ']');
    json_close(json, '}');
}

/* For people an undated entry is placed by the report that tells it. */
static struct slice cell_day(const struct list *list,
                             const struct timeline_entry *entry,
                             struct arena *arena)
{
    struct buf text = {0};
    struct slice cell;

    if (entry->when.value != NULL || !list->table) {
        return slice_of(entry->when.value);
    }
    buf_add_str(&text, "in ");
    buf_add_slice(&text, list_id(list, entry->first->report));
    cell = arena_copy(arena, buf_slice(&text));
    buf_release(&text);
    return cell;
}

static bool row(struct list *list, const struct timeline_entry *entry)
{
    const struct act_row *act = entry->act;
    struct arena arena = {0};
    struct buf object = {0};
    struct json json = {.out = &object};
    struct slice cell[COLUMNS] = {
        [COLUMN_DATE] = cell_day(list, entry, &arena),
        [COLUMN_PRECISION] = slice_of(entry->when.precision),
        [COLUMN_LANE] = slice_of(timeline_lane(entry)),
        [COLUMN_ACTOR] = cell_parties(act->actor, act->actors, &arena),
        [COLUMN_RECIPIENT] =
            cell_parties(act->recipient, act->recipients, &arena),
        [COLUMN_TYPE] = slice_of(act->type),
        [COLUMN_ISSUE] = cell_list(act->issue, act->issues, &arena),
        [COLUMN_TEXT] = cell_words(act, list->table),
        [COLUMN_REPORTS] = cell_number(entry->told.reports, &arena),
        [COLUMN_ORIGINS] = cell_number(entry->told.origins, &arena),
        [COLUMN_TOLD] =
            cell_told(entry->told.reports, entry->told.origins, &arena),
        [COLUMN_ID] = list_id(list, entry->event)};
    bool ok;

    write_entry(&json, entry);
    ok = list_row(list, cell, &object);
    arena_release(&arena);
    return ok;
}

static void say_undated(struct session *session,
                        const struct timeline *timeline)
{
    if (timeline->undated != 0) {
        app_say(session->app,
                "%zu of them undated, at the end, report by report%s.",
                timeline->undated,
                timeline->more_undated ? "; there are more" : "");
    }
}

static bool take(void *context, const struct timeline_entry *entry)
{
    return row(context, entry);
}

static bool rows(struct list *list, const struct query *query, struct err *err)
{
    struct timeline timeline;

    if (!timeline_ask(&list->session, query, take, list, &timeline, err)) {
        return false;
    }
    say_undated(&list->session, &timeline);
    return true;
}

static int run_document(struct app *app, const struct args *args,
                        const struct timeline_form *form)
{
    struct err err = {0};
    struct session session;
    struct timeline_sums sums = {0};
    int status;

    if (!session_open(&session, app, args, 0, &err)) {
        return app_fail(app, &err);
    }
    status = timeline_document(&session, form, &sums, &err)
                 ? session_end(&session, sums.entries, "entry", "entries", NULL)
                 : app_fail(app, &err);
    session_close(&session);
    return status;
}

static int run(struct app *app, const struct args *args)
{
    static const struct list_kind kind = {
        column, COLUMNS, "entry", "entries", "demarche show ID", rows};
    const struct timeline_form *form = timeline_form(args->value[OPT_FORMAT]);
    struct list list;
    int status;

    if (form != NULL) {
        return run_document(app, args, form);
    }
    status = list_run(&list, app, args, &kind);
    list_close(&list);
    return status;
}

const struct verb verb_timeline = {
    .name = "timeline",
    .summary = "what happened when: diplomacy and pressure side by side",
    .usage = "[DOSSIER]",
    .about =
        "One line an event by its own date, whoever tells it (TOLD: reports "
        "/ independent origins; show ID lists the witnesses and what each "
        "says). Threats, warnings, sanctions, deployments, force and protest "
        "are the lane of pressure, the rest is diplomacy; "
        "data/views/stances.tsv says which. A date may be a month or a year. "
        "What a report without a date tells has the day of the event where "
        "another report dates it; the rest comes last, report by report "
        "(DATE: in which), at most 500, and only without --since and "
        "--until.\n\n"
        "md is a chronology by day and lane, timelinejs the JSON that "
        "TimelineJS reads, ics a calendar.",
    .example = {{"demarche timeline talks.demarche --since 2022-01",
                 "from January on"},
                {"demarche timeline --actor RUS --act threat,demand",
                 "one side's threats and demands"},
                {"demarche timeline --format md -o chronology.md",
                 "a chronology to edit"},
                {"demarche timeline --format timelinejs -o timeline.json",
                 "for a web page"},
                {"demarche timeline --format ics -o talks.ics",
                 "for a calendar"}},
    .options = OPT_LIST | OPT(OPT_ACT) | OPT(OPT_ACTOR) | OPT(OPT_TO) |
               OPT(OPT_ISSUE) | OPT(OPT_SINCE) | OPT(OPT_UNTIL) |
               OPT(OPT_AS_OF) | OPT(OPT_LATEST),
    .formats = "table json jsonl csv md timelinejs ics",
    .run = run,
};
