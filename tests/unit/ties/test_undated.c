/* What a report without a date tells, beside what other reports tell. */
#include "testing.h"
#include "ties/same.h"

static struct ties_lists lists;

static int open_lists(void **state)
{
    struct err err = {0};

    (void)state;
    return ties_lists_open(&lists, DATA_DIR, &err) ? 0 : -1;
}

static int release_lists(void **state)
{
    (void)state;
    ties_lists_release(&lists);
    return 0;
}

/* An act of XKA towards XDO; `date` NULL: neither it nor its report has one;
 * `stated`: the words say the day. */
static struct gist told(const char *type, const char *words, const char *date,
                        bool stated, long long report)
{
    static const char *const actor = "XKA";
    static const char *const recipient = "XDO";
    struct gist gist;
    struct span at = {0, strlen(words)};
    struct telling telling = {.act = report,
                              .report = report,
                              .id = "a-0123456789abcdef",
                              .type = type,
                              .actor = &actor,
                              .actors = 1,
                              .recipient = &recipient,
                              .recipients = 1,
                              .date = date_parse(slice_of(date)),
                              .dated = stated,
                              .text = at,
                              .text_words = slice_of(words),
                              .sentence = at,
                              .sentence_words = slice_of(words)};

    gist_make(&gist, &lists, &telling);
    return gist;
}

static const char *const promise =
    "promised to withdraw four battalions from the Haddon Pass";

static void words_that_agree_are_one_event(void **state)
{
    struct gist dated = told("promise", promise, "2032-09-06", true, 1);
    struct gist undated =
        told("promise", "undertook to withdraw its battalions from the Pass",
             NULL, false, 2);
    struct gist other =
        told("promise", "promised to release 130 prisoners", NULL, false, 2);

    (void)state;
    assert_true(same_undated(&lists, &dated, &undated));
    assert_true(same_undated(&lists, &undated, &dated));
    assert_false(same_undated(&lists, &dated, &other));
    assert_false(same_event(&lists, &dated, &undated));
}

static void two_dates_are_no_business_of_it(void **state)
{
    struct gist a = told("promise", promise, "2032-09-06", true, 1);
    struct gist b = told("promise", promise, "2032-11-06", true, 2);

    (void)state;
    assert_false(same_undated(&lists, &a, &b));
}

static void one_report_does_not_witness_itself(void **state)
{
    struct gist a = told("promise", promise, NULL, false, 1);
    struct gist b = told("promise", promise, NULL, false, 1);

    (void)state;
    assert_false(same_undated(&lists, &a, &b));
}

static void a_meeting_goes_by_place_and_day_of_the_week(void **state)
{
    struct gist monday = /* 6 September 2032 is one */
        told("meet", "met in Quillan for six hours", "2032-09-06", true, 1);
    struct gist named =
        told("meet", "sat down in Quillan on Monday", NULL, false, 2);
    struct gist tuesday =
        told("meet", "sat down in Quillan on Tuesday", NULL, false, 2);
    struct gist elsewhere =
        told("meet", "sat down in Corrie on Monday", NULL, false, 2);
    struct gist silent = told("meet", "sat down in Quillan", NULL, false, 2);

    (void)state;
    assert_true(same_undated(&lists, &monday, &named));
    assert_false(same_undated(&lists, &monday, &tuesday));
    assert_false(same_undated(&lists, &monday, &elsewhere));
    assert_false(same_undated(&lists, &monday, &silent));
}

static void the_day_of_the_week_comes_back_from_bytes(void **state)
{
    struct gist gist = told("meet", "met on Sunday", NULL, false, 1);
    struct gist back;
    struct buf bytes = {0};

    (void)state;
    gist_pack(&gist, &bytes);
    assert_int_equal(gist.weekday, 7);
    assert_true(gist_unpack(&back, buf_slice(&bytes)));
    assert_int_equal(back.weekday, 7);
    buf_release(&bytes);
}

static void a_reprint_dates_by_its_own_day(void **state)
{
    struct gist first = told("promise", promise, "2032-09-06", false, 1);
    struct gist later = told("promise", promise, "2032-09-10", false, 2);
    struct gist stated = told("promise", promise, "2032-09-10", true, 2);
    struct gist long_after = told("promise", promise, "2032-10-06", false, 2);
    struct gist said = told("promise", promise, "2032-09-06", true, 1);

    (void)state;
    assert_true(same_event(&lists, &first, &later));
    assert_false(same_event(&lists, &said, &stated));
    assert_false(same_event(&lists, &first, &long_after));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_that_agree_are_one_event),
        cmocka_unit_test(two_dates_are_no_business_of_it),
        cmocka_unit_test(one_report_does_not_witness_itself),
        cmocka_unit_test(a_meeting_goes_by_place_and_day_of_the_week),
        cmocka_unit_test(the_day_of_the_week_comes_back_from_bytes),
        cmocka_unit_test(a_reprint_dates_by_its_own_day),
    };

    return cmocka_run_group_tests(tests, open_lists, release_lists);
}
