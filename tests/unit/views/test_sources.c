/* Outlets and actors of the three reports of record/story.c. */
#include "record/story.h"
#include "record/survey.h"
#include "testing.h"
#include "views/outlets.h"

static char folder[64];
static struct record *record;
static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    record = story_open(folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    story_close(record, folder);
    arena_release(&arena);
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

static struct survey_outlet outlet(const char *name, size_t reports,
                                   const char *first)
{
    return (struct survey_outlet){.outlet = name,
                                  .reports = reports,
                                  .origins = reports,
                                  .acts = 2 * reports,
                                  .anonymous = 1,
                                  .first = first,
                                  .last = first};
}

static void an_outlet_is_one_in_all_its_spellings(void **state)
{
    struct survey_outlet list[] = {
        outlet(NULL, 9, "2031-01-01"),
        outlet("HARBOUR GAZETTE", 3, "2031-02-02"),
        outlet("The Post", 2, NULL),
        outlet("harbourgazette.example", 2, "2031-01-05"),
        outlet("Post", 1, NULL),
        outlet("Harbour Gazette", 1, "2031-03-01"),
        outlet(NULL, 1, NULL),
    };
    size_t outlets;

    (void)state;
    outlets = outlets_join(list, sizeof list / sizeof list[0]);
    assert_int_equal(outlets, 4);
    assert_null(list[0].outlet);
    assert_string_equal(list[1].outlet, "Harbour Gazette");
    assert_int_equal(list[1].reports, 6);
    assert_int_equal(list[1].acts, 12);
    assert_int_equal(list[1].anonymous, 3);
    assert_string_equal(list[1].first, "2031-01-05");
    assert_string_equal(list[1].last, "2031-03-01");
    assert_int_equal(list[2].reports, 3);
}

static void an_address_is_told_by_what_was_registered(void **state)
{
    static const char *const name[] = {"www.thestar.com.my", "The Star",
                                       "star.example", "news.star.co.uk"};

    (void)state;
    for (size_t i = 0; i < sizeof name / sizeof name[0]; i++) {
        struct buf key = {0};

        outlets_key(slice_of(name[i]), &key);
        assert_true(slice_is(buf_slice(&key), "star"));
        buf_release(&key);
    }
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
        cmocka_unit_test(an_outlet_is_one_in_all_its_spellings),
        cmocka_unit_test(an_address_is_told_by_what_was_registered),
        cmocka_unit_test(an_actor_has_its_types_and_partners),
        cmocka_unit_test(what_came_later_does_not_count),
        cmocka_unit_test(nobody_has_no_acts)};

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
