/* export.c - the whole dossier as JSON lines. */
#include "record/db_int.h"
#include "record/line.h"

struct export
{
    record_sink_fn sink;
    void *context;
    struct buf line;
    struct json json;
    bool failed;
    struct err *err;
};

static bool put_line(struct export *export);
static bool put_dossier(struct export *export, struct record *record);
static bool put_report(void *context, const struct report_row *row);
static bool put_quote(void *context, const struct quote_row *row);
static bool put_act(void *context, const struct act_row *row);
static bool put_event(void *context, const struct event_row *row);
static bool put_answer(void *context, const struct answer_row *row);

bool record_export(struct record *record, record_sink_fn sink, void *context,
                   struct err *err)
{
    struct export export = {.sink = sink, .context = context, .err = err};
    bool ok;

    if (!snapshot_open(record, err)) {
        return false;
    }
    export.json.out = &export.line;
    ok = put_dossier(&export, record) &&
         query_reports(record, NULL, put_report, &export, err) &&
         !export.failed &&
         query_quotes(record, NULL, put_quote, &export, err) &&
         !export.failed && query_acts(record, NULL, put_act, &export, err) &&
         !export.failed && query_events(record, put_event, &export, err) &&
         !export.failed && query_answers(record, put_answer, &export, err) &&
         !export.failed;
    snapshot_close(record);
    buf_release(&export.line);
    return ok;
}

/* Give the finished line to the sink and begin the next one. */
static bool put_line(struct export *export)
{
    buf_add_char(&export->line, '\n');
    export->failed =
        !export->sink(export->context, buf_slice(&export->line), export->err);
    buf_clear(&export->line);
    export->json.need_comma = false;
    return !export->failed;
}

/* How many reports each language model read. */
static bool put_models(struct export *export, struct record *record)
{
    sqlite3_stmt *stmt = db_stmt(record, SQL_EXPORT_MODELS, export->err);
    struct arena arena = {0};
    bool row = false;
    bool ok = stmt != NULL;

    json_key(&export->json, "models");
    json_open(&export->json, '{');
    while (ok && (ok = db_step(record, stmt, &row, export->err)) && row) {
        json_key_int(&export->json, column_text(stmt, 0, &arena),
                     sqlite3_column_int64(stmt, 1));
    }
    json_close(&export->json, '}');
    arena_release(&arena);
    return ok;
}

static bool put_dossier(struct export *export, struct record *record)
{
    struct json *json = &export->json;
    sqlite3_stmt *stmt = db_stmt(record, SQL_EXPORT_COUNTS, export->err);
    bool row;

    if (stmt == NULL || !db_step(record, stmt, &row, export->err)) {
        return false;
    }
    json_open(json, '{');
    json_key_str(json, "kind", "dossier");
    json_key_int(json, "schema", RECORD_EXPORT_SCHEMA);
    json_key_str(json, "demarche", DEMARCHE_VERSION);
    if (!put_models(export, record)) {
        return false;
    }
    json_key_int(json, "reports", sqlite3_column_int64(stmt, 0));
    json_key(json, "origins");
    if (column_is_null(stmt, 2)) {
        json_none(json);
    } else {
        json_int(json, sqlite3_column_int64(stmt, 2));
    }
    json_key_int(json, "acts", sqlite3_column_int64(stmt, 1));
    json_close(json, '}');
    (void)sqlite3_reset(stmt);
    return put_line(export);
}

static bool put_report(void *context, const struct report_row *row)
{
    struct export *export = context;

    line_report(&export->json, row);
    return put_line(export);
}

static bool put_quote(void *context, const struct quote_row *row)
{
    struct export *export = context;

    line_quote(&export->json, row);
    return put_line(export);
}

static bool put_act(void *context, const struct act_row *row)
{
    struct export *export = context;

    line_act(&export->json, row);
    return put_line(export);
}

static bool put_event(void *context, const struct event_row *row)
{
    struct export *export = context;

    line_event(&export->json, row);
    return put_line(export);
}

static bool put_answer(void *context, const struct answer_row *row)
{
    struct export *export = context;

    if (!line_is_answer(row->how)) {
        return true;
    }
    line_answer(&export->json, row);
    return put_line(export);
}
