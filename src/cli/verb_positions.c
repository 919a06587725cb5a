#include "base/json.h"
#include "cli/cells.h"
#include "cli/list.h"
#include "cli/tables.h"
#include "cli/verb.h"
#include "views/positions.h"

enum position_column {
    COLUMN_ISSUE,
    COLUMN_ACTOR,
    COLUMN_STANCE,
    COLUMN_STATE,
    COLUMN_SINCE,
    COLUMN_LAST,
    COLUMN_BEFORE,
    COLUMN_CHANGED,
    COLUMN_TERMS,
    COLUMN_TEXT,
    COLUMN_AGAINST,
    COLUMN_REPORTS,
    COLUMN_ORIGINS,
    COLUMN_TOLD,
    COLUMN_ID,
    COLUMNS
};

static const struct list_column column[COLUMNS] = {
    [COLUMN_ISSUE] = {"issue", "ISSUE", 20, false, false},
    [COLUMN_ACTOR] = {"actor", "ACTOR", 12, false, false},
    [COLUMN_STANCE] = {"stance", "STANCE", 16, false, false},
    [COLUMN_STATE] = {"state", "STATE", 18, false, true},
    [COLUMN_SINCE] = {"since", "SINCE", 10, false, false},
    [COLUMN_LAST] = {"last", "LAST", 10, false, true},
    [COLUMN_BEFORE] = {"before", "BEFORE", 16, false, true},
    [COLUMN_CHANGED] = {"changed", NULL, 7, false, false},
    [COLUMN_TERMS] = {"terms", "TERMS", 24, false, true},
    [COLUMN_TEXT] = {"text", "WORDS", 0, false, false},
    [COLUMN_AGAINST] = {"against", NULL, 18, false, false},
    [COLUMN_REPORTS] = {"reports", NULL, 7, true, false},
    [COLUMN_ORIGINS] = {"origins", NULL, 7, true, false},
    [COLUMN_TOLD] = {"told", "TOLD", 9, true, false},
    [COLUMN_ID] = {"id", "ID", 18, false, false},
};

static void write_terms(struct json *json, const struct position *position)
{
    json_key(json, "terms");
    json_open(json, '[');
    for (size_t i = 0; i < position->terms; i++) {
        const struct position_term *term = &position->term[i];

        json_open(json, '{');
        json_key_slice(json, "text", term->text);
        json_key(json, "low");
        json_num(json, term->figure.low, 6);
        json_key(json, "high");
        json_num(json, term->figure.high, 6);
        json_key_str(json, "unit", term->figure.unit);
        json_key_str(json, "act", term->act->id);
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* How it stood, with the ids that lead to the words. */
static void write_stand(struct json *json, const struct stand *stand)
{
    json_key_str(json, "stance", stand->stance);
    json_key_str(json, "state", position_state_name(stand->state));
    json_key_str(json, "since", stand->since);
    json_key_str(json, "last", stand->last);
    json_key_slice(json, "text",
                   stand->quote != NULL ? stand->quote->text.exact
                                        : (struct slice){0});
    json_key_str(json, "id", stand->quote != NULL ? stand->quote->id : NULL);
    json_key_str(json, "against",
                 stand->against != NULL ? stand->against->id : NULL);
    json_key_int(json, "reports", (int64_t)stand->told.reports);
    json_key_int(json, "origins", (int64_t)stand->told.origins);
    json_key(json, "acts");
    json_open(json, '[');
    for (size_t i = 0; i < stand->runs; i++) {
        json_str(json, stand->run[i]->id);
    }
    json_close(json, ']');
}

static void write_position(struct json *json, const struct position *position,
                           bool compared)
{
    json_open(json, '{');
    json_key_str(json, "issue", position->issue);
    json_key_str(json, "actor", position->actor);
    write_stand(json, &position->now);
    write_terms(json, position);
    json_key(json, "before");
    if (compared) {
        json_open(json, '{');
        write_stand(json, &position->before);
        json_close(json, '}');
        json_key_bool(json, "changed", position->changed);
    } else {
        json_none(json);
        json_key_none(json, "changed");
    }
    json_close(json, '}');
}

static struct slice cell_terms(const struct position *position,
                               struct arena *arena)
{
    struct buf text = {0};
    struct slice cell;

    for (size_t i = 0; i < position->terms; i++) {
        buf_add_str(&text, i != 0 ? "; " : "");
        buf_add_slice(&text, position->term[i].text);
    }
    cell =
        text.len != 0 ? arena_copy(arena, buf_slice(&text)) : (struct slice){0};
    buf_release(&text);
    return cell;
}

static void fill_stand(struct list *list, const struct stand *stand,
                       struct slice *cell, struct arena *arena)
{
    cell[COLUMN_STANCE] = slice_of(stand->stance);
    cell[COLUMN_STATE] = slice_of(position_state_name(stand->state));
    if (stand->act == NULL) {
        return;
    }
    cell[COLUMN_SINCE] = cell_date(stand->since, list->table);
    cell[COLUMN_LAST] = slice_of(stand->last);
    cell[COLUMN_TEXT] = cell_words(stand->quote, list->table);
    cell[COLUMN_REPORTS] = cell_number(stand->told.reports, arena);
    cell[COLUMN_ORIGINS] = cell_number(stand->told.origins, arena);
    cell[COLUMN_TOLD] =
        cell_told(stand->told.reports, stand->told.origins, arena);
    cell[COLUMN_ID] = list_id(list, stand->quote->id);
    cell[COLUMN_AGAINST] =
        list_id(list, stand->against != NULL ? stand->against->id : NULL);
}

static bool row(struct list *list, const struct position *position,
                bool compared)
{
    struct arena arena = {0};
    struct buf object = {0};
    struct json json = {.out = &object};
    struct slice cell[COLUMNS] = {[COLUMN_ISSUE] = slice_of(position->issue),
                                  [COLUMN_ACTOR] = slice_of(position->actor),
                                  [COLUMN_TERMS] =
                                      cell_terms(position, &arena)};
    bool ok;

    fill_stand(list, &position->now, cell, &arena);
    if (compared) {
        const struct stand *before = &position->before;

        cell[COLUMN_BEFORE] =
            slice_of(before->act != NULL ? before->stance
                                         : position_state_name(before->state));
        cell[COLUMN_CHANGED] = position->changed ? SLICE("yes") : SLICE("no");
        if (list->table && !position->changed) {
            cell[COLUMN_BEFORE] = SLICE("the same");
        }
    }
    write_position(&json, position, compared);
    ok = list_row(list, cell, &object);
    arena_release(&arena);
    return ok;
}

static bool rows(struct list *list, const struct query *query, struct err *err)
{
    struct session *session = &list->session;
    struct arena arena = {0};
    struct tables tables;
    struct positions_wish wish = {.query = query};
    struct positions positions;
    bool ok = tables_open(&tables, err) &&
              session_date(&session->args, OPT_AS_OF, &wish.as_of, err) &&
              session_date(&session->args, OPT_VS, &wish.vs, err);

    wish.stances = tables.stances;
    wish.figures = tables.figures;
    ok = ok && positions_load(session->record, &wish, &arena, &positions, err);
    for (size_t i = 0; ok && i < positions.positions; i++) {
        ok = row(list, &positions.position[i], positions.vs != NULL);
    }
    if (ok && positions.as_of != NULL) {
        app_say(session->app, "From %zu reports up to %s%s%s.",
                positions.reports, positions.as_of,
                positions.vs != NULL ? ", compared with " : "",
                positions.vs != NULL ? positions.vs : "");
    }
    tables_close(&tables);
    arena_release(&arena);
    return ok;
}

static int run(struct app *app, const struct args *args)
{
    static const struct list_kind kind = {
        column, COLUMNS, "position", "positions", "demarche show ID", rows};
    struct list list;
    int status = list_run(&list, app, args, &kind);

    list_close(&list);
    return status;
}

const struct verb verb_positions = {
    .name = "positions",
    .summary = "who holds what on which issue, in whose words, since when",
    .usage = "[DOSSIER]",
    .about =
        "One line an issue and actor. The stance is that of the latest day "
        "with acts, of several the one that says most; SINCE is the first "
        "act of the unbroken run on the same side, WORDS the shortest that "
        "say it, TOLD how many reports tell the run and how many of them are "
        "independent (reports / origins). TERMS are the numbers in its "
        "words.\n\n"
        "A position is stated (by words), inferred (from deeds alone: "
        "sanctions, exercises, aid), or conflicting (given and refused within "
        "a week in words that agree; AGAINST in csv and json is the other "
        "act). Asked for by --issue and --actor, a field without acts says "
        "that no statement was found.\n\n"
        "--vs compares with another date.",
    .example = {{"demarche positions talks.demarche --issue enlargement",
                 "who stands where on one issue"},
                {"demarche positions --actor NATO --as-of 2022-01-10",
                 "one side as it stood on that day"},
                {"demarche positions --issue missiles --as-of 2022-02-17 "
                 "--vs 2022-01-10",
                 "what moved between two dates"},
                {"demarche positions --format csv -o positions.csv",
                 "for a spreadsheet"}},
    .options = OPT_LIST | OPT(OPT_ACTOR) | OPT(OPT_ISSUE) | OPT(OPT_AS_OF) |
               OPT(OPT_VS),
    .formats = "table json jsonl csv md",
    .run = run,
};
