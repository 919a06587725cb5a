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

/* Put the act's report, its form and its words with those around them into
 * `told`; they can be found again by it. */
static bool tell_act(struct record *record, const struct act_row *row,
                     const struct sheet *sheet, json_t *told, struct err *err)
{
    long long key = 0;
    json_t *was = NULL;

    if (!review_ask_key(record, SQL_FORM_KEY, row->id, 0, &key, err)) {
        return false;
    }
    was = form_load(record, key, err);
    if (was == NULL) {
        return false;
    }
    json_object_set_new(told, "was", was);
    json_object_set_new(told, "anchor", anchor_make(sheet, row->text.at));
    return true;
}

static bool read_act(struct reader *reader, struct err *err)
{
    char id[RECORD_ID_ROOM];
    struct act_row row;

    if (!whole_id(reader, "act", KIND_ACT, id, err) ||
        !query_act(reader->record, id, &reader->arena, &row, err) ||
        !sheet_open(&reader->sheet, reader->record, row.report, &reader->arena,
                    err)) {
        return false;
    }
    json_object_set_new(reader->line, "report", json_string(row.report));
    json_object_set_new(reader->line, "act", json_string(id));
    if (!tell_act(reader->record, &row, &reader->sheet, reader->line, err)) {
        return false;
    }
    reader->was = json_object_get(reader->line, "was");
    return true;
}

static bool read_set(struct reader *reader, struct err *err)
{
    json_t *set = json_object_get(reader->given, "set");
    json_t *form = form_read(&reader->sheet, set, reader->was, err);

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
                          NULL, err)
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

/* Whether the last piece of the list has type, words and parties of another:
 * the first is the act as it becomes, the others have their ids. */
static bool is_twin(const struct reader *reader, const json_t *list)
{
    size_t last = json_array_size(list) - 1;
    const char *id = text_of(json_array_get(list, last), "id");
    json_t *first = json_copy(reader->was);
    char becomes[RECORD_ID_ROOM];
    bool twin = false;

    json_object_update(first, json_array_get(list, 0));
    form_id(&reader->sheet, first, becomes);
    json_decref(first);
    for (size_t i = 0; id != NULL && i < last; i++) {
        const char *before =
            i == 0 ? becomes : text_of(json_array_get(list, i), "id");

        twin = twin || (before != NULL && strcmp(before, id) == 0);
    }
    return twin;
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
                                 reader->was, err);
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
        if (is_twin(reader, list)) {
            return err_set(err, ERR_USAGE,
                           "\"into\": two pieces are the same act");
        }
    }
    return true;
}

/* The act under `key`, and by what it can be found again. */
static bool read_other(struct reader *reader, const char *key, struct err *err)
{
    json_t *other = json_object();
    char id[RECORD_ID_ROOM];
    struct act_row row;
    struct sheet sheet;

    json_object_set_new(reader->line, "other", other);
    if (!whole_id(reader, key, KIND_ACT, id, err) ||
        !query_act(reader->record, id, &reader->arena, &row, err) ||
        !sheet_open(&sheet, reader->record, row.report, &reader->arena, err)) {
        return false;
    }
    json_object_set_new(reader->line, key, json_string(id));
    json_object_set_new(other, "report", json_string(row.report));
    if (strcmp(id, text_of(reader->line, "act")) == 0) {
        return err_set(err, ERR_USAGE, "\"%s\": is the act itself", key);
    }
    if (row.review.state != NULL && !row.shown) {
        return err_set(err, ERR_USAGE, "\"%s\": %s was taken out: %s", key, id,
                       row.review.state);
    }
    return tell_act(reader->record, &row, &sheet, other, err);
}

static bool read_link(struct reader *reader, struct err *err)
{
    json_t *how = json_object_get(reader->given, "how");

    if (json_is_null(json_object_get(reader->given, "answers"))) {
        json_object_set_new(reader->line, "answers", json_null());
        return true;
    }
    if (!op_is_way(how)) {
        return err_set(
            err, ERR_USAGE,
            "\"how\": one of yes, part, no, counter, defer is wanted");
    }
    json_object_set(reader->line, "how", how);
    return read_other(reader, "answers", err);
}

static bool read_reason(struct reader *reader, struct err *err)
{
    json_t *reason = json_object_get(reader->given, "reason");

    if (reason == NULL || json_is_null(reason)) {
        return strcmp(text_of(reader->line, "op"), "note") != 0 ||
               err_set(err, ERR_USAGE, "\"reason\": a note needs its words");
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
    return true; /* accept, reject, note */
}

/* What comes from a log was read once and may be about acts that this
 * dossier's reading lacks: it is taken as it stands, and looked at closely
 * when it is played (review_play.c). */
static bool take_logged(struct reader *reader, struct err *err)
{
    static const char *const keys[] = {"report",  "act",    "into",   "with",
                                       "answers", "how",    "target", "set",
                                       "was",     "anchor", "other"};
    const char *report = text_of(reader->given, "report");

    if (!op_check(reader->given, err)) {
        return false;
    }
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
                  json_object_get(given, "id") != NULL;
    bool ok = op_check_members(given, err);

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
