/* Whose words a report gives, and where. */
#include "base/buf.h"
#include "case.h"
#include "testing.h"

#define PARAGRAPHS(...) \
    (const char *const[]) \
    { \
        __VA_ARGS__, NULL \
    }

/* Quote `at` as "form [source] <cue> {content} {content}". */
static const char *told(struct report_case *it, size_t at)
{
    const struct quote *quote = &it->quotes.quote[at];
    struct buf line = {0};
    const char *kept;

    buf_printf(&line, "%s [%s] <%s>", quote_form_name(quote->form),
               case_words(it, quote->speaker.at), case_words(it, quote->cue));
    for (size_t i = 0; i < quote->contents; i++) {
        buf_printf(&line, " {%s}", case_words(it, quote->content[i]));
    }
    kept = arena_strdup(&it->arena, line.ptr);
    buf_release(&line);
    return kept;
}

/* The report holds one quote, and it is this. */
static void check(const char *const *paragraph, const char *expected)
{
    struct report_case it;

    case_read(&it, false, QUOTES_SAID, paragraph);
    assert_int_equal(it.quotes.len, 1);
    assert_string_equal(told(&it, 0), expected);
    case_release(&it);
}

static void check_none(const char *paragraph)
{
    struct report_case it;

    case_read(&it, false, QUOTES_SAID, PARAGRAPHS(paragraph));
    assert_int_equal(it.quotes.len, 0);
    case_release(&it);
}

static void test_the_speaker_stands_behind(void **state)
{
    (void)state;
    check(PARAGRAPHS("“The bridge stays open,” the Finnish defence minister "
                     "said on Monday."),
          "direct [the Finnish defence minister] <said> {“The bridge stays "
          "open,”}");
    check(PARAGRAPHS("“The bridge stays open,” said Anna Keller, a pilot from "
                     "Turku."),
          "direct [Anna Keller, a pilot from Turku] <said> {“The bridge stays "
          "open,”}");
}

static void test_the_speaker_stands_before(void **state)
{
    (void)state;
    check(PARAGRAPHS("Anna Keller said: “The bridge stays open.”"),
          "direct [Anna Keller] <said> {“The bridge stays open.”}");
}

static void test_a_quote_broken_by_its_speaker(void **state)
{
    (void)state;
    check(PARAGRAPHS("“The bridge,” Anna Keller said, “is not for sale.”"),
          "direct [Anna Keller] <said> {“The bridge,”} {“is not for sale.”}");
}

static void test_a_quote_goes_on_behind_its_speaker(void **state)
{
    (void)state;
    check(PARAGRAPHS("“The bridge is not for sale,” Anna Keller said. “It "
                     "never was.”"),
          "direct [Anna Keller] <said> {“The bridge is not for sale,”} {“It "
          "never was.”}");
}

static void test_a_quote_goes_on_over_paragraphs(void **state)
{
    (void)state;
    check(PARAGRAPHS("“The bridge is not for sale,” Anna Keller said. “It "
                     "never was.",
                     "“And it is not for rent.”"),
          "direct [Anna Keller] <said> {“The bridge is not for sale,”} {“It "
          "never was.} {“And it is not for rent.”}");
}

static void test_clauses_with_and_without_that(void **state)
{
    (void)state;
    check(PARAGRAPHS("Norway said that the tunnel would open in June."),
          "indirect [Norway] <said> {that the tunnel would open in June}");
    check(PARAGRAPHS("The tunnel, Norway said, would open in June."),
          "indirect [Norway] <said> {The tunnel} {would open in June}");
    check(PARAGRAPHS("If the ice held, Anna Keller warned, the tunnel would "
                     "open in June."),
          "indirect [Anna Keller] <warned> {If the ice held} {the tunnel would "
          "open in June}");
    check(PARAGRAPHS("Norway did not say whether the tunnel was full."),
          "indirect [Norway] <did not say> {whether the tunnel was full}");
}

static void test_according_to(void **state)
{
    (void)state;
    check(PARAGRAPHS("The tunnel would open in June, according to the "
                     "Norwegian transport ministry."),
          "indirect [the Norwegian transport ministry] <according to> {The "
          "tunnel would open in June}");
}

static void test_the_day_of_saying_is_not_said(void **state)
{
    (void)state;
    check(PARAGRAPHS("Norway said on Wednesday it was ready to open the "
                     "tunnel."),
          "indirect [Norway] <said> {it was ready to open the tunnel}");
}

static void test_words_in_marks_within_a_clause(void **state)
{
    (void)state;
    check(PARAGRAPHS("The sugar ministry of Cuba said that the mills were "
                     "“older than their directors”."),
          "mixed [The sugar ministry of Cuba] <said> {that the mills were "
          "“older than their directors”}");
    check(PARAGRAPHS("Anna Keller called the budget “a bicycle without a "
                     "chain”."),
          "mixed [Anna Keller] <called> {the budget “a bicycle without a "
          "chain”}");
}

static void test_a_name_in_marks_is_no_quote(void **state)
{
    (void)state;
    check_none("The trawler “Morning Star” is registered in Panama.");
}

static void test_nobody_is_named(void **state)
{
    (void)state;
    check(PARAGRAPHS("“Come back in the month of May.” That was all the "
                     "visitors heard."),
          "direct [] <> {“Come back in the month of May.”}");
}

static void test_marks_that_were_lost(void **state)
{
    (void)state;
    check(PARAGRAPHS("“The mine is closed, the Chilean mining minister said."),
          "direct [the Chilean mining minister] <said> {“The mine is "
          "closed,}");
}

static void test_a_headline_with_a_colon(void **state)
{
    struct report_case it;

    (void)state;
    case_read(&it, true, QUOTES_SAID,
              PARAGRAPHS("Norway: tunnel will open in June"));
    assert_int_equal(it.quotes.len, 1);
    assert_string_equal(told(&it, 0),
                        "indirect [Norway] <> {tunnel will open in June}");
    case_release(&it);
}

static void test_adding_is_a_cue_of_its_own(void **state)
{
    struct report_case it;

    (void)state;
    case_read(&it, false, QUOTES_SAID,
              PARAGRAPHS("Anna Keller said the tunnel was full, adding that "
                         "nobody had asked."));
    assert_int_equal(it.quotes.len, 2);
    assert_string_equal(told(&it, 0), "indirect [Anna Keller] <said> {the "
                                      "tunnel was full}");
    assert_string_equal(told(&it, 1), "indirect [Anna Keller] <adding> {that "
                                      "nobody had asked}");
    case_release(&it);
}

static void test_two_voices_in_one_sentence(void **state)
{
    struct report_case it;

    (void)state;
    case_read(&it, false, QUOTES_SAID,
              PARAGRAPHS("Sweden said the ferry was late and Denmark said that "
                         "it was not."));
    assert_int_equal(it.quotes.len, 2);
    assert_string_equal(it.quotes.quote[0].speaker.of, "SWE");
    assert_string_equal(it.quotes.quote[1].speaker.of, "DNK");
    case_release(&it);
}

static void test_an_agency_quotes_a_person(void **state)
{
    const char *const paragraph[] = {
        "TASS quoted Anna Keller as saying that the tunnel was full.", NULL};
    struct report_case it;

    (void)state;
    case_read(&it, false, QUOTES_SAID, paragraph);
    assert_int_equal(it.quotes.len, 1);
    assert_string_equal(it.quotes.quote[0].speaker.name, "Anna Keller");
    case_release(&it);
    case_read(&it, false, QUOTES_ALL, paragraph); /* PolNeAR: the outer one */
    assert_string_equal(it.quotes.quote[0].speaker.name, "TASS");
    case_release(&it);
}

static void test_wishes_are_kept_only_when_asked_for(void **state)
{
    const char *wish = "Anna Keller hopes to open the tunnel in June.";
    struct report_case it;

    (void)state;
    check_none(wish);
    case_read(&it, false, QUOTES_ALL, PARAGRAPHS(wish));
    assert_int_equal(it.quotes.len, 1);
    assert_string_equal(told(&it, 0), "indirect [Anna Keller] <hopes> {to open "
                                      "the tunnel in June}");
    case_release(&it);
}

static void test_no_lexicon_no_quotes(void **state)
{
    struct cues *cues = shelf.cues;
    struct report_case it;

    (void)state;
    case_read(&it, false, QUOTES_SAID,
              PARAGRAPHS("Norway said that the tunnel would open in June."));
    it.document.cues = NULL;
    quotes_find(&it.quotes, &it.document, &it.mentions, QUOTES_SAID, &it.arena);
    assert_int_equal(it.quotes.len, 0);
    assert_ptr_equal(cues, shelf.cues);
    case_release(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_speaker_stands_behind),
        cmocka_unit_test(test_the_speaker_stands_before),
        cmocka_unit_test(test_a_quote_broken_by_its_speaker),
        cmocka_unit_test(test_a_quote_goes_on_behind_its_speaker),
        cmocka_unit_test(test_a_quote_goes_on_over_paragraphs),
        cmocka_unit_test(test_clauses_with_and_without_that),
        cmocka_unit_test(test_according_to),
        cmocka_unit_test(test_the_day_of_saying_is_not_said),
        cmocka_unit_test(test_words_in_marks_within_a_clause),
        cmocka_unit_test(test_a_name_in_marks_is_no_quote),
        cmocka_unit_test(test_nobody_is_named),
        cmocka_unit_test(test_marks_that_were_lost),
        cmocka_unit_test(test_a_headline_with_a_colon),
        cmocka_unit_test(test_adding_is_a_cue_of_its_own),
        cmocka_unit_test(test_two_voices_in_one_sentence),
        cmocka_unit_test(test_an_agency_quotes_a_person),
        cmocka_unit_test(test_wishes_are_kept_only_when_asked_for),
        cmocka_unit_test(test_no_lexicon_no_quotes),
    };

    return cmocka_run_group_tests(tests, shelf_open, shelf_close);
}
