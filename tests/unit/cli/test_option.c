/* How a command line is read, and what is suggested when it is wrong. */
#include "cli/option.h"
#include "cli/suggest.h"
#include "testing.h"

#include <string.h>

enum { MOST = 8 };

#define ALLOWED \
    (OPT(OPT_ACTOR) | OPT(OPT_SINCE) | OPT(OPT_QUIET) | OPT(OPT_FORCE) | \
     OPT(OPT_OUTPUT) | OPT(OPT_LIMIT))

struct line {
    struct arena arena;
    struct args args;
    struct err err;
    bool ok;
};

/* Read words that end with NULL. */
static struct line line_of(const char *const *word)
{
    struct line line = {0};
    char *argv[MOST];
    int argc = 0;

    for (; word[argc] != NULL; argc++) {
        argv[argc] = (char *)(uintptr_t)word[argc];
    }
    line.ok =
        args_read(&line.args, argc, argv, ALLOWED, &line.arena, &line.err);
    return line;
}

#define LINE(...) line_of((const char *const[]){__VA_ARGS__, NULL})

static void test_options_stand_anywhere(void **state)
{
    struct line line = LINE("a.demarche", "--actor", "RUS", "b", "-q");

    (void)state;
    assert_true(line.ok);
    assert_string_equal(line.args.value[OPT_ACTOR], "RUS");
    assert_true(args_has(&line.args, OPT_QUIET));
    assert_false(args_has(&line.args, OPT_FORCE));
    assert_int_equal(line.args.words, 2);
    assert_string_equal(line.args.word[1], "b");
    arena_release(&line.arena);
}

static void test_values_follow_or_are_joined(void **state)
{
    struct line line = LINE("--since=2021-12", "-ox", "-qf", "--limit", "3");

    (void)state;
    assert_true(line.ok);
    assert_string_equal(line.args.value[OPT_SINCE], "2021-12");
    assert_string_equal(line.args.value[OPT_OUTPUT], "x");
    assert_true(args_has(&line.args, OPT_QUIET));
    assert_true(args_has(&line.args, OPT_FORCE));
    arena_release(&line.arena);
}

static void test_lists_grow_others_are_replaced(void **state)
{
    struct line line = LINE("--actor", "RUS", "--actor=BLR", "--since", "2021",
                            "--since", "2022");

    (void)state;
    assert_string_equal(line.args.value[OPT_ACTOR], "RUS,BLR");
    assert_string_equal(line.args.value[OPT_SINCE], "2022");
    arena_release(&line.arena);
}

static void test_a_dash_is_a_word_and_two_end_options(void **state)
{
    struct line line = LINE("-", "--", "-q");

    (void)state;
    assert_int_equal(line.args.words, 2);
    assert_string_equal(line.args.word[1], "-q");
    assert_false(args_has(&line.args, OPT_QUIET));
    arena_release(&line.arena);
}

static void wrong(struct line line, const char *message)
{
    assert_false(line.ok);
    assert_int_equal(line.err.code, ERR_USAGE);
    assert_string_equal(line.err.text, message);
    arena_release(&line.arena);
}

static void test_errors_say_what_would_be_right(void **state)
{
    (void)state;
    wrong(LINE("--acter", "RUS"), "no option --acter; did you mean --actor?");
    wrong(LINE("--nonsense"), "no option --nonsense here");
    wrong(LINE("--url", "x"), "no option --url here");
    wrong(LINE("-x"), "no option -x here");
    wrong(LINE("--actor"), "--actor needs a value: --actor CODE");
    wrong(LINE("--quiet=yes"), "--quiet takes no value");
}

static void test_numbers_have_bounds(void **state)
{
    struct line line = LINE("--limit", "12x");
    long number = 7;

    (void)state;
    assert_false(
        args_number(&line.args, OPT_LIMIT, 1, 100, &number, &line.err));
    assert_string_equal(line.err.text,
                        "--limit 12x: a number from 1 to 100 is wanted");
    arena_release(&line.arena);

    line = LINE("-q");
    assert_true(args_number(&line.args, OPT_LIMIT, 1, 100, &number, &line.err));
    assert_int_equal(number, 7);
    arena_release(&line.arena);
}

static void test_distance_counts_slips_of_the_hand(void **state)
{
    (void)state;
    assert_int_equal(suggest_distance("acts", "acts"), 0);
    assert_int_equal(suggest_distance("acts", "ACTS"), 0);
    assert_int_equal(suggest_distance("atcs", "acts"), 1);
    assert_int_equal(suggest_distance("act", "acts"), 1);
    assert_int_equal(suggest_distance("", "acts"), 4);
}

static void test_only_what_is_near_is_suggested(void **state)
{
    static const char *const verb[] = {"init", "add", "acts", "demands"};

    (void)state;
    assert_string_equal(suggest_nearest("demand", verb, 4), "demands");
    assert_string_equal(suggest_nearest("dem", verb, 4), "demands");
    assert_string_equal(suggest_nearest("atcs", verb, 4), "acts");
    assert_null(suggest_nearest("frobnicate", verb, 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options_stand_anywhere),
        cmocka_unit_test(test_values_follow_or_are_joined),
        cmocka_unit_test(test_lists_grow_others_are_replaced),
        cmocka_unit_test(test_a_dash_is_a_word_and_two_end_options),
        cmocka_unit_test(test_errors_say_what_would_be_right),
        cmocka_unit_test(test_numbers_have_bounds),
        cmocka_unit_test(test_distance_counts_slips_of_the_hand),
        cmocka_unit_test(test_only_what_is_near_is_suggested),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
