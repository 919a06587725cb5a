#include "cli/cells.h"
#include "cli/line_talk.h"
#include "cli/list.h"
#include "cli/tables.h"
#include "cli/verb.h"

enum talk_column {
    COLUMN_DATE,
    COLUMN_NAME,
    COLUMN_PLACE,
    COLUMN_PARTIES,
    COLUMN_FORMAT,
    COLUMN_ROUND,
    COLUMN_LEVEL,
    COLUMN_LENGTH,
    COLUMN_ISSUE,
    COLUMN_OUTCOME,
    COLUMN_AHEAD,
    COLUMN_NEXT,
    COLUMN_REPORTS,
    COLUMN_ORIGINS,
    COLUMN_TOLD,
    COLUMN_REPORT,
    COLUMN_ID,
    COLUMNS
};

static const struct list_column column[COLUMNS] = {
    [COLUMN_DATE] = {"date", "DATE", 12, false, false},
    [COLUMN_NAME] = {"name", NULL, 40, false, false},
    [COLUMN_PLACE] = {"place", "PLACE", 12, false, false},
    [COLUMN_PARTIES] = {"parties", "PARTIES", 18, false, false},
    [COLUMN_FORMAT] = {"format", "WHAT", 8, false, false},
    [COLUMN_ROUND] = {"round", "NO", 3, true, true},
    [COLUMN_LEVEL] = {"level", "LEVEL", 11, false, true},
    [COLUMN_LENGTH] = {"length", "LENGTH", 13, false, true},
    [COLUMN_ISSUE] = {"issue", "AGENDA", 24, false, true},
    [COLUMN_OUTCOME] = {"outcome", "OUTCOME, AS EACH SIDE TELLS IT", 0, false,
                        false},
    [COLUMN_AHEAD] = {"ahead", NULL, 5, false, false},
    [COLUMN_NEXT] = {"next", "NEXT", 10, false, true},
    [COLUMN_REPORTS] = {"reports", NULL, 7, true, false},
    [COLUMN_ORIGINS] = {"origins", NULL, 7, true, false},
    [COLUMN_TOLD] = {"told", "TOLD", 9, true, false},
    [COLUMN_REPORT] = {"report", "REPORT", 18, false, false},
    [COLUMN_ID] = {"id", NULL, 18, false, false},
};

/* "XCO reject a-1f2e: would never put its name to ...; XTO ..." */
static struct slice cell_outcome(const struct list *list,
                                 const struct talk *talk, struct arena *arena)
{
    struct buf text = {0};
    struct slice cell;

    for (size_t i = 0; i < talk->outcomes; i++) {
        const struct act_row *act = talk->outcome[i];

        buf_add_str(&text, i != 0 ? "; " : "");
        buf_add_slice(&text, cell_parties(act->actor, act->actors, arena));
        buf_printf(&text, " %s “", act->type);
        buf_add_slice(&text, act->text.exact);
        buf_add_str(&text, "” ");
        buf_add_slice(&text, list_id(list, act->id));
    }
    cell =
        text.len != 0 ? arena_copy(arena, buf_slice(&text)) : (struct slice){0};
    buf_release(&text);
    return cell;
}

static struct slice cell_day(const struct list *list, const struct talk *talk,
                             struct arena *arena)
{
    char day[16];

    if (talk->date.precision == DATE_NONE) {
        return list->table ? slice_of(talk->day) : (struct slice){0};
    }
    return slice_of(arena_strdup(arena, date_format(talk->date, day)));
}

static bool row(struct list *list, const struct talk *talk)
{
    struct arena arena = {0};
    struct buf object = {0};
    struct json json = {.out = &object};
    struct slice cell[COLUMNS] = {
        [COLUMN_DATE] = cell_day(list, talk, &arena),
        [COLUMN_NAME] = slice_of(talk->name),
        [COLUMN_PLACE] = slice_of(talk->place),
        [COLUMN_PARTIES] = cell_list(talk->party, talk->parties, &arena),
        [COLUMN_FORMAT] = slice_of(talk->format),
        [COLUMN_LEVEL] = slice_of(talk->level),
        [COLUMN_LENGTH] = slice_of(talk->length),
        [COLUMN_ISSUE] = cell_list(talk->issue, talk->issues, &arena),
        [COLUMN_OUTCOME] = cell_outcome(list, talk, &arena),
        [COLUMN_AHEAD] = talk->ahead ? SLICE("yes") : SLICE("no"),
        [COLUMN_NEXT] = slice_of(talk->next),
        [COLUMN_REPORTS] = cell_number(talk->told.reports, &arena),
        [COLUMN_ORIGINS] = cell_number(talk->told.origins, &arena),
        [COLUMN_TOLD] =
            cell_told(talk->told.reports, talk->told.origins, &arena),
        [COLUMN_REPORT] = list_id(list, talk->witness[0].report),
        [COLUMN_ID] = slice_of(talk->id)};
    bool ok;

    if (talk->order != 0) {
        cell[COLUMN_ROUND] = cell_number((size_t)talk->order, &arena);
    }
    line_talk(&json, talk, true);
    ok = list_row(list, cell, &object);
    arena_release(&arena);
    return ok;
}

static bool rows(struct list *list, const struct query *query, struct err *err)
{
    struct session *session = &list->session;
    struct arena arena = {0};
    struct tables tables;
    struct talks_wish wish = {.query = query};
    struct talks talks = {0};
    bool ok = tables_open(&tables, err) &&
              tables_open_actors(&tables, session, err) &&
              session_date(&session->args, OPT_AS_OF, &wish.as_of, err);

    wish.stances = tables.stances;
    wish.tables =
        (struct telling_tables){tables.meetings, tables.actors, tables.figures};
    ok = ok && talks_load(session->record, &wish, &arena, &talks, err);
    for (size_t i = 0; ok && i < talks.talks; i++) {
        ok = row(list, &talks.talk[i]);
    }
    if (ok && talks.looked != 0) {
        app_say(session->app,
                "Looked at the first %zu reports only; --since goes on, "
                "without --limit all are read.",
                talks.looked);
    }
    tables_close(&tables);
    arena_release(&arena);
    return ok;
}

static int run(struct app *app, const struct args *args)
{
    static const struct list_kind kind = {
        column, COLUMNS, "meeting", "meetings", "demarche show REPORT", rows};
    struct list list;
    int status = list_run(&list, app, args, &kind);

    list_close(&list);
    return status;
}

const struct verb verb_talks = {
    .name = "talks",
    .summary = "who met whom, where, for how long, and what each side says",
    .usage = "[DOSSIER]",
    .about =
        "One line a meeting: rounds, summits, sessions, calls, visits, made "
        "from the sentences that tell of them. DATE is its own day, as near "
        "as it is told; without one the words of the report (\"Wednesday\"). "
        "OUTCOME is what each side says in the reports that tell of it, never "
        "a verdict. NO is the number in a chain of rounds, NEXT the day of "
        "the one that follows. TOLD: reports / independent origins.\n\n"
        "--actor and --to choose meetings by who sat there. json holds the "
        "sentences and their places.",
    .example = {{"demarche talks talks.demarche", "all meetings"},
                {"demarche talks --actor RUS --to USA", "those of two sides"},
                {"demarche talks --as-of 2022-01-15 --format md",
                 "as it was known on that day"}},
    .options = OPT_LIST | OPT(OPT_ACTOR) | OPT(OPT_TO) | OPT(OPT_IN) |
               OPT(OPT_SINCE) | OPT(OPT_UNTIL) | OPT(OPT_AS_OF) |
               OPT(OPT_LATEST),
    .formats = "table json jsonl csv md",
    .run = run,
};
