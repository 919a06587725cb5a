/* Feeds: their items, and what each says. */
#include "page/feed/feed.h"
#include "taken.h"
#include "testing.h"

#define BODY \
    "The foreign minister of Torvania said on Tuesday that his government " \
    "would not sign the treaty before the fleet had left the harbour of " \
    "Sandry, and that talks could go on in Ellorin next week."

static void is(struct slice got, const char *wanted)
{
    assert_non_null(got.ptr);
    assert_string_equal(got.ptr, wanted);
}

static void test_an_item_of_rss_with_its_text_is_a_piece(void **state)
{
    struct taken taken = take_apart(
        SLICE("<?xml version='1.0'?>\n"
              "<rss version='2.0' "
              "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
              "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
              "<title>The Post</title><item><title>No treaty &amp; no "
              "fleet</title><link>https://post.example/1</link>"
              "<dc:creator>Nina Harrow</dc:creator>"
              "<pubDate>Tue, 04 Feb 2031 23:30:00 -0500</pubDate>"
              "<source url='https://wire.example/'>Lodestar</source>"
              "<description>Short.</description>"
              "<content:encoded><![CDATA[<p>" BODY "</p>]]></content:encoded>"
              "</item></channel></rss>"),
        NULL);

    (void)state;
    assert_true(taken.ok);
    assert_int_equal(taken.pieces, 1);
    is(taken.piece[0].name, "file#1");
    is(taken.piece[0].title, "No treaty & no fleet");
    is(taken.piece[0].url, "https://post.example/1");
    is(taken.piece[0].outlet, "Lodestar");
    is(taken.piece[0].bytes, "<p>" BODY "</p>");
    is(taken.piece[0].author[0], "Nina Harrow");
    assert_int_equal(taken.piece[0].published.day, 4);
    assert_int_equal(taken.piece[0].from, DATE_FROM_FEED);
    assert_true(slice_starts(taken.piece[0].source, "<item>"));
    assert_true(slice_ends(taken.piece[0].source, "</item>"));
    arena_release(&taken.arena);
}

static void
test_a_summary_is_passed_over_and_says_where_the_text_is(void **state)
{
    struct taken taken = take_apart(
        SLICE("<rss><channel><item><link>https://post.example/2</link>"
              "<description>The minister said no.</description></item>"
              "</channel></rss>"),
        NULL);

    (void)state;
    assert_true(taken.ok);
    assert_int_equal(taken.pieces, 0);
    assert_string_equal(taken.passed[0], "a summary of 4 words; the text is at "
                                         "https://post.example/2");
    arena_release(&taken.arena);
}

static void test_an_entry_of_atom_may_hold_xhtml(void **state)
{
    struct taken taken = take_apart(
        SLICE("<feed xmlns='http://www.w3.org/2005/Atom'><title>Gazette</title>"
              "<entry><title type='html'>A &lt;b&gt;no&lt;/b&gt;</title>"
              "<link rel='self' href='https://g.example/feed'/>"
              "<link href='https://g.example/3'/>"
              "<author><name>Ida Rook</name><email>x@y.example</email></author>"
              "<published>2031-02-05T08:00:00Z</published>"
              "<updated>2031-02-06T08:00:00Z</updated>"
              "<content type='xhtml'><div "
              "xmlns='http://www.w3.org/1999/xhtml'><p>" BODY
              " 1 &lt; 2</p></div></content></entry></feed>"),
        NULL);

    (void)state;
    assert_int_equal(taken.pieces, 1);
    is(taken.piece[0].title, "A no");
    is(taken.piece[0].url, "https://g.example/3");
    is(taken.piece[0].bytes, "<div><p>" BODY " 1 &lt; 2</p></div>");
    is(taken.piece[0].outlet, "Gazette");
    assert_int_equal(taken.piece[0].authors, 1);
    is(taken.piece[0].author[0], "Ida Rook");
    assert_int_equal(taken.piece[0].published.day, 5);
    assert_int_equal(taken.piece[0].modified.day, 6);
    arena_release(&taken.arena);
}

static void test_a_broken_item_costs_that_item_only(void **state)
{
    struct taken taken = take_apart(
        SLICE("<rss xmlns:content='x'><channel><title>T</title>"
              "<item><title>One</title><content:encoded>" BODY
              "</content:encoded></item>"
              "<item><title>Two</oops></item>"
              "<item><title>Three &nbsp;&amp; R&D</title><content:encoded>" BODY
              "</content:encoded></item></channel></rss>"),
        NULL);

    (void)state;
    assert_true(taken.ok);
    assert_int_equal(taken.pieces, 2);
    assert_int_equal(taken.fails, 1);
    is(taken.piece[0].title, "One");
    is(taken.piece[1].title, "Three & R&D");
    is(taken.piece[1].outlet, "T");
    assert_true(slice_starts(taken.piece[1].source, "<item><title>Three"));
    arena_release(&taken.arena);
}

static void test_a_feed_that_declares_entities_is_refused(void **state)
{
    struct taken taken = take_apart(
        SLICE("<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b "
              "'&a;&a;&a;&a;'>]><rss><channel><title>&b;</title></channel>"
              "</rss>"),
        NULL);

    (void)state;
    assert_false(taken.ok);
    assert_non_null(strstr(taken.err.text, "declares an entity"));
    arena_release(&taken.arena);
}

static void test_elements_nested_without_end_are_refused(void **state)
{
    struct buf bytes = {0};
    struct taken taken;

    (void)state;
    buf_add_str(&bytes, "<rss><channel>");
    for (int i = 0; i < 100000; i++) {
        buf_add_str(&bytes, "<a>");
    }
    taken = take_apart(buf_slice(&bytes), NULL);
    assert_false(taken.ok);
    assert_int_equal(taken.err.code, ERR_LIMIT);
    arena_release(&taken.arena);
    buf_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_item_of_rss_with_its_text_is_a_piece),
        cmocka_unit_test(
            test_a_summary_is_passed_over_and_says_where_the_text_is),
        cmocka_unit_test(test_an_entry_of_atom_may_hold_xhtml),
        cmocka_unit_test(test_a_broken_item_costs_that_item_only),
        cmocka_unit_test(test_a_feed_that_declares_entities_is_refused),
        cmocka_unit_test(test_elements_nested_without_end_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
