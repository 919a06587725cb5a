/* Names of several words are found however the text was cut into words. */
#include "lore/trie.h"
#include "testing.h"

static struct trie names_of_states(bool any_case)
{
    struct trie trie = {.any_case = any_case};

    *trie_put(&trie, SLICE("North Korea")) = 1;
    *trie_put(&trie, SLICE("North")) = 2;
    *trie_put(&trie, SLICE("U.S.")) = 3;
    *trie_put(&trie, SLICE("P5+1")) = 4;
    *trie_put(&trie, SLICE("Guinea-Bissau")) = 5;
    *trie_put(&trie, SLICE("Quai d'Orsay")) = 6;
    return trie;
}

#define FIND(trie, used, ...) \
    trie_find((trie), (struct slice[]){__VA_ARGS__}, \
              sizeof((struct slice[]){__VA_ARGS__}) / sizeof(struct slice), \
              (used))

static void the_longest_name_wins(void **state)
{
    struct trie trie = names_of_states(false);
    size_t used;

    (void)state;
    assert_int_equal(
        FIND(&trie, &used, SLICE("North"), SLICE("Korea"), SLICE("fired")), 1);
    assert_int_equal(used, 2);
    assert_int_equal(FIND(&trie, &used, SLICE("North"), SLICE("Sea")), 2);
    assert_int_equal(used, 1);
    assert_int_equal(FIND(&trie, &used, SLICE("Korea")), 0);
    assert_int_equal(used, 0);
    trie_release(&trie);
}

static void words_may_be_cut_anywhere(void **state)
{
    struct trie trie = names_of_states(false);
    size_t used;

    (void)state;
    assert_int_equal(FIND(&trie, &used, SLICE("P5"), SLICE("+"), SLICE("1")),
                     4);
    assert_int_equal(used, 3);
    assert_int_equal(FIND(&trie, &used, SLICE("P5+1")), 4);
    assert_int_equal(
        FIND(&trie, &used, SLICE("Guinea"), SLICE("-"), SLICE("Bissau")), 5);
    assert_int_equal(used, 3);
    assert_int_equal(FIND(&trie, &used, SLICE("U.S"), SLICE(".")), 3);
    assert_int_equal(FIND(&trie, &used, SLICE("Quai"), SLICE("d’Orsay")), 6);
    trie_release(&trie);
}

static void a_name_ends_where_a_word_ends(void **state)
{
    struct trie trie = names_of_states(false);
    size_t used;

    (void)state;
    assert_int_equal(FIND(&trie, &used, SLICE("U.S.-led")), 0);
    assert_int_equal(FIND(&trie, &used, SLICE("North"), SLICE("-")), 2);
    assert_int_equal(used, 1);
    assert_int_equal(FIND(&trie, &used, SLICE("North"), SLICE("")), 2);
    assert_int_equal(used, 1);
    assert_int_equal(FIND(&trie, &used, SLICE("North\0Korea")), 0);
    trie_release(&trie);
}

static void case_counts_unless_told_otherwise(void **state)
{
    struct trie names = names_of_states(false);
    struct trie titles = names_of_states(true);
    size_t used;

    (void)state;
    assert_int_equal(FIND(&names, &used, SLICE("NORTH"), SLICE("KOREA")), 0);
    assert_int_equal(FIND(&titles, &used, SLICE("NORTH"), SLICE("korea")), 1);
    trie_release(&names);
    trie_release(&titles);
}

static void a_row_may_hold_choices(void **state)
{
    struct trie trie = {.any_case = true};
    size_t used;

    (void)state;
    assert_true(
        trie_put_choices(&trie, SLICE("minister of|for defence|defense"), 7));
    assert_int_equal(
        FIND(&trie, &used, SLICE("Minister"), SLICE("for"), SLICE("Defense")),
        7);
    assert_int_equal(
        FIND(&trie, &used, SLICE("minister"), SLICE("of"), SLICE("defence")),
        7);
    assert_int_equal(FIND(&trie, &used, SLICE("minister"), SLICE("defence")),
                     0);
    assert_false(trie_put_choices(
        &trie, SLICE("a|b|c|d|e a|b|c|d|e a|b|c|d|e a|b|c|d|e"), 8));
    trie_release(&trie);
}

static void nothing_is_found_in_an_empty_one(void **state)
{
    struct trie trie = {0};
    size_t used;

    (void)state;
    assert_int_equal(FIND(&trie, &used, SLICE("Russia")), 0);
    assert_null(trie_put(&trie, SLICE(" - ")));
    trie_release(&trie);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_name_wins),
        cmocka_unit_test(words_may_be_cut_anywhere),
        cmocka_unit_test(a_name_ends_where_a_word_ends),
        cmocka_unit_test(case_counts_unless_told_otherwise),
        cmocka_unit_test(a_row_may_hold_choices),
        cmocka_unit_test(nothing_is_found_in_an_empty_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
