#include "cli/cells.h"
#include "cli/copies_diff.h"
#include "cli/list.h"
#include "cli/verb.h"
#include "record/line.h"

enum copy_column {
    COPY_COLUMN_FAMILY,
    COPY_COLUMN_KIND,
    COPY_COLUMN_SHARE,
    COPY_COLUMN_SENTENCES,
    COPY_COLUMN_NAMES,
    COPY_COLUMN_ORDER,
    COPY_COLUMN_COPY_OF,
    COPY_COLUMN_PUBLISHED,
    COPY_COLUMN_OUTLET,
    COPY_COLUMN_TITLE,
    COPY_COLUMN_REPORT,
    COPY_COLUMNS
};

static const struct list_column column[COPY_COLUMNS] = {
    [COPY_COLUMN_FAMILY] = {"family", NULL, 18, false, false},
    [COPY_COLUMN_KIND] = {"kind", "KIND", 11, false, false},
    [COPY_COLUMN_SHARE] = {"share", "SHARE", 5, true, true},
    [COPY_COLUMN_SENTENCES] = {"sentences", NULL, 9, true, false},
    [COPY_COLUMN_NAMES] = {"names", NULL, 6, true, false},
    [COPY_COLUMN_ORDER] = {"order", NULL, 6, true, false},
    [COPY_COLUMN_COPY_OF] = {"copy_of", "COPY OF", 18, false, false},
    [COPY_COLUMN_PUBLISHED] = {"published", "PUBLISHED", 10, false, false},
    [COPY_COLUMN_OUTLET] = {"outlet", "OUTLET", 22, false, false},
    [COPY_COLUMN_TITLE] = {"title", "TITLE", 0, false, false},
    [COPY_COLUMN_REPORT] = {"report", "REPORT", 18, false, false},
};

/* A share as people read it, or with decimals. */
static struct slice cell_share(double share, bool table, struct arena *arena)
{
    struct buf text = {0};
    struct slice cell;

    if (table) {
        buf_printf(&text, "%.0f%%", 100 * share);
    } else {
        buf_printf(&text, "%.4g", share);
    }
    cell = arena_copy(arena, buf_slice(&text));
    buf_release(&text);
    return cell;
}

static void write_copy(struct json *json, const struct copy_row *copy)
{
    json_open(json, '{');
    json_key_str(json, "family", copy->family);
    json_key_str(json, "kind", copy->kind);
    json_key(json, "share");
    json_num(json, copy->share, 4);
    json_key_int(json, "sentences", (int64_t)copy->sentences);
    json_key_int(json, "names", (int64_t)copy->names);
    json_key(json, "order");
    json_num(json, copy->order, 4);
    json_key_str(json, "copy_of", copy->copy_of);
    json_key_str(json, "published", copy->published);
    json_key_str(json, "outlet", copy->outlet);
    json_key_str(json, "title", copy->title);
    json_key_str(json, "report", copy->report);
    json_close(json, '}');
}

static bool row(void *context, const struct copy_row *copy)
{
    struct list *list = context;
    struct arena arena = {0};
    struct buf object = {0};
    struct json json = {.out = &object};
    struct slice cell[COPY_COLUMNS] = {
        [COPY_COLUMN_FAMILY] = slice_of(copy->family),
        [COPY_COLUMN_KIND] = SLICE("origin"),
        [COPY_COLUMN_PUBLISHED] = cell_date(copy->published, list->table),
        [COPY_COLUMN_OUTLET] = slice_of(copy->outlet),
        [COPY_COLUMN_TITLE] = slice_of(copy->title),
        [COPY_COLUMN_REPORT] = list_id(list, copy->report)};
    bool ok;

    if (copy->kind != NULL) {
        cell[COPY_COLUMN_KIND] = slice_of(copy->kind);
        cell[COPY_COLUMN_SHARE] = cell_share(copy->share, list->table, &arena);
        cell[COPY_COLUMN_SENTENCES] = cell_number(copy->sentences, &arena);
        cell[COPY_COLUMN_NAMES] = cell_number(copy->names, &arena);
        cell[COPY_COLUMN_ORDER] = cell_share(copy->order, false, &arena);
        cell[COPY_COLUMN_COPY_OF] = list_id(list, copy->copy_of);
    }
    write_copy(&json, copy);
    ok = list_row(list, cell, &object);
    arena_release(&arena);
    return ok;
}

/* The family of the report that was named, or all of them. */
static bool rows(struct list *list, const struct query *query, struct err *err)
{
    struct record *record = list->session.record;
    char id[RECORD_ID_ROOM];
    bool one = list->session.args.words != 0;

    if (one && (!query_id(record, list->session.args.word[0], id, err) ||
                (id[0] != KIND_REPORT &&
                 !err_set(err, ERR_USAGE, "%s is no report", id)))) {
        return false;
    }
    return query_copies(record, one ? id : NULL, query->limit, row, list, err);
}

static int run(struct app *app, const struct args *args)
{
    static const struct list_kind kind = {column,
                                          COPY_COLUMNS,
                                          "report of a family",
                                          "reports of families",
                                          "demarche show REPORT",
                                          rows};
    struct list list;
    int status;

    if (args_has(args, OPT_DIFF)) {
        return copies_diff(app, args);
    }
    status = list_run_words(&list, app, args, &kind, 1);
    if (status == EXIT_OK && list.session.args.words != 0 &&
        list.listing.rows == 1) {
        app_say(app, "It copies no report, and none copies it.");
    }
    list_close(&list);
    return status;
}

const struct verb verb_copies = {
    .name = "copies",
    .summary = "list which reports are copies of which",
    .usage = "[DOSSIER] [ID [ID]]",
    .about =
        "Families of more than one report, each from its origin on. The "
        "origin is the earliest; on one day an agency's own report, then the "
        "longest. A copy is a reprint (cut, reordered, under another "
        "headline), a rewrite, a translation there and back, or a version of "
        "one page; share says how much of its words comes from the report it "
        "copies. Rewrites and translations are proposals: sentences, names "
        "and order say how many sentences tell the same, how many names and "
        "numbers stand in them, and how many come in the same order.\n\n"
        "A report that is in no family of others is an origin of its own. "
        "With a report's id: its family alone.\n\n"
        "With --diff and a report's id: what it made of the report it copies, "
        "[-cut-] and {+added+} words, or with two ids, what the first made "
        "of the second.",
    .example = {{"demarche copies talks.demarche", "all families"},
                {"demarche copies r-3f9c", "the family of that report"},
                {"demarche copies --format jsonl | jq "
                 "'select(.kind==\"translation\")'",
                 "those to look at by eye"},
                {"demarche copies r-3f9c --diff", "what that report changed"}},
    .options = OPT(OPT_DOSSIER) | OPT(OPT_FORMAT) | OPT(OPT_FIELDS) |
               OPT(OPT_WIDE) | OPT(OPT_OUTPUT) | OPT(OPT_FORCE) |
               OPT(OPT_FAIL_EMPTY) | OPT(OPT_LIMIT) | OPT(OPT_DIFF),
    .formats = "table json jsonl csv md",
    .run = run,
};
