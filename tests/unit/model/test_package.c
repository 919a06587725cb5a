/* Folders and wheels of our own making, and what is said of broken ones. */
#include "base/file.h"
#include "model/manifest.h"
#include "model/package.h"
#include "testing.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

static char dir[] = "/tmp/demarche-package-XXXXXX";

static const char *at(const char *name)
{
    static char path[256];

    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    return path;
}

static void write_text(const char *name, const char *text)
{
    struct err err = {0};

    assert_true(file_write(at(name), slice_of(text), &err));
}

static void add_member(zip_t *zip, const char *name, const char *text)
{
    zip_source_t *source = zip_source_buffer(zip, text, strlen(text), 0);
    zip_int64_t index = zip_file_add(zip, name, source, 0);

    assert_true(index >= 0);
    assert_int_equal(
        zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0), 0);
}

static int set_up(void **state)
{
    zip_t *zip;

    (void)state;
    assert_non_null(mkdtemp(dir));
    assert_int_equal(mkdir(at("folder"), 0700), 0);
    assert_int_equal(mkdir(at("folder/tok2vec"), 0700), 0);
    assert_int_equal(mkdir(at("empty"), 0700), 0);
    assert_int_equal(mkfifo(at("pipe"), 0600), 0);
    write_text("folder/tokenizer", "rules");
    write_text("folder/tok2vec/model", "weights");
    write_text("text", "neither folder nor zip");
    zip = zip_open(at("x.whl"), ZIP_CREATE, NULL);
    assert_non_null(zip);
    add_member(zip, "x/__init__.py", "");
    add_member(zip, "x/x-1.0/tokenizer", "rules");
    add_member(zip, "x/x-1.0/tok2vec/model", "weights");
    assert_int_equal(zip_close(zip), 0);
    return 0;
}

static int tear_down(void **state)
{
    static const char *const names[] = {"folder/tok2vec/model",
                                        "folder/tokenizer",
                                        "folder/tok2vec",
                                        "folder",
                                        "empty",
                                        "pipe",
                                        "text",
                                        "x.whl",
                                        "bad.whl"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        (void)remove(at(names[i]));
    }
    return rmdir(dir);
}

static void a_folder_and_its_wheel_hold_the_same(void **state)
{
    static const char *const names[] = {"folder", "x.whl"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct package *package;
        struct part part;
        struct err err = {0};

        assert_true(package_open(&package, at(names[i]), &err));
        assert_true(package_has(package, "tokenizer"));
        assert_false(package_has(package, "ner/model"));
        assert_true(package_part(package, "tok2vec/model", &part, &err));
        assert_true(slice_is(part.bytes, "weights"));
        assert_non_null(strstr(part.place, "tok2vec/model"));
        package_close(package);
        part_release(&part);
    }
}

static void a_missing_part_is_named(void **state)
{
    static const char *const names[] = {"folder", "x.whl"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct package *package;
        struct part part;
        struct err err = {0};

        assert_true(package_open(&package, at(names[i]), &err));
        assert_false(package_part(package, "ner/model", &part, &err));
        assert_null(part.place);
        assert_non_null(strstr(err.text, "ner/model"));
        package_close(package);
    }
}

static void assert_refused(const char *name, const char *reason)
{
    struct package *package;
    struct err err = {0};

    assert_false(package_open(&package, at(name), &err));
    assert_null(package);
    assert_int_equal(strncmp(err.text, at(name), strlen(at(name))), 0);
    assert_non_null(strstr(err.text, reason));
}

static void what_is_no_package_is_refused(void **state)
{
    (void)state;
    assert_refused("nothing", "cannot open model");
    assert_refused("empty", "holds no pipeline");
    assert_refused("pipe", "neither a folder nor a wheel");
    assert_refused("text", "cannot open as a wheel");
}

/* One byte changed inside a member: the zip's checksum tells. */
static void a_damaged_wheel_is_refused(void **state)
{
    struct buf bytes = {0};
    struct package *package;
    struct part part;
    struct err err = {0};
    size_t changed = 0;

    (void)state;
    assert_true(file_read(at("x.whl"), 4096, &bytes, &err));
    for (size_t i = 0; i + 5 < bytes.len; i++) {
        if (memcmp(bytes.ptr + i, "rules", 5) == 0) {
            bytes.ptr[i] = 'R';
            changed++;
        }
    }
    assert_int_equal(changed, 1);
    assert_true(file_write(at("bad.whl"), buf_slice(&bytes), &err));
    buf_release(&bytes);
    assert_true(package_open(&package, at("bad.whl"), &err));
    assert_false(package_part(package, "tokenizer", &part, &err));
    assert_int_equal(err.code, ERR_INTEGRITY);
    package_close(package);
}

static void a_model_of_ones_own_has_a_name_too(void **state)
{
    struct part part = part_borrow("x", SLICE("weights"));
    struct manifest seen = {0};
    struct err err = {0};
    char *name;

    (void)state;
    manifest_note(&seen, "tok2vec/model", &part);
    name = manifest_name(&seen, "x", &err);
    assert_string_equal(name, "own model 39c2875015b4");
    free(name);
    part_release(&part);
}

/* All sizes of a published model, other contents. */
static void a_damaged_model_is_not_taken_for_another(void **state)
{
    static const struct {
        const char *name;
        size_t bytes;
    } sizes[] = {{"tokenizer", 77066},
                 {"vocab/lookups.bin", 70040},
                 {"tok2vec/model", 6269370},
                 {"tagger/model", 19829},
                 {"tagger/cfg", 615},
                 {"parser/model", 319909},
                 {"parser/moves", 1571},
                 {"ner/model", 6154601},
                 {"ner/moves", 1064},
                 {"attribute_ruler/patterns", 14735},
                 {"lemmatizer/lookups/lookups.bin", 972893},
                 {"vocab/vectors", 128}};
    static char zeros[6269370];
    struct manifest seen = {0};
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct part part =
            part_borrow("x", (struct slice){zeros, sizes[i].bytes});

        manifest_note(&seen, sizes[i].name, &part);
        part_release(&part);
    }
    assert_null(manifest_name(&seen, "path", &err));
    assert_int_equal(err.code, ERR_INTEGRITY);
    assert_int_equal(strncmp(err.text, "path: tokenizer: damaged", 24), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_and_its_wheel_hold_the_same),
        cmocka_unit_test(a_missing_part_is_named),
        cmocka_unit_test(what_is_no_package_is_refused),
        cmocka_unit_test(a_damaged_wheel_is_refused),
        cmocka_unit_test(a_model_of_ones_own_has_a_name_too),
        cmocka_unit_test(a_damaged_model_is_not_taken_for_another),
    };

    return cmocka_run_group_tests_name("package", tests, set_up, tear_down);
}
