/* Which files a command line stands for, and where the data are. */
#include "base/buf.h"
#include "base/file.h"
#include "flow/inputs.h"
#include "flow/places.h"
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[] = "/tmp/demarche-inputs.XXXXXX";

static const char *const made[] = {
    "b.txt",     "a.txt",     "Z.TXT",      "notes.md",         ".hidden.txt",
    "README.md", "sub/c.txt", ".git/d.txt", "sub/page.warc.gz",
};

static void path_of(struct buf *path, const char *name)
{
    buf_clear(path);
    buf_printf(path, "%s/%s", root, name);
}

static int make_files(void **state)
{
    static const char *const folder[] = {"sub", ".git", "sub/deep", "empty"};
    struct buf path = {0};
    struct err err = {0};

    (void)state;
    if (mkdtemp(root) == NULL) {
        return 1;
    }
    for (size_t i = 0; i < sizeof folder / sizeof folder[0]; i++) {
        path_of(&path, folder[i]);
        if (mkdir(path.ptr, 0700) != 0) {
            return 1;
        }
    }
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
        path_of(&path, made[i]);
        if (!file_write(path.ptr, SLICE("text\n"), &err)) {
            return 1;
        }
    }
    path_of(&path, "sub/loop");
    if (symlink("..", path.ptr) != 0) {
        return 1;
    }
    buf_release(&path);
    return 0;
}

static int remove_files(void **state)
{
    static const char *const rest[] = {"sub/loop", "sub/deep", "sub",
                                       ".git",     "empty",    ""};
    struct buf path = {0};

    (void)state;
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
        path_of(&path, made[i]);
        (void)unlink(path.ptr);
    }
    for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++) {
        path_of(&path, rest[i]);
        (void)remove(path.ptr);
    }
    buf_release(&path);
    return 0;
}

static void test_a_folder_is_its_files_by_name(void **state)
{
    static const char *const wanted[] = {
        "Z.TXT", "a.txt", "b.txt", "notes.md", "sub/c.txt", "sub/page.warc.gz"};
    struct inputs inputs = {0};
    struct arena arena = {0};
    struct buf path = {0};

    (void)state;
    inputs_add(&inputs, root, &arena);
    assert_int_equal(inputs.len, 6);
    for (size_t i = 0; i < 6; i++) {
        path_of(&path, wanted[i]);
        assert_string_equal(inputs.item[i].path, path.ptr);
        assert_int_equal(inputs.item[i].err.code, ERR_NONE);
        assert_true(inputs.item[i].found);
    }
    assert_int_equal(inputs.passed, 2); /* README, the link */
    buf_release(&path);
    inputs_release(&inputs);
    arena_release(&arena);
}

static void test_a_file_named_is_taken_whatever_its_name(void **state)
{
    struct inputs inputs = {0};
    struct arena arena = {0};
    struct buf path = {0};

    (void)state;
    path_of(&path, "notes.md");
    inputs_add(&inputs, path.ptr, &arena);
    inputs_add(&inputs, "-", &arena);
    assert_int_equal(inputs.len, 2);
    assert_string_equal(inputs.item[1].path, "-");
    assert_false(inputs.item[0].found);
    buf_release(&path);
    inputs_release(&inputs);
    arena_release(&arena);
}

static void test_what_is_not_there_is_kept_with_its_error(void **state)
{
    struct inputs inputs = {0};
    struct arena arena = {0};
    struct buf path = {0};

    (void)state;
    path_of(&path, "absent.txt");
    inputs_add(&inputs, path.ptr, &arena);
    assert_int_equal(inputs.item[0].err.code, ERR_MISSING);
    path_of(&path, "empty");
    inputs_add(&inputs, path.ptr, &arena);
    assert_int_equal(inputs.item[1].err.code, ERR_MISSING);
    buf_release(&path);
    inputs_release(&inputs);
    arena_release(&arena);
}

static void test_data_are_where_the_environment_says(void **state)
{
    struct buf path = {0};
    struct err err = {0};

    (void)state;
    assert_int_equal(setenv("DEMARCHE_DATA", root, 1), 0);
    assert_false(places_data(&path, &err));
    assert_int_equal(err.code, ERR_MISSING);
    assert_non_null(strstr(err.text, root));
    assert_int_equal(setenv("DEMARCHE_DATA", DATA_DIR, 1), 0);
    err = (struct err){0};
    assert_true(places_data(&path, &err));
    assert_string_equal(path.ptr, DATA_DIR);
    assert_int_equal(unsetenv("DEMARCHE_DATA"), 0);
    buf_release(&path);
}

static void test_a_model_that_is_not_there_is_said(void **state)
{
    struct buf path = {0};
    struct err err = {0};

    (void)state;
    assert_false(places_model("/nowhere/model", &path, &err));
    assert_int_equal(err.code, ERR_MISSING);
    assert_string_equal(err.text, "/nowhere/model: no language model there");
    buf_release(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_folder_is_its_files_by_name),
        cmocka_unit_test(test_a_file_named_is_taken_whatever_its_name),
        cmocka_unit_test(test_what_is_not_there_is_kept_with_its_error),
        cmocka_unit_test(test_data_are_where_the_environment_says),
        cmocka_unit_test(test_a_model_that_is_not_there_is_said),
    };

    return cmocka_run_group_tests(tests, make_files, remove_files);
}
