/* Exports of news databases: one file, many articles. */
#include "base/buf.h"
#include "collect.h"
#include "testing.h"

#define TEXT \
    "Torvania on Thursday made public two draft treaties that would bar " \
    "Lesmora for good from the alliance.\n\nThe texts were handed to the " \
    "ambassador in Ostrel on Monday.\n\n"
#define SHORT "The alliance rejected on Friday a veto over its members.\n\n"

static void test_nexis_uni(void **state)
{
    struct collect *collect = *state;
    const struct report *first = &collect->report[0];
    const struct report *second = &collect->report[1];

    collect_want(
        collect,
        SLICE("User Name: JANE READER\n\nDate and Time: Wednesday, April 16, "
              "2031 7:11:00 PM\n\nJob Number: 7956\n\nDocuments (2)\n\n"
              "1. Torvania publishes drafts\n\nSearch Terms: drafts\n\n"
              "2. Alliance rejects veto\n\n"
              "Torvania publishes drafts\nArdmouth Courier\n"
              "February 7, 2031 Friday, Late Edition - Final\n\n"
              "Copyright 2031 Ardmouth Courier Company\n\n"
              "Section: Section A; Column 1; Foreign Desk; Pg. 2\n\n"
              "Length: 62 words\n\nByline: By NINA HARROW and Peter Stancombe; "
              "Lodestar\n\nBody\n\n" TEXT
              "Classification\n\nLanguage: ENGLISH\n\nLoad-Date: February 9, "
              "2031\n\nEnd of Document\n\n"
              "Alliance rejects veto\n\nBrandelle Gazette\n\nFebruary 8, 2031 "
              "Saturday\n\nLength: 30 words\n\nBody\n\n" SHORT
              "Graphic\n\nPHOTO: The secretary general\n\n"
              "Load-Date: February 8, 2031\n\nEnd of Document\n"),
        2);
    assert_string_equal(collect_text(collect->name[1]), "file#2");
    assert_string_equal(collect_text(first->title),
                        "Torvania publishes drafts");
    assert_string_equal(collect_text(first->outlet), "Ardmouth Courier");
    assert_string_equal(collect_text(first->section),
                        "Section A; Column 1; Foreign Desk");
    assert_string_equal(collect_text(first->agency), "Lodestar");
    assert_int_equal(first->authors, 2);
    assert_string_equal(collect_text(first->author[0]), "NINA HARROW");
    assert_string_equal(collect_text(first->author[1]), "Peter Stancombe");
    assert_string_equal(collect_date(first), "2031-02-07");
    assert_int_equal(first->published.from, DATE_FROM_PUBLISHED);
    assert_string_equal(collect_kinds(first), "TLB");
    assert_string_equal(collect_text(second->outlet), "Brandelle Gazette");
    assert_string_equal(collect_kinds(second), "TL");
}

static void test_nexis_as_it_was(void **state)
{
    struct collect *collect = *state;
    const struct report *first = &collect->report[0];

    collect_want(
        collect,
        SLICE("\n\n                 1 of 2 DOCUMENTS\n\n\n"
              "                 Ardmouth Courier\n\n"
              "              February 7, 2031 Friday\n"
              "                   Edition 1;\n                  National\n\n"
              "Torvania publishes drafts, tells alliance\nto shut door\n\n"
              "BYLINE: Nina Harrow\n\nSECTION: NEWS; Pg. 3\n\n"
              "LENGTH: 355 words\n\nDATELINE: OSTREL\n\n"
              "HIGHLIGHT: The alliance is asked to shut its door,\nand says "
              "no.\n\n" TEXT
              "LOAD-DATE: February 7, 2031\n\nLANGUAGE: ENGLISH\n\n"
              "         Copyright 2031 Ardmouth Courier Ltd\n"
              "                 All Rights Reserved\n\n"
              "                 2 of 2 DOCUMENTS\n\n\n"
              "                 Brandelle Gazette\n\n"
              "              February 8, 2031 Saturday\n\n"
              "Alliance rejects veto\n\nLENGTH: 20 words\n\n" SHORT
              "LOAD-DATE: February 8, 2031\n"),
        2);
    assert_string_equal(collect_text(first->title),
                        "Torvania publishes drafts, tells alliance to shut "
                        "door");
    assert_string_equal(collect_text(first->outlet), "Ardmouth Courier");
    assert_string_equal(collect_text(first->section), "NEWS");
    assert_string_equal(collect_date(first), "2031-02-07");
    assert_string_equal(collect_kinds(first), "TLB");
    assert_string_equal(collect_date(&collect->report[1]), "2031-02-08");
}

/* An RTF of a table with two columns. */
static struct slice rtf_of(struct collect *collect, const char *const *row)
{
    struct buf rtf = {0};
    struct slice made;

    buf_add_str(&rtf, "{\\rtf1\\ansi\n");
    for (; *row != NULL; row += 2) {
        buf_printf(&rtf, "\\trowd\\pard\\intbl %s\\cell %s\\cell\\row\n",
                   row[0], row[1]);
    }
    buf_add_str(&rtf, "}");
    made = arena_copy(&collect->arena, buf_slice(&rtf));
    buf_release(&rtf);
    return made;
}

static void test_factiva_codes_in_rtf(void **state)
{
    struct collect *collect = *state;
    const struct report *first = &collect->report[0];
    static const char *const rows[] = {
        "SE",
        "World",
        "HD",
        "Torvania publishes drafts",
        "BY",
        "By Nina Harrow",
        "CR",
        "By Lodestar",
        "WC",
        "505 words",
        "PD",
        "7 February 2031",
        "SN",
        "Ardmouth Courier",
        "SC",
        "ARDC",
        "LA",
        "English",
        "LP",
        "Torvania on Thursday made public two draft treaties that would bar "
        "Lesmora for good.\\par\\pard\\intbl It wants an answer before the "
        "end of March, her minister said.",
        "TD",
        "The texts were handed over on Monday in Ostrel, she said.",
        "CO",
        "abc : Some Company",
        "AN",
        "Document ARDC000020310207en2700001",
        "HD",
        "Alliance rejects veto",
        "PD",
        "8 February 2031",
        "SN",
        "Brandelle Gazette",
        "LP",
        "The alliance rejects a veto over its members.",
        NULL,
    };

    collect_want(collect, rtf_of(collect, rows), 2);
    assert_string_equal(collect_text(first->title),
                        "Torvania publishes drafts");
    assert_string_equal(collect_text(first->outlet), "Ardmouth Courier");
    assert_string_equal(collect_text(first->agency), "Lodestar");
    assert_string_equal(collect_text(first->section), "World");
    assert_string_equal(collect_text(first->author[0]), "Nina Harrow");
    assert_string_equal(collect_date(first), "2031-02-07");
    assert_string_equal(collect_kinds(first), "TLBB");
    assert_string_equal(collect_date(&collect->report[1]), "2031-02-08");
}

static void test_factiva_codes_in_text(void **state)
{
    struct collect *collect = *state;

    collect_want(collect,
                 SLICE("HD\tTorvania publishes drafts\nPD\t7 February 2031\n"
                       "SN\tArdmouth Courier\nLP\tTorvania made public two new "
                       "drafts on Thursday morning, its foreign ministry "
                       "said.\n\nTD\n\nIt "
                       "wants an answer before the end of March.\n\nAN\t"
                       "Document ARDC000020310207en2700001\n"),
                 1);
    assert_string_equal(collect_text(collect->report[0].outlet),
                        "Ardmouth Courier");
    assert_string_equal(collect_kinds(&collect->report[0]), "TLB");
}

static void test_factiva_as_shown_in_a_page(void **state)
{
    struct collect *collect = *state;
    const struct report *first = &collect->report[0];
    const struct report *second = &collect->report[1];

    collect_want(
        collect,
        SLICE("<html><head><title>Export</title></head><body><div>"
              "<div>News</div><div id=hd><span class=enHeadline>Torvania "
              "publishes <b>drafts</b></span></div><div>Nina Harrow </div>"
              "<div>505 words</div><div>7 February 2031</div><div>Ardmouth "
              "Courier</div><div>ARDC</div><div>6</div><div>English</div>"
              "<div>(c) 2031 Ardmouth Courier </div><p>Torvania on "
              "<b>Thursday</b> made public two draft treaties, its ministry "
              "said.</p><p>Document ARDC000020310207en2700001</p></div>"
              "<div><div>Alliance rejects veto</div><div>30 words</div>"
              "<div>8 February 2031</div><div>04:00</div><div>Brandelle "
              "Gazette</div><div>BRGZ</div><div>English</div><div>Copyright "
              "2031. All Rights Reserved.</div><p>The alliance rejected on "
              "Friday a veto over its members.</p><p>Document "
              "BRGZ000020310208en2800001</p></div></body></html>"),
        2);
    assert_string_equal(collect_text(first->title),
                        "Torvania publishes drafts");
    assert_string_equal(collect_text(first->section), "News");
    assert_string_equal(collect_text(first->author[0]), "Nina Harrow");
    assert_string_equal(collect_text(first->outlet), "Ardmouth Courier");
    assert_string_equal(collect_date(first), "2031-02-07");
    assert_string_equal(collect_text(second->title), "Alliance rejects veto");
    assert_string_equal(collect_text(second->outlet), "Brandelle Gazette");
    assert_string_equal(collect_kinds(second), "TL");
}

static void test_an_article_without_text_is_passed_over(void **state)
{
    struct collect *collect = *state;

    collect_want(collect,
                 SLICE("Torvania publishes drafts\nCourier\nFebruary 7, 2031 "
                       "Friday\n\nLength: 62 words\n\nBody\n\nEnd of "
                       "Document\n\nAlliance rejects veto\nGazette\nFebruary "
                       "8, 2031\n\nLength: 9 words\n\nBody\n\n" SHORT
                       "End of Document\n"),
                 1);
    assert_string_equal(collect->passed, "file#1: an article without text\n");
}

/* A paragraph that looks like a headline is none below a title that is known
 * (found by fuzzing: both were cut at the title's length). */
static void test_there_is_one_title(void **state)
{
    struct collect *collect = *state;
    const struct report *report = &collect->report[0];

    collect_want(
        collect,
        SLICE("HD\tTorvania publishes drafts\nPD\t7 February 2031\n"
              "LP\tTorvania on Thursday made public two draft treaties "
              "that Alliance rejects veto\n\nTD\tThe alliance rejected "
              "on Friday a veto over its members.\n"),
        1);
    assert_string_equal(collect_line(report, 0), "Torvania publishes drafts");
    assert_string_equal(collect_kinds(report), "TLL");
}

/* Words of exports in a report make no export of it. */
static void test_a_report_that_speaks_of_documents_stays_one(void **state)
{
    struct collect *collect = *state;

    collect_want(collect,
                 SLICE("Ministry publishes document\n\nThe ministry published "
                       "1 of 10 documents on Friday, 505 words in all.\n\n"
                       "Section: it says nothing more, and ends there.\n\n"
                       "End of Document\n\nNobody in the ministry wanted to "
                       "say who wrote it.\n"),
                 1);
    assert_string_equal(collect_text(collect->name[0]), "file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nexis_uni),
        cmocka_unit_test(test_nexis_as_it_was),
        cmocka_unit_test(test_factiva_codes_in_rtf),
        cmocka_unit_test(test_factiva_codes_in_text),
        cmocka_unit_test(test_factiva_as_shown_in_a_page),
        cmocka_unit_test(test_an_article_without_text_is_passed_over),
        cmocka_unit_test(test_there_is_one_title),
        cmocka_unit_test(test_a_report_that_speaks_of_documents_stays_one),
    };

    return cmocka_run_group_tests(tests, collect_open, collect_close);
}
