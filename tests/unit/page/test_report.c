/* What a plain-text report is read as: its title, kinds, date and imprint. */
#include "base/arena.h"
#include "page/lists.h"
#include "page/report.h"
#include "testing.h"

#include <stdio.h>

struct fixture {
    struct page_lists lists;
    struct arena arena;
    struct report report;
};

static const char *const PROSE =
    "Norway asked the commission on Monday to open talks on the fishing "
    "grounds before the season begins.\n\n"
    "The minister said that her government would wait for an answer until "
    "the end of the month.\n";

static int set_up(void **state)
{
    static struct fixture fixture;
    struct err err = {0};

    fixture = (struct fixture){0};
    assert_true(page_lists_open(&fixture.lists, DATA_DIR, &err));
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    page_lists_release(&fixture->lists);
    arena_release(&fixture->arena);
    return 0;
}

static const struct report *read(void **state, const char *text)
{
    struct fixture *fixture = *state;
    struct err err = {0};

    if (!report_read(&fixture->report, &fixture->lists, SLICE("a.txt"),
                     slice_of(text), &fixture->arena, &err)) {
        fail_msg("%s", err.text);
    }
    return &fixture->report;
}

/* The kinds of all paragraphs, one letter each: Title Lead Body Heading Quote
 * lIst Caption Promo Meta. */
static const char *kinds(const struct report *report)
{
    static const char letter[] = "TLBHQICPM";
    static char out[64];
    size_t len = 0;

    for (size_t i = 0; i < report->paragraphs && len < sizeof out - 1; i++) {
        out[len++] = letter[report->paragraph[i].kind];
    }
    out[len] = '\0';
    return out;
}

static const struct report *read_after(void **state, const char *head,
                                       const char *tail)
{
    struct fixture *fixture = *state;
    char *text = arena_alloc(&fixture->arena, 8192, 1);

    (void)snprintf(text, 8192, "%s%s%s", head, PROSE, tail);
    return read(state, text);
}

static void assert_text(struct slice found, const char *wanted)
{
    char copy[256] = "";

    assert_non_null(found.ptr);
    memcpy(copy, found.ptr, found.len < 255 ? found.len : 255);
    assert_string_equal(copy, wanted);
}

static void assert_date(const struct report *report, const char *wanted,
                        enum date_source from)
{
    char found[16];

    assert_string_equal(date_format(report->published.date, found), wanted);
    if (wanted[0] != '\0') {
        assert_int_equal(report->published.from, from);
    }
}

static void test_title_lead_and_body(void **state)
{
    const struct report *report =
        read_after(state, "Norway seeks talks on fish\n\n", "");

    assert_string_equal(kinds(report), "TLB");
    assert_text(report->title, "Norway seeks talks on fish");
    assert_string_equal(report->language, "en");
    assert_date(report, "", DATE_FROM_PAGE);
}

static void test_title_loses_the_sites_name(void **state)
{
    const struct report *report = read_after(
        state, "Norway seeks talks on fish – The Harbour Post\n\n", "");

    assert_text(report->title, "Norway seeks talks on fish");
    assert_text(report->outlet, "The Harbour Post");
    assert_int_equal(report->paragraph[0].at.end, report->title.len);
}

static void test_dash_inside_a_title_stays(void **state)
{
    const struct report *report =
        read_after(state, "Fish - the quarrel that never ends\n\n", "");

    assert_text(report->title, "Fish - the quarrel that never ends");
    assert_null(report->outlet.ptr);
}

static void test_stamp_line_and_address(void **state)
{
    const struct report *report =
        read_after(state,
                   "Norway seeks talks on fish\n20240205\n"
                   "https://www.harbour.example/2024/02/05/fish\n",
                   "");

    assert_string_equal(kinds(report), "TMMLB");
    assert_date(report, "2024-02-05", DATE_FROM_PAGE);
    assert_text(report->outlet, "harbour.example");
}

static void test_dateline_gives_agency_and_day(void **state)
{
    const struct report *report = read_after(
        state, "Norway seeks talks on fish\n2024-02-06\nOSLO, Feb 5 (AFP) - ",
        "");

    assert_string_equal(kinds(report), "TMMLB");
    assert_text(report->agency, "Agence France-Presse");
    assert_date(report, "2024-02-06", DATE_FROM_PAGE);
}

static void test_dateline_alone_dates_with_its_year(void **state)
{
    const struct report *report = read_after(
        state, "Norway seeks talks on fish\n\nOSLO, 5 February 2024 — ", "");

    assert_date(report, "2024-02-05", DATE_FROM_DATELINE);
}

static void test_dash_in_the_first_sentence_is_no_dateline(void **state)
{
    const struct report *report = read(
        state,
        "Fish again\n\nThe talks - the third this year - ended without any "
        "agreement on the size of the catch, officials said.\n");

    assert_string_equal(kinds(report), "TL");
}

static void test_page_clock_loses_against_another_year(void **state)
{
    const struct report *report = read_after(
        state,
        "14.2 C\nMonday, March 3, 2031\n\nNorway seeks talks on fish\n\n",
        "\nhttps://short.example/x 5, 2024 at 07:10AM\n");

    assert_date(report, "2024", DATE_FROM_PAGE);
    assert_string_equal(kinds(report), "MMTLBM");
}

static void test_page_clock_beside_weather_is_no_date(void **state)
{
    const struct report *report = read_after(
        state,
        "14.2 C\nMonday, March 3, 2031\n\nNorway seeks talks on fish\n\n", "");

    assert_date(report, "", DATE_FROM_PAGE);
}

static const char *const RESTORED =
    "Friday, May 3, 2024\n\n"
    "Old rivals try a new start\n\n"
    "Saudi Arabia and Iran agreed in Beijing last week to restore ties and to "
    "open their embassies again within two months, both sides said.\n\n"
    "The two countries had cut all links seven years before, and few had "
    "expected them to talk so soon.\n\n";

static void test_lost_month_is_told_by_a_known_event(void **state)
{
    char text[1024];
    const struct report *report;

    (void)snprintf(text, sizeof text, "%s17, 2023 at 05:40PM\n", RESTORED);
    report = read(state, text);
    assert_date(report, "2023-03-17", DATE_FROM_TEXT);
    assert_int_equal(report->evidences, 3);
    assert_string_equal(report->evidence[0].source, "above the title");
}

static void test_lost_month_stays_lost_if_the_event_is_too_far(void **state)
{
    char text[1024];

    (void)snprintf(text, sizeof text, "%s9, 2021 at 05:40PM\n", RESTORED);
    assert_date(read(state, text), "2021", DATE_FROM_PAGE);
}

static void test_other_languages_are_known_by_their_words(void **state)
{
    assert_string_equal(
        read(state, "Die Gespräche über die Grenze\n\n"
                    "Die Ministerin hat am Montag erklärt, dass sie mit dem "
                    "Nachbarn über die Grenze sprechen will und dass es bei "
                    "dem Angebot bleibt, das sie im Mai gemacht hatte.\n")
            ->language,
        "de");
    assert_string_equal(
        read(state, "Переговоры о границе\n\n"
                    "Министр заявил в понедельник, что она готова говорить с "
                    "соседями о границе и что предложение, которое было "
                    "сделано в мае, остается в силе.\n")
            ->language,
        "ru");
    assert_null(read(state, "Norway\n\n10 20 30\n")->language);
}

static const char *genre(void **state, const char *text)
{
    const char *name = read(state, text)->genre;

    return name != NULL ? name : "";
}

static void test_genre_by_title_and_form(void **state)
{
    assert_string_equal(genre(state, "Analysis: what the fish dispute is "
                                     "about\n\nThe dispute is old.\n"),
                        "analysis");
    assert_string_equal(
        genre(state, "Department press briefing on the fish dispute\n\n"
                     "MR HANSEN: Good afternoon, everybody.\n\n"
                     "QUESTION: What about the offer?\n\n"
                     "MR HANSEN: We look at it.\n\n"
                     "QUESTION: And the quota?\n\n"
                     "MR HANSEN: It stays.\n\n"
                     "QUESTION: Thank you.\n"),
        "transcript");
    assert_string_equal(
        genre(state, "Agreement on the fishing grounds\n\n"
                     "Article 1\n\nThe Parties shall share the catch.\n\n"
                     "Article 2\n\nThe Parties shall meet each year.\n\n"
                     "Article 3\n\nThis Agreement shall enter into force.\n"),
        "document");
    assert_string_equal(genre(state, "Fish\n\nFish are animals.\n"), "");
}

static void test_agency_by_credit(void **state)
{
    assert_text(read(state, "Norway seeks talks on fish\n\n"
                            "Norway asked for talks on the fishing grounds on "
                            "Monday, its government said.\n\n"
                            "The answer is expected in May, it said.\n\n"
                            "Source: AFP\n")
                    ->agency,
                "Agence France-Presse");
}

static void test_furniture_is_not_text(void **state)
{
    const struct report *report = read_after(
        state, "Norway seeks talks on fish\n\n",
        "\nRead more\n\nPhoto: Press Pictures / J. Roe\nIceland wants a "
        "seat\n\n"
        "The ministry in Oslo confirmed the letter but would not say who had "
        "signed it.\n\nLeave a Reply\n\nJohn said: you are all wrong about the "
        "fish and about everything else.\n");

    assert_string_equal(kinds(report), "TLBPCPBMM");
}

static void test_video_and_its_label_are_not_text(void **state)
{
    const struct report *report = read_after(
        state, "Norway seeks talks on fish\n\n",
        "\nWATCH | Inside the fish talks:\n\nWill there be a deal?\n\n"
        "“They know what they want, but I am not sure that they know how to "
        "get there,” said a former captain. 4:05\n\n"
        "The ministry in Oslo confirmed the letter but would not say who had "
        "signed it.\n");

    assert_string_equal(kinds(report), "TLBPPCB");
}

static void test_teaser_is_not_told_twice(void **state)
{
    const struct report *report = read(
        state,
        "Fish again\n\nNothing is settled until the fleets are back in their "
        "harbours, and nobody expects that before May.…So it goes.\n\n"
        "The talks went on through the night in a hotel outside the town, as "
        "they had done last year.\n\n"
        "Nothing is settled until the fleets are back in their harbours, and "
        "nobody expects that before May.\n");

    assert_string_equal(kinds(report), "TPLB");
}

static void test_byline_names_authors(void **state)
{
    const struct report *report = read_after(
        state, "Norway seeks talks on fish\nBy Anna Berg and Leif Moe\n\n", "");

    assert_int_equal(report->authors, 2);
    assert_text(report->author[0], "Anna Berg");
    assert_text(report->author[1], "Leif Moe");
}

static void test_wrapped_lines_are_one_paragraph(void **state)
{
    const struct report *report =
        read(state, "Norway seeks talks on fish\n\n"
                    "Norway asked the commission on Monday to open talks\n"
                    "on the fishing grounds before the season begins and\n"
                    "before the fleets leave their harbours in the north.\n\n"
                    "The minister said that her government would wait for\n"
                    "an answer until the end of the month, and no longer\n"
                    "than that, whatever the other side might say to it.\n");

    assert_string_equal(kinds(report), "TLB");
}

static void test_heading_inside_the_text(void **state)
{
    const struct report *report = read_after(
        state, "Norway seeks talks on fish\n\n",
        "\nA long quarrel\n\nThe ministry in Oslo confirmed the letter but "
        "would not say who had signed it.\n");

    assert_string_equal(kinds(report), "TLBHB");
    assert_false(paragraph_is_text(PARAGRAPH_HEADING));
}

static void test_offsets_are_bytes_of_the_file(void **state)
{
    const struct report *report =
        read_after(state, "\xEF\xBB\xBFNorway seeks talks on fish\n\n", "");

    assert_int_equal(report->paragraph[0].at.start, 0);
    assert_text(slice_cut(report->text, report->paragraph[0].at),
                "Norway seeks talks on fish");
}

static void refused(void **state, struct slice bytes, enum err_code code,
                    const char *reason)
{
    struct fixture *fixture = *state;
    struct err err = {0};

    assert_false(report_read(&fixture->report, &fixture->lists, SLICE("a.txt"),
                             bytes, &fixture->arena, &err));
    assert_int_equal(err.code, code);
    assert_string_equal(err.text, reason);
}

static void test_what_is_not_text_is_refused(void **state)
{
    refused(state, SLICE(""), ERR_SYNTAX, "a.txt: is empty");
    refused(state, SLICE("ab\0cd"), ERR_SYNTAX,
            "a.txt: is binary data, not text");
    refused(state, SLICE("%PDF-1.7 ..."), ERR_SYNTAX,
            "a.txt: is a PDF; this version reads plain text");
}

static void test_other_encodings_become_utf8(void **state)
{
    const struct report *report = read(state, "Caf\xE9 talks\n\n");

    assert_string_equal(report->encoding, "windows-1252");
    assert_text(slice_cut(report->text, report->paragraph[0].at), "Café talks");
}

/* "The minister did not say that she would talk about the border, but she did
 * not refuse either", in KOI8-R that nobody names. */
static void test_unnamed_encoding_is_the_one_that_reads(void **state)
{
    const struct report *report =
        read(state,
             "\355\311\316\311\323\324\322 \316\305 \323\313\301\332\301\314"
             "\301, \336\324\317 \317\316\301 \302\325\304\305\324 \307\317\327"
             "\317\322\311\324\330 \317 \307\322\301\316\311\303\305, \316\317 "
             "\317\316\301 \311 \316\305 \317\324\313\301\332\301\314\301\323"
             "\330 \317\324 \334\324\317\307\317.");

    assert_string_equal(report->encoding, "koi8-r");
    assert_string_equal(report->language, "ru");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(test_title_lead_and_body),
        TEST(test_title_loses_the_sites_name),
        TEST(test_dash_inside_a_title_stays),
        TEST(test_stamp_line_and_address),
        TEST(test_dateline_gives_agency_and_day),
        TEST(test_dateline_alone_dates_with_its_year),
        TEST(test_dash_in_the_first_sentence_is_no_dateline),
        TEST(test_page_clock_loses_against_another_year),
        TEST(test_page_clock_beside_weather_is_no_date),
        TEST(test_lost_month_is_told_by_a_known_event),
        TEST(test_lost_month_stays_lost_if_the_event_is_too_far),
        TEST(test_other_languages_are_known_by_their_words),
        TEST(test_genre_by_title_and_form),
        TEST(test_agency_by_credit),
        TEST(test_furniture_is_not_text),
        TEST(test_video_and_its_label_are_not_text),
        TEST(test_teaser_is_not_told_twice),
        TEST(test_byline_names_authors),
        TEST(test_wrapped_lines_are_one_paragraph),
        TEST(test_heading_inside_the_text),
        TEST(test_offsets_are_bytes_of_the_file),
        TEST(test_what_is_not_text_is_refused),
        TEST(test_other_encodings_become_utf8),
        TEST(test_unnamed_encoding_is_the_one_that_reads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
