/* review_read.c - from what a person asks for to what the log keeps. */
#include "record/review_int.h"

#include <stdlib.h>

enum { REASON_MOST = 2000, PIECES_MOST = 16 };

/* An operation on its way into the log. */
struct reader {
    struct record *record;
    struct arena arena;
    struct sheet sheet;
    json_t *given;
    json_t *line; /* what will be kept */
    json_t *was;  /* the act's form, borrowed from `line`; NULL: no act */
};

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/* The whole id that `key` of the operation means, of things of `letter`. */
static bool whole_id(struct reader *reader, const char *key, char letter,
                     char id[RECORD_ID_ROOM], struct err *err)
{
    const char *given = text_of(reader->given, key);

    if (given == NULL) {
        return err_set(err, ERR_USAGE, "\"%s\" is missing", key);
    }
    if (!query_id(reader->record, given, id, err)) {
        return false;
    }
    return id[0] == letter ||
           err_set(err, ERR_USAGE, "\"%s\": %s is of another kind", key, id);
}

static bool read_act(struct reader *reader, struct err *err)
{
    char id[RECORD_ID_ROOM];
    struct act_row row;
    struct bind bind;
    json_t *was = NULL;
    bool found = false;

    if (!whole_id(reader, "act", KIND_ACT, id, err) ||
        !query_act(reader->record, id, &reader->arena, &row, err) ||
        !sheet_open(&reader->sheet, reader->record, row.report, &reader->arena,
                    err)) {
        return false;
    }
    bind = (struct bind){.stmt = db_stmt(reader->record, SQL_FORM_KEY, err)};
    if (bind.stmt == NULL) {
        return false;
    }
    bind_text(&bind, id);
    if (db_step(reader->record, bind.stmt, &found, err) && found) {
        long long key = sqlite3_column_int64(bind.stmt, 0);

        (void)sqlite3_reset(bind.stmt);
        was = form_load(reader->record, key, err);
    }
    if (was == NULL) {
        return false;
    }
    json_object_set_new(reader->line, "report", json_string(row.report));
    json_object_set_new(reader->line, "act", json_string(id));
    json_object_set_new(reader->line, "was", was);
    json_object_set_new(reader->line, "anchor",
                        anchor_make(&reader->sheet, row.text.at));
    reader->was = was;
    return true;
}

static struct span near_act(const struct reader *reader)
{
    return form_span(reader->was, "start", "end");
}

static bool read_set(struct reader *reader, struct err *err)
{
    json_t *set = json_object_get(reader->given, "set");
    json_t *form = form_read(&reader->sheet, set, near_act(reader), err);

    if (form == NULL) {
        return false;
    }
    json_object_set_new(reader->line, "set", form);
    return json_object_size(form) != 0 ||
           err_set(err, ERR_USAGE, "\"set\": no field is given");
}

static bool read_added(struct reader *reader, struct err *err)
{
    char report[RECORD_ID_ROOM], id[RECORD_ID_ROOM];
    json_t *form = NULL;
    bool ok =
        whole_id(reader, "report", KIND_REPORT, report, err) &&
        sheet_open(&reader->sheet, reader->record, report, &reader->arena, err);

    form = ok ? form_read(&reader->sheet, json_object_get(reader->given, "set"),
                          (struct span){0}, err)
              : NULL;
    ok = form != NULL && form_check(&reader->sheet, form, true, err);
    if (ok) {
        form_id(&reader->sheet, form, id);
        json_object_set_new(reader->line, "report", json_string(report));
        json_object_set_new(reader->line, "act", json_string(id));
        json_object_set(reader->line, "set", form);
        json_object_set_new(
            reader->line, "anchor",
            anchor_make(&reader->sheet, form_span(form, "start", "end")));
    }
    json_decref(form);
    return ok;
}

/* The first piece changes the act, the others are acts of their own, alike
 * but for what is said of them. */
static bool read_pieces(struct reader *reader, struct err *err)
{
    json_t *into = json_object_get(reader->given, "into");
    json_t *list = json_array();

    json_object_set_new(reader->line, "into", list);
    if (json_array_size(into) < 2 || json_array_size(into) > PIECES_MOST) {
        return err_set(err, ERR_USAGE,
                       "\"into\": the fields of two acts or more are wanted");
    }
    for (size_t i = 0; i < json_array_size(into); i++) {
        json_t *form = form_read(&reader->sheet, json_array_get(into, i),
                                 near_act(reader), err);
        char id[RECORD_ID_ROOM];

        if (form == NULL) {
            return false;
        }
        if (i != 0) {
            json_t *whole = json_copy(reader->was);

            json_object_update(whole, form);
            form_id(&reader->sheet, whole, id);
            json_object_set_new(whole, "id", json_string(id));
            json_decref(form);
            form = whole;
        }
        json_array_append_new(list, form);
    }
    return true;
}

static bool read_other(struct reader *reader, const char *key, struct err *err)
{
    char id[RECORD_ID_ROOM];

    if (!whole_id(reader, key, KIND_ACT, id, err)) {
        return false;
    }
    json_object_set_new(reader->line, key, json_string(id));
    return strcmp(id, text_of(reader->line, "act")) != 0 ||
           err_set(err, ERR_USAGE, "\"%s\": is the act itself", key);
}

static bool read_link(struct reader *reader, struct err *err)
{
    static const char *const ways[] = {"yes", "part", "no", "counter", "defer"};
    const char *how = text_of(reader->given, "how");

    if (json_is_null(json_object_get(reader->given, "answers"))) {
        json_object_set_new(reader->line, "answers", json_null());
        return true;
    }
    for (size_t i = 0; how != NULL && i < 5; i++) {
        if (strcmp(how, ways[i]) == 0) {
            json_object_set_new(reader->line, "how", json_string(how));
            return read_other(reader, "answers", err);
        }
    }
    return err_set(err, ERR_USAGE,
                   "\"how\": one of yes, part, no, counter, defer is wanted");
}

static bool read_reason(struct reader *reader, struct err *err)
{
    json_t *reason = json_object_get(reader->given, "reason");

    if (reason == NULL || json_is_null(reason)) {
        return true;
    }
    json_object_set(reader->line, "reason", reason);
    return (json_is_string(reason) &&
            json_string_length(reason) <= REASON_MOST) ||
           err_set(err, ERR_USAGE, "\"reason\": a short text is wanted");
}

static bool read_verb(struct reader *reader, const char *verb, struct err *err)
{
    if (strcmp(verb, "add") == 0) {
        return read_added(reader, err);
    }
    if (strcmp(verb, "undo") == 0 || strcmp(verb, "redo") == 0) {
        json_object_set(reader->line, "target",
                        json_object_get(reader->given, "target"));
        return text_of(reader->line, "target") != NULL ||
               err_set(err, ERR_USAGE, "\"target\" is missing");
    }
    if (!read_act(reader, err)) {
        return false;
    }
    if (strcmp(verb, "edit") == 0) {
        return read_set(reader, err);
    }
    if (strcmp(verb, "split") == 0) {
        return read_pieces(reader, err);
    }
    if (strcmp(verb, "merge") == 0) {
        return read_other(reader, "into", err);
    }
    if (strcmp(verb, "link") == 0) {
        return read_link(reader, err);
    }
    if (strcmp(verb, "same-event") == 0 || strcmp(verb, "other-event") == 0) {
        return read_other(reader, "with", err);
    }
    return strcmp(verb, "accept") == 0 || strcmp(verb, "reject") == 0 ||
           strcmp(verb, "note") == 0 ||
           err_set(err, ERR_USAGE, "\"op\": '%.40s' is no operation", verb);
}

/* What comes from a log was read once and may be about acts that this
 * dossier's reading lacks: it is taken as it stands, and looked at closely
 * when it is played (review_play.c). */
static bool take_logged(struct reader *reader, struct err *err)
{
    static const char *const keys[] = {"report",  "act",   "into",   "with",
                                       "answers", "how",   "target", "set",
                                       "was",     "anchor"};
    const char *report = text_of(reader->given, "report");

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        json_t *value = json_object_get(reader->given, keys[i]);

        if (value != NULL) {
            json_object_set(reader->line, keys[i], value);
        }
    }
    return report == NULL || sheet_open(&reader->sheet, reader->record, report,
                                        &reader->arena, err);
}

json_t *op_read(struct record *record, json_t *given, struct err *err)
{
    struct reader reader = {
        .record = record, .given = given, .line = json_object()};
    const char *verb = text_of(given, "op");
    bool logged = json_object_get(given, "anchor") != NULL ||
                  text_of(given, "id") != NULL;
    bool ok = verb != NULL || err_set(err, ERR_USAGE,
                                      "\"op\" is missing: accept, reject, "
                                      "edit, add, split, merge, link ...");

    if (ok) {
        json_object_set_new(reader.line, "op", json_string(verb));
        ok = (logged ? take_logged(&reader, err)
                     : read_verb(&reader, verb, err)) &&
             read_reason(&reader, err);
    }
    arena_release(&reader.arena);
    if (!ok) {
        json_decref(reader.line);
        return NULL;
    }
    return reader.line;
}
