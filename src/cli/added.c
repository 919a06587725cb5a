#include "cli/added.h"

#include "base/json.h"
#include "cli/cells.h"

enum {
    ADDED_OUTCOME,
    ADDED_INPUT,
    ADDED_REPORT,
    ADDED_OF,
    ADDED_HOW,
    ADDED_ACTS,
    ADDED_QUOTES,
    ADDED_WHY,
    ADDED_COLUMNS
};

static const struct list_column column[ADDED_COLUMNS] = {
    [ADDED_OUTCOME] = {"outcome", "OUTCOME", 12, false, false},
    [ADDED_INPUT] = {"input", "INPUT", 44, false, false},
    [ADDED_REPORT] = {"report", "REPORT", 18, false, false},
    [ADDED_OF] = {"of", "OF", 18, false, false},
    [ADDED_HOW] = {"how", NULL, 11, false, false},
    [ADDED_ACTS] = {"acts", "ACTS", 6, true, false},
    [ADDED_QUOTES] = {"quotes", "QUOTES", 6, true, false},
    [ADDED_WHY] = {"error", "WHY", 0, false, false},
};

bool added_open(struct added *added, struct app *app, const struct args *args,
                struct err *err)
{
    const char *log = args->value[OPT_REPORT];

    *added = (struct added){0};
    if (args_has(args, OPT_FORMAT) || args_has(args, OPT_VERBOSE)) {
        added->listing =
            listing_open(&added->list, app, args, column, ADDED_COLUMNS, err);
    }
    if (log != NULL && err->code == ERR_NONE) {
        added->logging = sink_open(&added->log, log, true, SINK_JSON, err);
    }
    return err->code == ERR_NONE;
}

static const char *if_any(const char *text)
{
    return text[0] != '\0' ? text : NULL;
}

static void write_event(struct json *json, const struct ingest_event *event)
{
    const struct record_receipt *receipt = &event->receipt;
    bool in = event->why == NULL;

    json_open(json, '{');
    json_key_str(json, "input", event->input);
    json_key_str(json, "outcome", ingest_outcome_name(event->outcome));
    json_key_str(json, "report", in ? receipt->report : NULL);
    json_key_str(json, "of", in ? if_any(receipt->copy_of) : NULL);
    json_key_str(json, "how", in ? if_any(receipt->copied) : NULL);
    if (in) {
        json_key_int(json, "quotes", (int64_t)receipt->quotes);
        json_key_int(json, "acts", (int64_t)receipt->acts);
    }
    json_key_str(json, "error", event->why);
    if (event->note != NULL) {
        json_key_str(json, "note", event->note);
    }
    json_close(json, '}');
}

static bool list_event(struct added *added, const struct ingest_event *event,
                       struct slice object, struct err *err)
{
    const struct record_receipt *receipt = &event->receipt;
    struct slice cell[ADDED_COLUMNS] = {{0}};
    struct arena arena = {0};
    bool ok;

    cell[ADDED_OUTCOME] = slice_of(ingest_outcome_name(event->outcome));
    cell[ADDED_INPUT] = slice_of(event->input);
    cell[ADDED_WHY] = slice_of(event->why != NULL ? event->why : event->note);
    if (event->why == NULL) {
        cell[ADDED_REPORT] = slice_of(receipt->report);
        cell[ADDED_OF] = slice_of(if_any(receipt->copy_of));
        cell[ADDED_HOW] = slice_of(if_any(receipt->copied));
        cell[ADDED_ACTS] = cell_number(receipt->acts, &arena);
        cell[ADDED_QUOTES] = cell_number(receipt->quotes, &arena);
    }
    ok = listing_row(&added->list, cell, object, err);
    arena_release(&arena);
    return ok;
}

bool added_row(struct added *added, const struct ingest_event *event,
               struct err *err)
{
    struct buf object = {0};
    struct json json = {.out = &object};
    bool ok = true;

    write_event(&json, event);
    if (added->logging) {
        buf_add_slice(&added->log.out, buf_slice(&object));
        buf_add_char(&added->log.out, '\n');
        ok = sink_flush(&added->log, err);
    }
    if (added->listing) {
        ok = list_event(added, event, buf_slice(&object), err) && ok;
    }
    buf_release(&object);
    return ok;
}

bool added_close(struct added *added, struct err *err)
{
    bool ok = true;

    if (added->logging) {
        ok = sink_close(&added->log, true, err);
    }
    if (added->listing) {
        ok = listing_close(&added->list, true, err) && ok;
    }
    *added = (struct added){0};
    return ok;
}
