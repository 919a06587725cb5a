#include "base/json.h"
#include "cli/list.h"
#include "cli/op_words.h"
#include "cli/verb.h"
#include "record/review.h"

enum log_column {
    LOG_AT,
    LOG_WHO,
    LOG_VERB,
    LOG_ACT,
    LOG_WHAT,
    LOG_STATE,
    LOG_REPORT,
    LOG_ID,
    LOG_COLUMNS
};

static const struct list_column column[LOG_COLUMNS] = {
    [LOG_AT] = {"at", "WHEN", 20, false, false},
    [LOG_WHO] = {"who", "WHO", 16, false, false},
    [LOG_VERB] = {"op", "WHAT", 11, false, false},
    [LOG_ACT] = {"act", "ACT", 18, false, false},
    [LOG_WHAT] = {"set", "HOW", 0, false, false},
    [LOG_STATE] = {"state", "STATE", 8, false, false},
    [LOG_REPORT] = {"report", NULL, 18, false, false},
    [LOG_ID] = {"id", "ID", 18, false, false},
};

static bool write_row(void *context, const struct op_row *row)
{
    struct list *list = context;
    struct slice cell[LOG_COLUMNS] = {{0}};
    const char *act = row->now != NULL ? row->now : row->act;
    struct buf object = {0};
    struct buf line = {0};
    struct buf words = {0};
    struct json json = {.out = &object};
    bool ok;

    review_line(&line, row);
    buf_add(&object, line.ptr, line.len - 1);
    json.need_comma = true;
    json_key_str(&json, "undone", row->undone);
    json_key_str(&json, "trouble", row->trouble);
    buf_add_char(&object, '}');
    cell[LOG_AT] = slice_of(row->at);
    cell[LOG_WHO] = slice_of(row->who);
    cell[LOG_VERB] = slice_of(row->verb);
    cell[LOG_ACT] = act != NULL && list->table
                        ? session_short(&list->session, act)
                        : slice_of(act);
    op_words(&list->session, row, &words);
    cell[LOG_WHAT] = buf_slice(&words);
    cell[LOG_STATE] = row->undone != NULL    ? SLICE("undone")
                      : row->trouble != NULL ? SLICE("conflict")
                                             : (struct slice){0};
    cell[LOG_REPORT] = slice_of(row->report);
    cell[LOG_ID] = slice_of(row->id);
    buf_release(&line);
    ok = list_row(list, cell, &object);
    buf_release(&words);
    return ok;
}

static bool rows(struct list *list, const struct query *query, struct err *err)
{
    struct op_query asked = {0};
    char id[RECORD_ID_ROOM];

    if (query->report != NULL) {
        if (!query_id(list->session.record, query->report, id, err)) {
            return false;
        }
        if (id[0] == KIND_ACT) {
            asked.act = id;
        } else {
            asked.report = id;
        }
    }
    return review_log(list->session.record, &asked, write_row, list, err);
}

static int run(struct app *app, const struct args *args)
{
    static const struct list_kind kind = {column,
                                          LOG_COLUMNS,
                                          "operation",
                                          "operations",
                                          "demarche undo [OPERATION]",
                                          rows};
    struct list list;
    int status = list_run(&list, app, args, &kind);

    list_close(&list);
    return status;
}

const struct verb verb_log = {
    .name = "log",
    .summary = "list what reviewers did, from the beginning",
    .usage = "[DOSSIER]",
    .about =
        "Every operation of review, undo and redo with who did it and when. "
        "The log is only added to; each row carries a digest that goes on from "
        "the one before, and demarche verify finds a row that was changed. An "
        "operation that was undone says so; one that a newer reading "
        "contradicts is a conflict (demarche review conflicts).\n\n"
        "As jsonl it can be given to demarche review --apply of another "
        "dossier with the same reports.",
    .example = {{"demarche log talks.demarche", "all of it"},
                {"demarche log --in a-7f3c91", "what was done to one act"},
                {"demarche log --format jsonl -o ops.jsonl",
                 "to apply elsewhere"}},
    .options = OPT(OPT_DOSSIER) | OPT(OPT_FORMAT) | OPT(OPT_FIELDS) |
               OPT(OPT_WIDE) | OPT(OPT_OUTPUT) | OPT(OPT_FORCE) |
               OPT(OPT_FAIL_EMPTY) | OPT(OPT_IN),
    .formats = "table json jsonl csv md",
    .run = run,
};
