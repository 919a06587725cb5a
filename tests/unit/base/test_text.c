/* UTF-8, JSON, slices and lines: what bytes become and what they may not
 * become; numbers in order. */
#include "base/json.h"
#include "base/lines.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "testing.h"

static void test_utf8_knows_every_broken_form(void **state)
{
    static const char *const broken[] = {
        "\x80",             /* a continuation alone */
        "\xC3",             /* cut short */
        "\xC0\xAF",         /* overlong */
        "\xE0\x80\xAF",     /* overlong */
        "\xED\xA0\x80",     /* a surrogate */
        "\xF4\x90\x80\x80", /* beyond U+10FFFF */
        "\xFF",
    };

    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        assert_int_equal(utf8_valid(slice_of(broken[i])), 0);
    }
    assert_int_equal(utf8_valid(SLICE("ab\xC3")), 2);
    assert_int_equal(utf8_valid(SLICE("é€😀\0x")), 11);
}

static void test_utf8_round_trip(void **state)
{
    static const uint32_t point[] = {0,     0x7F,   0x80,    0x7FF,
                                     0x800, 0xFFFD, 0x10000, 0x10FFFF};

    (void)state;
    for (size_t i = 0; i < sizeof point / sizeof point[0]; i++) {
        char bytes[4];
        size_t len = utf8_encode(point[i], bytes);
        size_t back = 0;

        assert_int_equal(utf8_decode((struct slice){bytes, len}, 0, &back),
                         point[i]);
        assert_int_equal(back, len);
    }
}

static void test_utf8_repair_replaces_each_broken_byte(void **state)
{
    struct buf out = {0};

    (void)state;
    utf8_repair(&out, SLICE("a\xFF\xC3z"));
    assert_string_equal(out.ptr, "a\xEF\xBF\xBD\xEF\xBF\xBDz");
    assert_int_equal(utf8_count(buf_slice(&out)), 4);
    buf_release(&out);
}

static void test_json_nests_and_escapes(void **state)
{
    struct buf out = {0};
    struct json json = {.out = &out};

    (void)state;
    json_open(&json, '{');
    json_key_str(&json, "a\"b", "line\nend\x01");
    json_key(&json, "list");
    json_open(&json, '[');
    json_int(&json, -3);
    json_num(&json, 0.9100, 4);
    json_num(&json, 2, 2);
    json_bool(&json, true);
    json_none(&json);
    json_close(&json, ']');
    json_key_slice(&json, "nul", (struct slice){"x\0y", 3});
    json_key_str(&json, "none", NULL);
    json_close(&json, '}');
    assert_string_equal(out.ptr, "{\"a\\\"b\":\"line\\nend\\u0001\","
                                 "\"list\":[-3,0.91,2,true,null],"
                                 "\"nul\":\"x\\u0000y\",\"none\":null}");
    buf_release(&out);
}

static void test_json_never_writes_broken_utf8(void **state)
{
    struct buf out = {0};
    struct json json = {.out = &out};

    (void)state;
    json_str(&json, "a\xFFz");
    assert_string_equal(out.ptr, "\"a\xEF\xBF\xBDz\"");
    buf_release(&out);
}

static void test_slice_finds_and_trims(void **state)
{
    (void)state;
    assert_int_equal(slice_find(SLICE("aaab"), SLICE("ab")), 2);
    assert_int_equal(slice_find(SLICE("aaab"), SLICE("ba")), 4);
    assert_int_equal(slice_find(SLICE(""), SLICE("x")), 0);
    assert_true(slice_is(slice_trim(SLICE(" \t a b\r\n")), "a b"));
    assert_true(slice_cmp(SLICE("ab"), SLICE("abc")) < 0);
}

/* The lines of `text` between bars, each with its number. */
static void check_lines(const char *text, size_t cap, const char *expected,
                        bool too_long)
{
    FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
    struct lines lines = {.in = in, .cap = cap};
    struct slice line;
    struct buf out = {0};

    assert_non_null(in);
    while (lines_next(&lines, &line)) {
        buf_printf(&out, "%zu%.*s|", lines.number, (int)line.len, line.ptr);
    }
    assert_string_equal(out.ptr != NULL ? out.ptr : "", expected);
    assert_true(lines.too_long == too_long);
    lines_release(&lines);
    buf_release(&out);
    (void)fclose(in);
}

static void test_lines_end_with_a_newline_or_the_stream(void **state)
{
    (void)state;
    check_lines("a\nb\n", 9, "1a|2b|", false);
    check_lines("a\n\nb", 9, "1a|2|3b|", false);
    check_lines("abcd\nabcde\nz", 4, "1abcd|2abcd|", true);
}

static void test_a_line_may_be_longer_than_a_block(void **state)
{
    struct buf text = {0};
    FILE *in;
    struct lines lines = {.cap = 1 << 20};
    struct slice line;

    (void)state;
    for (int i = 0; i < 100000; i++) {
        buf_add_str(&text, "ab");
    }
    buf_add_str(&text, "\nz");
    lines.in = in = fmemopen(text.ptr, text.len, "r");
    assert_true(lines_next(&lines, &line));
    assert_int_equal(line.len, 200000);
    assert_true(lines_next(&lines, &line));
    assert_true(slice_is(line, "z"));
    assert_false(lines_next(&lines, &line));
    lines_release(&lines);
    (void)fclose(in);
    buf_release(&text);
}

static void test_numbers_are_sorted(void **state)
{
    uint64_t number[500];
    uint32_t few[] = {3, 1, 2};

    (void)state;
    for (size_t len = 0; len <= 500; len += 50) {
        for (size_t i = 0; i < len; i++) {
            number[i] = (i * 0x9e3779b97f4a7c15U) >> (i % 3 * 20);
        }
        sort_u64(number, len);
        for (size_t i = 1; i < len; i++) {
            assert_true(number[i - 1] <= number[i]);
        }
    }
    sort_u32(few, 3);
    assert_int_equal(few[0] * 100 + few[1] * 10 + few[2], 123);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf8_knows_every_broken_form),
        cmocka_unit_test(test_utf8_round_trip),
        cmocka_unit_test(test_utf8_repair_replaces_each_broken_byte),
        cmocka_unit_test(test_json_nests_and_escapes),
        cmocka_unit_test(test_json_never_writes_broken_utf8),
        cmocka_unit_test(test_slice_finds_and_trims),
        cmocka_unit_test(test_lines_end_with_a_newline_or_the_stream),
        cmocka_unit_test(test_a_line_may_be_longer_than_a_block),
        cmocka_unit_test(test_numbers_are_sorted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
