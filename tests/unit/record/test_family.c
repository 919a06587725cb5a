/* Families of copies in a dossier: the same whatever came first. */
#include "record/query.h"
#include "record/story.h"
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>

#define LEAD \
    "Torvania on Thursday made public two draft treaties that would bar " \
    "Lesmora for good from the Coastal Treaty Alliance and oblige the bloc " \
    "to take its Heron missiles out of Vessia."
#define HANDED \
    "The texts were handed to the ambassador of Corvane in Ostrel, Philip " \
    "Garrowby, on Monday, and diplomats in Brandelle took them for a ploy."
#define NUMBERS \
    "Corvane has said for weeks that Torvania is massing about 60,000 " \
    "troops opposite the Upper Sarre district of Lesmora."
#define OTHER "The harbour of Sandry stays closed until the ice has gone."

static const struct told {
    const char *text;
    struct date date;
} told[] = {
    {LEAD " " HANDED " " NUMBERS, {DATE_DAY, 2031, 2, 6}},
    {NUMBERS " " LEAD, {DATE_DAY, 2031, 2, 7}},
    {LEAD " " HANDED, {DATE_DAY, 2031, 2, 9}},
    {OTHER, {DATE_DAY, 2031, 2, 6}},
};

static int set_up(void **state)
{
    *state = calloc(1, 64);
    assert_non_null(*state);
    story_folder(*state);
    return 0;
}

static int tear_down(void **state)
{
    story_clear(*state);
    free(*state);
    return 0;
}

static void add(struct record *record, const struct told *one,
                const struct copies_lists *lists)
{
    struct slice text = slice_of(one->text);
    struct paragraph whole = {PARAGRAPH_BODY, {0, text.len}};
    struct report report = {.input = SLICE("in.txt"),
                            .text = text,
                            .paragraph = &whole,
                            .paragraphs = 1,
                            .published = {one->date, DATE_FROM_TEXT}};
    struct record_entry entry = {
        .report = &report, .bytes = text, .copies = lists};
    struct record_receipt receipt;
    struct err err = {0};

    if (!record_add(record, &entry, &receipt, &err)) {
        fail_msg("%s", err.text);
    }
}

/* The export after adding in the order of the digits; with `late`, families
 * are found when all are there. */
static void export_of(const char *folder, const char *order, bool late,
                      struct buf *out)
{
    struct copies_lists lists;
    struct record *record;
    struct err err = {0};
    char path[128];
    size_t placed;

    (void)snprintf(path, sizeof path, "%s/%s%d.demarche", folder, order, late);
    assert_true(copies_lists_open(&lists, DATA_DIR, &err));
    assert_true(record_open(&record, path, RECORD_CREATE, &err));
    for (size_t i = 0; order[i] != '\0'; i++) {
        add(record, &told[order[i] - '0'], late ? NULL : &lists);
    }
    assert_true(record_place_all(record, &lists, &placed, &err));
    assert_int_equal(placed, late ? strlen(order) : 0);
    record_close(record);
    story_export(path, out);
    copies_lists_release(&lists);
}

static size_t count(const struct buf *out, const char *words)
{
    struct slice rest = buf_slice(out);
    size_t found = 0;
    size_t at;

    while ((at = slice_find(rest, slice_of(words))) != rest.len) {
        found++;
        rest.ptr += at + 1;
        rest.len -= at + 1;
    }
    return found;
}

static void test_reports_and_independent_origins_are_two_numbers(void **state)
{
    struct buf out = {0};

    export_of(*state, "0123", false, &out);
    assert_int_equal(count(&out, "\"reports\":4,\"origins\":2,"), 1);
    assert_int_equal(count(&out, "\"origin\":true,\"copy_of\":null"), 2);
    assert_int_equal(count(&out, "\"origin\":false,\"copy_of\":\"r-"), 2);
    buf_release(&out);
}

static void test_the_order_of_adding_leaves_no_trace(void **state)
{
    static const char *const order[] = {"3210", "1203", "2013", "1302"};
    struct buf first = {0};

    export_of(*state, "0123", false, &first);
    for (int i = 0; i < 4; i++) {
        struct buf other = {0};

        export_of(*state, order[i], false, &other);
        assert_string_equal(other.ptr, first.ptr);
        buf_release(&other);
    }
    buf_release(&first);
}

static void test_families_of_an_older_dossier_are_found_later(void **state)
{
    struct buf now = {0};
    struct buf late = {0};

    export_of(*state, "0123", false, &now);
    export_of(*state, "2130", true, &late);
    assert_string_equal(late.ptr, now.ptr);
    buf_release(&now);
    buf_release(&late);
}

static bool count_copy(void *context, const struct copy_row *row)
{
    size_t *copies = context;

    assert_int_equal(row->copy_of == NULL, row->kind == NULL);
    if (row->kind != NULL) {
        assert_string_equal(row->kind, "reprint");
        assert_string_equal(row->copy_of, row->origin);
        assert_true(row->share > 0.9);
    }
    (*copies)++;
    return true;
}

static void test_a_family_is_listed_from_its_origin_on(void **state)
{
    struct buf out = {0};
    struct record *record;
    struct err err = {0};
    size_t listed = 0;
    char path[128];

    export_of(*state, "0123", false, &out);
    buf_release(&out);
    (void)snprintf(path, sizeof path, "%s/01230.demarche", (char *)*state);
    assert_true(record_open(&record, path, RECORD_READ, &err));
    assert_true(query_copies(record, NULL, 0, count_copy, &listed, &err));
    assert_int_equal(listed, 3);
    record_close(record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_reports_and_independent_origins_are_two_numbers, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(
            test_the_order_of_adding_leaves_no_trace, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_families_of_an_older_dossier_are_found_later, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(
            test_a_family_is_listed_from_its_origin_on, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
