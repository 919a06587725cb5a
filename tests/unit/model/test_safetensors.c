/* Arrays by name; and every way in which a file of weights can be wrong. */
#include "base/buf.h"
#include "model/safetensors.h"
#include "testing.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* A file of `header` and `data` bytes of arrays, all 0, aligned as a mapped
 * file would be. */
static struct slice file_of(const char *header, size_t data)
{
    static _Alignas(16) char bytes[4096];
    size_t len = strlen(header);
    size_t padded = (len + 7) / 8 * 8;

    assert_true(8 + padded + data <= sizeof bytes);
    memset(bytes, 0, sizeof bytes);
    memset(bytes + 8, ' ', padded);
    memcpy(bytes + 8, header, len);
    bytes[0] = (char)(padded & 0xFF);
    bytes[1] = (char)(padded >> 8);
    return (struct slice){bytes, 8 + padded + data};
}

static void arrays_are_found_by_name(void **state)
{
    struct slice bytes = file_of(
        "{\"__metadata__\":{\"format\":\"pt\"},"
        "\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
        "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[24,32]},"
        "\"i\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[32,40]}}",
        40);
    struct safetensors *file = NULL;
    const float *array = NULL;
    struct err err = {0};

    (void)state;
    assert_true(safetensors_borrow(&file, "x", bytes, &err));
    assert_true(safetensors_has(file, "a"));
    assert_false(safetensors_has(file, "c"));
    assert_true(safetensors_f32(file, "a", 2, 3, &array, &err));
    assert_true(safetensors_f32(file, "b", 1, 2, &array, &err));
    assert_ptr_equal(array, bytes.ptr + bytes.len - 16);
    assert_false(safetensors_f32(file, "a", 3, 2, &array, &err));
    assert_string_equal(err.text, "x: array 'a' is not 3 x 2 of F32");
    err = (struct err){0};
    assert_false(safetensors_f32(file, "i", 1, 1, &array, &err));
    err = (struct err){0};
    assert_false(safetensors_f32(file, "c", 1, 1, &array, &err));
    assert_string_equal(err.text, "x: has no array 'c'");
    safetensors_close(file);
}

static void halves_are_copied_as_floats(void **state)
{
    static const uint16_t half[] = {0x3C00, 0xC100, 0x0001, 0x8000,
                                    0x7BFF, 0x3555, 0x7C00};
    struct slice bytes = file_of(
        "{\"__metadata__\":{\"kind\":\"acts\"},"
        "\"a\":{\"dtype\":\"F16\",\"shape\":[2,3],\"data_offsets\":[0,12]},"
        "\"b\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[12,14]}}",
        14);
    struct safetensors *file = NULL;
    const float *lies;
    struct err err = {0};
    float copy[6];

    (void)state;
    memcpy((char *)(uintptr_t)bytes.ptr + bytes.len - sizeof half, half,
           sizeof half);
    assert_true(safetensors_borrow(&file, "x", bytes, &err));
    assert_string_equal(safetensors_meta(file, "kind"), "acts");
    assert_null(safetensors_meta(file, "labels"));
    assert_int_equal(safetensors_rows(file, "a"), 2);
    assert_int_equal(safetensors_rows(file, "b"), 1);
    assert_int_equal(safetensors_rows(file, "c"), 0);
    assert_true(safetensors_copy(file, "a", 2, 3, copy, &err));
    assert_true(copy[0] == 1.0F && copy[1] == -2.5F && copy[2] == 0x1p-24F);
    assert_true(copy[3] == 0.0F && copy[4] == 65504.0F);
    assert_true(copy[5] > 0.33325F && copy[5] < 0.33326F);
    assert_false(safetensors_f32(file, "a", 2, 3, &lies, &err));
    err = (struct err){0};
    assert_false(safetensors_copy(file, "b", 1, 1, copy, &err));
    assert_string_equal(err.text, "x: array 'b' holds what is no number");
    safetensors_close(file);
}

static void assert_refused(struct slice bytes, const char *why)
{
    struct safetensors *file = NULL;
    struct err err = {0};

    assert_false(safetensors_borrow(&file, "x", bytes, &err));
    assert_null(file);
    assert_non_null(strstr(err.text, why));
}

static void damaged_files_are_refused(void **state)
{
    static const char *const outside[] = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,17]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[8,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[-4,12]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4]}}",
        "{\"a\":7}"};
    struct slice bytes = file_of("{}", 0);

    (void)state;
    assert_refused((struct slice){bytes.ptr, 5}, "ends in its length");
    assert_refused((struct slice){bytes.ptr, 12}, "longer than the file");
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        assert_refused(file_of(outside[i], 16), "'a' lies outside");
    }
    assert_refused(file_of("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],"
                           "\"data_offsets\":[0,16]}}",
                           16),
                   "as many bytes as its shape");
    assert_refused(file_of("{\"a\":{\"dtype\":\"F32\",\"shape\":[4],"
                           "\"data_offsets\":[2,18]}}",
                           20),
                   "as many bytes as its shape");
    assert_refused(file_of("{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,"
                           "4294967296],\"data_offsets\":[0,16]}}",
                           16),
                   "no shape");
    assert_refused(file_of("[1]", 0), "no JSON object");
    assert_refused(file_of("{\"a\":", 0), "no JSON object");
}

static void what_is_no_file_is_refused(void **state)
{
    struct safetensors *file = NULL;
    struct err err = {0};

    (void)state;
    assert_false(safetensors_open(&file, "/nowhere/x.safetensors", &err));
    assert_int_equal(err.code, ERR_MISSING);
    err = (struct err){0};
    assert_false(safetensors_open(&file, "/", &err));
    assert_string_equal(err.text, "/: is no file of weights");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrays_are_found_by_name),
        cmocka_unit_test(halves_are_copied_as_floats),
        cmocka_unit_test(damaged_files_are_refused),
        cmocka_unit_test(what_is_no_file_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
