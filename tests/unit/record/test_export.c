/* The export: what it says, in which order, and its schema. */
#include "base/file.h"
#include "record/schema.h"
#include "record/story.h"
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>

static struct buf export;

static int set_up(void **state)
{
    char folder[64];

    (void)state;
    story_folder(folder);
    story_fill(story_path(folder, "t.demarche"), "120");
    story_export(story_path(folder, "t.demarche"), &export);
    story_clear(folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    buf_release(&export);
    return 0;
}

/* The line that starts at `at`, with its end; empty after the last. */
static struct slice line_at(const char *at)
{
    size_t len = strcspn(at, "\n");

    return (struct slice){at, len + (at[len] == '\n')};
}

static void the_dossier_is_the_first_line(void **state)
{
    (void)state;
    assert_true(slice_is(
        line_at(export.ptr),
        "{\"kind\":\"dossier\",\"schema\":1,\"demarche\":\"" DEMARCHE_VERSION
        "\",\"models\":{\"tiny 1.0\":3},\"reports\":3,\"origins\":null,"
        "\"acts\":6}\n"));
}

/* story.jsonl was read word by word against story.c. */
static void the_other_lines_are_known_to_the_byte(void **state)
{
    struct buf wanted = {0};
    struct err err = {0};

    (void)state;
    assert_true(file_read(STORY_JSONL, 1 << 20, &wanted, &err));
    assert_string_equal(export.ptr + line_at(export.ptr).len, wanted.ptr);
    buf_release(&wanted);
}

static json_t *read_schema(void)
{
    json_error_t error;
    json_t *schema = json_load_file(EXPORT_SCHEMA, 0, &error);

    if (schema == NULL) {
        fail_msg("%s:%d: %s", EXPORT_SCHEMA, error.line, error.text);
    }
    return schema;
}

static bool line_fits(json_t *schema, struct slice line, struct buf *why)
{
    json_error_t error;
    json_t *value = json_loadb(line.ptr, line.len, 0, &error);
    bool fits = value != NULL && schema_fits(schema, schema, value, why);

    json_decref(value);
    return fits;
}

static void every_line_fits_the_schema(void **state)
{
    json_t *schema = read_schema();
    size_t lines = 0;

    (void)state;
    for (struct slice line = line_at(export.ptr); line.len != 0;
         line = line_at(line.ptr + line.len)) {
        struct buf why = {0};

        if (!line_fits(schema, line, &why)) {
            fail_msg("%.*s%s", (int)line.len, line.ptr, why.ptr);
        }
        buf_release(&why);
        lines++;
    }
    assert_int_equal(lines, 1 + 3 + 2 + 6);
    json_decref(schema);
}

/* The test of the test: each of these has one fault. */
static void lines_with_a_fault_do_not_fit(void **state)
{
    static const char *const fault[][2] = {
        {"\"schema\":1", "\"schema\":2"},
        {"\"reports\":3", "\"reports\":-3"},
        {"\"reports\":3", "\"reports\":\"3\""},
        {"\"origins\":null,", ""},
        {"\"acts\":6", "\"acts\":6,\"more\":1"},
        {"\"schema\":1,\"demarche\":\"" DEMARCHE_VERSION "\"",
         "\"demarche\":\"" DEMARCHE_VERSION "\",\"schema\":1"},
        {"dossier", "dossiers"},
    };
    json_t *schema = read_schema();
    struct slice line = line_at(export.ptr);

    (void)state;
    for (size_t i = 0; i < sizeof fault / sizeof fault[0]; i++) {
        struct buf bad = {0}, why = {0};
        const char *at = strstr(line.ptr, fault[i][0]);

        assert_non_null(at);
        buf_add(&bad, line.ptr, (size_t)(at - line.ptr));
        buf_add_str(&bad, fault[i][1]);
        at += strlen(fault[i][0]);
        buf_add(&bad, at, (size_t)(line.ptr + line.len - at));
        if (line_fits(schema, buf_slice(&bad), &why)) {
            fail_msg("fits: %s", bad.ptr);
        }
        buf_release(&bad);
        buf_release(&why);
    }
    json_decref(schema);
}

static bool stop_at_once(void *context, struct slice line, struct err *err)
{
    (void)line;
    (*(int *)context)++;
    return err_set(err, ERR_IO, "the pipe is closed");
}

static void a_sink_that_fails_stops_the_export(void **state)
{
    struct record *record;
    struct err err = {0};
    char folder[64];
    int lines = 0;

    (void)state;
    story_folder(folder);
    story_fill(story_path(folder, "t.demarche"), "0");
    assert_true(record_open(&record, story_path(folder, "t.demarche"),
                            RECORD_READ, &err));
    assert_false(record_export(record, stop_at_once, &lines, &err));
    assert_int_equal(lines, 1);
    assert_string_equal(err.text, "the pipe is closed");
    record_close(record);
    story_clear(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_dossier_is_the_first_line),
        cmocka_unit_test(the_other_lines_are_known_to_the_byte),
        cmocka_unit_test(every_line_fits_the_schema),
        cmocka_unit_test(lines_with_a_fault_do_not_fit),
        cmocka_unit_test(a_sink_that_fails_stops_the_export),
    };

    return cmocka_run_group_tests_name("export", tests, set_up, tear_down);
}
