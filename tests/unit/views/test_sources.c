/* Outlets and actors of the three reports of record/story.c. */
#include "record/story.h"
#include "record/survey.h"
#include "testing.h"

static char folder[64];
static struct record *record;
static struct arena arena;

static int set_up(void **state)
{
    struct err err = {0};

    (void)state;
    story_folder(folder);
    story_fill(story_path(folder, "t.demarche"), "012");
    return !record_open(&record, story_path(folder, "t.demarche"), RECORD_READ,
                        &err);
}

static int tear_down(void **state)
{
    (void)state;
    record_close(record);
    arena_release(&arena);
    story_clear(folder);
    return 0;
}

static void an_outlet_counts_its_reports_and_acts(void **state)
{
    struct survey_outlet *outlet;
    size_t outlets, found = 0;
    struct err err = {0};

    (void)state;
    assert_true(survey_outlets(record, 0, &arena, &outlet, &outlets, &err));
    for (size_t i = 0; i < outlets; i++) {
        if (outlet[i].outlet != NULL &&
            strcmp(outlet[i].outlet, "Harbour News") == 0) {
            found++;
            assert_int_equal(outlet[i].reports, 1);
            assert_int_equal(outlet[i].acts, 3);
            assert_int_equal(outlet[i].anonymous, 0);
            assert_string_equal(outlet[i].first, "2031-03-05");
        }
    }
    assert_int_equal(found, 1);
}

static void a_list_of_outlets_can_be_cut(void **state)
{
    struct survey_outlet *outlet;
    size_t outlets;
    struct err err = {0};

    (void)state;
    assert_true(survey_outlets(record, 1, &arena, &outlet, &outlets, &err));
    assert_int_equal(outlets, 1);
}

static void an_actor_has_its_types_and_partners(void **state)
{
    struct survey_actor actor;
    struct err err = {0};

    (void)state;
    assert_true(
        survey_actor(record, "VES", (struct date){0}, &arena, &actor, &err));
    assert_string_equal(actor.type[0].type, "demand");
    assert_int_equal(actor.type[0].acts, 4);
    assert_string_equal(actor.partner[0].code, "NPACT");
    assert_int_equal(actor.partner[0].done, 4);
    assert_string_equal(actor.first, "2031-03-03");
    assert_string_equal(actor.last, "2031-03-05");
}

static void what_came_later_does_not_count(void **state)
{
    struct survey_actor actor;
    struct err err = {0};

    (void)state;
    assert_true(survey_actor(record, "VES", (struct date){DATE_DAY, 2031, 3, 4},
                             &arena, &actor, &err));
    assert_string_equal(actor.last, "2031-03-03");
}

static void nobody_has_no_acts(void **state)
{
    struct survey_actor actor;
    struct err err = {0};

    (void)state;
    assert_true(
        survey_actor(record, "XYZ", (struct date){0}, &arena, &actor, &err));
    assert_int_equal(actor.types, 0);
    assert_int_equal(actor.partners, 0);
    assert_null(actor.first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_outlet_counts_its_reports_and_acts),
        cmocka_unit_test(a_list_of_outlets_can_be_cut),
        cmocka_unit_test(an_actor_has_its_types_and_partners),
        cmocka_unit_test(what_came_later_does_not_count),
        cmocka_unit_test(nobody_has_no_acts)};

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
