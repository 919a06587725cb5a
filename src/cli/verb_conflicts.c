#include "cli/cells.h"
#include "cli/line_conflict.h"
#include "cli/list.h"
#include "cli/tables.h"
#include "cli/verb.h"

enum conflict_column {
    COLUMN_DATE,
    COLUMN_ID,
    COLUMN_ABOUT,
    COLUMN_SLOT,
    COLUMN_VALUE,
    COLUMN_TEXT,
    COLUMN_REPORTS,
    COLUMN_ORIGINS,
    COLUMN_TOLD,
    COLUMN_OUTLET,
    COLUMN_REPORT,
    COLUMN_ACT,
    COLUMNS
};

static const struct list_column column[COLUMNS] = {
    [COLUMN_DATE] = {"date", "DATE", 10, false, false},
    [COLUMN_ID] = {"id", "CONFLICT", 8, false, false},
    [COLUMN_ABOUT] = {"about", "ABOUT", 6, false, false},
    [COLUMN_SLOT] = {"slot", NULL, 30, false, false},
    [COLUMN_VALUE] = {"value", "VALUE", 30, false, false},
    [COLUMN_TEXT] = {"text", "WORDS", 0, false, false},
    [COLUMN_REPORTS] = {"reports", NULL, 7, true, false},
    [COLUMN_ORIGINS] = {"origins", NULL, 7, true, false},
    [COLUMN_TOLD] = {"told", "TOLD", 9, true, false},
    [COLUMN_OUTLET] = {"outlet", "OUTLET", 18, false, true},
    [COLUMN_REPORT] = {"report", "REPORT", 18, false, false},
    [COLUMN_ACT] = {"act", NULL, 18, false, false},
};

/* One side; the sides of a conflict stand below each other. */
static bool side_row(struct list *list, const struct conflict *conflict,
                     const struct conflict_side *side)
{
    const struct conflict_words *words = &side->words[0];
    struct arena arena = {0};
    struct buf object = {0};
    char day[16];
    struct slice cell[COLUMNS] = {
        [COLUMN_DATE] = slice_of(date_format(conflict->date, day)),
        [COLUMN_ID] = slice_of(conflict->id),
        [COLUMN_ABOUT] = slice_of(conflict->about),
        [COLUMN_SLOT] = slice_of(conflict->slot),
        [COLUMN_VALUE] = slice_of(side->value),
        [COLUMN_TEXT] = words->sentence.exact,
        [COLUMN_REPORTS] = cell_number(side->told.reports, &arena),
        [COLUMN_ORIGINS] = cell_number(side->told.origins, &arena),
        [COLUMN_TOLD] =
            cell_told(side->told.reports, side->told.origins, &arena),
        [COLUMN_OUTLET] = slice_of(words->outlet),
        [COLUMN_REPORT] = list_id(list, words->report),
        [COLUMN_ACT] = list_id(list, words->act)};
    bool ok = list_row(list, cell, &object);

    arena_release(&arena);
    return ok;
}

static bool row(struct list *list, const struct conflict *conflict)
{
    struct buf object = {0};
    struct json json = {.out = &object};
    bool objects =
        list->listing.format == LIST_JSON || list->listing.format == LIST_JSONL;
    bool ok = true;

    if (objects) {
        line_conflict(&json, conflict, true);
        return list_row(list, NULL, &object);
    }
    for (size_t i = 0; ok && i < conflict->sides; i++) {
        ok = side_row(list, conflict, &conflict->side[i]);
    }
    return ok;
}

static bool rows(struct list *list, const struct query *query, struct err *err)
{
    struct session *session = &list->session;
    struct arena arena = {0};
    struct tables tables;
    struct conflicts_wish wish = {.query = query};
    struct conflicts conflicts = {0};
    bool ok = tables_open(&tables, err) &&
              tables_open_actors(&tables, session, err) &&
              session_date(&session->args, OPT_AS_OF, &wish.as_of, err);

    tables_conflicts(&tables, &wish);
    ok = ok && conflicts_load(session->record, &wish, &arena, &conflicts, err);
    for (size_t i = 0; ok && i < conflicts.conflicts; i++) {
        ok = row(list, &conflicts.conflict[i]);
    }
    if (ok && conflicts.conflicts != 0) {
        app_say(session->app,
                "%zu contradiction%s; which side is right is not said here.",
                conflicts.conflicts, conflicts.conflicts == 1 ? "" : "s");
    }
    if (ok && conflicts.looked != 0) {
        app_say(session->app,
                "Looked at the first %zu reports only; --since goes on, "
                "without --limit all are read.",
                conflicts.looked);
    }
    tables_close(&tables);
    arena_release(&arena);
    return ok;
}

static int run(struct app *app, const struct args *args)
{
    static const struct list_kind kind = {
        column, COLUMNS, "side", "sides", "demarche show REPORT", rows};
    struct list list;
    int status = list_run(&list, app, args, &kind);

    list_close(&list);
    return status;
}

const struct verb verb_conflicts = {
    .name = "conflicts",
    .summary = "where reports contradict each other, side by side",
    .usage = "[DOSSIER]",
    .about =
        "The sides of a contradiction below each other, with their words. "
        "number: one thing counted, two figures that cannot both be, in "
        "reports of different origin near in time, or two counts in one "
        "report, each with its source. date, place, who: one event of which "
        "two independent reports give another day, place or doer (a week and a "
        "day in it agree, and so do a city and its state). attribution: the "
        "same words of two speakers; said, and never said. claim: an "
        "accusation and its denial; words of a speaker that one report cuts "
        "short; could and will, a condition and none, yes and no in two "
        "reports of one utterance, or where a retelling bent it. TOLD "
        "counts reports / independent origins; a reprint repeats its side.\n\n"
        "Who is right is never said. What is in doubt is left out.",
    .example = {{"demarche conflicts talks.demarche", "all of them"},
                {"demarche conflicts --since 2022-01 --format jsonl | jq -r "
                 ".slot",
                 "what they are about"},
                {"demarche conflicts --format md -o conflicts.md",
                 "for a memorandum"}},
    .options = OPT_LIST | OPT(OPT_IN) | OPT(OPT_SINCE) | OPT(OPT_UNTIL) |
               OPT(OPT_AS_OF) | OPT(OPT_LATEST),
    .formats = "table json jsonl csv md",
    .run = run,
};
