/* Sentences that tell of meetings, and some that do not. */
#include "testing.h"
#include "views/telling.h"

static struct meeting_words *words;
static struct actors *actors;
static struct figures *figures;
static struct arena arena;

static int set_up(void **state)
{
    struct err err = {0};

    (void)state;
    return !(meeting_words_open(&words, DATA_DIR, &err) &&
             actors_open(&actors, DATA_DIR, NULL, &err) &&
             figures_open(&figures, DATA_DIR, &err));
}

static int tear_down(void **state)
{
    (void)state;
    meeting_words_free(words);
    actors_free(actors);
    figures_free(figures);
    arena_release(&arena);
    return 0;
}

/* Read a sentence of a report of Friday, 14 January 2022. */
static bool read(const char *sentence, struct telling *telling)
{
    const struct telling_tables tables = {words, actors, figures};

    return telling_read(&tables, slice_of(sentence),
                        (struct date){DATE_DAY, 2022, 1, 14}, &arena, telling);
}

static void day_is(const struct telling *telling, const char *wanted)
{
    char day[16];

    assert_string_equal(date_format(telling->date, day), wanted);
}

static void a_meeting_has_parties_place_day_and_length(void **state)
{
    struct telling telling;

    (void)state;
    assert_true(read("Russia and NATO ended four hours of talks in Vienna on "
                     "Wednesday.",
                     &telling));
    assert_int_equal(telling.parties, 2);
    assert_string_equal(telling.party[0], "RUS");
    assert_string_equal(telling.party[1], "NATO");
    assert_string_equal(telling.place, "Vienna");
    assert_string_equal(telling.length, "four hours");
    assert_int_equal(telling.format, MEETING_MEETING);
    assert_false(telling.ahead);
    day_is(&telling, "2022-01-12");
}

static void what_is_to_come_lies_ahead(void **state)
{
    struct telling telling;

    (void)state;
    assert_true(read("A second round of talks between Russia and the United "
                     "States is due in Vienna on Tuesday.",
                     &telling));
    assert_true(telling.ahead);
    assert_int_equal(telling.format, MEETING_ROUND);
    assert_int_equal(telling.order, 2);
    day_is(&telling, "2022-01-18");
}

static void parties_between_are_the_parties(void **state)
{
    struct telling telling;

    (void)state;
    assert_true(read("Talks between Russia and NATO on Ukraine were held in "
                     "Vienna on Jan. 12.",
                     &telling));
    assert_int_equal(telling.parties, 2);
    assert_true(telling.sure);
    day_is(&telling, "2022-01-12");
}

static void wishes_doubts_and_statements_are_no_meetings(void **state)
{
    struct telling telling;

    (void)state;
    assert_false(read("Russia said it might hold talks with NATO on Tuesday.",
                      &telling));
    assert_false(read("Russia and NATO bought gas on Tuesday.", &telling));
    assert_false(read("Speaking at a press conference on Tuesday, Russia's "
                      "envoy named NATO.",
                      &telling));
    assert_false(read("The talks with NATO are stuck, Russia said on Tuesday.",
                      &telling));
}

static void a_sentence_may_tell_of_several(void **state)
{
    const struct telling_tables tables = {words, actors, figures};
    struct telling telling[4];

    (void)state;
    assert_int_equal(
        tellings_read(&tables,
                      SLICE("It follows a meeting on Wednesday between Russia "
                            "and NATO in Brussels, and talks between Russia "
                            "and the United States on Monday in Geneva."),
                      (struct date){DATE_DAY, 2022, 1, 14}, &arena, telling, 4),
        2);
    day_is(&telling[0], "2022-01-12");
    day_is(&telling[1], "2022-01-10");
    assert_string_equal(telling[1].place, "Geneva");
}

static size_t count_tellings(const char *sentence, struct telling telling[4])
{
    const struct telling_tables tables = {words, actors, figures};

    return tellings_read(&tables, slice_of(sentence),
                         (struct date){DATE_DAY, 2022, 1, 14}, &arena, telling,
                         4);
}

static void a_part_without_a_kind_goes_on_with_the_one_before(void **state)
{
    struct telling telling[4];

    (void)state;
    assert_int_equal(
        count_tellings("The talks began with a meeting of Russia and the "
                       "United States in Geneva on Monday, and went on in "
                       "Vienna on Thursday at the OSCE.",
                       telling),
        2);
    assert_string_equal(telling[1].place, "Vienna");
    assert_string_equal(telling[1].party[0], "OSCE");
    day_is(&telling[1], "2022-01-13");
}

static void a_session_may_be_told_by_place_and_day_alone(void **state)
{
    struct telling telling[4];

    (void)state;
    assert_int_equal(
        count_tellings("Thursday's session in Vienna was short.", telling), 1);
    assert_int_equal(telling[0].parties, 0);
    assert_int_equal(telling[0].format, MEETING_SESSION);
}

static void a_question_tells_of_nothing(void **state)
{
    struct telling telling[4];

    (void)state;
    assert_int_equal(count_tellings("Did Russia and NATO hold talks in Vienna "
                                    "on Wednesday?",
                                    telling),
                     0);
}

static void who_demands_to_be_there_was_not(void **state)
{
    struct telling telling[4];

    (void)state;
    assert_int_equal(count_tellings("On Tuesday Ukraine demanded to be "
                                    "admitted to the talks in Vienna.",
                                    telling),
                     0);
}

static void what_was_discussed_did_not_take_part(void **state)
{
    struct telling telling[4];

    (void)state;
    assert_int_equal(count_tellings("Russia and NATO met on Wednesday to "
                                    "discuss Ukraine and the OSCE.",
                                    telling),
                     1);
    assert_int_equal(telling[0].parties, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_meeting_has_parties_place_day_and_length),
        cmocka_unit_test(what_is_to_come_lies_ahead),
        cmocka_unit_test(parties_between_are_the_parties),
        cmocka_unit_test(wishes_doubts_and_statements_are_no_meetings),
        cmocka_unit_test(a_sentence_may_tell_of_several),
        cmocka_unit_test(a_part_without_a_kind_goes_on_with_the_one_before),
        cmocka_unit_test(a_session_may_be_told_by_place_and_day_alone),
        cmocka_unit_test(a_question_tells_of_nothing),
        cmocka_unit_test(who_demands_to_be_there_was_not),
        cmocka_unit_test(what_was_discussed_did_not_take_part),
    };

    return cmocka_run_group_tests_name("telling", tests, set_up, tear_down);
}
