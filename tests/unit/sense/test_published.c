/* Sentences read at a sitting, by a small model made here. */
#include "making.h"
#include "sense/published.h"

static struct published *published;

static int make_model(void **state)
{
    if (make_folder(state) != 0) {
        return -1;
    }
    write_model(true);
    published = published_in(folder, ENCODER_FLOATS);
    return 0;
}

static int release_model(void **state)
{
    published_free(published);
    return remove_folder(state);
}

/* Words of the vocabulary: a b c d. */
static void company_changes_no_sentence(void **state)
{
    static const char *const text[] = {"a b", "c d d", "b"};
    struct sitting *all = published_sit(published);
    struct sitting *one = published_sit(published);

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(sitting_add(all, slice_of(text[i]), ENCODER_SENTENCE),
                         SITTING_ADDED);
    }
    sitting_run(all);
    for (size_t i = 0; i < 3; i++) {
        size_t rows = all->sentence[i].pieces + 2;

        sitting_clear(one);
        assert_int_equal(sitting_add(one, slice_of(text[i]), ENCODER_SENTENCE),
                         SITTING_ADDED);
        sitting_run(one);
        assert_int_equal(one->sentence[0].pieces, rows - 2);
        assert_memory_equal(one->sentence[0].vector, all->sentence[i].vector,
                            rows * all->width * sizeof(float));
    }
    published_rise(published, one);
    published_rise(published, all);
}

static void a_sitting_has_an_end(void **state)
{
    struct sitting *sitting = published_sit(published);
    size_t sentences = 0;

    (void)state;
    assert_int_equal(sitting_add(sitting, SLICE(" "), ENCODER_SENTENCE),
                     SITTING_NOTHING);
    while (sitting_add(sitting, SLICE("a b c d a b"), ENCODER_SENTENCE) ==
           SITTING_ADDED) {
        sentences++;
    }
    assert_int_equal(sentences, ENCODER_SENTENCE / 8);
    assert_int_equal(sitting->sentences, sentences);
    published_rise(published, sitting);
}

static void what_is_given_back_is_empty(void **state)
{
    struct sitting *sitting = published_sit(published);

    (void)state;
    (void)!sitting_add(sitting, SLICE("a b"), ENCODER_SENTENCE);
    published_rise(published, sitting);
    assert_ptr_equal(published_sit(published), sitting);
    assert_int_equal(sitting->sentences, 0);
    published_rise(published, sitting);
}

static void without_its_files_there_is_none(void **state)
{
    struct published *none = published_in("/nowhere", ENCODER_BYTES);

    (void)state;
    assert_null(published_sit(none));
    assert_null(published_sit(none));
    published_free(none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(company_changes_no_sentence),
        cmocka_unit_test(a_sitting_has_an_end),
        cmocka_unit_test(what_is_given_back_is_empty),
        cmocka_unit_test(without_its_files_there_is_none),
    };

    return cmocka_run_group_tests(tests, make_model, release_model);
}
