/* When two wordings say the same. */
#include "testing.h"
#include "views/wording.h"

static double likeness(const char *a, const char *b)
{
    struct arena arena = {0};
    struct wording x = wording_of(slice_of(a), &arena);
    struct wording y = wording_of(slice_of(b), &arena);
    double likeness = wording_likeness(&x, &y);

    arena_release(&arena);
    return likeness;
}

static bool same(const char *a, const char *b)
{
    struct arena arena = {0};
    struct wording x = wording_of(slice_of(a), &arena);
    struct wording y = wording_of(slice_of(b), &arena);
    bool same = wording_same(&x, &y);

    arena_release(&arena);
    return same;
}

static void content_words_are_long_words_and_numbers(void **state)
{
    struct arena arena = {0};
    struct wording wording = wording_of(
        SLICE("To withdraw its 2 withdrawals of radars, radars!"), &arena);

    (void)state;
    assert_int_equal(wording.words, 3);
    assert_true(slice_is(wording.word[0], "2"));
    assert_true(slice_is(wording.word[1], "radars"));
    assert_true(slice_is(wording.word[2], "withdr"));
    arena_release(&arena);
}

static void likeness_is_the_share_of_common_words(void **state)
{
    (void)state;
    assert_true(likeness("", "") == 0);
    assert_true(likeness("radars gone", "RADARS, gone") == 1);
    assert_true(likeness("radars gone", "prisoners freed") == 0);
    assert_true(likeness("radars gone", "radars stay") > 0.33);
    assert_true(likeness("radars gone", "radars stay") < 0.34);
}

static void more_than_half_in_common_is_the_same(void **state)
{
    (void)state;
    assert_true(same("withdraw its radars from the strait",
                     "the withdrawal of all radars from the strait"));
    assert_false(same("withdraw its radars from the strait",
                      "withdraw its troops from the capital"));
}

static void one_word_is_never_enough(void **state)
{
    (void)state;
    assert_false(same("demanded", "demanded"));
    assert_false(same("", ""));
}

static void letters_of_any_language_are_letters(void **state)
{
    (void)state;
    assert_true(same("вывод войск", "вывод войск"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_words_are_long_words_and_numbers),
        cmocka_unit_test(likeness_is_the_share_of_common_words),
        cmocka_unit_test(more_than_half_in_common_is_the_same),
        cmocka_unit_test(one_word_is_never_enough),
        cmocka_unit_test(letters_of_any_language_are_letters),
    };

    return cmocka_run_group_tests_name("wording", tests, NULL, NULL);
}
