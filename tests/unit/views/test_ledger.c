/* The ledger of the three reports of record/story.c. */
#include "record/story.h"
#include "testing.h"
#include "views/ledger.h"

#include <stdlib.h>

static char folder[64];
static struct record *record;
static struct arena arena;
static struct ledger ledger;

static int set_up(void **state)
{
    struct ties_lists lists;
    struct err err = {0};
    size_t tied;

    (void)state;
    story_folder(folder);
    story_fill(story_path(folder, "t.demarche"), "012");
    if (!ties_lists_open(&lists, DATA_DIR, &err) ||
        !record_open(&record, story_path(folder, "t.demarche"), RECORD_WRITE,
                     &err) ||
        !record_tie_all(record, &lists, &tied, &err)) {
        fail_msg("%s", err.text);
    }
    ties_lists_release(&lists);
    assert_int_equal(tied, 3);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    record_close(record);
    arena_release(&arena);
    story_clear(folder);
    return 0;
}

static void load(struct query query, const char *as_of)
{
    struct ledger_query asked = {.query = &query,
                                 .as_of = date_parse(slice_of(as_of))};
    struct err err = {0};

    if (!ledger_load(record, &asked, &arena, &ledger, &err)) {
        fail_msg("%s", err.text);
    }
}

/* The line whose first telling holds `words`; the test fails without one. */
static const struct ledger_line *line(const char *words)
{
    for (size_t i = 0; i < ledger.lines; i++) {
        struct slice text = ledger.line[i].first->text.exact;

        if (strstr(text.ptr, words) != NULL) {
            return &ledger.line[i];
        }
    }
    print_error("no line says '%s'\n", words);
    abort();
}

static void the_same_demand_in_other_words_is_one_line(void **state)
{
    const struct ledger_line *radars;

    (void)state;
    load((struct query){0}, NULL);
    assert_int_equal(ledger.lines, 4);
    radars = line("withdraw its radars");
    assert_int_equal(radars->acts, 2);
    assert_int_equal(radars->reports, 2);
    assert_string_equal(radars->since, "2031-03-03");
    assert_string_equal(radars->repeated, "2031-03-05");
    assert_int_equal(radars->origins, 2);
    assert_string_equal(radars->act[0], radars->first->id);
    assert_string_equal(radars->act[1], radars->last->id);
}

static void other_demands_and_offers_have_their_own_lines(void **state)
{
    (void)state;
    load((struct query){0}, NULL);
    assert_int_equal(line("prisoners be freed")->acts, 1);
    assert_null(line("prisoners be freed")->repeated);
    assert_int_equal(line("joint commission")->acts, 1);
    assert_int_equal(line("must go")->acts, 1); /* of nobody in particular */
}

static void lines_come_by_their_first_day(void **state)
{
    (void)state;
    load((struct query){.order = QUERY_OLDEST}, NULL);
    assert_string_equal(ledger.line[0].since, "2031-03-03");
    assert_string_equal(ledger.line[3].since, "2031-03-05");
    load((struct query){.order = QUERY_NEWEST, .limit = 1}, NULL);
    assert_int_equal(ledger.lines, 1);
    assert_string_equal(ledger.line[0].since, "2031-03-05");
}

static void the_status_says_how_far_was_looked(void **state)
{
    (void)state;
    load((struct query){0}, NULL);
    assert_null(line("prisoners")->latest);
    assert_int_equal(line("prisoners")->status, LEDGER_OPEN);
    assert_int_equal(line("withdraw its radars")->status, LEDGER_REPEATED);
    assert_string_equal(ledger_looked(&ledger, &arena),
                        "no answer found in 3 reports up to 2031-03-05");
    assert_int_equal(ledger.reports, 3);
    assert_string_equal(ledger.as_of, "2031-03-05");
}

static void days_count_from_the_first_day_to_that_of_the_ledger(void **state)
{
    (void)state;
    load((struct query){0}, NULL);
    assert_int_equal(line("withdraw its radars")->days_open, 2);
    assert_int_equal(line("prisoners")->days_open, 0);
    load((struct query){0}, "2031-04-03");
    assert_int_equal(line("withdraw its radars")->days_open, 31);
    load((struct query){0}, "2031-04"); /* no day, no number of days */
    assert_int_equal(line("withdraw its radars")->days_open, -1);
}

static void an_earlier_ledger_knows_nothing_of_later(void **state)
{
    (void)state;
    load((struct query){0}, "2031-03-04");
    assert_int_equal(ledger.lines, 2);
    assert_null(line("withdraw its radars")->repeated);
    assert_string_equal(ledger_looked(&ledger, &arena),
                        "no answer found in 2 reports up to 2031-03-03");
    load((struct query){0}, "2031-03-02");
    assert_int_equal(ledger.lines, 0);
}

static void filters_choose_lines_not_tellings(void **state)
{
    (void)state;
    load((struct query){.since = {DATE_DAY, 2031, 3, 5}}, NULL);
    assert_int_equal(ledger.lines, 3);
    assert_string_equal(line("withdraw its radars")->since, "2031-03-03");
    load((struct query){.actor = "ilda-marn"}, NULL);
    assert_int_equal(ledger.lines, 1);
    load((struct query){.actor = "ves", .to = "NPACT"}, NULL);
    assert_int_equal(ledger.lines, 3);
    load((struct query){.type = "offer"}, NULL);
    assert_int_equal(ledger.lines, 1);
    load((struct query){.issue = "radars"}, NULL);
    assert_int_equal(ledger.lines, 3);
    load((struct query){.text = "PRISONERS BE", .type = "demand"}, NULL);
    assert_int_equal(ledger.lines, 1);
    load((struct query){.type = "reject"}, NULL);
    assert_int_equal(ledger.lines, 0);
}

static void names_of_status_are_checked(void **state)
{
    struct slice wrong;

    (void)state;
    assert_true(ledger_status_check("open, in part,REFUSED", &wrong));
    assert_false(ledger_status_check("open,shut", &wrong));
    assert_true(slice_is(wrong, "shut"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_demand_in_other_words_is_one_line),
        cmocka_unit_test(other_demands_and_offers_have_their_own_lines),
        cmocka_unit_test(lines_come_by_their_first_day),
        cmocka_unit_test(the_status_says_how_far_was_looked),
        cmocka_unit_test(days_count_from_the_first_day_to_that_of_the_ledger),
        cmocka_unit_test(an_earlier_ledger_knows_nothing_of_later),
        cmocka_unit_test(filters_choose_lines_not_tellings),
        cmocka_unit_test(names_of_status_are_checked),
    };

    return cmocka_run_group_tests_name("ledger", tests, set_up, tear_down);
}
