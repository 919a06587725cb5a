/* The timeline of the three reports of record/story.c, two of whose acts were
 * put together by hand: the demand about the radars of 3 and 5 March. */
#include "record/review.h"
#include "record/story.h"
#include "record/ties.h"
#include "testing.h"
#include "views/timeline.h"

static char folder[64];
static struct record *record;
static struct stances *stances;
static struct ties_lists lists;
static struct arena arena;

/* Acts of record/story.jsonl. */
#define FIRST "a-6cb2a398434e1f0d"
#define AGAIN "a-e6e54b16917e510e"
#define OFFER "a-0d351cc77d7bed32"

static bool put_together(struct err *err)
{
    struct op_row done;
    bool same;

    return review_apply(record,
                        SLICE("{\"op\":\"same-event\",\"act\":\"" AGAIN
                              "\",\"with\":\"" FIRST "\"}"),
                        "Ana", &arena, &done, &same, err);
}

static int set_up(void **state)
{
    struct err err = {0};
    size_t tied;

    (void)state;
    story_folder(folder);
    story_fill(story_path(folder, "t.demarche"), "012");
    if (!(record_open(&record, story_path(folder, "t.demarche"), RECORD_WRITE,
                      &err) &&
          stances_open(&stances, DATA_DIR, &err) &&
          ties_lists_open(&lists, DATA_DIR, &err) && put_together(&err) &&
          record_tie_all(record, &lists, &tied, &err))) {
        fail_msg("%s", err.text);
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    record_close(record);
    stances_free(stances);
    ties_lists_release(&lists);
    arena_release(&arena);
    story_clear(folder);
    return 0;
}

static struct timeline load(const struct query *query, const char *as_of)
{
    const struct timeline_wish wish = {.query = query,
                                       .as_of = date_parse(slice_of(as_of)),
                                       .stances = stances};
    struct timeline timeline;
    struct err err = {0};

    if (!timeline_load(record, &wish, &arena, &timeline, &err)) {
        fail_msg("%s", err.text);
    }
    return timeline;
}

/* The entry that the act with this id tells; all zeros: none. */
static struct timeline_entry told_by(const struct timeline *timeline,
                                     const char *act)
{
    for (size_t i = 0; i < timeline->entries; i++) {
        for (size_t j = 0; j < timeline->entry[i].acts; j++) {
            if (strcmp(timeline->entry[i].all[j].id, act) == 0) {
                return timeline->entry[i];
            }
        }
    }
    return (struct timeline_entry){0};
}

static void an_event_is_one_entry_with_its_witnesses(void **state)
{
    const struct query all = {.order = QUERY_OLDEST};
    struct timeline timeline = load(&all, NULL);
    struct timeline_entry entry = told_by(&timeline, FIRST);

    (void)state;
    assert_int_equal(entry.acts, 2);
    assert_int_equal(entry.told.reports, 2);
    assert_string_equal(entry.event, "e-6cb2a398434e1f0d");
    assert_string_equal(told_by(&timeline, AGAIN).event, entry.event);
    assert_string_equal(entry.when.value, "2031-03-03");
    assert_string_equal(entry.first->id, FIRST);
    assert_false(entry.pressure);
}

static void dated_entries_go_by_day_and_undated_ones_come_last(void **state)
{
    const struct query all = {.order = QUERY_OLDEST};
    struct timeline timeline = load(&all, NULL);
    size_t dated = timeline.entries - timeline.undated;

    (void)state;
    assert_int_equal(timeline.undated, 1);
    for (size_t i = 1; i < dated; i++) {
        assert_true(
            date_cmp(timeline.entry[i - 1].date, timeline.entry[i].date) <= 0);
    }
    assert_string_equal(timeline.entry[dated].act->type, "reject");
    assert_int_equal(timeline.entry[dated].date.precision, DATE_NONE);
}

static void the_newest_come_first_when_asked_for(void **state)
{
    const struct query newest = {.order = QUERY_NEWEST};
    struct timeline timeline = load(&newest, NULL);

    (void)state;
    assert_string_equal(timeline.entry[0].when.value, "2031-03-05");
    assert_int_equal(timeline.entry[timeline.entries - 1].date.precision,
                     DATE_NONE);
}

static void a_limit_counts_entries_and_leaves_out_the_undated(void **state)
{
    const struct query two = {.order = QUERY_OLDEST, .limit = 2};
    struct timeline timeline = load(&two, NULL);

    (void)state;
    assert_int_equal(timeline.entries, 2);
    assert_int_equal(timeline.undated, 0);
}

static void days_that_are_asked_for_leave_out_the_undated(void **state)
{
    const struct query march = {.order = QUERY_OLDEST,
                                .since = date_parse(SLICE("2031-03-04"))};
    struct timeline timeline = load(&march, NULL);

    (void)state;
    assert_int_equal(timeline.undated, 0);
    assert_int_equal(told_by(&timeline, OFFER).acts, 1);
    for (size_t i = 0; i < timeline.entries; i++) {
        assert_true(timeline.entry[i].first->date.value != NULL);
    }
}

static void what_was_told_later_is_not_there(void **state)
{
    const struct query all = {.order = QUERY_OLDEST};
    struct timeline timeline = load(&all, "2031-03-04");
    struct timeline_entry entry = told_by(&timeline, FIRST);

    (void)state;
    assert_int_equal(told_by(&timeline, OFFER).acts, 0);
    assert_int_equal(told_by(&timeline, AGAIN).acts, 0);
    assert_int_equal(entry.acts, 1);
    assert_int_equal(entry.told.reports, 1);
}

/* --- entry by entry --- */

struct seen {
    const struct timeline *wanted;
    size_t entries;
    size_t most;
};

static bool see(void *context, const struct timeline_entry *entry)
{
    struct seen *seen = context;
    const struct timeline_entry *wanted = &seen->wanted->entry[seen->entries];

    if (seen->entries == seen->most) {
        return false;
    }
    assert_string_equal(entry->event, wanted->event);
    assert_string_equal(entry->act->id, wanted->act->id);
    assert_int_equal(entry->acts, wanted->acts);
    assert_int_equal(date_cmp(entry->date, wanted->date), 0);
    seen->entries++;
    return true;
}

static void entry_by_entry_it_is_the_same(void **state)
{
    const struct query all = {.order = QUERY_OLDEST};
    const struct timeline_wish wish = {.query = &all, .stances = stances};
    struct timeline wanted = load(&all, NULL);
    struct seen seen = {.wanted = &wanted, .most = SIZE_MAX};
    struct timeline timeline;
    struct err err = {0};

    (void)state;
    assert_true(timeline_each(record, &wish, see, &seen, &timeline, &err));
    assert_int_equal(seen.entries, wanted.entries);
    assert_int_equal(timeline.entries, wanted.entries);
    assert_int_equal(timeline.undated, wanted.undated);

    seen = (struct seen){.wanted = &wanted, .most = 2};
    assert_true(timeline_each(record, &wish, see, &seen, &timeline, &err));
    assert_int_equal(timeline.entries, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_is_one_entry_with_its_witnesses),
        cmocka_unit_test(dated_entries_go_by_day_and_undated_ones_come_last),
        cmocka_unit_test(the_newest_come_first_when_asked_for),
        cmocka_unit_test(a_limit_counts_entries_and_leaves_out_the_undated),
        cmocka_unit_test(days_that_are_asked_for_leave_out_the_undated),
        cmocka_unit_test(what_was_told_later_is_not_there),
        cmocka_unit_test(entry_by_entry_it_is_the_same),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
