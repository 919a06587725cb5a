/* Arenas, maps, tables and files. */
#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/sha256.h"
#include "base/tsv.h"
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void test_map_keeps_every_key(void **state)
{
    struct map map = {0};
    struct arena arena = {0};
    bool added = false;

    (void)state;
    for (size_t i = 0; i < 5000; i++) {
        char key[16];

        (void)snprintf(key, sizeof key, "key-%zu", i);
        *map_put(&map, arena_copy(&arena, slice_of(key)), &added) = i;
        assert_true(added);
    }
    *map_put(&map, SLICE("key-7"), &added) = 70;
    assert_false(added);
    assert_int_equal(map.len, 5000);
    assert_int_equal(*map_get(&map, SLICE("key-7")), 70);
    assert_int_equal(*map_get(&map, SLICE("key-4999")), 4999);
    assert_null(map_get(&map, SLICE("key-5000")));
    map_release(&map);
    arena_release(&arena);
}

static void test_arena_gives_zeroed_memory_of_any_size(void **state)
{
    struct arena arena = {0};
    char *large = arena_alloc(&arena, 1, 300000);
    char *small = arena_alloc(&arena, 3, 1);

    (void)state;
    assert_int_equal(large[299999], 0);
    assert_int_equal(small[0], 0);
    assert_string_equal(arena_strdup(&arena, "x"), "x");
    assert_null(arena_strdup(&arena, NULL));
    arena_release(&arena);
    assert_null(arena.head);
}

static void test_sha256_of_the_standard_example(void **state)
{
    char hex[SHA256_HEX + 1];

    (void)state;
    sha256_hex(SLICE("abc"), hex); /* FIPS 180-4, one block */
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
                             "b00361a396177a9cb410ff61f20015ad");
}

static char *temp_file(const char *content)
{
    static char path[64];
    int fd;

    (void)snprintf(path, sizeof path, "/tmp/demarche-test-XXXXXX");
    fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, content, strlen(content)), strlen(content));
    assert_int_equal(close(fd), 0);
    return path;
}

static void test_table_rows_and_comments(void **state)
{
    struct err err = {0};
    struct tsv tsv;
    char *path = temp_file("# who\ncode\tname\n\nNATO\t NATO \n# no\nEU\n");

    (void)state;
    assert_true(tsv_open(&tsv, path, "code name", &err));
    assert_true(tsv_next(&tsv, &err));
    assert_int_equal(tsv.line, 4);
    assert_true(slice_is(tsv.field[1], "NATO"));
    assert_true(tsv_next(&tsv, &err));
    assert_true(slice_is(tsv.field[0], "EU"));
    assert_int_equal(tsv.field[1].len, 0);
    assert_false(tsv_next(&tsv, &err));
    assert_int_equal(err.code, ERR_NONE);
    tsv_release(&tsv);
    (void)unlink(path);
}

static void test_table_errors_say_where(void **state)
{
    struct err err = {0};
    struct tsv tsv;
    char wanted[128];
    char *path = temp_file("code\tname\nA\tB\tC\n");

    (void)state;
    assert_true(tsv_open(&tsv, path, "code name", &err));
    assert_false(tsv_next(&tsv, &err));
    (void)snprintf(wanted, sizeof wanted,
                   "%s:2: more fields than the 2 columns", path);
    assert_string_equal(err.text, wanted);
    tsv_release(&tsv);
    err = (struct err){0};
    assert_false(tsv_open(&tsv, path, "code title", &err));
    (void)snprintf(wanted, sizeof wanted,
                   "%s:1: columns are 'code name', should be 'code title'",
                   path);
    assert_string_equal(err.text, wanted);
    (void)unlink(path);
}

static void test_only_regular_files_are_read(void **state)
{
    struct err err = {0};
    struct buf out = {0};
    char *path = temp_file("12345");

    (void)state;
    assert_true(file_read(path, 5, &out, &err));
    assert_string_equal(out.ptr, "12345");
    assert_false(file_read(path, 4, &out, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    err = (struct err){0};
    assert_false(file_read(path, 5, &out, &err)); /* and does not hang */
    assert_int_equal(err.code, ERR_IO);
    (void)unlink(path);
    err = (struct err){0};
    assert_false(file_read("/", 5, &out, &err));
    assert_string_equal(err.text, "/: is a directory");
    buf_release(&out);
}

static void test_a_written_file_replaces_the_old_one(void **state)
{
    struct err err = {0};
    struct buf out = {0};
    char *path = temp_file("old");

    (void)state;
    assert_true(file_write(path, SLICE("new content"), &err));
    assert_true(file_read(path, 100, &out, &err));
    assert_string_equal(out.ptr, "new content");
    assert_false(file_write("/nowhere/at/all", SLICE("x"), &err));
    assert_int_equal(err.code, ERR_IO);
    buf_release(&out);
    (void)unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_map_keeps_every_key),
        cmocka_unit_test(test_arena_gives_zeroed_memory_of_any_size),
        cmocka_unit_test(test_sha256_of_the_standard_example),
        cmocka_unit_test(test_table_rows_and_comments),
        cmocka_unit_test(test_table_errors_say_where),
        cmocka_unit_test(test_only_regular_files_are_read),
        cmocka_unit_test(test_a_written_file_replaces_the_old_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
