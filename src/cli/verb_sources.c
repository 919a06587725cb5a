#include "cli/cells.h"
#include "cli/list.h"
#include "cli/verb.h"
#include "views/outlets.h"

enum source_column {
    COLUMN_OUTLET,
    COLUMN_REPORTS,
    COLUMN_ORIGINS,
    COLUMN_COPIES,
    COLUMN_COPIED,
    COLUMN_AGENCY,
    COLUMN_ACTS,
    COLUMN_ANONYMOUS,
    COLUMN_SHARE,
    COLUMN_FIRST,
    COLUMN_LAST,
    COLUMNS
};

static const struct list_column column[COLUMNS] = {
    [COLUMN_OUTLET] = {"outlet", "OUTLET", 0, false, false},
    [COLUMN_REPORTS] = {"reports", "REPORTS", 7, true, false},
    [COLUMN_ORIGINS] = {"origins", "ORIGINS", 7, true, false},
    [COLUMN_COPIES] = {"copies", "COPIES MOST", 24, false, false},
    [COLUMN_COPIED] = {"copied", "TIMES", 5, true, true},
    [COLUMN_AGENCY] = {"agency", "AGENCY", 16, false, true},
    [COLUMN_ACTS] = {"acts", "ACTS", 7, true, false},
    [COLUMN_ANONYMOUS] = {"anonymous", NULL, 9, true, false},
    [COLUMN_SHARE] = {"anonymous_share", "ANONYMOUS", 9, true, false},
    [COLUMN_FIRST] = {"first", "FIRST", 10, false, true},
    [COLUMN_LAST] = {"last", "LAST", 10, false, true},
};

static double share_of(const struct survey_outlet *outlet)
{
    return outlet->acts != 0 ? (double)outlet->anonymous / (double)outlet->acts
                             : 0;
}

static void write_outlet(struct json *json, const struct survey_outlet *outlet)
{
    json_open(json, '{');
    json_key_str(json, "outlet", outlet->outlet);
    json_key_int(json, "reports", (int64_t)outlet->reports);
    json_key_int(json, "origins", (int64_t)outlet->origins);
    json_key_str(json, "copies", outlet->copies);
    json_key_int(json, "copied", (int64_t)outlet->copied);
    json_key_str(json, "agency", outlet->agency);
    json_key_int(json, "acts", (int64_t)outlet->acts);
    json_key_int(json, "anonymous", (int64_t)outlet->anonymous);
    json_key(json, "anonymous_share");
    json_num(json, share_of(outlet), 4);
    json_key_str(json, "first", outlet->first);
    json_key_str(json, "last", outlet->last);
    json_close(json, '}');
}

static struct slice cell_share(const struct list *list,
                               const struct survey_outlet *outlet,
                               struct arena *arena)
{
    struct buf text = {0};
    struct slice cell;

    if (outlet->acts == 0) {
        return (struct slice){0};
    }
    if (list->table) {
        buf_printf(&text, "%.0f%%", 100 * share_of(outlet));
    } else {
        buf_printf(&text, "%.4g", share_of(outlet));
    }
    cell = arena_copy(arena, buf_slice(&text));
    buf_release(&text);
    return cell;
}

static bool row(struct list *list, const struct survey_outlet *outlet)
{
    struct arena arena = {0};
    struct buf object = {0};
    struct json json = {.out = &object};
    bool named = outlet->outlet != NULL;
    struct slice cell[COLUMNS] = {
        [COLUMN_OUTLET] = named || !list->table ? slice_of(outlet->outlet)
                                                : SLICE("(not known)"),
        [COLUMN_REPORTS] = cell_number(outlet->reports, &arena),
        [COLUMN_ORIGINS] = cell_number(outlet->origins, &arena),
        [COLUMN_COPIES] = slice_of(outlet->copies),
        [COLUMN_AGENCY] = slice_of(outlet->agency),
        [COLUMN_ACTS] = cell_number(outlet->acts, &arena),
        [COLUMN_ANONYMOUS] = cell_number(outlet->anonymous, &arena),
        [COLUMN_SHARE] = cell_share(list, outlet, &arena),
        [COLUMN_FIRST] = slice_of(outlet->first),
        [COLUMN_LAST] = slice_of(outlet->last)};
    bool ok;

    if (outlet->copied != 0) {
        cell[COLUMN_COPIED] = cell_number(outlet->copied, &arena);
    }
    write_outlet(&json, outlet);
    ok = list_row(list, cell, &object);
    arena_release(&arena);
    return ok;
}

static bool rows(struct list *list, const struct query *query, struct err *err)
{
    struct arena arena = {0};
    struct survey_outlet *outlet = NULL;
    size_t outlets = 0;
    bool ok =
        survey_outlets(list->session.record, 0, &arena, &outlet, &outlets, err);

    outlets = outlets_join(outlet, outlets);
    outlets =
        query->limit != 0 && query->limit < outlets ? query->limit : outlets;
    for (size_t i = 0; ok && i < outlets; i++) {
        ok = row(list, &outlet[i]);
    }
    arena_release(&arena);
    return ok;
}

static int run(struct app *app, const struct args *args)
{
    static const struct list_kind kind = {
        column, COLUMNS, "outlet", "outlets", "demarche copies", rows};
    struct list list;
    int status = list_run(&list, app, args, &kind);

    list_tell_origins(&list, status);
    list_close(&list);
    return status;
}

const struct verb verb_sources = {
    .name = "sources",
    .summary = "who reports: outlets, origins, who copies whom",
    .usage = "[DOSSIER]",
    .about =
        "One line an outlet: its reports, how many of them are origins (copy "
        "nobody), which outlet it copies most and how often, whose wire it "
        "takes most, how many acts it tells, and how many of those rest on "
        "somebody unnamed. Spellings of one name, and its address, are one "
        "outlet.",
    .example = {{"demarche sources talks.demarche", "all outlets"},
                {"demarche sources --format csv -o sources.csv",
                 "for a spreadsheet"}},
    .options = OPT_LIST,
    .formats = "table json jsonl csv md",
    .run = run,
};
