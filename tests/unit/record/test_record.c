/* The dossier: made, added to, refused, checked. */
#include "base/file.h"
#include "base/sha256.h"
#include "record/migrate_int.h"
#include "record/story.h"
#include "testing.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {
    char folder[64];
    char dossier[96];
};

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);

    assert_non_null(place);
    story_folder(place->folder);
    (void)snprintf(place->dossier, sizeof place->dossier, "%s/talks.demarche",
                   place->folder);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;

    story_clear(place->folder);
    free(place);
    return 0;
}

static struct record *open_ok(const struct place *place, enum record_mode mode)
{
    struct record *record;
    struct err err = {0};

    if (!record_open(&record, place->dossier, mode, &err)) {
        fail_msg("%s", err.text);
    }
    return record;
}

static void add_ok(struct record *record, size_t n,
                   struct record_receipt *receipt)
{
    struct arena arena = {0};
    struct err err = {0};
    struct record_entry entry = story_entry(n, &arena);

    if (!record_add(record, &entry, receipt, &err)) {
        fail_msg("%s", err.text);
    }
    arena_release(&arena);
}

/* What SQLite's own shell would do to a dossier behind our back. */
static void meddle(const struct place *place, const char *sql)
{
    sqlite3 *db;
    char *message = NULL;

    assert_int_equal(sqlite3_open(place->dossier, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) {
        fail_msg("%s", message);
    }
    (void)sqlite3_close(db);
}

static void assert_refused(const char *path, enum record_mode mode,
                           enum err_code code, const char *words)
{
    struct record *record;
    struct err err = {0};

    assert_false(record_open(&record, path, mode, &err));
    assert_null(record);
    assert_int_equal(err.code, code);
    assert_non_null(strstr(err.text, path));
    if (strstr(err.text, words) == NULL) {
        fail_msg("'%s' is not said in '%s'", words, err.text);
    }
}

static void collect(void *context, const char *where, const char *what)
{
    buf_printf(context, "%s: %s\n", where, what);
}

/* What verify says of the dossier; "" if all is well. */
static const char *verify(const struct place *place, struct buf *out)
{
    struct record *record = open_ok(place, RECORD_READ);
    struct record_check check;
    struct err err = {0};

    buf_clear(out);
    buf_add_str(out, "");
    if (!record_verify(record, collect, out, &check, &err)) {
        fail_msg("%s", err.text);
    }
    record_close(record);
    return out->ptr != NULL ? out->ptr : "";
}

/* --- making and adding --- */

static void a_dossier_is_made_where_there_is_none(void **state)
{
    struct place *place = *state;
    struct record *record = open_ok(place, RECORD_CREATE);

    assert_true(record_is_new(record));
    record_close(record);
    record = open_ok(place, RECORD_CREATE);
    assert_false(record_is_new(record));
    record_close(record);
}

static void a_closed_dossier_is_one_file(void **state)
{
    struct place *place = *state;

    story_fill(place->dossier, "012");
    assert_true(file_exists(place->dossier));
    assert_false(file_exists(story_path(place->folder, "talks.demarche-wal")));
    assert_false(file_exists(story_path(place->folder, "talks.demarche-shm")));
}

static void the_same_bytes_change_nothing(void **state)
{
    struct place *place = *state;
    struct record *record = open_ok(place, RECORD_CREATE);
    struct record_receipt first, again;
    struct buf before = {0}, after = {0};

    add_ok(record, 0, &first);
    assert_int_equal(first.result, RECORD_ADDED);
    assert_int_equal(first.quotes, 1);
    assert_int_equal(first.acts, 2);
    story_export(place->dossier, &before);
    add_ok(record, 0, &again);
    assert_int_equal(again.result, RECORD_SAME);
    assert_string_equal(again.report, first.report);
    assert_int_equal(again.quotes, 1);
    assert_int_equal(again.acts, 2);
    story_export(place->dossier, &after);
    assert_string_equal(before.ptr, after.ptr);
    record_close(record);
    buf_release(&before);
    buf_release(&after);
}

static void a_report_s_id_is_that_of_its_bytes(void **state)
{
    struct place *place = *state;
    struct record *record = open_ok(place, RECORD_CREATE);
    struct arena arena = {0};
    struct record_entry entry = story_entry(0, &arena);
    struct record_receipt receipt;
    struct err err = {0};
    char sha256[SHA256_HEX + 1];
    bool has;

    sha256_hex(entry.bytes, sha256);
    assert_true(record_has(record, sha256, &has, &receipt, &err));
    assert_false(has);
    add_ok(record, 0, &receipt);
    assert_memory_equal(receipt.report, "r-", 2);
    assert_memory_equal(receipt.report + 2, sha256, 16);
    assert_true(record_has(record, sha256, &has, &receipt, &err));
    assert_true(has);
    assert_int_equal(receipt.acts, 2);
    record_close(record);
    arena_release(&arena);
}

static void an_empty_report_is_kept_too(void **state)
{
    struct place *place = *state;
    struct record *record = open_ok(place, RECORD_CREATE);
    struct report report = {.input = SLICE("empty.txt")};
    struct record_entry entry = {.report = &report};
    struct record_receipt receipt;
    struct buf out = {0};
    struct err err = {0};

    assert_true(record_add(record, &entry, &receipt, &err));
    assert_int_equal(receipt.result, RECORD_ADDED);
    record_close(record);
    assert_string_equal(verify(place, &out), "");
    buf_release(&out);
}

static void a_span_outside_of_the_text_is_refused_whole(void **state)
{
    struct place *place = *state;
    struct record *record = open_ok(place, RECORD_CREATE);
    struct arena arena = {0};
    struct record_entry entry = story_entry(0, &arena);
    struct coding coding = *entry.coding;
    struct record_receipt receipt;
    struct err err = {0};
    struct buf out = {0};

    coding.act[1].sentence.end = entry.report->text.len + 1;
    assert_false(record_add(record, &entry, &receipt, &err));
    assert_int_equal(err.code, ERR_INTERNAL);
    assert_non_null(strstr(err.text, "act 1"));
    add_ok(record, 1, &receipt);
    assert_int_equal(receipt.result, RECORD_ADDED);
    record_close(record);
    assert_string_equal(verify(place, &out), "");
    buf_release(&out);
    arena_release(&arena);
}

static void the_order_of_adding_does_not_show(void **state)
{
    struct place *place = *state;
    struct buf forth = {0}, back = {0};

    story_fill(place->dossier, "012");
    story_export(place->dossier, &forth);
    story_fill(story_path(place->folder, "other.demarche"), "2102");
    story_export(story_path(place->folder, "other.demarche"), &back);
    assert_string_equal(forth.ptr, back.ptr);
    buf_release(&forth);
    buf_release(&back);
}

static void a_codebook_comes_back_as_it_went_in(void **state)
{
    struct place *place = *state;
    struct record *record = open_ok(place, RECORD_CREATE);
    const struct codebook_file put[] = {
        {SLICE("people.tsv"), SLICE("code\tname\n")},
        {SLICE("actors.tsv"), {"a\0b", 3}}};
    const struct codebook_file bad = {SLICE("../actors.tsv"), SLICE("")};
    struct codebook_file *got;
    struct arena arena = {0};
    struct err err = {0};
    size_t files;

    assert_true(record_put_codebook(record, put, 2, &err));
    assert_true(record_put_codebook(record, put, 1, &err));
    assert_false(record_put_codebook(record, &bad, 1, &err));
    assert_int_equal(err.code, ERR_USAGE);
    err = (struct err){0};
    assert_true(record_get_codebook(record, &arena, &got, &files, &err));
    assert_int_equal(files, 2);
    assert_true(slice_is(got[0].name, "actors.tsv"));
    assert_true(slice_eq(got[0].content, put[1].content));
    assert_true(slice_is(got[1].name, "people.tsv"));
    record_close(record);
    arena_release(&arena);
}

/* --- what is refused --- */

static void what_is_no_dossier_is_refused(void **state)
{
    struct place *place = *state;
    struct err err = {0};

    assert_refused(place->dossier, RECORD_READ, ERR_MISSING, "no such");
    assert_refused(place->dossier, RECORD_WRITE, ERR_MISSING, "no such");
    assert_refused(place->folder, RECORD_CREATE, ERR_IO, "directory");
    assert_refused("no-such-folder/x", RECORD_CREATE, ERR_IO, "No such");
    assert_true(file_write(place->dossier, SLICE(""), &err));
    assert_refused(place->dossier, RECORD_CREATE, ERR_SYNTAX, "empty");
    assert_true(file_write(place->dossier, SLICE("a report\n"), &err));
    assert_refused(place->dossier, RECORD_CREATE, ERR_SYNTAX, "no dossier");
}

static void a_pipe_is_refused_without_waiting(void **state)
{
    struct place *place = *state;

    assert_int_equal(mkfifo(place->dossier, 0600), 0);
    assert_refused(place->dossier, RECORD_CREATE, ERR_IO, "regular");
}

static void a_database_of_others_is_left_alone(void **state)
{
    struct place *place = *state;
    struct buf before = {0}, after = {0};
    struct err err = {0};

    meddle(place, "CREATE TABLE shopping (thing TEXT)");
    assert_true(file_read(place->dossier, 1 << 20, &before, &err));
    assert_refused(place->dossier, RECORD_CREATE, ERR_SYNTAX, "no dossier");
    assert_true(file_read(place->dossier, 1 << 20, &after, &err));
    assert_true(slice_eq(buf_slice(&before), buf_slice(&after)));
    buf_release(&before);
    buf_release(&after);
}

static void names_that_sqlite_reads_otherwise_are_paths(void **state)
{
    struct place *place = *state;
    char *old = getcwd(NULL, 0);

    assert_int_equal(chdir(place->folder), 0);
    story_fill(":memory:", "0");
    assert_true(file_exists(":memory:"));
    story_fill("file:x?mode=memory", "0");
    assert_true(file_exists("file:x?mode=memory"));
    assert_int_equal(chdir(old), 0);
    free(old);
}

static void a_newer_schema_is_refused(void **state)
{
    struct place *place = *state;

    story_fill(place->dossier, "0");
    meddle(place, "PRAGMA user_version = 99");
    assert_refused(place->dossier, RECORD_READ, ERR_SYNTAX, "newer");
    assert_refused(place->dossier, RECORD_CREATE, ERR_SYNTAX, "newer");
}

static void a_writer_makes_others_wait_then_say_so(void **state)
{
    struct place *place = *state;
    struct record *record = open_ok(place, RECORD_CREATE);
    struct record *reader;
    struct arena arena = {0};
    struct record_entry entry = story_entry(0, &arena);
    struct record_receipt receipt;
    struct err err = {0};
    sqlite3 *other;

    assert_int_equal(sqlite3_open(place->dossier, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL),
                     SQLITE_OK);
    record_set_wait(record, 10);
    assert_false(record_add(record, &entry, &receipt, &err));
    assert_int_equal(err.code, ERR_BUSY);
    reader = open_ok(place, RECORD_READ); /* reading goes on meanwhile */
    record_close(reader);
    (void)sqlite3_close(other);
    add_ok(record, 0, &receipt);
    assert_int_equal(receipt.result, RECORD_ADDED);
    record_close(record);
    arena_release(&arena);
}

static void a_reader_cannot_write(void **state)
{
    struct place *place = *state;
    struct arena arena = {0};
    struct record_entry entry = story_entry(1, &arena);
    struct record_receipt receipt;
    struct record *record;
    struct err err = {0};

    story_fill(place->dossier, "0");
    record = open_ok(place, RECORD_READ);
    assert_false(record_add(record, &entry, &receipt, &err));
    assert_int_equal(err.code, ERR_IO);
    record_close(record);
    arena_release(&arena);
}

static void a_full_disk_is_said_and_survived(void **state)
{
    struct place *place = *state;
    struct record *record = open_ok(place, RECORD_CREATE);
    struct report report = {.input = SLICE("long.txt")};
    struct record_entry entry = {.report = &report};
    struct record_receipt receipt;
    struct err err = {0};
    struct buf text = {0}, out = {0};
    uint32_t random = 1;

    for (int i = 0; i < 20000; i++) {
        random = random * 1103515245U + 12345U;
        buf_printf(&text, "w%08x ", random);
    }
    report.text = entry.bytes = buf_slice(&text);
    assert_true(db_exec(record, "PRAGMA max_page_count = 60", &err));
    assert_false(record_add(record, &entry, &receipt, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, "no space"));
    err = (struct err){0};
    assert_true(db_exec(record, "PRAGMA max_page_count = 100000", &err));
    assert_true(record_add(record, &entry, &receipt, &err));
    record_close(record);
    assert_string_equal(verify(place, &out), "");
    buf_release(&text);
    buf_release(&out);
}

/* --- schemas of other versions --- */

static const struct migration old_steps[] = {
    {1, "CREATE TABLE word (word TEXT); INSERT INTO word VALUES ('old');"
        "PRAGMA user_version = 1;"},
};
static const struct migration new_steps[] = {
    {1, "CREATE TABLE word (word TEXT); PRAGMA user_version = 1;"},
    {2, "ALTER TABLE word ADD COLUMN length INTEGER;"
        "UPDATE word SET length = length(word); PRAGMA user_version = 2;"},
    {3, "CREATE INDEX word_by_length ON word (length);"
        "PRAGMA user_version = 3;"},
};
static const struct migration bad_steps[] = {
    {1, "PRAGMA user_version = 1;"},
    {2, "INSERT INTO word VALUES ('half'); SELECT no_such_thing;"},
};

static int ask_number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt;
    int number = -1;

    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_ROW) {
        number = sqlite3_column_int(stmt, 0);
    }
    (void)sqlite3_finalize(stmt);
    return number;
}

static void an_older_schema_is_brought_up_step_by_step(void **state)
{
    char name[] = "memory";
    struct record record = {.path = name};
    struct err err = {0};

    (void)state;
    assert_int_equal(sqlite3_open(":memory:", &record.db), SQLITE_OK);
    assert_true(migrate(&record, old_steps, 1, &err));
    assert_false(migrate(&record, bad_steps, 2, &err));
    assert_int_equal(ask_number(record.db, "SELECT count(*) FROM word"), 1);
    assert_int_equal(ask_number(record.db, "PRAGMA user_version"), 1);
    err = (struct err){0};
    assert_true(migrate(&record, new_steps, 3, &err));
    assert_int_equal(ask_number(record.db, "PRAGMA user_version"), 3);
    assert_int_equal(ask_number(record.db, "SELECT length FROM word"), 3);
    assert_true(migrate(&record, new_steps, 3, &err));
    assert_false(migrate(&record, old_steps, 1, &err));
    assert_int_equal(err.code, ERR_SYNTAX);
    for (size_t i = 0; i < SQL_COUNT; i++) {
        (void)sqlite3_finalize(record.stmt[i]);
    }
    assert_int_equal(sqlite3_close(record.db), SQLITE_OK);
}

/* "    name TYPE ..." inside of CREATE TABLE. */
static bool is_column(struct slice line)
{
    return line.len > 5 && slice_starts(line, "    ") && line.ptr[4] >= 'a' &&
           line.ptr[4] <= 'z';
}

static void assert_comment(struct slice line)
{
    const char *comment = strstr(line.ptr, "-- ");

    if (comment == NULL || comment >= line.ptr + line.len) {
        fail_msg("no comment: %.*s", (int)line.len, line.ptr);
    }
}

static void every_column_has_a_comment(void **state)
{
    const char *at = sql_text(SQL_SCHEMA_1);
    bool inside = false;
    size_t columns = 0;

    (void)state;
    while (*at != '\0') {
        struct slice line = {at, strcspn(at, "\n")};

        inside = slice_starts(line, "CREATE TABLE") ||
                 (inside && !slice_starts(line, ")"));
        if (inside && is_column(line)) {
            columns++;
            assert_comment(line);
        }
        at += line.len + (at[line.len] == '\n');
    }
    assert_true(columns > 60);
}

/* --- verify --- */

static void what_was_added_is_verified(void **state)
{
    struct place *place = *state;
    struct record *record;
    struct record_check check;
    struct err err = {0};

    story_fill(place->dossier, "012");
    record = open_ok(place, RECORD_READ);
    assert_true(record_verify(record, NULL, NULL, &check, &err));
    assert_int_equal(check.findings, 0);
    assert_int_equal(check.reports, 3);
    assert_int_equal(check.quotes, 2);
    assert_int_equal(check.acts, 6);
    assert_int_equal(check.spans, 28);
    record_close(record);
}

static void assert_found(struct place *place, const char *sql,
                         const char *words)
{
    struct buf out = {0};

    (void)remove(place->dossier);
    story_fill(place->dossier, "012");
    meddle(place, sql);
    if (strstr(verify(place, &out), words) == NULL) {
        fail_msg("after %s: '%s' is not said in '%s'", sql, words, out.ptr);
    }
    buf_release(&out);
}

static void every_change_behind_the_back_is_found(void **state)
{
    struct place *place = *state;

    assert_found(place, "UPDATE quote SET text = 'We will wait'",
                 "the words stored are not those");
    assert_found(place, "UPDATE act SET sentence_start = sentence_start + 1",
                 "sentence: the words stored");
    assert_found(place, "UPDATE party SET words = 'Nobody' WHERE words > ''",
                 "actor: the words stored");
    assert_found(place, "UPDATE act SET type = 'offer' WHERE type = 'demand'",
                 "the id should be");
    assert_found(place,
                 "UPDATE report SET id = 'r-0000000000000000' WHERE "
                 "report = 1",
                 "the id should be");
    assert_found(place,
                 "UPDATE source SET text = replace(text, 'radars', "
                 "'trains')",
                 "the text is not the one of its digest");
    assert_found(place,
                 "UPDATE source SET text = replace(text, 'radars', "
                 "'trains')",
                 "search index: does not agree");
    assert_found(place, "UPDATE source SET bytes = x'00'",
                 "cannot be unpacked");
    assert_found(place, "UPDATE report SET sha256 = upper(sha256)",
                 "not the one of its digest");
    assert_found(place, "UPDATE paragraph SET text_end = 999999",
                 "ends after the text");
    assert_found(place, "PRAGMA foreign_keys = OFF; DELETE FROM source", "r-");
    assert_found(place,
                 "PRAGMA foreign_keys = OFF; DELETE FROM report "
                 "WHERE report = 1",
                 "refers to a missing report");
    assert_found(place,
                 "CREATE TRIGGER t AFTER INSERT ON act BEGIN DELETE "
                 "FROM act; END",
                 "schema");
    assert_found(place, "DROP INDEX act_by_date", "schema");
    assert_found(place, "UPDATE act SET quote = 1 WHERE report = 2",
                 "in another report");
}

static void damaged_pages_are_found_or_refused(void **state)
{
    struct place *place = *state;
    struct buf bytes = {0};
    struct err err = {0};
    size_t found = 0;

    story_fill(place->dossier, "012");
    assert_true(file_read(place->dossier, 1 << 24, &bytes, &err));
    for (size_t page = 1; page * 4096 < bytes.len; page += 3) {
        char *copy = malloc(bytes.len);
        struct record *record;
        struct record_check check = {0};

        assert_non_null(copy);
        memcpy(copy, bytes.ptr, bytes.len);
        memset(copy + page * 4096, 0x5A, 512);
        err = (struct err){0};
        assert_true(
            file_write(place->dossier, (struct slice){copy, bytes.len}, &err));
        if (!record_open(&record, place->dossier, RECORD_READ, &err) ||
            !record_verify(record, NULL, NULL, &check, &err)) {
            assert_int_not_equal(err.code, ERR_NONE);
            found++;
        } else {
            found += check.findings != 0;
        }
        record_close(record);
        free(copy);
    }
    assert_true(found >= bytes.len / 4096 / 3 / 2);
    buf_release(&bytes);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_dossier_is_made_where_there_is_none),
        TEST(a_closed_dossier_is_one_file),
        TEST(the_same_bytes_change_nothing),
        TEST(a_report_s_id_is_that_of_its_bytes),
        TEST(an_empty_report_is_kept_too),
        TEST(a_span_outside_of_the_text_is_refused_whole),
        TEST(the_order_of_adding_does_not_show),
        TEST(a_codebook_comes_back_as_it_went_in),
        TEST(what_is_no_dossier_is_refused),
        TEST(a_pipe_is_refused_without_waiting),
        TEST(a_database_of_others_is_left_alone),
        TEST(names_that_sqlite_reads_otherwise_are_paths),
        TEST(a_newer_schema_is_refused),
        TEST(a_writer_makes_others_wait_then_say_so),
        TEST(a_reader_cannot_write),
        TEST(a_full_disk_is_said_and_survived),
        TEST(an_older_schema_is_brought_up_step_by_step),
        TEST(every_column_has_a_comment),
        TEST(what_was_added_is_verified),
        TEST(every_change_behind_the_back_is_found),
        TEST(damaged_pages_are_found_or_refused),
    };

    return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
