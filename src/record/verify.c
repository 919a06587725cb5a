/* verify.c - whether everything in the record still is what it says. */
#include "base/mem.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "record/ids_int.h"
#include "record/migrate_int.h"
#include "record/review_int.h"
#include "record/row_int.h"
#include "record/where_int.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { MESSAGE = 400 };

/* For "%.*s": a slice of at most 200 bytes. */
#define SHOWN(slice) (int)((slice).len < 200 ? (slice).len : 200), (slice).ptr

struct verify {
    struct record *record;
    record_finding_fn tell;
    void *context;
    struct record_check *check;
    struct err *err;
};

/* The report that is being looked at. */
struct subject {
    struct slice text;
    const char *id;
    struct ids ids;
};

static void find_fault(struct verify *verify, const char *where,
                       const char *fmt, ...) PRINTF_LIKE(3, 4);
static bool check_all(struct verify *verify);
static bool check_index(struct verify *verify);
static bool check_pragma(struct verify *verify, enum sql sql,
                         const char *where);
static bool check_schema(struct verify *verify);
static bool check_codebook(struct verify *verify);
static bool check_log(struct verify *verify);
static bool check_reports(struct verify *verify);
static bool check_report(struct verify *verify, sqlite3_stmt *stmt);
static bool check_paragraphs(struct verify *verify, struct subject *subject,
                             long long report);
static bool check_quotes(struct verify *verify, struct subject *subject);
static bool check_acts(struct verify *verify, struct subject *subject);

/* Where SQLite itself gives up, that is a finding like any other. */
bool record_verify(struct record *record, record_finding_fn tell, void *context,
                   struct record_check *check, struct err *err)
{
    struct err trouble = {0};
    struct verify verify = {record, tell, context, check, &trouble};

    *check = (struct record_check){0};
    if (check_index(&verify) && check_all(&verify)) {
        return true;
    }
    if (trouble.code != ERR_INTEGRITY) {
        return err_set(err, trouble.code, "%s", trouble.text);
    }
    find_fault(&verify, "database", "%s", trouble.text);
    return true;
}

static bool check_all(struct verify *verify)
{
    bool ok = snapshot_open(verify->record, verify->err);

    if (!ok) {
        return false;
    }
    ok = check_pragma(verify, SQL_VERIFY_INTEGRITY, "database") &&
         check_schema(verify) &&
         check_pragma(verify, SQL_VERIFY_FOREIGN_KEYS, "references") &&
         check_pragma(verify, SQL_VERIFY_STRAY_QUOTES, "quotes") &&
         check_pragma(verify, SQL_VERIFY_TIES, "ties") &&
         check_pragma(verify, SQL_VERIFY_SUMS, "sums") &&
         check_codebook(verify) && check_log(verify) && check_reports(verify);
    snapshot_close(verify->record);
    return ok;
}

static void find_fault(struct verify *verify, const char *where,
                       const char *fmt, ...)
{
    char message[MESSAGE];
    va_list args;

    verify->check->findings++;
    va_start(args, fmt);
    (void)vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    if (verify->tell != NULL) {
        verify->tell(verify->context, where, message);
    }
}

/* FTS5 compares its index with the text by a statement that counts as
 * writing.  Where nothing can be written it is left out. */
static bool check_index(struct verify *verify)
{
    struct record *record = verify->record;
    struct err trouble = {0};
    sqlite3_stmt *stmt;
    bool ok;

    if (!db_exec(record, sql_text(SQL_OPEN_TO_CHECK), verify->err)) {
        return false;
    }
    stmt = db_stmt(record, SQL_VERIFY_INDEX, &trouble);
    ok = stmt != NULL && db_run(record, stmt, &trouble);
    if (!ok && trouble.code == ERR_INTEGRITY) {
        find_fault(verify, "search index", "does not agree with the texts");
    } else if (!ok && trouble.code != ERR_IO) {
        return err_set(verify->err, trouble.code, "%s", trouble.text);
    }
    return record->mode != RECORD_READ ||
           db_exec(record, sql_text(SQL_OPEN_TO_READ), verify->err);
}

/* Every row of these statements is a finding, but for a lone "ok". */
static bool check_pragma(struct verify *verify, enum sql sql, const char *where)
{
    sqlite3_stmt *stmt = db_stmt(verify->record, sql, verify->err);
    bool row = false;
    bool ok = stmt != NULL;

    while (ok && (ok = db_step(verify->record, stmt, &row, verify->err)) &&
           row) {
        struct slice said = column_borrow(stmt, 0);

        if (!slice_is(said, "ok")) {
            find_fault(verify, where, "%.*s", SHOWN(said));
        }
    }
    return ok;
}

/* --- schema --- */

/* A database in memory with the schema of this version. */
static bool make_model(struct record *model, struct err *err)
{
    return (sqlite3_open(":memory:", &model->db) == SQLITE_OK ||
            db_fail(model, err)) &&
           migrate_to_current(model, err);
}

/* Step both lists of tables side by side. */
static bool compare_schema(struct verify *verify, sqlite3_stmt *stmt,
                           struct record *model, sqlite3_stmt *wanted)
{
    bool more = true;

    while (more) {
        bool row, want;
        bool same;

        if (!db_step(verify->record, stmt, &row, verify->err) ||
            !db_step(model, wanted, &want, verify->err)) {
            return false;
        }
        more = row && want;
        same = row == want &&
               (!row ||
                (slice_eq(column_borrow(stmt, 0), column_borrow(wanted, 0)) &&
                 slice_eq(column_borrow(stmt, 1), column_borrow(wanted, 1))));
        if (!same) {
            struct slice name = column_borrow(row ? stmt : wanted, 0);

            find_fault(verify, "schema",
                       "'%.*s' is not as this version of "
                       "the program makes it",
                       SHOWN(name));
            more = false;
        }
    }
    return true;
}

static bool check_schema(struct verify *verify)
{
    struct record model = {.path = verify->record->path};
    sqlite3_stmt *stmt =
        db_stmt(verify->record, SQL_VERIFY_SCHEMA, verify->err);
    bool ok = stmt != NULL && make_model(&model, verify->err);

    if (ok) {
        sqlite3_stmt *wanted = db_stmt(&model, SQL_VERIFY_SCHEMA, verify->err);

        ok = wanted != NULL && compare_schema(verify, stmt, &model, wanted);
        (void)sqlite3_reset(stmt);
    }
    db_forget(&model);
    (void)sqlite3_close(model.db);
    return ok;
}

static bool check_codebook(struct verify *verify)
{
    sqlite3_stmt *stmt =
        db_stmt(verify->record, SQL_CODEBOOK_LIST, verify->err);
    bool row = false;
    bool ok = stmt != NULL;

    while (ok && (ok = db_step(verify->record, stmt, &row, verify->err)) &&
           row) {
        char sha256[SHA256_HEX + 1];
        struct slice name = column_borrow(stmt, 0);

        sha256_hex(column_borrow(stmt, 1), sha256);
        if (!slice_is(column_borrow(stmt, 2), sha256)) {
            find_fault(verify, "codebook", "'%.*s' was changed", SHOWN(name));
        }
    }
    return ok;
}

/* Every row of the log against the digest that goes on from the one before:
 * what was changed, left out or put in between breaks the chain. */
static bool check_log(struct verify *verify)
{
    sqlite3_stmt *stmt = db_stmt(verify->record, SQL_VERIFY_LOG, verify->err);
    struct buf before = {0};
    bool row = false;
    bool ok = stmt != NULL;

    while (ok && (ok = db_step(verify->record, stmt, &row, verify->err)) &&
           row) {
        struct arena arena = {0};
        const struct op_row op = {.id = column_text(stmt, 0, &arena),
                                  .at = column_text(stmt, 1, &arena),
                                  .who = column_text(stmt, 2, &arena),
                                  .line = column_text(stmt, 4, &arena)};
        struct slice stored = column_borrow(stmt, 5);
        char sha256[SHA256_HEX + 1];

        review_digest(buf_slice(&before), &op, sha256);
        if (!slice_is(stored, sha256)) {
            find_fault(verify, op.id,
                       "this row of the log, or one before it, "
                       "is not as it was written");
        }
        buf_clear(&before);
        buf_add_slice(&before, stored);
        arena_release(&arena);
    }
    buf_release(&before);
    return ok;
}

/* --- reports --- */

static bool check_reports(struct verify *verify)
{
    sqlite3_stmt *stmt =
        db_stmt(verify->record, SQL_VERIFY_REPORTS, verify->err);
    bool row = false;
    bool ok = stmt != NULL;

    while (ok && (ok = db_step(verify->record, stmt, &row, verify->err)) &&
           row) {
        verify->check->reports++;
        ok = check_report(verify, stmt);
    }
    return ok;
}

/* The input against its digest, the id against the digest. */
static void check_bytes(struct verify *verify, sqlite3_stmt *stmt,
                        const char *id)
{
    struct slice stored = column_borrow(stmt, 2);
    char sha256[SHA256_HEX + 1];
    char expected[RECORD_ID_ROOM];
    struct buf bytes = {0};

    if (source_unpack(column_borrow(stmt, 6), column_size(stmt, 3), &bytes)) {
        sha256_hex(buf_slice(&bytes), sha256);
        ids_report(sha256, expected);
        if (!slice_is(stored, sha256)) {
            find_fault(verify, id, "the input is not the one of its digest");
        }
        if (strcmp(id, expected) != 0) {
            find_fault(verify, id, "the id should be %s", expected);
        }
    } else {
        find_fault(verify, id, "the input cannot be unpacked");
    }
    buf_release(&bytes);
}

static bool check_report(struct verify *verify, sqlite3_stmt *stmt)
{
    struct arena arena = {0};
    struct subject subject = {.id = column_text(stmt, 1, &arena),
                              .text = column_slice(stmt, 5, &arena)};
    char sha256[SHA256_HEX + 1];
    bool ok;

    check_bytes(verify, stmt, subject.id);
    sha256_hex(subject.text, sha256);
    if (!slice_is(column_borrow(stmt, 4), sha256)) {
        find_fault(verify, subject.id, "the text is not the one of its digest");
    }
    if (utf8_valid(subject.text) != subject.text.len) {
        find_fault(verify, subject.id, "the text is no valid UTF-8");
    }
    ok = check_paragraphs(verify, &subject, sqlite3_column_int64(stmt, 0)) &&
         check_quotes(verify, &subject) && check_acts(verify, &subject);
    ids_release(&subject.ids);
    arena_release(&arena);
    return ok;
}

static bool check_paragraphs(struct verify *verify, struct subject *subject,
                             long long report)
{
    struct bind bind = {
        .stmt = db_stmt(verify->record, SQL_PARAGRAPH_LIST, verify->err)};
    bool row = false;
    bool ok = bind.stmt != NULL;

    if (ok) {
        bind_int(&bind, report);
    }
    while (ok && (ok = db_step(verify->record, bind.stmt, &row, verify->err)) &&
           row) {
        if (column_size(bind.stmt, 2) > subject->text.len) {
            find_fault(verify, subject->id, "a paragraph ends after the text");
        }
    }
    return ok;
}

/* Whether the stored words are those at their place. */
static void check_excerpt(struct verify *verify, const struct subject *subject,
                          const char *id, const char *what,
                          const struct excerpt *excerpt)
{
    struct span at = excerpt->at;

    if (excerpt->exact.ptr == NULL) {
        return;
    }
    verify->check->spans++;
    if (at.end > subject->text.len || span_empty(at) ||
        !slice_eq(slice_cut(subject->text, at), excerpt->exact)) {
        find_fault(verify, id,
                   "%s: the words stored are not those at %zu-%zu of %s", what,
                   at.start, at.end, subject->id);
    }
}

static void check_speaker(struct verify *verify, const struct subject *subject,
                          const char *id, bool known,
                          const struct speaker_row *speaker)
{
    if (known) {
        check_excerpt(verify, subject, id, "speaker", &speaker->at);
    }
}

static void check_quote(struct verify *verify, struct subject *subject,
                        const struct quote_row *row)
{
    char id[RECORD_ID_ROOM];

    verify->check->quotes++;
    check_excerpt(verify, subject, row->id, "quote", &row->text);
    check_excerpt(verify, subject, row->id, "cue", &row->cue);
    check_speaker(verify, subject, row->id, row->has_speaker, &row->speaker);
    ids_begin(&subject->ids, subject->id, "quote");
    ids_text(&subject->ids, "form", row->form);
    ids_span(&subject->ids, "text", row->text.at);
    for (size_t i = 0; i < row->contents; i++) {
        struct span piece = row->content[i];

        ids_span(&subject->ids, "piece", piece);
        if (piece.start < row->text.at.start || piece.end > row->text.at.end) {
            find_fault(verify, row->id, "piece %zu lies outside of the quote",
                       i);
        }
    }
    ids_end(&subject->ids, KIND_QUOTE, id);
    if (strcmp(id, row->id) != 0) {
        find_fault(verify, row->id, "the id should be %s", id);
    }
}

static bool check_quotes(struct verify *verify, struct subject *subject)
{
    struct where where;
    sqlite3_stmt *stmt;
    bool row = false;
    bool ok;

    where_begin(&where, SQL_QUOTE_SELECT);
    where_value(&where, SQL_QUOTE_WHERE_REPORT, subject->id);
    where_add(&where, SQL_QUOTE_ORDER_TEXT);
    stmt = where_end(&where, verify->record, verify->err);
    ok = stmt != NULL;
    while (ok && (ok = db_step(verify->record, stmt, &row, verify->err)) &&
           row) {
        struct arena arena = {0};
        struct quote_row quote;

        ok = row_quote(verify->record, stmt, &arena, &quote, verify->err);
        if (ok) {
            check_quote(verify, subject, &quote);
        }
        arena_release(&arena);
    }
    db_return(verify->record, stmt);
    return ok;
}

static void check_parties(struct verify *verify, struct subject *subject,
                          const char *id, const char *side,
                          const struct party_row *party, size_t parties)
{
    for (size_t i = 0; i < parties; i++) {
        check_excerpt(verify, subject, id, side, &party[i].at);
        if (party[i].at.exact.ptr == NULL && party[i].code != NULL) {
            ids_text(&subject->ids, side, party[i].code);
        } else {
            ids_span(&subject->ids, side, party[i].at.at);
        }
    }
}

static void check_act(struct verify *verify, struct subject *subject,
                      const struct act_row *row)
{
    char id[RECORD_ID_ROOM];

    verify->check->acts++;
    check_excerpt(verify, subject, row->id, "act", &row->text);
    check_excerpt(verify, subject, row->id, "sentence", &row->sentence);
    check_excerpt(verify, subject, row->id, "condition", &row->condition);
    check_speaker(verify, subject, row->id, row->has_speaker, &row->speaker);
    ids_begin(&subject->ids, subject->id, "act");
    ids_text(&subject->ids, "type", row->type);
    ids_span(&subject->ids, "text", row->text.at);
    check_parties(verify, subject, row->id, "actor", row->actor, row->actors);
    check_parties(verify, subject, row->id, "recipient", row->recipient,
                  row->recipients);
    ids_end(&subject->ids, KIND_ACT, id);
    /* What a person edited keeps the id it was found under. */
    if (row->review.state == NULL && strcmp(id, row->id) != 0) {
        find_fault(verify, row->id, "the id should be %s", id);
    }
}

static bool check_acts(struct verify *verify, struct subject *subject)
{
    struct where where;
    sqlite3_stmt *stmt;
    bool row = false;
    bool ok;

    where_begin(&where, SQL_ACT_SELECT);
    where_value(&where, SQL_ACT_WHERE_REPORT, subject->id);
    where_add(&where, SQL_ACT_ORDER_TEXT);
    stmt = where_end(&where, verify->record, verify->err);
    ok = stmt != NULL;
    while (ok && (ok = db_step(verify->record, stmt, &row, verify->err)) &&
           row) {
        struct arena arena = {0};
        struct act_row act;

        ok = row_act(verify->record, stmt, &arena, &act, verify->err);
        if (ok) {
            check_act(verify, subject, &act);
        }
        arena_release(&arena);
    }
    db_return(verify->record, stmt);
    return ok;
}
