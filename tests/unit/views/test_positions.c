/* Positions, timeline and tension of the three reports of record/story.c. */
#include "record/story.h"
#include "testing.h"
#include "views/positions.h"
#include "views/tension.h"
#include "views/timeline.h"

static char folder[64];
static struct record *record;
static struct stances *stances;
static struct figures *figures;
static struct tension_weights *weights;
static struct arena arena;

static int set_up(void **state)
{
    struct err err = {0};

    (void)state;
    record = story_open(folder);
    return !(stances_open(&stances, DATA_DIR, &err) &&
             figures_open(&figures, DATA_DIR, &err) &&
             tension_open(&weights, DATA_DIR, &err));
}

static int tear_down(void **state)
{
    (void)state;
    story_close(record, folder);
    stances_free(stances);
    figures_free(figures);
    tension_free(weights);
    arena_release(&arena);
    return 0;
}

static struct positions positions_of(struct query query, const char *as_of,
                                     const char *vs)
{
    const struct positions_wish wish = {.query = &query,
                                        .as_of = date_parse(slice_of(as_of)),
                                        .vs = date_parse(slice_of(vs)),
                                        .stances = stances,
                                        .figures = figures};
    struct positions positions;
    struct err err = {0};

    if (!positions_load(record, &wish, &arena, &positions, &err)) {
        fail_msg("%s", err.text);
    }
    return positions;
}

static void who_demands_stands_so_since_the_first_time(void **state)
{
    struct positions positions;

    (void)state;
    positions = positions_of((struct query){.issue = "radars", .actor = "VES"},
                             NULL, NULL);
    assert_int_equal(positions.positions, 1);
    assert_string_equal(positions.position[0].now.stance, "demands");
    assert_int_equal(positions.position[0].now.state, POSITION_STATED);
    assert_string_equal(positions.position[0].now.since, "2031-03-03");
    assert_true(positions.position[0].now.told.reports >= 2);
}

static void a_field_that_is_asked_for_may_be_empty(void **state)
{
    struct positions positions;

    (void)state;
    positions = positions_of((struct query){.issue = "energy", .actor = "VES"},
                             NULL, NULL);
    assert_int_equal(positions.positions, 1);
    assert_int_equal(positions.position[0].now.state, POSITION_NONE);
    assert_null(positions.position[0].now.act);
}

static void two_dates_tell_what_changed(void **state)
{
    struct positions positions;

    (void)state;
    positions = positions_of((struct query){.issue = "radars", .actor = "VES"},
                             NULL, "2031-03-01");
    assert_true(positions.position[0].changed);
    assert_null(positions.position[0].before.act);
}

static void the_timeline_goes_by_day(void **state)
{
    const struct query all = {.order = QUERY_OLDEST};
    const struct timeline_wish wish = {.query = &all, .stances = stances};
    struct timeline timeline;
    struct err err = {0};

    (void)state;
    assert_true(timeline_load(record, &wish, &arena, &timeline, &err));
    assert_true(timeline.entries > 3);
    assert_string_equal(timeline.entry[0].act->date.value, "2031-03-03");
    assert_false(timeline.entry[0].pressure);
    for (size_t i = 1; i < timeline.entries - timeline.undated; i++) {
        assert_true(
            date_cmp(timeline.entry[i - 1].date, timeline.entry[i].date) <= 0);
    }
}

static void tension_is_the_sum_of_its_acts(void **state)
{
    const struct query all = {.order = QUERY_OLDEST};
    const struct tension_wish wish = {.query = &all, .weights = weights};
    struct tension tension;
    struct err err = {0};

    (void)state;
    assert_true(tension_load(record, &wish, &arena, &tension, &err));
    assert_true(tension.days > 0);
    for (size_t i = 0; i < tension.days; i++) {
        double sum = 0;

        for (size_t j = 0; j < tension.day[i].acts; j++) {
            sum += tension.day[i].act[j].weight;
        }
        assert_true(sum == tension.day[i].tension);
        assert_true(strcmp(tension.day[i].a, tension.day[i].b) < 0);
    }
    assert_true(tension_weight(weights, "attack") >
                tension_weight(weights, "offer"));
    assert_true(tension_weight(weights, "no such type") == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_demands_stands_so_since_the_first_time),
        cmocka_unit_test(a_field_that_is_asked_for_may_be_empty),
        cmocka_unit_test(two_dates_tell_what_changed),
        cmocka_unit_test(the_timeline_goes_by_day),
        cmocka_unit_test(tension_is_the_sum_of_its_acts),
    };

    return cmocka_run_group_tests_name("positions", tests, set_up, tear_down);
}
