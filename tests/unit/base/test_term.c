/* Text of others on a terminal, and how far a long run is. */
#include "base/progress.h"
#include "base/term.h"
#include "testing.h"

#define ESC "\x1b"

static void safe_is(const char *text, const char *wanted)
{
    struct buf out = {0};

    term_safe(&out, slice_of(text));
    assert_string_equal(out.ptr, wanted);
    buf_release(&out);
}

static void test_no_escape_sequence_passes(void **state)
{
    (void)state;
    safe_is("a" ESC "[2Jb", "a␛[2Jb");
    safe_is(ESC "]0;title\x07", "␛]0;title␇");
    safe_is("a\x7Fz", "a␡z");
    safe_is("a\xC2\x9B"
            "31mz", /* U+009B, the one-character CSI */
            "a\xEF\xBF\xBD"
            "31mz");
}

static void test_no_mark_turns_the_writing(void **state)
{
    (void)state;
    safe_is("a\u202Ez", "a\uFFFDz");
    safe_is("a\u2066z\u2069", "a\uFFFDz\uFFFD");
    safe_is("\u200Fa\u061C", "\uFFFDa\uFFFD");
    safe_is("a\uFEFFz", "a\uFFFDz");
}

static void test_white_space_is_one_blank(void **state)
{
    (void)state;
    safe_is("a\r\n\t b", "a b");
    safe_is("a\u2028\u2029b", "a b");
    safe_is("“no-break stays”", "“no-break stays”");
}

static void test_broken_bytes_are_shown_as_such(void **state)
{
    (void)state;
    safe_is("a\xFFz", "a\uFFFDz");
}

static void test_json_keeps_its_value(void **state)
{
    struct buf out = {0};

    (void)state;
    term_safe_json(&out, SLICE("{\"a\":\"x\u202Ey\xF3\xA0\x80\x81\"}\n"));
    assert_string_equal(out.ptr, "{\"a\":\"x\\u202ey\\udb40\\udc01\"}\n");
    buf_release(&out);
}

static void test_lines_keep_their_ends(void **state)
{
    struct buf out = {0};

    (void)state;
    term_safe_lines(&out, SLICE("a\tb" ESC "[1m\r\nc\n"));
    assert_string_equal(out.ptr, "a\tb␛[1m\r\nc\n");
    buf_release(&out);
}

static void test_width_counts_cells(void **state)
{
    (void)state;
    assert_int_equal(term_width(SLICE("abc")), 3);
    assert_int_equal(term_width(SLICE("é")), 1);
    assert_int_equal(term_width(SLICE("e\u0301")), 1);
    assert_int_equal(term_width(SLICE("\u5916\u4EA4")), 4);
    assert_int_equal(term_width(SLICE("\U0001F600")), 2);
}

static void fit_is(const char *text, size_t cells, bool pad, const char *wanted)
{
    struct buf out = {0};

    buf_add_str(&out, "");
    (void)term_fit(&out, slice_of(text), cells, pad);
    assert_string_equal(out.ptr != NULL ? out.ptr : "", wanted);
    buf_release(&out);
}

static void test_fit_cuts_and_pads(void **state)
{
    (void)state;
    fit_is("abc", 5, true, "abc  ");
    fit_is("abcde", 5, true, "abcde");
    fit_is("abcdef", 5, true, "abcd…");
    fit_is("abc def", 5, false, "abc…");
    fit_is("\u5916\u4EA4\u90E8", 4, true, "\u5916… ");
    fit_is("abc", 0, true, "");
}

static void test_lines_break_at_blanks(void **state)
{
    (void)state;
    assert_int_equal(term_line(SLICE("one two three"), 8), 7);
    assert_int_equal(term_line(SLICE("one two"), 7), 7);
    assert_int_equal(term_line(SLICE("onetwothree"), 5), 5);
    assert_int_equal(term_line(SLICE("\u5916"), 1), 3);
    assert_int_equal(term_line(SLICE(""), 5), 0);
}

static void time_is(double seconds, const char *wanted)
{
    struct buf out = {0};

    progress_time(&out, seconds);
    assert_string_equal(out.ptr, wanted);
    buf_release(&out);
}

static void test_time_left_is_short(void **state)
{
    (void)state;
    time_is(0.2, "1 s");
    time_is(99, "99 s");
    time_is(150, "3 min");
    time_is(7000, "2 h");
}

static void test_bar_tells_count_rate_and_time_left(void **state)
{
    struct progress progress = {
        .what = "reading", .total = 214, .done = 121, .began = 100};
    struct buf out = {0};

    (void)state;
    progress_draw(&progress, 106.5, SLICE("a\x1b.txt"), 80, &out);
    assert_string_equal(
        out.ptr, "reading [===========>        ] 121/214  19/s  5 s left  "
                 "a␛.txt");
    buf_clear(&out);
    progress_draw(&progress, 106.5, SLICE("a.txt"), 30, &out);
    assert_in_range(term_width(buf_slice(&out)), 1, 29);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_escape_sequence_passes),
        cmocka_unit_test(test_no_mark_turns_the_writing),
        cmocka_unit_test(test_white_space_is_one_blank),
        cmocka_unit_test(test_broken_bytes_are_shown_as_such),
        cmocka_unit_test(test_json_keeps_its_value),
        cmocka_unit_test(test_lines_keep_their_ends),
        cmocka_unit_test(test_width_counts_cells),
        cmocka_unit_test(test_fit_cuts_and_pads),
        cmocka_unit_test(test_lines_break_at_blanks),
        cmocka_unit_test(test_time_left_is_short),
        cmocka_unit_test(test_bar_tells_count_rate_and_time_left),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
