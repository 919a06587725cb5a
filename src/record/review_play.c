/* review_play.c - what the operations that hold make of a report's acts. */
#include "base/mem.h"
#include "record/play_int.h"
#include "record/survey.h"
#include "record/ties_int.h"

#include <stdlib.h>

static bool play_one(struct play *play, struct err *err);

bool sheet_open(struct sheet *sheet, struct record *record, const char *report,
                struct arena *arena, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_REVIEW_REPORT, err)};
    bool found = false;

    *sheet = (struct sheet){.record = record};
    if (bind.stmt == NULL) {
        return false;
    }
    bind_text(&bind, report);
    if (!db_step(record, bind.stmt, &found, err)) {
        return false;
    }
    if (found) {
        sheet->report = sqlite3_column_int64(bind.stmt, 0);
        sheet->text = column_slice(bind.stmt, 1, arena);
        memcpy(sheet->id, report,
               strlen(report) < RECORD_ID ? strlen(report) : RECORD_ID);
    }
    (void)sqlite3_reset(bind.stmt);
    return found || err_set(err, ERR_MISSING, "%s: there is no report %.40s",
                            record->path, report);
}

/* --- small statements --- */

static bool run_int(struct record *record, enum sql sql, long long key,
                    struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, sql, err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, key);
    return bind_run(record, &bind, err);
}

static bool run_text(struct record *record, enum sql sql, const char *text,
                     struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, sql, err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_text(&bind, text);
    return bind_run(record, &bind, err);
}

/* By its id; else by its words, if they are there still: `*at`. */
static bool find_act(struct play *play, struct span *at, struct err *err)
{
    struct found found;

    if (!review_find(play->sheet, play->act, play->line, &found, err)) {
        return false;
    }
    *at = found.at;
    play->key = found.key;
    memcpy(play->now, found.id, sizeof play->now);
    return true;
}

/* --- acts by hand --- */

/* Without the places that may have moved. */
static void forget_places(json_t *form)
{
    static const char *const place[] = {"speaker_start", "speaker_end",
                                        "condition_start", "condition_end"};
    static const char *const side[] = {"actor", "recipient"};

    for (size_t i = 0; i < 4; i++) {
        json_object_set_new(form, place[i], json_null());
    }
    for (size_t s = 0; s < 2; s++) {
        json_t *list = json_object_get(form, side[s]);

        for (size_t i = json_array_size(list); i-- > 0;) {
            json_t *party = json_array_get(list, i);

            json_object_set_new(party, "start", json_null());
            json_object_set_new(party, "end", json_null());
            if (!json_is_string(json_object_get(party, "code"))) {
                json_array_remove(list, i);
            }
        }
    }
}

/* Set the form's words to the place `at`. */
static void move_form(const struct play *play, json_t *form, struct span at)
{
    struct span sentence = sheet_sentence(play->sheet, at);

    json_object_set_new(form, "start", json_integer((json_int_t)at.start));
    json_object_set_new(form, "end", json_integer((json_int_t)at.end));
    json_object_set_new(form, "sentence_start",
                        json_integer((json_int_t)sentence.start));
    json_object_set_new(form, "sentence_end",
                        json_integer((json_int_t)sentence.end));
    forget_places(form);
}

/* Make the act `id` of `form`, which no reading gives, or bring it back. */
static bool make_act(struct play *play, const char *id, const json_t *form,
                     long long *key, struct err *err)
{
    struct record *record = play->sheet->record;
    long long report = play->sheet->report;
    struct bind bind;

    if (!form_check(play->sheet, form, true, err) ||
        !review_ask_key(record, SQL_REVIEW_ACT, id, report, key, err)) {
        return false;
    }
    if (*key != 0) { /* it is there */
        return review_set(record, *key, "accepted", true, err);
    }
    if (!review_ask_key(record, SQL_FORM_KEY, id, 0, key, err)) {
        return false;
    }
    if (*key == 0) {
        bind = (struct bind){.stmt = db_stmt(record, SQL_FORM_INSERT, err)};
        if (bind.stmt == NULL) {
            return false;
        }
        bind_text(&bind, id);
        bind_int(&bind, play->sheet->report);
        if (!bind_run(record, &bind, err)) {
            return false;
        }
        *key = sqlite3_last_insert_rowid(record->db);
    }
    bind = (struct bind){.stmt = db_stmt(record, SQL_READING_INSERT, err)};
    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, *key);
    bind_text(&bind, "");
    return bind_run(record, &bind, err) &&
           form_store(record, *key, form, err) &&
           run_int(record, SQL_FORM_QUOTE, *key, err) &&
           review_set(record, *key, "added", true, err);
}

/* An act that the program does not read any more stays as a person saw it. */
static bool keep_act(struct play *play, struct span at, struct err *err)
{
    json_t *was = json_object_get(play->line, "was");
    json_t *form = json_deep_copy(was);
    struct span place = form_span(form, "start", "end");
    struct err doubt = {0};
    bool ok = true;

    if (place.start != at.start || place.end != at.end) {
        move_form(play, form, at);
    }
    if (!make_act(play, play->act, form, &play->key, &doubt)) {
        buf_printf(&play->trouble, "cannot be kept: %s", doubt.text);
        ok = doubt.code == ERR_USAGE ||
             err_set(err, doubt.code, "%s", doubt.text);
    } else {
        (void)strncpy(play->now, play->act, RECORD_ID);
        buf_printf(&play->trouble,
                   "the newer reading does not find this act; it stays as %s "
                   "saw it",
                   play->who);
    }
    json_decref(form);
    return ok;
}

/* The act, kept by hand where the reading lacks it; play->key 0: its words
 * are gone. */
static bool need_act(struct play *play, struct err *err)
{
    struct span at;

    if (!find_act(play, &at, err)) {
        return false;
    }
    if (play->key == 0 && !span_empty(at)) {
        return keep_act(play, at, err);
    }
    if (play->key == 0) {
        buf_add_str(&play->trouble, "its words are not in the report any more");
    }
    return true;
}

/* --- the operations --- */

/* Keep the program's reading of the act before it is changed. */
static bool keep_reading(struct play *play, json_t *form, bool *first,
                         struct err *err)
{
    struct record *record = play->sheet->record;
    struct bind bind = {.stmt = db_stmt(record, SQL_READING_INSERT, err)};
    char *text = json_dumps(form, JSON_COMPACT);
    bool ok = bind.stmt != NULL;

    if (ok) {
        bind_int(&bind, play->key);
        bind_text(&bind, text);
        ok = bind_run(record, &bind, err);
        *first = sqlite3_changes(record->db) != 0;
    }
    free(text);
    return ok;
}

/* A field's value in words: "RUS, BLR", "war", "yes". */
static void add_value(struct buf *out, const json_t *value)
{
    for (size_t i = 0; i < json_array_size(value); i++) {
        const json_t *item = json_array_get(value, i);
        const char *code = json_string_value(
            json_is_object(item) ? json_object_get(item, "code") : item);

        buf_printf(out, "%s%.40s", i != 0 ? ", " : "",
                   code != NULL ? code : "somebody else");
    }
    if (json_is_string(value)) {
        buf_printf(out, "%.80s", json_string_value(value));
    } else if (json_is_integer(value)) {
        buf_printf(out, "%lld", (long long)json_integer_value(value));
    } else if (!json_is_array(value) || json_array_size(value) == 0) {
        buf_add_str(out, "nothing");
    }
}

/* Whether two values say the same; of actors, wherever they are named. */
static bool says_same(const json_t *a, const json_t *b)
{
    struct buf left = {0};
    struct buf right = {0};
    bool same = json_equal(a, b) != 0;

    if (!same && json_is_array(a) && json_is_array(b)) {
        add_value(&left, a);
        add_value(&right, b);
        same = slice_eq(buf_slice(&left), buf_slice(&right));
    }
    buf_release(&left);
    buf_release(&right);
    return same;
}

/* What the newer reading says otherwise than the one that was edited.  PLOVER
 * and CAMEO go with the type. */
static void compare(struct play *play, json_t *now, json_t *set)
{
    json_t *was = json_object_get(play->line, "was");
    bool typed = json_object_get(set, "type") != NULL;
    const char *name;
    json_t *value;

    json_object_foreach(set, name, value)
    {
        json_t *read = json_object_get(now, name);
        json_t *then = json_object_get(was, name);
        bool follows = typed && (strcmp(name, "plover") == 0 ||
                                 strcmp(name, "cameo") == 0);

        if (read == NULL || then == NULL || follows || says_same(read, then) ||
            says_same(read, value)) {
            continue;
        }
        buf_printf(&play->trouble, "%sthe newer reading says %s ",
                   play->trouble.len != 0 ? "; " : "", name);
        add_value(&play->trouble, read);
        buf_printf(&play->trouble, ", the edit by %s stands", play->who);
    }
}

/* Where the words that a person chose stand now. */
static void move_set(const struct play *play, json_t *set)
{
    const json_t *exact = json_object_get(set, "exact");
    struct slice words = {json_string_value(exact), json_string_length(exact)};
    struct span at = form_span(set, "start", "end");

    if (words.ptr == NULL || span_empty(at) ||
        (at.end <= play->sheet->text.len &&
         slice_eq(slice_cut(play->sheet->text, at), words))) {
        return;
    }
    if (sheet_find(play->sheet, words, at, &at)) {
        move_form(play, set, at);
    }
}

static bool edit(struct play *play, json_t *set, struct err *err)
{
    struct record *record = play->sheet->record;
    json_t *form = form_load(record, play->key, err);
    struct err doubt = {0};
    bool first = false;
    bool ok = form != NULL && keep_reading(play, form, &first, err);

    if (ok) {
        move_set(play, set);
        if (first) {
            compare(play, form, set);
        }
        json_object_update(form, set);
        json_object_del(form, "exact");
        json_object_del(form, "id");
        if (form_check(play->sheet, form, true, &doubt)) {
            ok = form_store(record, play->key, form, err) &&
                 review_set(record, play->key, "edited", true, err);
        } else {
            buf_printf(&play->trouble, "does not fit: %s", doubt.text);
        }
    }
    json_decref(form);
    return ok;
}

static bool play_add(struct play *play, struct err *err)
{
    json_t *form = json_deep_copy(json_object_get(play->line, "set"));
    struct err doubt = {0};
    struct span at;
    bool ok = find_act(play, &at, err);

    if (ok && play->key != 0 && strcmp(play->now, play->act) == 0) {
        ok = review_set(play->sheet->record, play->key, "accepted", true, err);
    } else if (ok && span_empty(at)) {
        buf_add_str(&play->trouble, "its words are not in the report any more");
    } else if (ok) {
        if (play->key != 0) {
            buf_printf(&play->trouble,
                       "the newer reading finds %s at the same words",
                       play->now);
        }
        if (form_span(form, "start", "end").start != at.start) {
            move_form(play, form, at);
        }
        ok = make_act(play, play->act, form, &play->key, &doubt) ||
             doubt.code == ERR_USAGE ||
             err_set(err, doubt.code, "%s", doubt.text);
        (void)strncpy(play->now, play->act, RECORD_ID);
        buf_add_str(&play->trouble, doubt.text);
    }
    json_decref(form);
    return ok;
}

static bool play_split(struct play *play, struct err *err)
{
    json_t *into = json_object_get(play->line, "into");
    bool ok = edit(play, json_array_get(into, 0), err);

    for (size_t i = 1; ok && i < json_array_size(into); i++) {
        json_t *form = json_copy(json_array_get(into, i));
        const char *id = json_string_value(json_object_get(form, "id"));
        struct err doubt = {0};
        long long key = 0;

        move_set(play, form);
        if (id == NULL || strlen(id) != RECORD_ID) {
            (void)err_set(&doubt, ERR_USAGE, "a piece without an id");
        } else if (!make_act(play, id, form, &key, &doubt)) {
            ok = doubt.code == ERR_USAGE ||
                 err_set(err, doubt.code, "%s", doubt.text);
        }
        buf_add_str(&play->trouble, doubt.text);
        json_decref(form);
    }
    return ok;
}

static bool play_found(struct play *play, struct err *err)
{
    struct record *record = play->sheet->record;

    if (strcmp(play->verb, "accept") == 0) {
        return review_set(record, play->key, "accepted", true, err);
    }
    if (strcmp(play->verb, "edit") == 0) {
        return edit(play, json_object_get(play->line, "set"), err);
    }
    if (strcmp(play->verb, "split") == 0) {
        return play_split(play, err);
    }
    return play_tie(play, err);
}

static bool play_one(struct play *play, struct err *err)
{
    struct span at;

    if (strcmp(play->verb, "add") == 0) {
        return play_add(play, err);
    }
    if (strcmp(play->verb, "reject") == 0 || strcmp(play->verb, "note") == 0) {
        return find_act(play, &at, err) &&
               (play->key == 0 || play->verb[0] == 'n' ||
                review_set(play->sheet->record, play->key, "rejected", false,
                           err));
    }
    return need_act(play, err) && (play->key == 0 || play_found(play, err));
}

/* --- a report --- */

static bool put_state(struct play *play, struct err *err)
{
    struct bind bind = {
        .stmt = db_stmt(play->sheet->record, SQL_OP_SET_STATE, err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, play->op);
    bind_text(&bind, play->key != 0 ? play->now : NULL);
    bind_text(&bind, play->trouble.len != 0 ? play->trouble.ptr : NULL);
    return bind_run(play->sheet->record, &bind, err);
}

/* All acts as the program reads them. */
static bool restore(struct sheet *sheet, struct err *err)
{
    struct record *record = sheet->record;
    sqlite3_stmt *stmt =
        db_prepare(record, sql_text(SQL_READING_OF_REPORT), err);
    bool row = false;
    bool ok = stmt != NULL;

    (void)(ok && sqlite3_bind_int64(stmt, 1, sheet->report));
    while (ok && (ok = db_step(record, stmt, &row, err)) && row) {
        struct slice text = column_borrow(stmt, 1);
        json_t *form = json_loadb(text.ptr, text.len, JSON_ALLOW_NUL, NULL);

        ok = form != NULL
                 ? form_store(record, sqlite3_column_int64(stmt, 0), form, err)
                 : err_set(err, ERR_INTEGRITY, "%s: a reading is damaged",
                           record->path);
        json_decref(form);
    }
    (void)sqlite3_finalize(stmt);
    return ok && run_int(record, SQL_READING_CLEAR, sheet->report, err) &&
           run_int(record, SQL_REVIEW_CLEAR, sheet->report, err) &&
           run_int(record, SQL_REVIEW_CLEAR_ADDED, sheet->report, err) &&
           run_text(record, SQL_REPLY_CLEAR, sheet->id, err) &&
           run_text(record, SQL_BOND_CLEAR, sheet->id, err);
}

static bool play_row(struct sheet *sheet, sqlite3_stmt *stmt, struct err *err)
{
    struct arena arena = {0};
    struct slice line = column_borrow(stmt, 3);
    struct play play = {
        .sheet = sheet,
        .op = sqlite3_column_int64(stmt, 0),
        .verb = column_text(stmt, 1, &arena),
        .act = column_text(stmt, 2, &arena),
        .who = column_text(stmt, 4, &arena),
        .line = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, NULL)};
    bool ok = true;

    if (play.line == NULL || play.act == NULL ||
        strlen(play.act) != RECORD_ID) {
        buf_add_str(&play.trouble, "cannot be read");
    } else {
        ok = play_one(&play, err);
    }
    ok = ok && put_state(&play, err);
    json_decref(play.line);
    buf_release(&play.trouble);
    arena_release(&arena);
    return ok;
}

static bool replay_one(struct record *record, const char *report,
                       struct err *err)
{
    struct arena arena = {0};
    struct sheet sheet;
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    bool ok =
        sheet_open(&sheet, record, report, &arena, err) && restore(&sheet, err);

    if (ok) {
        stmt = db_prepare(record, sql_text(SQL_OP_OF_REPORT), err);
        ok = stmt != NULL && (sqlite3_bind_text(stmt, 1, sheet.id, -1,
                                                SQLITE_STATIC) == SQLITE_OK ||
                              db_fail(record, err));
    }
    while (ok && (ok = db_step(record, stmt, &row, err)) && row) {
        ok = play_row(&sheet, stmt, err);
    }
    (void)sqlite3_finalize(stmt);
    arena_release(&arena);
    return ok && survey_note(record, sheet.report, err) &&
           ties_note(record, sheet.report, err);
}

/* The reports whose operations tie their acts to acts of this one. */
static bool load_tied(struct record *record, const char *report,
                      struct arena *arena, const char ***tied, size_t *len,
                      struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_OP_TIED_TO, err)};
    const char **list = NULL;
    size_t cap = 0;
    bool row = false;
    bool ok = bind.stmt != NULL;

    *len = 0;
    if (ok) {
        bind_text(&bind, report);
    }
    while (ok && (ok = db_step(record, bind.stmt, &row, err)) && row) {
        MEM_GROW(list, *len, cap);
        list[(*len)++] = column_text(bind.stmt, 0, arena);
    }
    *tied = arena_dup(arena, list, *len, sizeof *list);
    free(list);
    return ok;
}

bool review_replay(struct record *record, const char *report, struct err *err)
{
    struct arena arena = {0};
    const char **tied = NULL;
    size_t len = 0;
    bool ok = replay_one(record, report, err) &&
              load_tied(record, report, &arena, &tied, &len, err);

    for (size_t i = 0; ok && i < len; i++) {
        ok = replay_one(record, tied[i], err);
    }
    arena_release(&arena);
    return ok;
}
