/* Finding what was said before. */
#include "testing.h"
#include "views/repeats.h"

#include <stdio.h>

enum { MANY = 2000 };

static const struct slice us = {"VES>NPACT", 9};
static const struct slice them = {"NPACT>VES", 9};

static struct arena arena;
static struct repeats repeats;

static int set_up(void **state)
{
    (void)state;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    repeats_release(&repeats);
    arena_release(&arena);
    return 0;
}

static void add(struct slice sides, const char *text, size_t number)
{
    repeats_add(&repeats, sides, wording_of(slice_of(text), &arena), number);
}

/* The number found for a text, -1 for none. */
static long find(struct slice sides, const char *text)
{
    struct wording wording = wording_of(slice_of(text), &arena);
    size_t number;

    return repeats_find(&repeats, sides, &wording, &number) ? (long)number : -1;
}

static void what_was_never_said_is_not_found(void **state)
{
    (void)state;
    assert_int_equal(find(us, "withdraw all radars"), -1);
    add(us, "withdraw all radars", 7);
    assert_int_equal(find(us, "free all prisoners"), -1);
    assert_int_equal(find(us, ""), -1);
}

static void what_was_said_is_found_between_the_same_sides(void **state)
{
    (void)state;
    add(us, "withdraw all radars from the strait", 7);
    assert_int_equal(find(us, "withdraw the radars from that strait"), 7);
    assert_int_equal(find(them, "withdraw all radars from the strait"), -1);
}

static void the_likeliest_then_the_earliest_is_taken(void **state)
{
    (void)state;
    add(us, "withdraw radars from the northern strait", 1);
    add(us, "withdraw radars from the strait", 2);
    add(us, "withdraw radars from the strait", 3);
    assert_int_equal(find(us, "withdraw radars from the strait"), 2);
}

/* The short cut by rarer words finds what comparing with all finds. */
static void no_repetition_is_missed(void **state)
{
    static struct wording all[MANY];
    uint32_t random = 1;

    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        char text[64];
        int len = 0;
        size_t number = 0;
        bool wanted = false;

        for (int j = 0; j < 5; j++) {
            random = random * 1103515245U + 12345U;
            len += snprintf(text + len, sizeof text - (size_t)len, "%u ",
                            (random >> 16) % 12);
        }
        all[i] = wording_of(slice_of(text), &arena);
        for (size_t j = 0; j < i; j++) {
            wanted = wanted || wording_same(&all[i], &all[j]);
        }
        assert_int_equal(repeats_find(&repeats, us, &all[i], &number), wanted);
        assert_true(!wanted || wording_same(&all[i], &all[number]));
        repeats_add(&repeats, us, all[i], i);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_was_never_said_is_not_found),
        TEST(what_was_said_is_found_between_the_same_sides),
        TEST(the_likeliest_then_the_earliest_is_taken),
        TEST(no_repetition_is_missed),
    };

    return cmocka_run_group_tests_name("repeats", tests, NULL, NULL);
}
