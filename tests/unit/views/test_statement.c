/* What is read in one sentence: its core, its day, its place, its people. */
#include "testing.h"
#include "views/statement.h"

static struct statement_marks *marks;
static struct actors *actors;
static struct copies_lists copies;

static int set_up(void **state)
{
    struct err err = {0};

    (void)state;
    return !(statement_marks_open(&marks, DATA_DIR, &err) &&
             copies_lists_open(&copies, DATA_DIR, &err) &&
             actors_open(&actors, DATA_DIR, NULL, &err));
}

static int tear_down(void **state)
{
    (void)state;
    statement_marks_free(marks);
    copies_lists_release(&copies);
    actors_free(actors);
    return 0;
}

/* A sentence of a report of Friday, 14 January 2022. */
static struct statement read(const char *sentence)
{
    const struct statement_tables tables = {marks, actors, &copies};
    struct statement statement;

    statement_read(&tables, slice_of(sentence),
                   (struct date){DATE_DAY, 2022, 1, 14}, &statement);
    return statement;
}

static void day_is(const char *sentence, const char *first, const char *last)
{
    struct statement statement = read(sentence);

    assert_true(statement.dated);
    assert_int_equal(statement.first,
                     date_first_day(date_parse(slice_of(first))));
    assert_int_equal(statement.last, date_last_day(date_parse(slice_of(last))));
}

static void who_says_so_is_no_part_of_what_is_said(void **state)
{
    struct statement statement =
        read("The ferry was seized on Monday, the navy said on Thursday.");

    (void)state;
    assert_true(slice_is(statement.core, "The ferry was seized on Monday"));
    statement = read("The navy said on Thursday that the ferry was seized "
                     "again on Monday.");
    assert_true(
        slice_is(statement.core, "the ferry was seized again on Monday"));
}

static void a_day_of_the_week_is_the_last_one_or_the_next(void **state)
{
    (void)state;
    day_is("The ferry sank on Tuesday.", "2022-01-11", "2022-01-11");
    day_is("The ferry will sail on Tuesday.", "2022-01-18", "2022-01-18");
    day_is("The ferry will sail on Tuesday of next week.", "2022-01-18",
           "2022-01-18");
}

static void dates_are_as_sharp_as_their_words(void **state)
{
    (void)state;
    day_is("The ferry sank on 4 January.", "2022-01-04", "2022-01-04");
    day_is("The ferry sank on December 4, 2020.", "2020-12-04", "2020-12-04");
    day_is("The ferry sank in December.", "2021-12", "2021-12");
    day_is("The ferry sank this week.", "2022-01-10", "2022-01-16");
}

static void two_days_are_none(void **state)
{
    (void)state;
    assert_false(read("It was due on Monday and came on Tuesday.").dated);
}

static void where_and_who_are_told_apart(void **state)
{
    struct statement statement =
        read("Moscow sent a ship that was stopped near Oran.");

    (void)state;
    assert_int_equal(statement.places, 1);
    assert_true(slice_is(statement.place[0].name, "Oran"));
    assert_string_equal(statement.place[0].of[0], "DZA");
    assert_int_equal(statement.actors, 1);
    assert_string_equal(statement.actor[0]->code, "RUS");
}

static void people_stand_behind_their_titles(void **state)
{
    struct statement statement =
        read("The president of Gabon, Odile Marchetti, spoke of the dam.");

    (void)state;
    assert_int_equal(statement.people, 1);
    assert_true(slice_is(statement.person[0].name, "Odile Marchetti"));
    assert_true(slice_is(statement.person[0].last, "Marchetti"));
    assert_true(statement.person[0].titled);
}

static void in_may_is_no_may(void **state)
{
    (void)state;
    assert_false(read("They will sail in May.").marks & MARK_BIT(MARK_MAY));
    assert_true(read("They may sail soon.").marks & MARK_BIT(MARK_MAY));
}

static void what_is_shared_is_weighed_by_how_rare_it_is(void **state)
{
    struct statement a = read("The pumping station at the lake exploded.");
    struct statement b = read("An explosion hit the pumping station.");
    struct statement c = read("The minister spoke about the economy.");

    (void)state;
    assert_true(statement_share(&a, &b).cover > .5);
    assert_int_equal(statement_share(&a, &c).telling, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_says_so_is_no_part_of_what_is_said),
        cmocka_unit_test(a_day_of_the_week_is_the_last_one_or_the_next),
        cmocka_unit_test(dates_are_as_sharp_as_their_words),
        cmocka_unit_test(two_days_are_none),
        cmocka_unit_test(where_and_who_are_told_apart),
        cmocka_unit_test(people_stand_behind_their_titles),
        cmocka_unit_test(in_may_is_no_may),
        cmocka_unit_test(what_is_shared_is_weighed_by_how_rare_it_is)};

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
