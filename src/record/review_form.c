/* review_form.c - the fields of an act that a person may set. */
#include "record/ids_int.h"
#include "record/review_int.h"

#include <stdlib.h>

enum { LONGEST = 400, MOST_ITEMS = 64 };

enum kind { WORD, DATE, FROM, PLACE, FLAG, PARTIES, TEXTS, IGNORED };

/* The keys of a form. */
static const struct key {
    const char *name;
    enum kind kind;
} form_key[] = {
    {"type", WORD},
    {"plover", WORD},
    {"cameo", WORD},
    {"date", DATE},
    {"date_from", FROM},
    {"start", PLACE},
    {"end", PLACE},
    {"sentence_start", PLACE},
    {"sentence_end", PLACE},
    {"speaker_start", PLACE},
    {"speaker_end", PLACE},
    {"speaker_name", WORD},
    {"speaker_code", WORD},
    {"speaker_role", WORD},
    {"speaker_of", WORD},
    {"speaker_hidden", FLAG},
    {"negated", FLAG},
    {"conditional", FLAG},
    {"condition_start", PLACE},
    {"condition_end", PLACE},
    {"future", FLAG},
    {"hypothetical", FLAG},
    {"historical", FLAG},
    {"reiterated", FLAG},
    {"anonymous", FLAG},
    {"actor", PARTIES},
    {"recipient", PARTIES},
    {"issue", TEXTS},
    {"exact", IGNORED},
    {"id", IGNORED},
};

enum { KEYS = sizeof form_key / sizeof form_key[0] };

static bool wrong(struct err *err, const char *key, const char *wanted)
{
    return err_set(err, ERR_USAGE, "\"%.60s\": %s", key, wanted);
}

/* --- what a form may hold --- */

static bool is_word(const json_t *value)
{
    const char *text = json_string_value(value);
    size_t len = json_string_length(value);

    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7f) {
            return false;
        }
    }
    return json_is_null(value) ||
           (json_is_string(value) && len != 0 && len <= LONGEST);
}

static bool is_flag(const json_t *value)
{
    return json_is_boolean(value) || json_is_null(value) ||
           (json_is_integer(value) &&
            (json_integer_value(value) == 0 || json_integer_value(value) == 1));
}

static bool is_date(const json_t *value)
{
    struct slice text = {json_string_value(value), json_string_length(value)};

    return json_is_null(value) ||
           (json_is_string(value) && date_parse(text).precision != DATE_NONE);
}

static bool is_from(const json_t *value)
{
    const char *from = json_string_value(value);

    for (int i = 0; from != NULL && i <= DATE_FROM_PUBLISHED; i++) {
        if (strcmp(from, date_source_name((enum date_source)i)) == 0) {
            return true;
        }
    }
    return json_is_null(value);
}

static bool is_place(const struct sheet *sheet, const json_t *value)
{
    json_int_t at = json_integer_value(value);

    return json_is_null(value) ||
           (json_is_integer(value) && at >= 0 &&
            (sheet == NULL || (size_t)at == sheet->text.len ||
             ((size_t)at < sheet->text.len &&
              ((unsigned char)sheet->text.ptr[at] >> 6) != 2)));
}

/* Both places or none, in their order. */
static bool is_span(const json_t *form, const char *start, const char *end)
{
    const json_t *from = json_object_get(form, start);
    const json_t *to = json_object_get(form, end);

    if (!json_is_integer(from) && !json_is_integer(to)) {
        return true;
    }
    return json_is_integer(from) && json_is_integer(to) &&
           json_integer_value(from) < json_integer_value(to);
}

static bool are_parties(const struct sheet *sheet, const json_t *list)
{
    size_t i;
    json_t *item;

    if (!json_is_array(list) || json_array_size(list) > MOST_ITEMS) {
        return false;
    }
    json_array_foreach(list, i, item)
    {
        if (!json_is_object(item) || !is_word(json_object_get(item, "code")) ||
            !is_place(sheet, json_object_get(item, "start")) ||
            !is_place(sheet, json_object_get(item, "end")) ||
            !is_span(item, "start", "end")) {
            return false;
        }
    }
    return true;
}

static bool are_texts(const json_t *list)
{
    size_t i;
    json_t *item;

    if (!json_is_array(list) || json_array_size(list) > MOST_ITEMS) {
        return false;
    }
    json_array_foreach(list, i, item)
    {
        if (!json_is_string(item) || !is_word(item)) {
            return false;
        }
    }
    return true;
}

static bool value_fits(const struct sheet *sheet, enum kind kind,
                       const json_t *value)
{
    switch (kind) {
    case WORD: return is_word(value);
    case DATE: return is_date(value);
    case FROM: return is_from(value);
    case PLACE: return is_place(sheet, value);
    case FLAG: return is_flag(value);
    case PARTIES: return are_parties(sheet, value);
    case TEXTS: return are_texts(value);
    case IGNORED: break;
    }
    return true;
}

static const char *wanted(enum kind kind)
{
    switch (kind) {
    case DATE:
    case FROM: return "a date is wanted: 2021-12-17, 2021-12 or 2021";
    case PLACE: return "a place outside of the text";
    case FLAG: return "true or false is wanted";
    case PARTIES:
        return "a list of actors is wanted, their words in the report's text";
    case TEXTS: return "a list of names is wanted";
    default: return "a name of one line is wanted, or null";
    }
}

static const struct key *key_find(const char *name)
{
    for (size_t i = 0; i < KEYS; i++) {
        if (strcmp(form_key[i].name, name) == 0) {
            return &form_key[i];
        }
    }
    return NULL;
}

/* What a whole act must have. */
static bool whole_fits(const json_t *form, struct err *err)
{
    if (!json_is_string(json_object_get(form, "type"))) {
        return wrong(err, "type", "an act needs one");
    }
    if (!json_is_integer(json_object_get(form, "start")) ||
        !json_is_integer(json_object_get(form, "sentence_start"))) {
        return wrong(err, "text", "an act needs its words");
    }
    if (json_is_string(json_object_get(form, "date")) !=
        json_is_string(json_object_get(form, "date_from"))) {
        return wrong(err, "date_from", "goes with a date");
    }
    return true;
}

bool form_check(const struct sheet *sheet, const json_t *form, bool whole,
                struct err *err)
{
    static const char *const span[][2] = {{"start", "end"},
                                          {"sentence_start", "sentence_end"},
                                          {"speaker_start", "speaker_end"},
                                          {"condition_start", "condition_end"}};
    const char *name;
    json_t *value;

    if (!json_is_object(form)) {
        return wrong(err, "set", "an object is wanted");
    }
    json_object_foreach((json_t *)(uintptr_t)form, name, value)
    {
        const struct key *key = key_find(name);

        if (key == NULL || !value_fits(sheet, key->kind, value)) {
            return wrong(err, name,
                         key == NULL ? "no field of an act"
                                     : wanted(key->kind));
        }
    }
    for (size_t i = 0; i < sizeof span / sizeof span[0]; i++) {
        if (!is_span(form, span[i][0], span[i][1])) {
            return wrong(err, span[i][0], "start and end make no place");
        }
    }
    if (json_is_null(json_object_get(form, "type"))) {
        return wrong(err, "type", "an act needs one");
    }
    return !whole || whole_fits(form, err);
}

/* --- what a person writes --- */

/* The place that {"start","end"} or {"exact"} or a text means. */
static bool read_place(const struct sheet *sheet, const json_t *value,
                       struct span near, struct span *at)
{
    const json_t *exact =
        json_is_string(value) ? value : json_object_get(value, "exact");
    json_int_t start = json_integer_value(json_object_get(value, "start"));
    json_int_t end = json_integer_value(json_object_get(value, "end"));

    if (json_is_integer(json_object_get(value, "start"))) {
        *at = (struct span){(size_t)start, (size_t)end};
        return start >= 0 && end > start && (size_t)end <= sheet->text.len;
    }
    return json_is_string(exact) &&
           sheet_find(sheet,
                      (struct slice){json_string_value(exact),
                                     json_string_length(exact)},
                      near, at);
}

static void put_span(json_t *form, const char *start, const char *end,
                     const struct span *at)
{
    json_object_set_new(form, start,
                        at != NULL ? json_integer((json_int_t)at->start)
                                   : json_null());
    json_object_set_new(form, end,
                        at != NULL ? json_integer((json_int_t)at->end)
                                   : json_null());
}

/* An actor: its code, or an object with a code, words or a place. */
static json_t *read_party(const struct sheet *sheet, json_t *value,
                          struct span near)
{
    json_t *party = json_object();
    json_t *code =
        json_is_string(value) ? value : json_object_get(value, "code");
    json_t *text = json_object_get(value, "text");
    struct span at;
    bool placed = (text != NULL && read_place(sheet, text, near, &at)) ||
                  (text == NULL && json_is_object(value) &&
                   read_place(sheet, value, near, &at));

    json_object_set(party, "code", code != NULL ? code : json_null());
    put_span(party, "start", "end", placed ? &at : NULL);
    if ((text != NULL && !json_is_null(text) && !placed) ||
        (!placed && !json_is_string(code))) {
        json_decref(party);
        return NULL;
    }
    return party;
}

static bool read_parties(const struct sheet *sheet, const char *name,
                         json_t *value, struct span near, json_t *form,
                         struct err *err)
{
    json_t *list = json_array();
    size_t count = json_is_array(value) ? json_array_size(value) : 1;

    json_object_set_new(form, name, list);
    for (size_t i = 0; i < count && !json_is_null(value); i++) {
        json_t *item = json_is_array(value) ? json_array_get(value, i) : value;
        json_t *party = read_party(sheet, item, near);

        if (party == NULL) {
            const char *text = json_string_value(
                json_is_object(item) ? json_object_get(item, "text") : item);

            return err_set(err, ERR_USAGE,
                           "\"%.20s\": '%.60s' is no actor that is known, "
                           "and these words are not in the report",
                           name, text != NULL ? text : "");
        }
        json_array_append_new(list, party);
    }
    return true;
}

static void read_texts(const char *name, json_t *value, json_t *form)
{
    json_t *list = json_array();

    json_object_set_new(form, name, list);
    if (json_is_string(value)) {
        json_array_append(list, value);
    } else if (json_is_array(value)) {
        json_array_extend(list, value);
    }
}

static bool holds(struct span outer, struct span inner)
{
    return outer.start <= inner.start && inner.end <= outer.end;
}

/* The sentence stays, if the new words are in it. */
static bool read_text(const struct sheet *sheet, json_t *value,
                      const json_t *was, json_t *form, struct err *err)
{
    struct span near = form_span(was, "start", "end");
    struct span sentence = form_span(was, "sentence_start", "sentence_end");
    struct span at;

    if (!read_place(sheet, value, near, &at)) {
        return wrong(err, "text", "these words are not in the report");
    }
    put_span(form, "start", "end", &at);
    if (json_object_get(form, "sentence_start") == NULL &&
        !holds(sentence, at)) {
        sentence = sheet_sentence(sheet, at);
        put_span(form, "sentence_start", "sentence_end", &sentence);
    }
    json_object_set_new(
        form, "exact",
        json_stringn(sheet->text.ptr + at.start, at.end - at.start));
    return true;
}

static bool read_speaker(const struct sheet *sheet, json_t *value,
                         struct span near, json_t *form, struct err *err)
{
    static const char *const from[] = {"name", "code", "role", "of"};
    static const char *const to[] = {"speaker_name", "speaker_code",
                                     "speaker_role", "speaker_of"};
    bool known = json_is_object(value);
    struct span at;
    bool placed =
        known && read_place(sheet, json_object_get(value, "text"), near, &at);

    for (size_t i = 0; i < 4; i++) {
        json_t *part = json_object_get(value, from[i]);

        json_object_set(form, to[i], part != NULL ? part : json_null());
    }
    put_span(form, "speaker_start", "speaker_end", placed ? &at : NULL);
    json_object_set_new(
        form, "speaker_hidden",
        known ? json_integer(json_is_true(json_object_get(value, "anonymous")))
              : json_null());
    return known || json_is_null(value) ||
           wrong(err, "speaker", "an object or null is wanted");
}

static bool read_condition(const struct sheet *sheet, json_t *value,
                           struct span near, json_t *form, struct err *err)
{
    struct span at;
    bool placed = !json_is_null(value) && read_place(sheet, value, near, &at);

    put_span(form, "condition_start", "condition_end", placed ? &at : NULL);
    if (placed) {
        json_object_set_new(form, "conditional", json_integer(1));
    }
    return placed || json_is_null(value) ||
           wrong(err, "condition", "these words are not in the report");
}

static bool read_field(const struct sheet *sheet, const char *name,
                       json_t *value, const json_t *was, json_t *form,
                       struct err *err)
{
    struct span near = form_span(was, "start", "end");

    if (strcmp(name, "text") == 0) {
        return read_text(sheet, value, was, form, err);
    }
    if (strcmp(name, "speaker") == 0) {
        return read_speaker(sheet, value, near, form, err);
    }
    if (strcmp(name, "condition") == 0) {
        return read_condition(sheet, value, near, form, err);
    }
    if (strcmp(name, "actor") == 0 || strcmp(name, "recipient") == 0) {
        return read_parties(sheet, name, value, near, form, err);
    }
    if (strcmp(name, "issue") == 0) {
        read_texts(name, value, form);
        return true;
    }
    if (strcmp(name, "sentence") == 0) {
        struct span at;

        if (!read_place(sheet, value, near, &at)) {
            return wrong(err, name, "these words are not in the report");
        }
        put_span(form, "sentence_start", "sentence_end", &at);
        return true;
    }
    if (json_is_boolean(value)) {
        json_object_set_new(form, name, json_integer(json_is_true(value)));
    } else {
        json_object_set(form, name, value);
    }
    if (strcmp(name, "date") == 0 &&
        json_object_get(form, "date_from") == NULL) {
        json_object_set_new(form, "date_from",
                            json_is_null(value) ? json_null()
                                                : json_string("text"));
    }
    return true;
}

/* A sentence that was given must hold the words. */
static bool sentence_fits(const json_t *form, const json_t *was,
                          struct err *err)
{
    const json_t *of = json_object_get(form, "start") != NULL ? form : was;

    return json_object_get(form, "sentence_start") == NULL ||
           holds(form_span(form, "sentence_start", "sentence_end"),
                 form_span(of, "start", "end")) ||
           wrong(err, "sentence", "the words of the act are not in it");
}

json_t *form_read(const struct sheet *sheet, json_t *set, const json_t *was,
                  struct err *err)
{
    json_t *form = json_object();
    bool ok = json_is_object(set) ||
              wrong(err, "set", "an object of fields is wanted");
    const char *name;
    json_t *value;

    json_object_foreach(set, name, value)
    {
        ok = ok && read_field(sheet, name, value, was, form, err);
    }
    if (!ok || !form_check(sheet, form, false, err) ||
        !sentence_fits(form, was, err)) {
        json_decref(form);
        return NULL;
    }
    return form;
}

/* --- forms and tables --- */

json_t *form_load(struct record *record, long long act, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_FORM_OF, err)};
    json_t *form = NULL;
    bool row = false;

    if (bind.stmt == NULL) {
        return NULL;
    }
    bind_int(&bind, act);
    if (db_step(record, bind.stmt, &row, err) && row) {
        struct slice text = column_borrow(bind.stmt, 0);

        form = json_loadb(text.ptr, text.len, JSON_ALLOW_NUL, NULL);
    }
    (void)sqlite3_reset(bind.stmt);
    if (form == NULL) {
        (void)err_set(err, ERR_INTEGRITY, "%s: an act cannot be read",
                      record->path);
    }
    return form;
}

/* Run a statement over the act and its form. */
static bool put(struct record *record, enum sql sql, long long act,
                const char *form, const char *side, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, sql, err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, act);
    if (form != NULL) {
        bind_text(&bind, form);
    }
    if (side != NULL) {
        bind_text(&bind, side);
    }
    return bind_run(record, &bind, err);
}

bool form_store(struct record *record, long long act, const json_t *form,
                struct err *err)
{
    char *text = json_dumps(form, JSON_COMPACT);
    bool ok = put(record, SQL_FORM_PUT, act, text, NULL, err) &&
              put(record, SQL_FORM_WORDS, act, NULL, NULL, err) &&
              put(record, SQL_FORM_PARTY_CLEAR, act, NULL, NULL, err) &&
              put(record, SQL_FORM_PARTY_PUT, act, text, "actor", err) &&
              put(record, SQL_FORM_PARTY_PUT, act, text, "recipient", err) &&
              put(record, SQL_FORM_ISSUE_CLEAR, act, NULL, NULL, err) &&
              put(record, SQL_FORM_ISSUE_PUT, act, text, NULL, err);

    free(text);
    return ok;
}

struct span form_span(const json_t *form, const char *start, const char *end)
{
    json_int_t from = json_integer_value(json_object_get(form, start));
    json_int_t to = json_integer_value(json_object_get(form, end));

    return to > from && from >= 0 ? (struct span){(size_t)from, (size_t)to}
                                  : (struct span){0};
}

static void describe(struct ids *ids, const char *side, const json_t *list)
{
    size_t i;
    json_t *party;

    json_array_foreach((json_t *)(uintptr_t)list, i, party)
    {
        struct span at = form_span(party, "start", "end");
        const char *code = json_string_value(json_object_get(party, "code"));

        if (span_empty(at) && code != NULL) {
            ids_text(ids, side, code);
        } else {
            ids_span(ids, side, at);
        }
    }
}

void form_id(const struct sheet *sheet, const json_t *form,
             char id[RECORD_ID_ROOM])
{
    const char *type = json_string_value(json_object_get(form, "type"));
    struct ids ids = {0};

    ids_begin(&ids, sheet->id, "act");
    ids_text(&ids, "type", type != NULL ? type : "");
    ids_span(&ids, "text", form_span(form, "start", "end"));
    describe(&ids, "actor", json_object_get(form, "actor"));
    describe(&ids, "recipient", json_object_get(form, "recipient"));
    ids_end(&ids, KIND_ACT, id);
    ids_release(&ids);
}
