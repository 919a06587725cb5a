#include "cli/cells.h"
#include "cli/list.h"
#include "cli/tables.h"
#include "cli/verb.h"
#include "views/conflicts.h"
#include "views/positions.h"
#include "views/talks.h"
#include "views/timeline.h"

#include <stdlib.h>

/* Lines of a part when --limit does not say. */
enum { LINES = 20 };

enum diff_column {
    COLUMN_PART,
    COLUMN_DATE,
    COLUMN_WHO,
    COLUMN_WHAT,
    COLUMN_BEFORE,
    COLUMN_TEXT,
    COLUMN_TOLD,
    COLUMN_ID,
    COLUMNS
};

static const struct list_column column[COLUMNS] = {
    [COLUMN_PART] = {"part", "PART", 9, false, false},
    [COLUMN_DATE] = {"date", "DATE", 10, false, false},
    [COLUMN_WHO] = {"who", "WHO", 18, false, false},
    [COLUMN_WHAT] = {"what", "WHAT", 30, false, false},
    [COLUMN_BEFORE] = {"before", "BEFORE", 18, false, true},
    [COLUMN_TEXT] = {"text", "WORDS", 0, false, false},
    [COLUMN_TOLD] = {"told", "TOLD", 9, true, false},
    [COLUMN_ID] = {"id", "ID", 18, false, false},
};

/* One change. */
struct change {
    const char *part;
    const char *date;
    struct slice who;
    const char *what;
    const char *before;
    struct slice text;
    const struct survey_count *told;
    const char *id;
};

struct brief {
    struct list *list;
    struct arena arena;
    struct tables tables;
    struct date since;
    struct date before; /* the day before it */
    struct date as_of;
    size_t most;
    struct err *err;
};

static bool put(struct brief *brief, const struct change *change)
{
    struct buf object = {0};
    struct json json = {.out = &object};
    const struct survey_count *told = change->told;
    struct slice cell[COLUMNS] = {
        [COLUMN_PART] = slice_of(change->part),
        [COLUMN_DATE] = slice_of(change->date),
        [COLUMN_WHO] = change->who,
        [COLUMN_WHAT] = slice_of(change->what),
        [COLUMN_BEFORE] = slice_of(change->before),
        [COLUMN_TEXT] = change->text,
        [COLUMN_TOLD] = cell_told(told->reports, told->origins, &brief->arena),
        [COLUMN_ID] = change->id[0] == 'a' || change->id[0] == 'r'
                          ? list_id(brief->list, change->id)
                          : slice_of(change->id)};

    json_open(&json, '{');
    json_key_str(&json, "part", change->part);
    json_key_str(&json, "date", change->date);
    json_key_slice(&json, "who", change->who);
    json_key_str(&json, "what", change->what);
    json_key_str(&json, "before", change->before);
    json_key_slice(&json, "text", change->text);
    json_key_int(&json, "reports", (int64_t)told->reports);
    json_key_int(&json, "origins", (int64_t)told->origins);
    json_key_str(&json, "id", change->id);
    json_close(&json, '}');
    return list_row(brief->list, cell, &object);
}

static const char *joined(struct brief *brief, const char *a, const char *b)
{
    struct buf text = {0};
    const char *kept;

    buf_printf(&text, "%s: %s", a, b);
    kept = arena_strdup(&brief->arena, text.ptr);
    buf_release(&text);
    return kept;
}

/* --- the parts --- */

static bool put_positions(struct brief *brief)
{
    const struct query query = {.since = brief->since, .limit = brief->most};
    const struct positions_wish wish = {.query = &query,
                                        .as_of = brief->as_of,
                                        .vs = brief->before,
                                        .changed = true,
                                        .stances = brief->tables.stances,
                                        .figures = brief->tables.figures};
    struct positions positions;

    if (!positions_load(brief->list->session.record, &wish, &brief->arena,
                        &positions, brief->err)) {
        return false;
    }
    for (size_t i = 0; i < positions.positions; i++) {
        const struct position *position = &positions.position[i];
        const struct stand *now = &position->now;
        const char *before = position->before.act != NULL
                                 ? position->before.stance
                                 : "no statement found";

        if (!put(brief, &(struct change){
                            .part = "position",
                            .date = now->since,
                            .who = slice_of(position->actor),
                            .what = joined(brief, position->issue, now->stance),
                            .before = before,
                            .text = now->quote->text.exact,
                            .told = &now->told,
                            .id = now->quote->id})) {
            return false;
        }
    }
    return true;
}

static bool put_acts(struct brief *brief)
{
    const struct query query = {
        .since = brief->since,
        .until = brief->as_of,
        .limit = brief->most,
        .type = "demand,offer,promise,threat,accept,accept-in-part,counter,"
                "reject,concede,pressure,attack"};
    const struct timeline_wish wish = {.query = &query,
                                       .as_of = brief->as_of,
                                       .stances = brief->tables.stances};
    struct timeline timeline;
    bool ok = timeline_load(brief->list->session.record, &wish, &brief->arena,
                            &timeline, brief->err);

    for (size_t i = 0; ok && i < timeline.entries; i++) {
        const struct timeline_entry *entry = &timeline.entry[i];
        const struct act_row *act = entry->act;

        if (date_first_day(entry->date) < date_first_day(brief->since)) {
            continue; /* a month or year that only may be of those days */
        }
        ok = put(brief,
                 &(struct change){.part = "act",
                                  .date = entry->when.value,
                                  .who = cell_parties(act->actor, act->actors,
                                                      &brief->arena),
                                  .what = act->type,
                                  .text = act->text.exact,
                                  .told = &entry->told,
                                  .id = act->id});
    }
    return ok;
}

static bool put_talks(struct brief *brief)
{
    const struct query query = {
        .since = brief->since, .until = brief->as_of, .limit = brief->most};
    const struct talks_wish wish = {.query = &query,
                                    .as_of = brief->as_of,
                                    .stances = brief->tables.stances,
                                    .tables = {brief->tables.meetings,
                                               brief->tables.actors,
                                               brief->tables.figures}};
    struct talks talks;
    bool ok = talks_load(brief->list->session.record, &wish, &brief->arena,
                         &talks, brief->err);

    for (size_t i = 0; ok && i < talks.talks; i++) {
        const struct talk *talk = &talks.talk[i];
        char day[16];

        ok =
            put(brief,
                &(struct change){
                    .part = "talks",
                    .date = arena_strdup(&brief->arena,
                                         date_format(talk->date, day)),
                    .who = cell_list(talk->party, talk->parties, &brief->arena),
                    .what = talk->name,
                    .text = talk->witness[0].sentence.exact,
                    .told = &talk->told,
                    .id = talk->witness[0].report});
    }
    return ok;
}

static bool put_conflicts(struct brief *brief)
{
    const struct query query = {.since = brief->since, .limit = brief->most};
    struct conflicts_wish wish = {.query = &query, .as_of = brief->as_of};
    struct conflicts conflicts;
    bool ok;

    tables_conflicts(&brief->tables, &wish);
    ok = conflicts_load(brief->list->session.record, &wish, &brief->arena,
                        &conflicts, brief->err);

    for (size_t i = 0; ok && i < conflicts.conflicts; i++) {
        const struct conflict *conflict = &conflicts.conflict[i];

        for (size_t j = 0; ok && j < conflict->sides; j++) {
            const struct conflict_side *side = &conflict->side[j];
            char day[16];

            ok = put(brief,
                     &(struct change){
                         .part = "conflict",
                         .date = arena_strdup(&brief->arena,
                                              date_format(conflict->date, day)),
                         .who = slice_of(side->words[0].outlet),
                         .what = side->value,
                         .text = side->words[0].sentence.exact,
                         .told = &side->told,
                         .id = side->words[0].report});
        }
    }
    return ok;
}

/* --- since when --- */

/* "7d": so many days before the day of the brief. */
static bool read_days(const char *text, long *days)
{
    char *end = NULL;

    *days = text != NULL ? strtol(text, &end, 10) : 0;
    return text != NULL && end != text && strcmp(end, "d") == 0 && *days > 0 &&
           *days < 100000;
}

static bool find_dates(struct brief *brief, const char *since)
{
    const struct args *args = &brief->list->session.args;
    struct record_span span;
    long days = 0;

    if (since == NULL) {
        return err_set(brief->err, ERR_USAGE,
                       "--since is wanted: a date, or 7d for the last seven "
                       "days");
    }
    if (!session_date(args, OPT_AS_OF, &brief->as_of, brief->err) ||
        !survey_span(brief->list->session.record, brief->as_of, &brief->arena,
                     &span, brief->err)) {
        return false;
    }
    brief->since = date_parse(slice_of(since));
    if (read_days(since, &days)) {
        struct date last = brief->as_of.precision != DATE_NONE
                               ? brief->as_of
                               : date_parse(slice_of(span.last));

        if (last.precision == DATE_NONE) {
            return err_set(brief->err, ERR_USAGE,
                           "no report has a date to count %s from", since);
        }
        brief->since = date_from_day(date_last_day(last) - days + 1);
    }
    if (brief->since.precision == DATE_NONE) {
        return err_set(brief->err, ERR_USAGE,
                       "--since %.40s: a date is wanted, 2021-12-17, 2021-12 "
                       "or 2021, or 7d",
                       since);
    }
    brief->before = date_from_day(date_first_day(brief->since) - 1);
    return true;
}

static bool rows(struct list *list, const struct query *query, struct err *err)
{
    struct brief brief = {.list = list,
                          .most = query->limit != 0 ? query->limit : LINES,
                          .err = err};
    bool ok = find_dates(&brief, list->session.args.value[OPT_VS]) &&
              tables_open(&brief.tables, err) &&
              tables_open_actors(&brief.tables, &list->session, err) &&
              put_positions(&brief) && put_acts(&brief) && put_talks(&brief) &&
              put_conflicts(&brief);

    tables_close(&brief.tables);
    arena_release(&brief.arena);
    return ok;
}

static int run(struct app *app, const struct args *args)
{
    static const struct list_kind kind = {
        column, COLUMNS, "change", "changes", "demarche show ID", rows};
    struct args own = *args;
    struct list list;
    int status;

    /* Kept apart from the filters: "7d" is no date. */
    own.value[OPT_VS] = own.value[OPT_SINCE];
    own.value[OPT_SINCE] = NULL;
    status = list_run(&list, app, &own, &kind);
    list_close(&list);
    return status;
}

const struct verb verb_diff = {
    .name = "diff",
    .summary = "what changed since a day, as a brief",
    .usage = "[DOSSIER] --since DATE",
    .about =
        "Four parts: positions that are others than on the day before (with "
        "what they were), demands, offers, answers, threats and pressure "
        "since, meetings, contradictions. At most 20 lines a part unless "
        "--limit says more. --since may be a date or 7d: the last seven days "
        "up to the latest report or --as-of.",
    .example = {{"demarche diff talks.demarche --since 7d",
                 "the last seven days"},
                {"demarche diff --since 2022-01-10 --as-of 2022-02-20",
                 "between two days"},
                {"demarche diff --since 7d --format md -o brief.md",
                 "a brief to send"}},
    .options = OPT_LIST | OPT(OPT_SINCE) | OPT(OPT_AS_OF),
    .formats = "table json jsonl csv md",
    .run = run,
};
