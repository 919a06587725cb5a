/* Which stretches of a text stand in quotation marks. */
#include "acts/marks.h"
#include "base/buf.h"
#include "testing.h"

/* What the pairs of `text` hold, joined with "|". */
static void check(const char *text, const char *expected)
{
    struct arena arena = {0};
    struct buf found = {0};
    struct mark_pair *pair;
    size_t count = marks_find(slice_of(text), &arena, &pair);

    for (size_t i = 0; i < count; i++) {
        buf_add_str(&found, i != 0 ? "|" : "");
        buf_add_slice(&found, slice_cut(slice_of(text), pair[i].at));
    }
    assert_string_equal(found.len != 0 ? found.ptr : "", expected);
    buf_release(&found);
    arena_release(&arena);
}

static void test_curly_and_straight_marks(void **state)
{
    (void)state;
    check("“Yes,” she said. “No.”", "“Yes,”|“No.”");
    check("\"Yes,\" she said. \"No.\"", "\"Yes,\"|\"No.\"");
    check("''Yes,'' she said. ``No.''", "''Yes,''|``No.''");
}

static void test_german_and_french_marks(void **state)
{
    (void)state;
    check("„Ja“, sagte sie. „Nein.“", "„Ja“|„Nein.“");
    check("« Oui », dit-elle.", "« Oui »");
}

static void test_an_apostrophe_is_no_mark(void **state)
{
    (void)state;
    check("Russia's proposals aren't the allies' idea.", "");
    check("Russia’s proposals aren’t the allies’ idea.", "");
    check("the '90s were over", "");
}

static void test_single_marks_hold_apostrophes(void **state)
{
    (void)state;
    check("‘The ferry’s bell isn’t ours,’ he said.",
          "‘The ferry’s bell isn’t ours,’");
    check("'The allies' plan is dead,' he said.",
          "'The allies' plan is dead,'");
}

static void test_only_the_outer_pair_counts(void **state)
{
    (void)state;
    check("“They said ‘tomorrow’ twice,” he said.",
          "“They said ‘tomorrow’ twice,”");
    check("“They said “tomorrow” twice,” he said.",
          "“They said “tomorrow” twice,”");
}

static void test_a_lost_closing_mark(void **state)
{
    struct arena arena = {0};
    struct mark_pair *pair;

    (void)state;
    assert_int_equal(marks_find(SLICE("“It goes on"), &arena, &pair), 1);
    assert_true(pair[0].no_close);
    check("“It goes on, he said. “Here.”", "“Here.”");
    arena_release(&arena);
}

static void test_a_lost_opening_mark(void **state)
{
    struct arena arena = {0};
    struct mark_pair *pair;

    (void)state;
    assert_int_equal(marks_find(SLICE("We will not.” he said"), &arena, &pair),
                     1);
    assert_true(pair[0].no_open);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_curly_and_straight_marks),
        cmocka_unit_test(test_german_and_french_marks),
        cmocka_unit_test(test_an_apostrophe_is_no_mark),
        cmocka_unit_test(test_single_marks_hold_apostrophes),
        cmocka_unit_test(test_only_the_outer_pair_counts),
        cmocka_unit_test(test_a_lost_closing_mark),
        cmocka_unit_test(test_a_lost_opening_mark),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
