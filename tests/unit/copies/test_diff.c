/* What changed from one version of a text to the next, by word. */
#include "base/buf.h"
#include "copies/diff.h"
#include "testing.h"

/* "same [-cut-] {+added+}" */
static void assert_diff(const char *old, const char *new, const char *wanted)
{
    struct arena arena = {0};
    struct buf told = {0};
    struct diff_part *part = NULL;
    size_t parts = diff_words(slice_of(old), slice_of(new), &part, &arena);

    for (size_t i = 0; i < parts; i++) {
        static const char *const open[] = {"", "[-", "{+"};
        static const char *const close[] = {"", "-]", "+}"};

        buf_add_str(&told, i != 0 ? " " : "");
        buf_add_str(&told, open[part[i].how]);
        buf_add_slice(&told, part[i].how == DIFF_CUT
                                 ? slice_cut(slice_of(old), part[i].old)
                                 : slice_cut(slice_of(new), part[i].new));
        buf_add_str(&told, close[part[i].how]);
    }
    assert_string_equal(told.ptr != NULL ? told.ptr : "", wanted);
    buf_release(&told);
    arena_release(&arena);
}

static void test_a_changed_word_is_cut_and_added(void **state)
{
    (void)state;
    assert_diff("closed its ports on Friday", "closed two ports on Monday",
                "closed [-its-] {+two+} ports on [-Friday-] {+Monday+}");
}

static void test_blanks_and_lines_do_not_count(void **state)
{
    (void)state;
    assert_diff("a  b\n\nc", "a b c", "a b c");
    assert_diff("", "", "");
}

static void test_marks_are_words_of_their_own(void **state)
{
    (void)state;
    assert_diff("He left.", "He left, they say.", "He left {+, they say+} .");
    assert_diff("Torvania's envoy", "Torvania envoy",
                "[-Torvania's-] {+Torvania+} envoy");
}

static void test_typesetting_does_not_count(void **state)
{
    (void)state;
    assert_diff("“No,” he – the envoy’s aide – said",
                "\"No,\" he - the envoy's aide - said",
                "\"No,\" he - the envoy's aide - said");
}

static void test_all_may_be_new_or_gone(void **state)
{
    (void)state;
    assert_diff("", "all new", "{+all new+}");
    assert_diff("all gone", "", "[-all gone-]");
    assert_diff("one two", "three", "[-one two-] {+three+}");
}

static void test_the_way_is_the_shortest(void **state)
{
    (void)state;
    assert_diff("a b c a b b a", "c b a b a c",
                "[-a-] {+c+} b [-c-] a b [-b-] a {+c+}");
}

/* Words "n0 n1 …", each `step`-th marked as another one. */
static void write_many(struct buf *out, int words, int step)
{
    for (int i = 0; i < words; i++) {
        buf_printf(out, "%c%d ", step != 0 && i % step == 0 ? 'x' : 'n', i);
    }
}

static size_t count_parts(int words, int step)
{
    struct arena arena = {0};
    struct buf old = {0};
    struct buf new = {0};
    struct diff_part *part = NULL;
    size_t parts;

    write_many(&old, words, 0);
    write_many(&new, words, step);
    parts = diff_words(buf_slice(&old), buf_slice(&new), &part, &arena);
    buf_release(&old);
    buf_release(&new);
    arena_release(&arena);
    return parts;
}

static void test_long_texts_are_compared_as_far_as_it_goes(void **state)
{
    (void)state;
    assert_int_equal(count_parts(10000, 100), 300);
    assert_int_equal(count_parts(20000, 1), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_changed_word_is_cut_and_added),
        cmocka_unit_test(test_blanks_and_lines_do_not_count),
        cmocka_unit_test(test_marks_are_words_of_their_own),
        cmocka_unit_test(test_typesetting_does_not_count),
        cmocka_unit_test(test_all_may_be_new_or_gone),
        cmocka_unit_test(test_the_way_is_the_shortest),
        cmocka_unit_test(test_long_texts_are_compared_as_far_as_it_goes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
