/* Pairs of reports that contradict each other, and some that only seem to. */
#include "record/story.h"
#include "testing.h"
#include "views/conflicts.h"

#include <stdio.h>
#include <unistd.h>

static char folder[64];
static struct claim_words *words;
static struct figures *figures;
static struct statement_marks *marks;
static struct actors *actors;
static struct copies_lists copies;
static struct record *record;
static struct arena arena;

static int set_up(void **state)
{
    struct err err = {0};

    (void)state;
    story_folder(folder);
    return !(claim_words_open(&words, DATA_DIR, &err) &&
             figures_open(&figures, DATA_DIR, &err) &&
             statement_marks_open(&marks, DATA_DIR, &err) &&
             copies_lists_open(&copies, DATA_DIR, &err) &&
             actors_open(&actors, DATA_DIR, NULL, &err));
}

static int tear_down(void **state)
{
    (void)state;
    claim_words_free(words);
    figures_free(figures);
    statement_marks_free(marks);
    copies_lists_release(&copies);
    actors_free(actors);
    story_clear(folder);
    return 0;
}

static void add(const char *day, const char *text)
{
    struct paragraph lead = {PARAGRAPH_LEAD, {0, strlen(text)}};
    struct coding coding = {0};
    struct report report = {.text = slice_of(text),
                            .input = slice_of(day),
                            .language = "en",
                            .encoding = "utf-8",
                            .paragraph = &lead,
                            .paragraphs = 1};
    const struct record_entry entry = {.report = &report,
                                       .bytes = slice_of(text),
                                       .coding = &coding,
                                       .copies = &copies};
    struct record_receipt receipt;
    struct err err = {0};

    report.published =
        (struct stamp){date_parse(slice_of(day)), DATE_FROM_PAGE};
    if (!record_add(record, &entry, &receipt, &err)) {
        fail_msg("%s", err.text);
    }
}

/* What two reports in one dossier contradict each other in. */
static struct conflicts between(const char *day_a, const char *a,
                                const char *day_b, const char *b)
{
    const struct query all = {.order = QUERY_OLDEST};
    const struct conflicts_wish wish = {.query = &all,
                                        .words = words,
                                        .figures = figures,
                                        .statements = {marks, actors, &copies}};
    char path[128];
    struct conflicts conflicts;
    struct err err = {0};

    (void)snprintf(path, sizeof path, "%s", story_path(folder, "t.demarche"));
    if (!record_open(&record, path, RECORD_CREATE, &err)) {
        fail_msg("%s", err.text);
    }
    add(day_a, a);
    add(day_b, b);
    if (!conflicts_load(record, &wish, &arena, &conflicts, &err)) {
        fail_msg("%s", err.text);
    }
    record_close(record);
    (void)remove(path);
    return conflicts;
}

static void one_about(const struct conflicts *conflicts, const char *about)
{
    assert_int_equal(conflicts->conflicts, 1);
    assert_string_equal(conflicts->conflict[0].about, about);
    assert_int_equal(conflicts->conflict[0].sides, 2);
}

static int forget(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void two_days_of_one_seizure(void **state)
{
    struct conflicts conflicts =
        between("2031-06-20",
                "The freighter Alma was seized off Oran by "
                "customs officers on Sunday.",
                "2031-06-20",
                "Customs officers seized the freighter Alma off "
                "Oran on Wednesday, its owner said.");

    (void)state;
    one_about(&conflicts, "date");
    assert_string_equal(conflicts.conflict[0].side[0].value, "2031-06-15");
    assert_string_equal(conflicts.conflict[0].side[1].value, "2031-06-18");
}

static void a_week_and_a_day_inside_it_agree(void **state)
{
    struct conflicts conflicts =
        between("2031-06-20",
                "The freighter Alma was seized off Oran by "
                "customs officers on Wednesday.",
                "2031-06-20",
                "Customs officers seized the freighter Alma off "
                "Oran this week, its owner said.");

    (void)state;
    assert_int_equal(conflicts.conflicts, 0);
}

static void a_second_meeting_is_another_event(void **state)
{
    struct conflicts conflicts =
        between("2031-08-13",
                "Envoys of Spain and Morocco met in Ceuta on "
                "Monday to speak of the fence.",
                "2031-08-15",
                "Envoys of Spain and Morocco met again in Ceuta "
                "on Friday to speak of the fence.");

    (void)state;
    assert_int_equal(conflicts.conflicts, 0);
}

static void two_towns_of_one_signing(void **state)
{
    struct conflicts conflicts =
        between("2031-06-12",
                "The protocol on fishing quotas was signed by Norway "
                "and Iceland in Bergen on Monday.",
                "2031-06-13",
                "Norway and Iceland signed the protocol on fishing "
                "quotas on Monday in Reykjavik, delegates said.");

    (void)state;
    one_about(&conflicts, "place");
    assert_string_equal(conflicts.conflict[0].side[0].value, "Bergen");
}

static void a_city_and_its_state_agree(void **state)
{
    struct conflicts conflicts =
        between("2031-06-12",
                "The protocol on fishing quotas was signed by Sweden "
                "and Iceland in Bergen on Monday.",
                "2031-06-13",
                "Sweden and Iceland signed the protocol on fishing "
                "quotas on Monday in Norway, delegates said.");

    (void)state;
    assert_int_equal(conflicts.conflicts, 0);
}

static void each_says_that_the_other_fired_first(void **state)
{
    struct conflicts conflicts =
        between("2031-01-30",
                "Ethiopian soldiers opened fire first on the "
                "bridge of Humera on Monday, the Sudanese army "
                "said.",
                "2031-01-31",
                "Sudanese soldiers opened fire first on the "
                "bridge of Humera on Monday, the Ethiopian "
                "government said.");

    (void)state;
    one_about(&conflicts, "who");
    assert_string_equal(conflicts.conflict[0].side[0].value, "Ethiopia");
    assert_string_equal(conflicts.conflict[0].side[1].value, "Sudan");
}

static void what_two_sides_may_both_do_is_none(void **state)
{
    struct conflicts conflicts =
        between("2031-01-30",
                "Poland condemned the jamming of aircraft over "
                "the bay on Monday.",
                "2031-01-31",
                "Finland condemned the jamming of aircraft over "
                "the bay on Monday.");

    (void)state;
    assert_int_equal(conflicts.conflicts, 0);
}

static void the_same_words_of_two_people(void **state)
{
    struct conflicts conflicts = between(
        "2031-02-05",
        "“The river does not belong to those who shout,” Foreign Minister "
        "Selma Aydin said on Tuesday.",
        "2031-02-06",
        "“The river does not belong to those who shout,” the foreign minister "
        "Karim Haddad said on Tuesday.");

    (void)state;
    one_about(&conflicts, "attribution");
}

static void said_and_never_said(void **state)
{
    struct conflicts conflicts = between(
        "2031-03-05",
        "Minister Rolf Vanden said on Monday that Belgium would send "
        "engineers to the desert before summer.",
        "2031-03-07",
        "Minister Rolf Vanden denied having said that Belgium would send "
        "engineers to the desert before summer.");

    (void)state;
    one_about(&conflicts, "attribution");
}

static void could_is_not_will(void **state)
{
    struct conflicts conflicts =
        between("2031-01-10",
                "Estonia could close the crossing at Narva, "
                "Minister Kristjan Magi said on Thursday.",
                "2031-01-10",
                "Estonia will close the crossing at Narva, "
                "Minister Kristjan Magi said on Thursday after "
                "the raids.");

    (void)state;
    one_about(&conflicts, "claim");
}

static void the_same_condition_in_other_words_is_none(void **state)
{
    struct conflicts conflicts =
        between("2031-03-25",
                "Belgium could lift the ban on flights if the "
                "inspectors agree, Minister Luc Maes said.",
                "2031-03-26",
                "Minister Luc Maes said that Belgium might lift "
                "the ban on flights, should the inspectors "
                "agree.");

    (void)state;
    assert_int_equal(conflicts.conflicts, 0);
}

static void who_changes_his_mind_later_contradicts_nobody(void **state)
{
    struct conflicts conflicts =
        between("2031-02-18",
                "Lithuania will send howitzers, Minister Rasa "
                "Petkus said.",
                "2031-04-02",
                "Lithuania will not send howitzers, Minister "
                "Rasa Petkus said.");

    (void)state;
    assert_int_equal(conflicts.conflicts, 0);
}

static void two_counts_of_one_crew(void **state)
{
    struct conflicts conflicts =
        between("2031-03-04",
                "Cutters towed the trawlers to the harbour of Ramsk "
                "with fourteen fishermen aboard.",
                "2031-03-05",
                "The trawlers that cutters towed to the harbour of "
                "Ramsk had eleven fishermen aboard, officers said.");

    (void)state;
    one_about(&conflicts, "number");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(two_days_of_one_seizure, forget),
        cmocka_unit_test_teardown(a_week_and_a_day_inside_it_agree, forget),
        cmocka_unit_test_teardown(a_second_meeting_is_another_event, forget),
        cmocka_unit_test_teardown(two_towns_of_one_signing, forget),
        cmocka_unit_test_teardown(a_city_and_its_state_agree, forget),
        cmocka_unit_test_teardown(each_says_that_the_other_fired_first, forget),
        cmocka_unit_test_teardown(what_two_sides_may_both_do_is_none, forget),
        cmocka_unit_test_teardown(the_same_words_of_two_people, forget),
        cmocka_unit_test_teardown(said_and_never_said, forget),
        cmocka_unit_test_teardown(could_is_not_will, forget),
        cmocka_unit_test_teardown(the_same_condition_in_other_words_is_none,
                                  forget),
        cmocka_unit_test_teardown(who_changes_his_mind_later_contradicts_nobody,
                                  forget),
        cmocka_unit_test_teardown(two_counts_of_one_crew, forget)};

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
