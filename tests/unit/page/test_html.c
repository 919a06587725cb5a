/* Web pages: the article and nothing but the article, and who published it. */
#include "base/caps.h"
#include "page/html/html.h"
#include "page/lists.h"
#include "testing.h"

#include <stdlib.h>

struct fixture {
    struct page_lists lists;
    struct arena arena;
    struct report report;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    struct err err = {0};

    *state = fixture;
    if (!page_lists_open(&fixture->lists, DATA_DIR, &err)) {
        fail_msg("%s", err.text);
    }
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    page_lists_release(&fixture->lists);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

static const struct report *read_bytes(void **state, struct slice bytes,
                                       const char *url)
{
    struct fixture *fixture = *state;
    struct err err = {0};

    if (!report_read_at(&fixture->report, &fixture->lists, SLICE("page.html"),
                        slice_of(url), bytes, &fixture->arena, &err)) {
        fail_msg("%s", err.text);
    }
    return &fixture->report;
}

/* A page about talks, with `head` in its head, `above` and `below` around its
 * text, and the furniture that pages have. */
static const struct report *read_with(void **state, const char *head,
                                      const char *above, const char *below)
{
    struct fixture *fixture = *state;
    struct buf page = {0};
    const struct report *report;

    buf_printf(
        &page,
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">%s"
        "</head><body><nav class=\"menu\"><ul><li><a href=\"/\">Home</a>"
        "<li><a href=\"/w\">World</a><li><a href=\"/s\">Sport</a></ul></nav>"
        "<article class=\"story\">%s<div class=\"article-body\">"
        "<p>The two governments agreed on Monday to open talks on the border, "
        "the first in eleven years, after a letter from the mediator.</p>"
        "<p>“We will not come with empty hands,” the foreign minister said, "
        "but she would not say what her government had to offer.</p>"
        "<h2>A long quarrel</h2>"
        "<p>The border has been closed since a patrol was shot at, and both "
        "sides have since then refused to let observers in.</p>"
        "<blockquote><p>Nothing is settled until everything is settled, and "
        "everybody in this room knows it.</p></blockquote>"
        "<p>The mediator is expected to name the place in the coming days, "
        "his office said, and talks could begin before the winter.</p></div>"
        "%s</article>"
        "<div class=\"newsletter-signup\"><p>Sign up for our newsletter</p>"
        "</div><div class=\"related-links\"><ul>"
        "<li><a href=\"/1\">Ten things to know about the border</a>"
        "<li><a href=\"/2\">Fishermen demand a say</a></ul></div>"
        "<footer><p>© 2031 The Courier. All rights reserved.</p></footer>"
        "</body></html>",
        head, above, below);
    report =
        read_bytes(state, arena_copy(&fixture->arena, buf_slice(&page)), NULL);
    buf_release(&page);
    return report;
}

static void assert_text(struct slice text, const char *want)
{
    assert_int_equal(text.len, strlen(want));
    assert_memory_equal(text.ptr, want, text.len);
}

static bool tells(const struct report *report, const char *words)
{
    return slice_find(report->text, slice_of(words)) < report->text.len;
}

/* The kind of the paragraph that begins so. */
static const char *kind_of(const struct report *report, const char *start)
{
    for (size_t i = 0; i < report->paragraphs; i++) {
        if (slice_starts(slice_cut(report->text, report->paragraph[i].at),
                         start)) {
            return paragraph_kind_name(report->paragraph[i].kind);
        }
    }
    return "none";
}

static void assert_published(const struct report *report, const char *want)
{
    char date[16];

    assert_string_equal(date_format(report->published.date, date), want);
}

static void test_article_and_nothing_but_the_article(void **state)
{
    const struct report *report =
        read_with(state, "<title>Talks on the border</title>",
                  "<h1>Talks on the border</h1>", "");

    assert_true(tells(report, "The two governments agreed on Monday"));
    assert_true(tells(report, "before the winter."));
    assert_false(tells(report, "Sport"));
    assert_false(tells(report, "newsletter"));
    assert_false(tells(report, "Ten things to know"));
    assert_false(tells(report, "All rights reserved"));
}

static void test_paragraphs_have_kinds(void **state)
{
    const struct report *report =
        read_with(state, "<title>Talks on the border</title>",
                  "<h1>Talks on the border</h1>", "");

    assert_string_equal(kind_of(report, "Talks on the border"), "title");
    assert_string_equal(kind_of(report, "The two governments"), "lead");
    assert_string_equal(kind_of(report, "“We will not come"), "body");
    assert_string_equal(kind_of(report, "A long quarrel"), "heading");
    assert_string_equal(kind_of(report, "Nothing is settled"), "quote");
}

static void test_title_loses_the_sites_name(void **state)
{
    const struct report *report =
        read_with(state,
                  "<title>Talks on the border open | The Courier</title>"
                  "<meta property=\"og:site_name\" content=\"The Courier\">",
                  "", "");

    assert_text(report->title, "Talks on the border open");
    assert_text(report->outlet, "The Courier");
}

static void test_heading_that_readers_see_is_the_title(void **state)
{
    const struct report *report =
        read_with(state, "<title>Border talks: what we know - Courier</title>",
                  "<h1>Border talks: what we know</h1>", "");

    assert_text(report->title, "Border talks: what we know");
}

static void test_authors_are_peoples_names(void **state)
{
    const struct report *report =
        read_with(state,
                  "<meta name=\"author\" content=\"By Anna Berg and "
                  "Leif Moe\">",
                  "<h1>Talks on the border</h1>", "");

    assert_int_equal(report->authors, 2);
    assert_text(report->author[0], "Anna Berg");
    assert_text(report->author[1], "Leif Moe");
}

static void test_byline_of_the_page_names_authors(void **state)
{
    const struct report *report = read_with(
        state, "",
        "<h1>Talks on the border</h1><p class=\"byline\">By Anna Berg</p>", "");

    assert_int_equal(report->authors, 1);
    assert_text(report->author[0], "Anna Berg");
}

static const char LD[] =
    "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\","
    "\"@type\":\"NewsArticle\",\"headline\":\"Talks on the border\","
    "\"datePublished\":\"2031-03-04T08:00:00+01:00\",\"dateModified\":"
    "\"2031-03-06T10:00:00+01:00\",\"author\":[{\"@type\":\"Person\","
    "\"name\":\"Anna Berg\"}],\"articleSection\":\"World\"}</script>";

static void test_structured_data_is_evidence(void **state)
{
    const struct report *report =
        read_with(state, LD, "<h1>Talks on the border</h1>", "");
    char date[16];

    assert_published(report, "2031-03-04");
    assert_string_equal(date_format(report->modified.date, date), "2031-03-06");
    assert_text(report->author[0], "Anna Berg");
    assert_text(report->section, "World");
    assert_string_equal(report->evidence[0].source, "json-ld datePublished");
    assert_text(report->evidence[0].written, "2031-03-04T08:00:00+01:00");
    assert_non_null(report->why);
}

static void test_date_that_readers_see(void **state)
{
    const struct report *report = read_with(
        state, "",
        "<h1>Talks on the border</h1><p class=\"date\">4. März 2031</p>", "");

    assert_published(report, "2031-03-04");
}

static void test_copyright_year_is_no_date(void **state)
{
    const struct report *report =
        read_with(state, "", "<h1>Talks on the border</h1>", "");

    assert_published(report, "");
}

static void test_clock_that_the_text_contradicts_loses(void **state)
{
    const struct report *report = read_with(
        state, "",
        "<p class=\"clock\">Tuesday, March 4, 2031</p>"
        "<h1>Talks on the border</h1>"
        "<p>On 20 December 2028 the envoys handed over two drafts, and their "
        "ministers asked for an answer within days, not weeks.</p>",
        "");

    assert_published(report, "2028-12-20");
    assert_int_equal(report->published.from, DATE_FROM_TEXT);
}

static void test_address_dates_a_page(void **state)
{
    const struct report *report = read_bytes(
        state,
        SLICE("<html><body><h1>Talks</h1><p>The two governments agreed on "
              "Monday to open talks on the border, the first in eleven years, "
              "after a letter from the mediator.</p></body></html>"),
        "https://courier.example/2031/03/04/talks");

    assert_published(report, "2031-03-04");
    assert_text(report->url, "https://courier.example/2031/03/04/talks");
}

static void test_declared_encoding_is_read(void **state)
{
    const struct report *report = read_bytes(
        state,
        SLICE(
            "<html><head><meta charset=\"iso-8859-2\"></head><body><p>Minister "
            "powiedzia\xB3, \xBF"
            "e rz\xB1"
            "d nie zgodzi si\xEA na to, a rozmowy b\xEA"
            "d\xB1 trwa\xB3y dalej, a\xBF do skutku.</p></body></html>"),
        NULL);

    assert_string_equal(report->encoding, "iso-8859-2");
    assert_true(tells(report, "powiedział, że rząd"));
}

static void test_bytes_that_are_utf8_are_utf8(void **state)
{
    const struct report *report = read_bytes(
        state,
        SLICE("<html><head><meta charset=\"iso-8859-1\"></head><body><p>Der "
              "Außenminister erklärte, dass die Gespräche am Montag beginnen "
              "würden, und zwar ohne Vorbedingungen.</p></body></html>"),
        NULL);

    assert_string_equal(report->encoding, "utf-8");
    assert_true(tells(report, "Außenminister erklärte"));
}

static void test_encoding_that_nobody_names_is_guessed(void **state)
{
    const struct report *report = read_bytes(
        state,
        SLICE("<html><head><title>Rozmowy</title></head><body><p>Minister "
              "powiedzia\xB3, \xBF"
              "e rz\xB1"
              "d nie zgodzi si\xEA na to, a rozmowy b\xEA"
              "d\xB1 trwa\xB3y dalej, a\xBF do skutku, bo nie ma ju\xBF "
              "innej drogi i wszyscy o tym dobrze wiedz\xB1.</p></body>"
              "</html>"),
        NULL);

    assert_true(tells(report, "powiedział, że rząd"));
}

static void test_huge_attribute_is_no_harm(void **state)
{
    enum { LONG = 30 << 20 };
    struct buf page = {0};
    const struct report *report;

    buf_add_str(&page, "<html><body><p class=\"story\" title=\"");
    for (size_t i = 0; i < LONG / 16; i++) {
        buf_add_str(&page, "0123456789abcdef");
    }
    buf_add_str(&page,
                "\">The two governments agreed on Monday to open talks on the "
                "border, the first in eleven years, after a letter.</p>");
    report = read_bytes(state, buf_slice(&page), NULL);
    assert_true(tells(report, "The two governments agreed"));
    assert_true(report->text.len < 1000);
    buf_release(&page);
}

static void test_page_beyond_the_cap_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct slice page = {calloc(CAP_PAGE_BYTES + 1, 1), CAP_PAGE_BYTES + 1};
    struct err err = {0};

    memcpy((char *)(uintptr_t)page.ptr, "<html>", 6);
    assert_false(report_read(&fixture->report, &fixture->lists,
                             SLICE("page.html"), page, &fixture->arena, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_string_equal(err.text,
                        "page.html: 33554433 bytes; a page may have 33554432");
    free((char *)(uintptr_t)page.ptr);
}

static bool has_evidence(const struct report *report, const char *source,
                         const char *day)
{
    char date[16];

    for (size_t i = 0; i < report->evidences; i++) {
        if (strcmp(report->evidence[i].source, source) == 0 &&
            strcmp(date_format(report->evidence[i].date, date), day) == 0) {
            return true;
        }
    }
    return false;
}

static void test_all_that_dates_a_page_is_kept(void **state)
{
    const struct report *report =
        read_with(state,
                  "<title>Talks on the border</title>"
                  "<meta property=\"article:published_time\" "
                  "content=\"2031-03-03T08:00\">",
                  "<h1>Talks on the border</h1><p class=\"date\">Updated: "
                  "<time datetime=\"2031-03-05\">5 March 2031</time></p>",
                  "");

    assert_published(report, "2031-03-03");
    assert_true(
        has_evidence(report, "meta article:published_time", "2031-03-03"));
    assert_true(has_evidence(report, "time", "2031-03-05"));
    assert_true(has_evidence(report, "shown near the title", "2031-03-05"));
    assert_non_null(report->why);
}

static void test_day_in_a_script_dates_a_page(void **state)
{
    const struct report *report =
        read_with(state,
                  "<title>Talks on the border</title><script>var page = "
                  "{\"publishedAt\":\"2031-03-03T08:00:00\"};</script>",
                  "<h1>Talks on the border</h1>", "");

    assert_published(report, "2031-03-03");
}

static void test_script_with_tags_inside_hides_nothing(void **state)
{
    const struct report *report = read_with(
        state,
        "<title>Talks on the border</title>"
        "<script>if (a<b) document.write(\"<p>Not the article</p>\");</script>"
        "<style>p::before { content: \"</p>\" }</style>"
        "<script><!-- <script>x</script> Nor this --></script>",
        "<h1>Talks on the border</h1>", "");

    assert_true(tells(report, "The two governments agreed"));
    assert_false(tells(report, "Not the article"));
    assert_false(tells(report, "Nor this"));
}

static void test_text_told_twice_is_taken_once(void **state)
{
    static const char again[] =
        "The mediator is expected to name the place in the coming days, his "
        "office said, and talks could begin before the winter.";
    const struct report *report =
        read_with(state, "<title>Talks on the border</title>",
                  "<h1>Talks on the border</h1>",
                  "<div class=\"article-body\"><p>The mediator is expected to "
                  "name the place in the coming days, his office said, and "
                  "talks could begin before the winter.</p></div>");
    size_t first = slice_find(report->text, SLICE(again));
    struct slice rest = {report->text.ptr + first + 1,
                         report->text.len - first - 1};

    assert_true(first < report->text.len);
    assert_int_equal(slice_find(rest, SLICE(again)), rest.len);
}

static void test_nesting_beyond_the_cap_is_flat(void **state)
{
    enum { DEEP = 1000000 };
    struct buf page = {0};

    buf_add_str(&page, "<html><body>");
    for (size_t i = 0; i < DEEP; i++) {
        buf_add_str(&page, i % 3 == 0 ? "<b>" : "<div>");
    }
    buf_add_str(&page,
                "<p>The two governments agreed on Monday to open talks on the "
                "border, the first in eleven years, after a letter.</p>");
    assert_true(tells(read_bytes(state, buf_slice(&page), NULL),
                      "The two governments agreed"));
    buf_release(&page);
}

static void test_page_without_an_article_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};

    assert_false(report_read(&fixture->report, &fixture->lists,
                             SLICE("page.html"), SLICE("<html></html>"),
                             &fixture->arena, &err));
    assert_string_equal(err.text, "page.html: the page holds no article");
}

static void test_pages_are_known_by_their_bytes(void **state)
{
    (void)state;
    assert_true(html_sniff(SLICE("<!DOCTYPE html><html>")));
    assert_true(html_sniff(SLICE("\xEF\xBB\xBF\n<!-- x --> <HTML>")));
    assert_true(html_sniff(SLICE("<?xml version=\"1.0\"?><!DOCTYPE html>")));
    assert_false(html_sniff(SLICE("<?xml version=\"1.0\"?><rss>")));
    assert_false(html_sniff(SLICE("NATO <said> on Wednesday")));
    assert_false(html_sniff(SLICE("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(test_article_and_nothing_but_the_article),
        TEST(test_paragraphs_have_kinds),
        TEST(test_title_loses_the_sites_name),
        TEST(test_heading_that_readers_see_is_the_title),
        TEST(test_authors_are_peoples_names),
        TEST(test_byline_of_the_page_names_authors),
        TEST(test_structured_data_is_evidence),
        TEST(test_date_that_readers_see),
        TEST(test_copyright_year_is_no_date),
        TEST(test_clock_that_the_text_contradicts_loses),
        TEST(test_address_dates_a_page),
        TEST(test_declared_encoding_is_read),
        TEST(test_bytes_that_are_utf8_are_utf8),
        TEST(test_encoding_that_nobody_names_is_guessed),
        TEST(test_all_that_dates_a_page_is_kept),
        TEST(test_day_in_a_script_dates_a_page),
        TEST(test_script_with_tags_inside_hides_nothing),
        TEST(test_text_told_twice_is_taken_once),
        TEST(test_nesting_beyond_the_cap_is_flat),
        TEST(test_huge_attribute_is_no_harm),
        TEST(test_page_beyond_the_cap_is_refused),
        TEST(test_page_without_an_article_is_refused),
        TEST(test_pages_are_known_by_their_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
