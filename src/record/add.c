/* add.c - one report into the record, in one transaction. */
#include "base/mem.h"
#include "base/sha256.h"
#include "record/add_int.h"
#include "record/survey.h"
#include "record/ties_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

enum { COMPRESSION = 6, VERSION_ROOM = 64 };

static bool check_entry(const struct adding *adding, struct err *err);
static bool add_all(struct adding *adding, const char *sha256, struct err *err);
static bool add_report(struct adding *adding, const char *sha256,
                       struct err *err);
static bool add_source(struct adding *adding, struct err *err);
static bool add_parts(struct adding *adding, struct err *err);

bool record_has(struct record *record, const char *sha256, bool *has,
                struct record_receipt *receipt, struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(record, SQL_REPORT_HAS, err);
    struct bind bind = {.stmt = stmt};

    *has = false;
    if (stmt == NULL) {
        return false;
    }
    bind_text(&bind, sha256);
    if (!db_step(record, stmt, has, err)) {
        return false;
    }
    if (*has) {
        struct slice id = column_borrow(stmt, 0);

        *receipt = (struct record_receipt){.result = RECORD_SAME,
                                           .quotes = column_size(stmt, 1),
                                           .acts = column_size(stmt, 2)};
        memcpy(receipt->report, id.ptr,
               id.len < RECORD_ID ? id.len : RECORD_ID);
    }
    (void)sqlite3_reset(stmt);
    return true;
}

/* Acts that are more than proposals. */
static size_t acts_shown(const struct coding *coding)
{
    size_t shown = 0;

    for (size_t i = 0; coding != NULL && i < coding->acts; i++) {
        shown += !coding->act[i].proposed;
    }
    return shown;
}

static void keep(char *out, size_t room, struct slice text)
{
    size_t len = text.len < room ? text.len : room - 1;

    if (text.ptr != NULL) {
        memcpy(out, text.ptr, len);
        out[len] = '\0';
    }
}

/* What the report is a copy of, if anything. */
static bool read_source(struct record *record, long long report,
                        struct record_receipt *receipt, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_COPY_SOURCE, err)};
    bool row = false;

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, report);
    if (!db_step(record, bind.stmt, &row, err)) {
        return false;
    }
    if (row) {
        keep(receipt->copy_of, sizeof receipt->copy_of,
             column_borrow(bind.stmt, 0));
        keep(receipt->copied, sizeof receipt->copied,
             column_borrow(bind.stmt, 1));
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

bool record_add(struct record *record, const struct record_entry *entry,
                struct record_receipt *receipt, struct err *err)
{
    char sha256[SHA256_HEX + 1];
    struct adding adding = {
        .record = record, .entry = entry, .text = entry->report->text};
    struct tying tying = {record, entry->ties, err, entry->meant,
                          entry->meants};
    bool has;
    bool ok;

    *receipt = (struct record_receipt){0};
    sha256_hex(entry->bytes, sha256);
    if (!check_entry(&adding, err) ||
        !db_exec(record, "BEGIN IMMEDIATE", err)) {
        return false;
    }
    ok = record_has(record, sha256, &has, receipt, err);
    if (ok && !has) {
        ids_report(sha256, receipt->report);
        adding.report_id = receipt->report;
        ok = add_all(&adding, sha256, err) &&
             (entry->copies == NULL ||
              (family_add(record, entry->copies, adding.report, err) &&
               read_source(record, adding.report, receipt, err))) &&
             (entry->ties != NULL ? ties_place(&tying, adding.report)
                                  : ties_note(record, adding.report, err));
        receipt->quotes = entry->coding != NULL ? entry->coding->quotes : 0;
        receipt->acts = acts_shown(entry->coding);
    }
    ok = ok && db_exec(record, has ? "ROLLBACK" : "COMMIT", err);
    if (!ok && sqlite3_get_autocommit(record->db) == 0) {
        (void)sqlite3_exec(record->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return ok;
}

/* --- what may be added --- */

static bool span_fits(struct span span, struct slice text)
{
    return span_empty(span) || span.end <= text.len;
}

static bool bad_span(const struct adding *adding, const char *what, size_t n,
                     struct err *err)
{
    struct slice input = adding->entry->report->input;

    return err_set(
        err, ERR_INTERNAL, "%s: %.*s: %s %zu lies outside of the text",
        adding->record->path, (int)(input.len & 0xFFF), input.ptr, what, n);
}

static bool quote_fits(const struct quote *quote, struct slice text)
{
    bool fits = !span_empty(quote->text) && span_fits(quote->text, text) &&
                span_fits(quote->cue, text) &&
                (!quote->has_speaker || span_fits(quote->speaker.at, text));

    for (size_t i = 0; i < quote->contents; i++) {
        fits = fits && !span_empty(quote->content[i]) &&
               span_fits(quote->content[i], text);
    }
    return fits;
}

static bool parties_fit(const struct party *party, size_t parties,
                        struct slice text)
{
    for (size_t i = 0; i < parties; i++) {
        if (!span_fits(party[i].at, text)) {
            return false;
        }
    }
    return true;
}

static bool act_fits(const struct act *act, struct slice text, size_t quotes)
{
    return !span_empty(act->text) && span_fits(act->text, text) &&
           !span_empty(act->sentence) && span_fits(act->sentence, text) &&
           span_fits(act->flags.condition, text) &&
           (!act->has_speaker || span_fits(act->speaker.at, text)) &&
           parties_fit(act->actor, act->actors, text) &&
           parties_fit(act->recipient, act->recipients, text) &&
           act->type != NULL && act->quote < (long)quotes &&
           act->confidence >= 0 && act->confidence <= 1;
}

/* A stage that breaks its promise is found before anything is stored. */
static bool check_entry(const struct adding *adding, struct err *err)
{
    const struct report *report = adding->entry->report;
    const struct coding *coding = adding->entry->coding;

    for (size_t i = 0; i < report->paragraphs; i++) {
        if (report->paragraph[i].at.end > adding->text.len ||
            report->paragraph[i].at.start > report->paragraph[i].at.end) {
            return bad_span(adding, "paragraph", i, err);
        }
    }
    for (size_t i = 0; coding != NULL && i < coding->quotes; i++) {
        if (!quote_fits(&coding->quote[i], adding->text)) {
            return bad_span(adding, "quote", i, err);
        }
    }
    for (size_t i = 0; coding != NULL && i < coding->acts; i++) {
        if (!act_fits(&coding->act[i], adding->text, coding->quotes)) {
            return bad_span(adding, "act", i, err);
        }
    }
    return true;
}

/* --- adding it --- */

static bool add_all(struct adding *adding, const char *sha256, struct err *err)
{
    const struct coding *coding = adding->entry->coding;
    size_t quotes = coding != NULL ? coding->quotes : 0;
    size_t acts = coding != NULL ? coding->acts : 0;
    bool ok;

    adding->quote = mem_alloc(quotes, sizeof *adding->quote);
    ok = add_report(adding, sha256, err) && add_source(adding, err) &&
         add_parts(adding, err);
    for (size_t i = 0; ok && i < quotes; i++) {
        ok = adding_quote(adding, i, err);
    }
    for (size_t i = 0; ok && i < acts; i++) {
        ok = adding_act(adding, i, err);
    }
    ok = ok && survey_enter(adding->record, adding->report, err);
    free(adding->quote);
    ids_release(&adding->ids);
    return ok;
}

bool adding_maker(struct adding *adding, long long *maker, struct err *err)
{
    struct record *record = adding->record;
    const char *model =
        adding->entry->model != NULL ? adding->entry->model : "";
    const char *tables = adding->entry->tables;
    char codebook[SHA256_HEX + 1];
    char version[VERSION_ROOM];
    bool row = false;
    bool ok = codebook_digest(record, codebook, err);

    (void)snprintf(version, sizeof version, "%s%s%.32s", DEMARCHE_VERSION,
                   tables != NULL ? " " : "", tables != NULL ? tables : "");

    for (int step = 0; step < 2 && ok; step++) {
        enum sql sql = step == 0 ? SQL_MAKER_INSERT : SQL_MAKER_FIND;
        struct bind bind = {.stmt = db_stmt(record, sql, err)};

        if (bind.stmt == NULL) {
            return false;
        }
        bind_text(&bind, version);
        bind_text(&bind, model);
        bind_text(&bind, codebook);
        ok = db_step(record, bind.stmt, &row, err);
        *maker = row ? sqlite3_column_int64(bind.stmt, 0) : 0;
        (void)sqlite3_reset(bind.stmt);
    }
    return ok;
}

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static size_t count_words(struct slice text)
{
    size_t words = 0;

    for (size_t i = 0; i < text.len; i++) {
        words +=
            !is_blank(text.ptr[i]) && (i == 0 || is_blank(text.ptr[i - 1]));
    }
    return words;
}

/* Words of the report itself: captions, labels and promos do not count. */
static size_t own_words(const struct report *report)
{
    size_t words = 0;

    for (size_t i = 0; i < report->paragraphs; i++) {
        if (paragraph_is_text(report->paragraph[i].kind)) {
            words +=
                count_words(slice_cut(report->text, report->paragraph[i].at));
        }
    }
    return words;
}

static bool add_report(struct adding *adding, const char *sha256,
                       struct err *err)
{
    const struct report *report = adding->entry->report;
    struct bind bind = {0};
    long long maker;

    if (!adding_maker(adding, &maker, err)) {
        return false;
    }
    bind.stmt = db_stmt(adding->record, SQL_REPORT_INSERT, err);
    if (bind.stmt == NULL) {
        return false;
    }
    bind_text(&bind, adding->report_id);
    bind_text(&bind, sha256);
    bind_slice(&bind, report->input.ptr != NULL ? report->input : SLICE(""));
    bind_size(&bind, adding->entry->bytes.len);
    bind_text(&bind, report->encoding);
    bind_slice(&bind, report->title);
    bind_slice(&bind, report->outlet);
    bind_slice(&bind, report->agency);
    bind_slice(&bind, report->url);
    bind_slice(&bind, report->canonical);
    bind_stamp(&bind, &report->published);
    bind_stamp(&bind, &report->modified);
    bind_text(&bind, report->language);
    bind_text(&bind, report->genre);
    bind_size(&bind, own_words(report));
    bind_int(&bind, maker);
    if (!bind_run(adding->record, &bind, err)) {
        return false;
    }
    adding->report = sqlite3_last_insert_rowid(adding->record->db);
    return true;
}

static bool add_search(struct adding *adding, struct err *err)
{
    struct bind bind = {
        .stmt = db_stmt(adding->record, SQL_SOURCE_WORDS_INSERT, err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, adding->report);
    bind_slice(&bind, adding->text.ptr != NULL ? adding->text : SLICE(""));
    return bind_run(adding->record, &bind, err);
}

static bool add_source(struct adding *adding, struct err *err)
{
    struct slice bytes = adding->entry->bytes;
    struct bind bind = {.stmt =
                            db_stmt(adding->record, SQL_SOURCE_INSERT, err)};
    uLongf len = compressBound((uLong)bytes.len);
    char sha256[SHA256_HEX + 1];
    char *packed;
    bool ok;

    if (bind.stmt == NULL) {
        return false;
    }
    packed = mem_alloc(len, 1);
    ok = compress2((Bytef *)packed, &len,
                   (const Bytef *)(bytes.len != 0 ? bytes.ptr : ""),
                   (uLong)bytes.len, COMPRESSION) == Z_OK;
    sha256_hex(adding->text, sha256);
    bind_int(&bind, adding->report);
    bind_text(&bind, sha256);
    bind_slice(&bind, adding->text.ptr != NULL ? adding->text : SLICE(""));
    bind_blob(&bind, (struct slice){packed, len});
    ok = ok ? bind_run(adding->record, &bind, err)
            : err_set(err, ERR_INTERNAL, "%s: cannot compress",
                      adding->record->path);
    free(packed);
    return ok && add_search(adding, err);
}

static bool add_author(struct adding *adding, size_t n, struct err *err)
{
    struct bind bind = {.stmt =
                            db_stmt(adding->record, SQL_AUTHOR_INSERT, err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, adding->report);
    bind_size(&bind, n);
    bind_slice(&bind, adding->entry->report->author[n]);
    return bind_run(adding->record, &bind, err);
}

static bool add_paragraph(struct adding *adding, size_t n, struct err *err)
{
    const struct paragraph *paragraph = &adding->entry->report->paragraph[n];
    struct bind bind = {.stmt =
                            db_stmt(adding->record, SQL_PARAGRAPH_INSERT, err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, adding->report);
    bind_size(&bind, n);
    bind_text(&bind, paragraph_kind_name(paragraph->kind));
    bind_size(&bind, paragraph->at.start);
    bind_size(&bind, paragraph->at.end);
    return bind_run(adding->record, &bind, err);
}

static bool add_parts(struct adding *adding, struct err *err)
{
    const struct report *report = adding->entry->report;
    bool ok = true;

    for (size_t i = 0; ok && i < report->authors; i++) {
        ok = add_author(adding, i, err);
    }
    for (size_t i = 0; ok && i < report->paragraphs; i++) {
        ok = add_paragraph(adding, i, err);
    }
    return ok && adding_evidence(adding, err);
}
