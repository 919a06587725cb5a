#include "cli/cells.h"
#include "cli/list.h"
#include "cli/tables.h"
#include "cli/verb.h"
#include "views/positions.h"

/* Lines of a part when --limit does not say. */
enum { LINES = 12 };

enum actor_column {
    COLUMN_PART,
    COLUMN_NAME,
    COLUMN_COUNT,
    COLUMN_RECEIVED,
    COLUMN_SINCE,
    COLUMN_LAST,
    COLUMN_TEXT,
    COLUMN_TOLD,
    COLUMN_ID,
    COLUMNS
};

static const struct list_column column[COLUMNS] = {
    [COLUMN_PART] = {"part", "PART", 9, false, false},
    [COLUMN_NAME] = {"name", "WHAT, WHO", 24, false, false},
    [COLUMN_COUNT] = {"count", "COUNT", 7, true, false},
    [COLUMN_RECEIVED] = {"received", "RECEIVED", 8, true, false},
    [COLUMN_SINCE] = {"since", "SINCE", 10, false, true},
    [COLUMN_LAST] = {"last", "LAST", 10, false, false},
    [COLUMN_TEXT] = {"text", "WORDS", 0, false, false},
    [COLUMN_TOLD] = {"told", "TOLD", 9, true, false},
    [COLUMN_ID] = {"id", "ID", 18, false, false},
};

/* One line of the page; what it has not is NULL or -1. */
struct line {
    const char *part;
    const char *name;
    long count;
    long received;
    const char *since;
    const char *last;
    struct slice text;
    const struct survey_count *told;
    const char *id;
};

static void write_number(struct json *json, const char *key, long number)
{
    json_key(json, key);
    if (number >= 0) {
        json_int(json, number);
    } else {
        json_none(json);
    }
}

static void write_line(struct json *json, const struct line *line)
{
    json_open(json, '{');
    json_key_str(json, "part", line->part);
    json_key_str(json, "name", line->name);
    write_number(json, "count", line->count);
    write_number(json, "received", line->received);
    json_key_str(json, "since", line->since);
    json_key_str(json, "last", line->last);
    json_key_slice(json, "text", line->text);
    write_number(json, "reports",
                 line->told != NULL ? (long)line->told->reports : -1);
    write_number(json, "origins",
                 line->told != NULL ? (long)line->told->origins : -1);
    json_key_str(json, "id", line->id);
    json_close(json, '}');
}

static bool put(struct list *list, const struct line *line)
{
    struct arena arena = {0};
    struct buf object = {0};
    struct json json = {.out = &object};
    struct slice cell[COLUMNS] = {[COLUMN_PART] = slice_of(line->part),
                                  [COLUMN_NAME] = slice_of(line->name),
                                  [COLUMN_SINCE] = slice_of(line->since),
                                  [COLUMN_LAST] = slice_of(line->last),
                                  [COLUMN_TEXT] = line->text,
                                  [COLUMN_ID] = list_id(list, line->id)};
    bool ok;

    if (line->count >= 0) {
        cell[COLUMN_COUNT] = cell_number((size_t)line->count, &arena);
    }
    if (line->received >= 0) {
        cell[COLUMN_RECEIVED] = cell_number((size_t)line->received, &arena);
    }
    if (line->told != NULL) {
        cell[COLUMN_TOLD] =
            cell_told(line->told->reports, line->told->origins, &arena);
    }
    write_line(&json, line);
    ok = list_row(list, cell, &object);
    arena_release(&arena);
    return ok;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool put_acts(struct list *list, const struct survey_actor *actor,
                     size_t most)
{
    bool ok = true;

    for (size_t i = 0; ok && i < least(actor->types, most); i++) {
        ok = put(list, &(struct line){.part = "acts",
                                      .name = actor->type[i].type,
                                      .count = (long)actor->type[i].acts,
                                      .received = -1});
    }
    for (size_t i = 0; ok && i < least(actor->partners, most); i++) {
        const struct survey_partner *partner = &actor->partner[i];

        if (partner->code[0] != '\0') {
            ok = put(list, &(struct line){.part = "with",
                                          .name = partner->code,
                                          .count = (long)partner->done,
                                          .received = (long)partner->received});
        }
    }
    return ok;
}

static bool put_positions(struct list *list, const struct positions *positions)
{
    bool ok = true;

    for (size_t i = 0; ok && i < positions->positions; i++) {
        const struct position *position = &positions->position[i];
        const struct stand *now = &position->now;
        struct buf name = {0};

        if (now->act == NULL) {
            continue;
        }
        buf_printf(&name, "%s: %s", position->issue, now->stance);
        ok = put(list, &(struct line){.part = "position",
                                      .name = name.ptr,
                                      .count = (long)now->runs,
                                      .received = -1,
                                      .since = now->since,
                                      .last = now->last,
                                      .text = now->quote->text.exact,
                                      .told = &now->told,
                                      .id = now->quote->id});
        buf_release(&name);
    }
    return ok;
}

static bool put_speakers(struct list *list, const struct quoted_row *speaker,
                         size_t speakers)
{
    bool ok = true;

    for (size_t i = 0; ok && i < speakers; i++) {
        ok = put(list, &(struct line){.part = "speaker",
                                      .name = speaker[i].name,
                                      .count = (long)speaker[i].quotes,
                                      .received = -1,
                                      .since = speaker[i].first,
                                      .last = speaker[i].last,
                                      .text = slice_of(speaker[i].role),
                                      .id = NULL});
    }
    return ok;
}

struct wish {
    const char *code;
    struct date as_of;
    size_t most;
};

static bool load_and_put(struct list *list, const struct wish *wish,
                         struct arena *arena, struct err *err)
{
    struct record *record = list->session.record;
    const struct query of_actor = {
        .actor = wish->code, .limit = wish->most, .until = wish->as_of};
    struct tables tables;
    struct survey_actor actor;
    struct positions positions;
    struct quoted_row *speaker;
    size_t speakers;
    bool ok = tables_open(&tables, err);
    const struct positions_wish positions_wish = {.query = &of_actor,
                                                  .as_of = wish->as_of,
                                                  .stances = tables.stances,
                                                  .figures = tables.figures};

    ok = ok &&
         survey_actor(record, wish->code, wish->as_of, arena, &actor, err) &&
         positions_load(record, &positions_wish, arena, &positions, err) &&
         query_quoted(record, &of_actor, arena, &speaker, &speakers, err) &&
         put_acts(list, &actor, wish->most) &&
         put_positions(list, &positions) &&
         put_speakers(list, speaker, speakers);
    tables_close(&tables);
    return ok;
}

/* The word of the command line as --actor, so that the same check reads it. */
static bool rows(struct list *list, const struct query *query, struct err *err)
{
    struct arena arena = {0};
    struct wish wish = {.code = query->actor,
                        .most = query->limit != 0 ? query->limit : LINES};
    bool ok = session_date(&list->session.args, OPT_AS_OF, &wish.as_of, err) &&
              load_and_put(list, &wish, &arena, err);

    arena_release(&arena);
    return ok;
}

static int run(struct app *app, const struct args *args)
{
    struct list_kind kind = {column, COLUMNS, "line", "lines", NULL, rows};
    struct args own = *args;
    struct buf next = {0};
    struct list list;
    int status;

    if (own.words == 0 || own.words > 2 ||
        slice_ends(slice_of(own.word[own.words - 1]), ".demarche")) {
        return app_usage(app, "an actor is wanted: demarche actors RUS");
    }
    own.value[OPT_ACTOR] = own.word[--own.words];
    buf_printf(&next, "demarche acts --actor %s", own.value[OPT_ACTOR]);
    kind.next = next.ptr;
    status = list_run(&list, app, &own, &kind);
    if (status == EXIT_OK && list.listing.rows == 0) {
        app_say(app,
                "%s does nothing here. Who acts: demarche positions, "
                "whose words: demarche quotes --speaker %s",
                own.value[OPT_ACTOR], own.value[OPT_ACTOR]);
    }
    list_close(&list);
    buf_release(&next);
    return status;
}

const struct verb verb_actors = {
    .name = "actors",
    .summary = "one actor: its acts, counterparts, positions and speakers",
    .usage = "[DOSSIER] ACTOR",
    .about =
        "Four parts: acts by type; with whom it deals (COUNT: its acts "
        "towards them, RECEIVED: theirs towards it); where it stands on each "
        "issue, in its shortest words; who speaks for it, how often and in "
        "which office. At most 12 lines a part unless --limit says more.",
    .example = {{"demarche actors talks.demarche RUS", "one state"},
                {"demarche actors NATO --as-of 2022-01-10",
                 "as it was known on that day"}},
    .options = OPT_LIST | OPT(OPT_AS_OF),
    .formats = "table json jsonl csv md",
    .run = run,
};
