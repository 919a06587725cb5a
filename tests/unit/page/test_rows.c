/* JSON, JSON lines and tables whose records are reports. */
#include "page/lists.h"
#include "taken.h"
#include "testing.h"

#define BODY \
    "The foreign minister of Torvania said on Tuesday that his government " \
    "would not sign the treaty."

static struct page_lists lists;

static int open_lists(void **state)
{
    struct err err = {0};

    (void)state;
    return page_lists_open(&lists, DATA_DIR, &err) ? 0 : 1;
}

static int close_lists(void **state)
{
    (void)state;
    page_lists_release(&lists);
    return 0;
}

static struct taken reads(struct slice bytes, const char *map)
{
    return take_apart_told(bytes, map, &lists);
}

static void is(struct slice got, const char *wanted)
{
    assert_non_null(got.ptr);
    assert_int_equal(got.len, strlen(wanted));
    assert_memory_equal(got.ptr, wanted, got.len);
}

static void test_json_lines_are_records_and_a_bad_one_costs_itself(void **state)
{
    struct taken taken =
        reads(SLICE("{\"title\":\"No\",\"maintext\":\"" BODY
                    "\",\"date_publish\":\"2031-02-04 10:00:00\",\"authors\":"
                    "[\"Nina Harrow\",\"Ida Rook\"],\"source_domain\":\"post."
                    "example\",\"url\":\"https://post.example/1\"}\n"
                    "{bad\n\n"
                    "{\"url\":\"https://post.example/2\",\"text\":null}\n"
                    "{\"text\":\"" BODY "\",\"date\":\"2031-02-05\"}\n"),
              NULL);

    (void)state;
    assert_true(taken.ok);
    assert_int_equal(taken.pieces, 2);
    assert_int_equal(taken.fails, 1);
    assert_string_equal(taken.passed[0],
                        "no text; its address is https://post.example/2");
    is(taken.piece[0].name, "file#1");
    is(taken.piece[0].title, "No");
    is(taken.piece[0].outlet, "post.example");
    is(taken.piece[0].author[1], "Ida Rook");
    assert_int_equal(taken.piece[0].published.day, 4);
    assert_true(slice_starts(taken.piece[0].source, "{\"title\""));
    is(taken.piece[1].name, "file#4");
    arena_release(&taken.arena);
}

static void test_an_array_and_a_json_feed(void **state)
{
    struct taken array = reads(
        SLICE("[{\"headline\":\"A\",\"body\":\"" BODY "\",\"source\":{\"name\":"
              "\"Gazette\"}},{\"headline\":\"B\",\"body\":\"" BODY "\"}]"),
        NULL);
    struct taken feed = reads(
        SLICE(
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":"
            "\"The Post\",\"items\":[{\"id\":\"1\",\"content_html\":\"<p>" BODY
            "</p>\",\"date_published\":\"2031-02-04T10:00:00Z\","
            "\"authors\":[{\"name\":\"Ida Rook\"}]}]}"),
        NULL);

    (void)state;
    assert_int_equal(array.pieces, 2);
    is(array.piece[0].outlet, "Gazette");
    is(array.piece[1].title, "B");
    assert_int_equal(feed.pieces, 1);
    assert_int_equal(feed.piece[0].form, PIECE_HTML);
    is(feed.piece[0].outlet, "The Post");
    is(feed.piece[0].author[0], "Ida Rook");
    arena_release(&array.arena);
    arena_release(&feed.arena);
}

static void test_a_table_is_known_by_its_columns(void **state)
{
    struct taken taken =
        reads(SLICE("\xEF\xBB\xBFTitle;Author;Text;Publish Date\r\n"
                    "\"No; he \"\"said\"\"\";Ida Rook;\"" BODY
                    "\n\nMore.\";2031-02-04\r\n"
                    "Second;;" BODY ";2031-02-05\r\n"),
              NULL);

    (void)state;
    assert_true(taken.ok);
    assert_int_equal(taken.pieces, 2);
    is(taken.piece[0].title, "No; he \"said\"");
    is(taken.piece[0].bytes, BODY "\n\nMore.");
    is(taken.piece[0].author[0], "Ida Rook");
    assert_int_equal(taken.piece[1].published.day, 5);
    assert_int_equal(taken.piece[1].authors, 0);
    arena_release(&taken.arena);
}

static void test_a_map_tells_names_that_nobody_knows(void **state)
{
    static const char table[] = "when,what\n2031-02-04,\"" BODY "\"\n";
    struct taken told = reads(SLICE(table), "text=what,date=when");
    struct taken untold = reads(SLICE(table), NULL);
    struct taken wrong = reads(SLICE("{\"what\":\"x\"}\n"), "colour=what");

    (void)state;
    assert_int_equal(told.pieces, 1);
    assert_int_equal(told.piece[0].published.month, 2);
    is(untold.piece[0].bytes, table); /* plain text */
    assert_false(wrong.ok);
    assert_int_equal(wrong.err.code, ERR_USAGE);
    arena_release(&told.arena);
    arena_release(&untold.arena);
    arena_release(&wrong.arena);
}

static void test_gdelt_has_addresses_and_no_text(void **state)
{
    struct taken taken = reads(
        SLICE("20310204101500-1\t20310204101500\t1\tpost.example\thttps://"
              "post.example/1\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\n"),
        NULL);

    (void)state;
    assert_int_equal(taken.pieces, 0);
    assert_string_equal(taken.passed[0],
                        "no text; its address is https://post.example/1");
    arena_release(&taken.arena);
}

static void test_prose_is_no_table(void **state)
{
    struct taken prose = reads(SLICE("Sandry, Tuesday\n\n" BODY "\n"), NULL);

    (void)state;
    assert_int_equal(prose.pieces, 1);
    assert_int_equal(prose.piece[0].form, PIECE_TEXT);
    arena_release(&prose.arena);
}

static void test_json_nested_without_end_is_refused(void **state)
{
    struct buf bytes = {0};
    struct taken taken;

    (void)state;
    buf_add_str(&bytes, "[{\"text\":");
    for (int i = 0; i < 1000000; i++) {
        buf_add_char(&bytes, '[');
    }
    taken = reads(buf_slice(&bytes), NULL);
    assert_false(taken.ok);
    assert_int_equal(taken.err.code, ERR_LIMIT);
    arena_release(&taken.arena);
    buf_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            test_json_lines_are_records_and_a_bad_one_costs_itself),
        cmocka_unit_test(test_an_array_and_a_json_feed),
        cmocka_unit_test(test_a_table_is_known_by_its_columns),
        cmocka_unit_test(test_a_map_tells_names_that_nobody_knows),
        cmocka_unit_test(test_gdelt_has_addresses_and_no_text),
        cmocka_unit_test(test_prose_is_no_table),
        cmocka_unit_test(test_json_nested_without_end_is_refused),
    };

    return cmocka_run_group_tests(tests, open_lists, close_lists);
}
