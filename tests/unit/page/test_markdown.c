/* What Markdown and PDF are read as. */
#include "base/buf.h"
#include "collect.h"
#include "page/office/helper.h"
#include "page/office/office.h"
#include "testing.h"

#include <stdlib.h>

static const struct report *read(void **state, struct slice text)
{
    struct collect *collect = *state;

    collect_want(collect, text, 1);
    return &collect->report[0];
}

static void test_front_matter(void **state)
{
    const struct report *report = read(
        state, SLICE("---\ntitle: \"Torvania publishes drafts\"\n"
                     "date: 2031-02-06T10:00:00Z\nauthors:\n  - Nina Harrow\n"
                     "  - Peter Stancombe\nurl: https://lodestar.example/d\n"
                     "publisher: Lodestar\n---\n\nTorvania on Thursday made "
                     "public two drafts, its ministry said.\n"));

    assert_string_equal(collect_text(report->title),
                        "Torvania publishes drafts");
    assert_int_equal(report->authors, 2);
    assert_string_equal(collect_text(report->author[1]), "Peter Stancombe");
    assert_string_equal(collect_text(report->outlet), "Lodestar");
    assert_string_equal(collect_text(report->url),
                        "https://lodestar.example/d");
    assert_string_equal(collect_date(report), "2031-02-06");
    assert_string_equal(collect_kinds(report), "TL");
}

static void test_blocks(void **state)
{
    const struct report *report = read(
        state,
        SLICE("# Torvania publishes drafts\n\nTorvania on *Thursday* made "
              "**public** two\ndrafts, [its ministry](https://m.example/a_(b))"
              " said.[^1]\n\n![map](map.png)\n\n## What they say\n\n- no "
              "members\n- no missiles\n  in Vessia\n\n> Nobody crosses on half "
              "a bridge.\n\n| who | men |\n|-----|----:|\n| Torvania | 12,000 "
              "|\n\n```\ncode();\n```\n\n[^1]: On Thursday.\n"));

    assert_string_equal(collect_kinds(report), "TLHIIQIIM");
    assert_string_equal(collect_line(report, 1),
                        "Torvania on Thursday made public two drafts, its "
                        "ministry said.");
    assert_string_equal(collect_line(report, 4), "no missiles in Vessia");
    assert_string_equal(collect_line(report, 7), "Torvania\t12,000");
    assert_string_equal(collect_line(report, 8), "On Thursday.");
}

static void test_signs_inside_words_stay(void **state)
{
    const struct report *report =
        read(state, SLICE("# Notes of a day\n\n[x](http://a.example) The file "
                          "snake_case_name has 3 * 4 rows, R&amp;D \\*said\\*."
                          "\n"));

    assert_string_equal(
        collect_line(report, 1),
        "x The file snake_case_name has 3 * 4 rows, R&D *said*.");
}

static void test_setext_headings(void **state)
{
    const struct report *report =
        read(state,
             SLICE("---\nlayout: post\n---\nTorvania publishes drafts\n"
                   "=========================\n\nIt wants an answer in March, "
                   "as its ministry said on Thursday.\n\nWhat they say\n"
                   "-------------\n\nArticle 2 bars every further state from "
                   "the alliance, it says.\n"));

    assert_string_equal(collect_kinds(report), "TLHB");
}

static void test_plain_text_is_no_markdown(void **state)
{
    (void)state;
    assert_false(markdown_is(SLICE("Torvania publishes drafts\n\n- no members\n"
                                   "- no missiles\n\n> Nobody crosses.\n")));
    assert_false(
        markdown_is(SLICE("#talks and #drafts\n\n# comment\nx = 1\n")));
    assert_false(markdown_is(SLICE("--- \nA dash above and below.\n---\n")));
    assert_false(markdown_is(SLICE("He said **no** and left (http://x).\n")));
}

static void test_a_line_of_brackets_takes_no_time(void **state)
{
    struct buf text = {0};

    buf_add_str(&text, "---\ntitle: x\n---\n");
    for (int i = 0; i < 1000000; i++) {
        buf_add_str(&text, "[!");
    }
    (void)read(state, buf_slice(&text));
    buf_release(&text);
}

/* A PDF of pages with lines; without a table of its objects, which readers
 * make themselves. */
static void add_page(struct buf *pdf, int number, const char *const *line)
{
    struct buf text = {0};

    buf_add_str(&text, "BT /F1 11 Tf 72 740 Td 14 TL\n");
    for (; *line != NULL; line++) {
        buf_printf(&text, "(%s) Tj T*\n", *line);
    }
    buf_add_str(&text, "ET");
    buf_printf(pdf,
               "%d 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]"
               "/Contents %d 0 R/Resources<</Font<</F1<</Type/Font/Subtype"
               "/Type1/BaseFont/Helvetica>>>>>>>>\nendobj\n%d 0 obj\n"
               "<</Length %zu>>\nstream\n%s\nendstream\nendobj\n",
               number, number + 1, number + 1, text.len, text.ptr);
    buf_release(&text);
}

static void test_pdf_lines_become_paragraphs(void **state)
{
    static const char *const one[] = {
        "Lodestar Daily",
        "",
        "Torvania publishes drafts",
        "",
        "Torvania on Thursday made public two draft treaties, and it wants an",
        "answer before the end of the month of March, its deputy foreign",
        "Page 1 of 2",
        NULL};
    static const char *const two[] = {
        "Lodestar Daily",
        "",
        "minister said in Ostrel.",
        "",
        "Nobody in the alliance wanted to answer her on the same evening.",
        "Page 2 of 2",
        NULL};
    struct collect *collect = *state;
    struct buf pdf = {0};

    if (!helper_found("pdftotext")) {
        skip(); /* it is not installed */
    }
    buf_add_str(&pdf, "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\n"
                      "endobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R 5 0 R]/Count "
                      "2>>\nendobj\n");
    add_page(&pdf, 3, one);
    add_page(&pdf, 5, two);
    buf_add_str(&pdf, "trailer<</Size 7/Root 1 0 R>>\n%%EOF\n");
    collect_want(collect, buf_slice(&pdf), 1);
    buf_release(&pdf);
    assert_string_equal(collect_line(&collect->report[0], 0),
                        "Torvania publishes drafts");
    assert_string_equal(
        collect_line(&collect->report[0], 1),
        "Torvania on Thursday made public two draft treaties, and it wants an "
        "answer before the end of the month of March, its deputy foreign "
        "minister said in Ostrel.");
    assert_int_equal(collect->report[0].paragraphs, 3);
}

static void test_pdf_without_its_reader_says_what_is_missing(void **state)
{
    struct collect *collect = *state;
    char *path = strdup(getenv("PATH"));

    assert_int_equal(setenv("PATH", "/nowhere", 1), 0);
    assert_false(collect_read(collect, SLICE("%PDF-1.4\n...")));
    assert_int_equal(setenv("PATH", path, 1), 0);
    free(path);
    assert_int_equal(collect->err.code, ERR_MISSING);
    assert_non_null(strstr(collect->err.text, "poppler-utils"));
}

static void test_broken_pdf_is_refused(void **state)
{
    struct collect *collect = *state;

    if (!helper_found("pdftotext")) {
        skip(); /* it is not installed */
    }
    assert_false(collect_read(collect, SLICE("%PDF-1.4\nnothing more")));
    assert_int_equal(collect->err.code, ERR_SYNTAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_front_matter),
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_signs_inside_words_stay),
        cmocka_unit_test(test_setext_headings),
        cmocka_unit_test(test_plain_text_is_no_markdown),
        cmocka_unit_test(test_a_line_of_brackets_takes_no_time),
        cmocka_unit_test(test_pdf_lines_become_paragraphs),
        cmocka_unit_test(test_pdf_without_its_reader_says_what_is_missing),
        cmocka_unit_test(test_broken_pdf_is_refused),
    };

    return cmocka_run_group_tests(tests, collect_open, collect_close);
}
