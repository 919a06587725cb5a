/* The marks of points: numbers, letters, bullets. */
#include "acts/points.h"
#include "testing.h"

static struct point_mark mark_of(const char *text)
{
    return point_mark_read(slice_of(text));
}

/* Marks that follow each other belong to one list. */
static bool follow(const char *one, const char *two)
{
    struct point_mark first = mark_of(one);
    struct point_mark next = mark_of(two);

    return point_mark_is(&first, &first, 1) && point_mark_is(&next, &first, 2);
}

static void numbers_and_letters_count(void **state)
{
    (void)state;
    assert_true(follow("1. Withdraw", "2. Close"));
    assert_true(follow("(1) withdraw", "(2) close"));
    assert_true(follow("a) withdraw", "b) close"));
    assert_true(follow("(i) withdraw", "(ii) close"));
    assert_true(follow("• withdraw", "• close"));
    assert_true(follow("- withdraw", "- close"));
}

static void what_does_not_count_on_is_another_list(void **state)
{
    (void)state;
    assert_false(follow("1. Withdraw", "3. Close"));
    assert_false(follow("1. Withdraw", "2) Close"));
    assert_false(follow("2. Withdraw", "3. Close"));
    assert_false(follow("- withdraw", "1. close"));
}

static void words_and_figures_are_no_marks(void **state)
{
    (void)state;
    assert_int_equal(mark_of("1.5 million").style, 0);
    assert_int_equal(mark_of("1,000 soldiers").style, 0);
    assert_int_equal(mark_of("Mr. Musa").style, 0);
    assert_int_equal(mark_of("(see below) the").style, 0);
    assert_int_equal(mark_of("-close").style, 0);
    assert_int_equal(mark_of("(").style, 0);
    assert_int_equal(mark_of("").style, 0);
    assert_int_equal(mark_of("99999999999. x").style, 0);
}

static void a_mark_ends_where_the_point_begins(void **state)
{
    (void)state;
    assert_int_equal(mark_of("(12)  close").bytes, 6);
    assert_int_equal(mark_of("• close").bytes, 4);
}

int main(void)
{
    const struct CMUnitTest test[] = {
        cmocka_unit_test(numbers_and_letters_count),
        cmocka_unit_test(what_does_not_count_on_is_another_list),
        cmocka_unit_test(words_and_figures_are_no_marks),
        cmocka_unit_test(a_mark_ends_where_the_point_begins),
    };

    return cmocka_run_group_tests(test, NULL, NULL);
}
