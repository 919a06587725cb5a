/* review.c - the log of what people did. */
#include "record/review.h"

#include "base/json.h"
#include "base/sha256.h"
#include "record/review_int.h"
#include "record/where_int.h"

#include <stdlib.h>
#include <time.h>

enum { TIME_ROOM = 32, WHO_MOST = 100, OP_PREFIX = 4 };

/* A row that is about to be appended. */
struct entry {
    char id[RECORD_ID_ROOM];
    char at[TIME_ROOM];
    char who[WHO_MOST + 1];
    const char *verb;
    const char *report; /* of `line` */
    const char *act;
    const char *other; /* report of the act that it is tied to */
    const char *target;
    char *line;
    long long key; /* once it is there */
};

static bool apply(struct record *record, json_t *given, const char *who,
                  struct entry *entry, bool *same, struct err *err);

/* --- reading the log --- */

static void read_row(sqlite3_stmt *stmt, struct arena *arena,
                     struct op_row *row)
{
    *row = (struct op_row){.id = column_text(stmt, 1, arena),
                           .at = column_text(stmt, 2, arena),
                           .who = column_text(stmt, 3, arena),
                           .verb = column_text(stmt, 4, arena),
                           .report = column_text(stmt, 5, arena),
                           .act = column_text(stmt, 6, arena),
                           .now = column_text(stmt, 7, arena),
                           .undone = column_text(stmt, 8, arena),
                           .trouble = column_text(stmt, 9, arena),
                           .line = column_text(stmt, 10, arena),
                           .type = column_text(stmt, 11, arena),
                           .target = column_text(stmt, 12, arena)};
}

bool review_log(struct record *record, const struct op_query *query,
                op_row_fn row, void *context, struct err *err)
{
    const struct op_query all = {0};
    struct where where;
    sqlite3_stmt *stmt = NULL;
    bool found = true;
    bool ok = true;

    query = query != NULL ? query : &all;
    where_begin(&where, SQL_OP_SELECT);
    where_value(&where, SQL_OP_WHERE_ID, query->id);
    where_value(&where, SQL_OP_WHERE_ACT, query->act);
    where_value(&where, SQL_OP_WHERE_REPORT, query->report);
    if (query->trouble) {
        where_add(&where, SQL_OP_WHERE_TROUBLE);
    }
    where_add(&where, SQL_OP_ORDER);
    stmt = where_end(&where, record, err);
    ok = stmt != NULL;
    while (ok && found && (ok = db_step(record, stmt, &found, err)) && found) {
        struct arena arena = {0};
        struct op_row op;

        read_row(stmt, &arena, &op);
        found = row(context, &op);
        arena_release(&arena);
    }
    db_return(record, stmt);
    return ok;
}

struct wanted {
    struct arena *arena;
    struct op_row *row;
    bool found;
};

static bool keep_row(void *context, const struct op_row *row)
{
    struct wanted *wanted = context;
    struct arena *arena = wanted->arena;

    *wanted->row = (struct op_row){.id = arena_strdup(arena, row->id),
                                   .at = arena_strdup(arena, row->at),
                                   .who = arena_strdup(arena, row->who),
                                   .verb = arena_strdup(arena, row->verb),
                                   .report = arena_strdup(arena, row->report),
                                   .act = arena_strdup(arena, row->act),
                                   .now = arena_strdup(arena, row->now),
                                   .undone = arena_strdup(arena, row->undone),
                                   .trouble = arena_strdup(arena, row->trouble),
                                   .line = arena_strdup(arena, row->line),
                                   .type = arena_strdup(arena, row->type),
                                   .target = arena_strdup(arena, row->target)};
    wanted->found = true;
    return false;
}

static bool load_row(struct record *record, const char *id, struct arena *arena,
                     struct op_row *row, struct err *err)
{
    const struct op_query query = {.id = id};
    struct wanted wanted = {arena, row, false};

    return review_log(record, &query, keep_row, &wanted, err) &&
           (wanted.found ||
            err_set(err, ERR_MISSING, "%s: there is no operation %.40s",
                    record->path, id));
}

void review_line(struct buf *out, const struct op_row *row)
{
    struct json json = {.out = out};
    struct slice line = slice_of(row->line);

    json_open(&json, '{');
    json_key_str(&json, "id", row->id);
    json_key_str(&json, "at", row->at);
    json_key_str(&json, "who", row->who);
    if (line.len > 2) {
        buf_add_char(out, ',');
        buf_add(out, line.ptr + 1, line.len - 2);
    }
    json_close(&json, '}');
}

/* --- transactions --- */

bool review_begin(struct record *record, struct err *err)
{
    return db_exec(record, "BEGIN IMMEDIATE", err);
}

bool review_end(struct record *record, struct err *err)
{
    if (sqlite3_get_autocommit(record->db) != 0 ||
        db_exec(record, "COMMIT", err)) {
        return true;
    }
    (void)sqlite3_exec(record->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

/* --- writing the log --- */

static void copy(char *out, size_t room, const char *text)
{
    size_t len = strlen(text) < room - 1 ? strlen(text) : room - 1;

    memcpy(out, text, len);
    out[len] = '\0';
}

/* Who and when: as the log says that it comes from, else now. */
static bool sign(struct entry *entry, const json_t *given, const char *who,
                 struct err *err)
{
    const char *at = json_string_value(json_object_get(given, "at"));
    const char *by = json_string_value(json_object_get(given, "who"));
    time_t now = time(NULL);
    struct tm tm;

    copy(entry->who, sizeof entry->who, by != NULL ? by : who);
    if (at != NULL) {
        copy(entry->at, sizeof entry->at, at);
    } else if (gmtime_r(&now, &tm) == NULL ||
               strftime(entry->at, sizeof entry->at, "%Y-%m-%dT%H:%M:%SZ",
                        &tm) == 0) {
        return err_set(err, ERR_INTERNAL, "the clock cannot be read");
    }
    return entry->who[0] != '\0' ||
           err_set(err, ERR_USAGE, "who reviews? Give a name by --who");
}

/* The digest of the log's last row, "" at its beginning. */
static bool last_digest(struct record *record, struct buf *out, struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(record, SQL_OP_LAST_DIGEST, err);
    bool row = false;

    if (stmt == NULL || !db_step(record, stmt, &row, err)) {
        return false;
    }
    if (row) {
        buf_add_slice(out, column_borrow(stmt, 0));
    }
    (void)sqlite3_reset(stmt);
    return true;
}

void review_digest(struct slice before, const struct op_row *row,
                   char out[SHA256_HEX + 1])
{
    struct buf text = {0};

    buf_add_slice(&text, before);
    buf_printf(&text, "\n%s\n%s\n%s\n%s\n", row->id, row->at, row->who,
               row->line);
    sha256_hex(buf_slice(&text), out);
    buf_release(&text);
}

static bool is_op_id(const char *id)
{
    return id != NULL && strlen(id) == RECORD_ID && id[0] == 'o' &&
           id[1] == '-' && strspn(id + 2, "0123456789abcdef") == RECORD_ID - 2;
}

/* The id of an operation: of what it is, and when and after what it was
 * done. */
static void make_id(struct entry *entry, struct slice before, const char *given)
{
    const struct op_row row = {
        .id = "", .at = entry->at, .who = entry->who, .line = entry->line};
    char sha256[SHA256_HEX + 1];

    if (is_op_id(given)) {
        copy(entry->id, sizeof entry->id, given);
        return;
    }
    review_digest(before, &row, sha256);
    entry->id[0] = 'o';
    entry->id[1] = '-';
    memcpy(entry->id + 2, sha256, RECORD_ID - 2);
}

static bool append(struct record *record, struct entry *entry,
                   struct slice before, struct err *err)
{
    const struct op_row row = {.id = entry->id,
                               .at = entry->at,
                               .who = entry->who,
                               .line = entry->line};
    struct bind bind = {.stmt = db_stmt(record, SQL_OP_INSERT, err)};
    char sha256[SHA256_HEX + 1];

    if (bind.stmt == NULL) {
        return false;
    }
    review_digest(before, &row, sha256);
    bind_text(&bind, entry->id);
    bind_text(&bind, entry->at);
    bind_text(&bind, entry->who);
    bind_text(&bind, entry->verb);
    bind_text(&bind, entry->report);
    bind_text(&bind, entry->act);
    bind_text(&bind, entry->line);
    bind_text(&bind, sha256);
    if (!bind_run(record, &bind, err)) {
        return false;
    }
    entry->key = sqlite3_last_insert_rowid(record->db);
    bind = (struct bind){.stmt = db_stmt(record, SQL_OP_STATE_INSERT, err)};
    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, entry->key);
    bind_text(&bind, entry->act);
    bind_text(&bind, entry->other);
    return bind_run(record, &bind, err);
}

/* --- what it does --- */

struct target {
    long long key; /* 0: there is none */
    char report[RECORD_ID_ROOM];
    bool undone;
    bool is_act; /* no undo or redo itself */
};

static bool find_target(struct record *record, const char *id,
                        struct target *target, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_OP_HAS, err)};
    bool row = false;

    *target = (struct target){0};
    if (bind.stmt == NULL) {
        return false;
    }
    bind_text(&bind, id);
    if (!db_step(record, bind.stmt, &row, err)) {
        return false;
    }
    if (row) {
        struct slice verb = column_borrow(bind.stmt, 1);
        struct slice report = column_borrow(bind.stmt, 2);

        target->key = sqlite3_column_int64(bind.stmt, 0);
        target->is_act = !slice_is(verb, "undo") && !slice_is(verb, "redo");
        if (report.len == RECORD_ID) {
            memcpy(target->report, report.ptr, RECORD_ID);
        }
        target->undone = !column_is_null(bind.stmt, 3);
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

/* Undo or do again what `entry` means. */
static bool turn(struct record *record, const struct entry *entry,
                 struct err *err)
{
    bool undo = strcmp(entry->verb, "undo") == 0;
    struct target target;
    struct bind bind;

    if (!find_target(record, entry->target, &target, err)) {
        return false;
    }
    if (target.key == 0 || !target.is_act || target.undone == undo) {
        return err_set(err, ERR_USAGE, "%.40s: %s", entry->target,
                       target.key == 0 || !target.is_act
                           ? "is nothing that can be undone"
                       : undo ? "is undone already"
                              : "was not undone");
    }
    bind = (struct bind){.stmt = db_stmt(record, SQL_OP_SET_UNDONE, err)};
    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, target.key);
    if (undo) {
        bind_int(&bind, entry->key);
    } else {
        bind_null(&bind);
    }
    return bind_run(record, &bind, err) &&
           (target.report[0] == '\0' ||
            review_replay(record, target.report, err));
}

static bool settle(struct record *record, const struct entry *entry,
                   struct err *err)
{
    if (strcmp(entry->verb, "undo") == 0 || strcmp(entry->verb, "redo") == 0) {
        return turn(record, entry, err);
    }
    return entry->report == NULL || review_replay(record, entry->report, err);
}

/* Append what was read and do it. */
static bool commit(struct record *record, json_t *line, const json_t *given,
                   struct entry *entry, bool *same, struct err *err)
{
    const char *id = json_string_value(json_object_get(given, "id"));
    struct buf before = {0};
    struct target target = {0};
    bool ok = true;

    entry->verb = json_string_value(json_object_get(line, "op"));
    entry->report = json_string_value(json_object_get(line, "report"));
    entry->act = json_string_value(json_object_get(line, "act"));
    entry->other = json_string_value(
        json_object_get(json_object_get(line, "other"), "report"));
    entry->target = json_string_value(json_object_get(line, "target"));
    entry->line = json_dumps(line, JSON_COMPACT);
    ok = last_digest(record, &before, err);
    if (ok) {
        make_id(entry, buf_slice(&before), id);
        ok = find_target(record, entry->id, &target, err);
    }
    *same = ok && target.key != 0;
    ok = ok && (*same || (append(record, entry, buf_slice(&before), err) &&
                          settle(record, entry, err)));
    buf_release(&before);
    return ok;
}

/* One operation in a transaction, or within the one that is open. */
static bool apply(struct record *record, json_t *given, const char *who,
                  struct entry *entry, bool *same, struct err *err)
{
    bool own = sqlite3_get_autocommit(record->db) != 0;
    json_t *line = NULL;
    bool ok = true;

    if ((own && !review_begin(record, err)) ||
        !db_exec(record, "SAVEPOINT operation", err)) {
        return false;
    }
    line = op_read(record, given, err);
    ok = line != NULL && sign(entry, given, who, err) &&
         commit(record, line, given, entry, same, err);
    if (!ok) {
        (void)sqlite3_exec(record->db, "ROLLBACK TO operation", NULL, NULL,
                           NULL);
    }
    ok = db_exec(record, "RELEASE operation", err) && ok;
    free(entry->line);
    json_decref(line);
    return (!own || review_end(record, err)) && ok;
}

bool review_apply(struct record *record, struct slice op, const char *who,
                  struct arena *arena, struct op_row *done, bool *same,
                  struct err *err)
{
    json_error_t wrong;
    json_t *given = json_loadb(op.ptr, op.len, 0, &wrong);
    struct entry entry = {0};
    bool ok = true;

    *same = false;
    if (!json_is_object(given)) {
        json_decref(given);
        return err_set(err, ERR_SYNTAX, "no operation: %s",
                       given != NULL ? "a JSON object is wanted" : wrong.text);
    }
    ok = apply(record, given, who, &entry, same, err) &&
         load_row(record, entry.id, arena, done, err);
    json_decref(given);
    return ok;
}

/* --- undo and redo --- */

/* The whole id of the operation that starts with `id`, or the one that the
 * statement names. */
static bool choose(struct record *record, const char *id, enum sql otherwise,
                   char whole[RECORD_ID_ROOM], struct err *err)
{
    struct bind bind = {
        .stmt = db_stmt(record, id != NULL ? SQL_OP_STARTING : otherwise, err)};
    char from[RECORD_ID_ROOM + 2] = "o-";
    char to[RECORD_ID_ROOM + 2];
    size_t found = 0;
    bool row = false;
    bool ok = bind.stmt != NULL;

    if (ok && id != NULL) {
        copy(from + (strncmp(id, "o-", 2) == 0 ? 0 : 2), RECORD_ID_ROOM - 2,
             id);
        copy(to, sizeof to - 1, from);
        to[strlen(to) + 1] = '\0';
        to[strlen(to)] = '~';
        bind_text(&bind, from);
        bind_text(&bind, to);
    }
    while (ok && (ok = db_step(record, bind.stmt, &row, err)) && row) {
        struct slice text = column_borrow(bind.stmt, 0);

        if (found++ == 0 && text.len == RECORD_ID) {
            memcpy(whole, text.ptr, RECORD_ID);
            whole[RECORD_ID] = '\0';
        }
    }
    (void)(ok && sqlite3_reset(bind.stmt));
    if (!ok || found == 1) {
        return ok;
    }
    return id == NULL
               ? err_set(err, ERR_MISSING, "%s: there is nothing to %s",
                         record->path,
                         otherwise == SQL_OP_UNDOABLE ? "undo" : "redo")
               : err_set(err, ERR_MISSING, "%s: %s operation starts with %.40s",
                         record->path, found == 0 ? "no" : "more than one", id);
}

static bool turn_one(struct record *record, const char *id, const char *verb,
                     const char *who, struct arena *arena, struct op_row *done,
                     struct err *err)
{
    char whole[RECORD_ID_ROOM] = "";
    struct entry entry = {0};
    json_t *given = NULL;
    bool same;
    bool ok =
        choose(record, id, verb[0] == 'u' ? SQL_OP_UNDOABLE : SQL_OP_REDOABLE,
               whole, err);

    if (ok) {
        given = json_pack("{s:s,s:s}", "op", verb, "target", whole);
        ok = apply(record, given, who, &entry, &same, err) &&
             load_row(record, whole, arena, done, err);
        json_decref(given);
    }
    return ok;
}

bool review_undo(struct record *record, const char *id, const char *who,
                 struct arena *arena, struct op_row *done, struct err *err)
{
    return turn_one(record, id, "undo", who, arena, done, err);
}

bool review_redo(struct record *record, const char *id, const char *who,
                 struct arena *arena, struct op_row *done, struct err *err)
{
    return turn_one(record, id, "redo", who, arena, done, err);
}
