#include "cli/cells.h"
#include "cli/list.h"
#include "cli/tables.h"
#include "cli/verb.h"
#include "views/tension.h"

enum tension_column {
    COLUMN_DATE,
    COLUMN_A,
    COLUMN_B,
    COLUMN_TENSION,
    COLUMN_THIN,
    COLUMN_ACTS,
    COLUMN_MADE,
    COLUMN_REPORTS,
    COLUMN_ORIGINS,
    COLUMN_TOLD,
    COLUMNS
};

static const struct list_column column[COLUMNS] = {
    [COLUMN_DATE] = {"date", "DATE", 10, false, false},
    [COLUMN_A] = {"a", "BETWEEN", 12, false, false},
    [COLUMN_B] = {"b", "AND", 12, false, false},
    [COLUMN_TENSION] = {"tension", "TENSION", 7, true, false},
    [COLUMN_THIN] = {"thin", "DATA", 4, false, false},
    [COLUMN_ACTS] = {"acts", "ACTS", 4, true, false},
    [COLUMN_MADE] = {"made_of", "MADE OF", 0, false, false},
    [COLUMN_REPORTS] = {"reports", NULL, 7, true, false},
    [COLUMN_ORIGINS] = {"origins", NULL, 7, true, false},
    [COLUMN_TOLD] = {"told", "TOLD", 9, true, false},
};

static void write_day(struct json *json, const struct tension_day *day)
{
    json_open(json, '{');
    json_key_str(json, "date", day->date);
    json_key_str(json, "a", day->a);
    json_key_str(json, "b", day->b);
    json_key(json, "tension");
    json_num(json, day->tension, 2);
    json_key_bool(json, "thin", day->thin);
    json_key_int(json, "reports", (int64_t)day->told.reports);
    json_key_int(json, "origins", (int64_t)day->told.origins);
    json_key(json, "acts");
    json_open(json, '[');
    for (size_t i = 0; i < day->acts; i++) {
        json_open(json, '{');
        json_key_str(json, "id", day->act[i].id);
        json_key_str(json, "type", day->act[i].type);
        json_key(json, "weight");
        json_num(json, day->act[i].weight, 2);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
}

static struct slice kept(struct buf *text, struct arena *arena)
{
    struct slice cell =
        text->len != 0 ? arena_copy(arena, buf_slice(text)) : (struct slice){0};

    buf_release(text);
    return cell;
}

/* "+6 pressure a-1f2e, -2 offer a-77ab". */
static struct slice cell_made(const struct list *list,
                              const struct tension_day *day,
                              struct arena *arena)
{
    struct buf text = {0};

    for (size_t i = 0; i < day->acts; i++) {
        buf_printf(&text, "%s%+g %s ", i != 0 ? ", " : "", day->act[i].weight,
                   day->act[i].type);
        buf_add_slice(&text, list_id(list, day->act[i].id));
    }
    return kept(&text, arena);
}

static bool row(struct list *list, const struct tension_day *day)
{
    struct arena arena = {0};
    struct buf object = {0};
    struct buf number = {0};
    struct json json = {.out = &object};
    struct slice cell[COLUMNS] = {
        [COLUMN_DATE] = slice_of(day->date),
        [COLUMN_A] = slice_of(day->a),
        [COLUMN_B] = slice_of(day->b),
        [COLUMN_THIN] = day->thin ? SLICE("thin") : SLICE(""),
        [COLUMN_ACTS] = cell_number(day->acts, &arena),
        [COLUMN_MADE] = cell_made(list, day, &arena),
        [COLUMN_REPORTS] = cell_number(day->told.reports, &arena),
        [COLUMN_ORIGINS] = cell_number(day->told.origins, &arena),
        [COLUMN_TOLD] =
            cell_told(day->told.reports, day->told.origins, &arena)};
    bool ok;

    buf_printf(&number, "%+g", day->tension);
    cell[COLUMN_TENSION] = kept(&number, &arena);
    write_day(&json, day);
    ok = list_row(list, cell, &object);
    arena_release(&arena);
    return ok;
}

static bool rows(struct list *list, const struct query *query, struct err *err)
{
    struct session *session = &list->session;
    struct arena arena = {0};
    struct tables tables;
    struct tension_wish wish = {.query = query};
    struct tension tension = {0};
    bool ok = tables_open(&tables, err) &&
              session_date(&session->args, OPT_AS_OF, &wish.as_of, err);

    wish.weights = tables.weights;
    ok = ok && tension_load(session->record, &wish, &arena, &tension, err);
    for (size_t i = 0; ok && i < tension.days; i++) {
        ok = row(list, &tension.day[i]);
    }
    if (ok && tension.days != 0) {
        app_say(session->app, "The sum of the weights in "
                              "data/views/tension.tsv over the acts told; no "
                              "measure of the world.");
    }
    tables_close(&tables);
    arena_release(&arena);
    return ok;
}

static int run(struct app *app, const struct args *args)
{
    static const struct list_kind kind = {
        column, COLUMNS, "day of a pair", "days of pairs", "demarche show ID",
        rows};
    struct list list;
    int status = list_run(&list, app, args, &kind);

    list_close(&list);
    return status;
}

const struct verb verb_tension = {
    .name = "tension",
    .summary = "how tense it was between two sides, day by day",
    .usage = "[DOSSIER]",
    .about =
        "One line a day and pair: the sum of the weights of the acts between "
        "the two on that day, in both directions; an act under a condition "
        "counts half. Weights and formula stand in data/views/tension.tsv and "
        "may be changed. MADE OF lists the acts, the heaviest first; a day "
        "with few of them is thin. Undated acts and those towards nobody in "
        "particular do not count.\n\n"
        "--actor and --to choose the pair, in either order.",
    .example = {{"demarche tension talks.demarche --actor RUS --to NATO",
                 "one pair"},
                {"demarche tension --since 2022-01 --format csv -o t.csv",
                 "for a plot"}},
    .options = OPT_LIST | OPT(OPT_ACTOR) | OPT(OPT_TO) | OPT(OPT_SINCE) |
               OPT(OPT_UNTIL) | OPT(OPT_AS_OF) | OPT(OPT_LATEST),
    .formats = "table json jsonl csv md",
    .run = run,
};
