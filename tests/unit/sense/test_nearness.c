/* A sentence and its examples, by a small model made here. */
#include "making.h"
#include "sense/nearness.h"

#include <math.h>

/* Words of the vocabulary: a b c d. */
static const struct slice example[] = {
    {"a b a b", 7}, {"c d d", 5}, {"a b a b", 7}, {"", 0}};
enum { EXAMPLES = sizeof example / sizeof example[0] };

static struct encoder_files *files;
static struct published *published;

static int open_files(void **state)
{
    struct err err = {0};

    if (make_folder(state) != 0) {
        return -1;
    }
    write_model(true);
    if (!encoder_files_open(&files, folder, &err)) {
        return -1;
    }
    published = published_of(files, ENCODER_FLOATS);
    return 0;
}

static int close_files(void **state)
{
    published_free(published);
    encoder_files_close(files);
    return remove_folder(state);
}

static void a_sentence_is_nearest_to_itself(void **state)
{
    struct nearness *near = nearness_new(published, example, EXAMPLES);
    double score;

    (void)state;
    assert_int_equal(nearness_find(near, SLICE("c d d"), 0, &score), 1);
    assert_true(fabs(score - 1) < 1e-4);
    nearness_free(near);
}

static void of_equal_examples_the_first_is_told(void **state)
{
    struct nearness *near = nearness_new(published, example, EXAMPLES);
    double first, later;

    (void)state;
    assert_int_equal(nearness_find(near, SLICE("a b a b"), 0, &first), 0);
    assert_int_equal(nearness_find(near, SLICE("a b a b"), 1, &later), 2);
    assert_true(first == later);
    nearness_free(near);
}

static void another_sentence_is_less_near(void **state)
{
    struct nearness *near = nearness_new(published, example, 1);
    double score;

    (void)state;
    assert_int_equal(nearness_find(near, SLICE("d"), 0, &score), 0);
    assert_true(score < 0.999 && score >= -1);
    nearness_free(near);
}

static void nothing_is_near_to_nothing(void **state)
{
    struct nearness *near = nearness_new(published, example, EXAMPLES);
    double score = 1;

    (void)state;
    assert_true(nearness_find(near, SLICE(" "), 0, &score) == NEARNESS_NONE);
    assert_true(score == 0);
    assert_true(nearness_find(near, SLICE("a"), EXAMPLES, &score) ==
                NEARNESS_NONE);
    nearness_free(near);
    near = nearness_new(published, NULL, 0);
    assert_true(nearness_find(near, SLICE("a"), 0, &score) == NEARNESS_NONE);
    nearness_free(near);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_is_nearest_to_itself),
        cmocka_unit_test(of_equal_examples_the_first_is_told),
        cmocka_unit_test(another_sentence_is_less_near),
        cmocka_unit_test(nothing_is_near_to_nothing),
    };

    return cmocka_run_group_tests(tests, open_files, close_files);
}
