/* Who is meant by the words of a report. */
#include "acts/mention_voices.h"
#include "case.h"
#include "testing.h"

#define PARAGRAPHS(...) \
    (const char *const[]) \
    { \
        __VA_ARGS__, NULL \
    }

#define KELLER \
    "Finnish Deputy Foreign Minister Anna Keller met the NATO secretary " \
    "general in Oslo."

static void test_title_and_name_make_a_person(void **state)
{
    struct report_case it;
    const struct mention *keller;

    (void)state;
    case_read(&it, false, QUOTES_SAID, PARAGRAPHS(KELLER));
    keller = case_mention(&it, "Finnish Deputy Foreign Minister Anna Keller");
    assert_int_equal(keller->kind, MENTION_PERSON);
    assert_string_equal(keller->name, "Anna Keller");
    assert_string_equal(keller->person, "anna-keller");
    assert_string_equal(keller->role, "deputy foreign minister");
    assert_string_equal(keller->of, "FIN");
    assert_int_equal(keller->codes, 1);
    assert_string_equal(keller->code[0], "FIN");
    case_release(&it);
}

static void test_a_surname_points_back(void **state)
{
    struct report_case it;

    (void)state;
    case_read(&it, false, QUOTES_SAID,
              PARAGRAPHS(KELLER, "Keller said the alliance was ready, and she "
                                 "thanked Norway."));
    assert_string_equal(case_mention(&it, "Keller")->person, "anna-keller");
    assert_string_equal(case_mention(&it, "she")->person, "anna-keller");
    assert_string_equal(case_mention(&it, "the alliance")->code[0], "NATO");
    case_release(&it);
}

static void test_a_surname_points_forward(void **state)
{
    struct report_case it;

    (void)state;
    case_read(&it, false, QUOTES_SAID,
              PARAGRAPHS("Keller said the alliance was ready, and she thanked "
                         "Norway.",
                         KELLER));
    assert_string_equal(case_mention(&it, "Keller")->person, "anna-keller");
    case_release(&it);
}

static void test_an_office_points_back(void **state)
{
    struct report_case it;

    (void)state;
    case_read(&it, false, QUOTES_SAID,
              PARAGRAPHS(KELLER, "The deputy foreign minister said she would "
                                 "return."));
    assert_string_equal(
        case_mention(&it, "The deputy foreign minister")->person,
        "anna-keller");
    assert_string_equal(it.quotes.quote[0].speaker.name, "Anna Keller");
    case_release(&it);
}

static void test_officials_keep_their_role(void **state)
{
    struct report_case it;
    const struct speaker *speaker;

    (void)state;
    case_read(&it, false, QUOTES_SAID,
              PARAGRAPHS("A senior Polish diplomat said the vote had been "
                         "close."));
    speaker = &it.quotes.quote[0].speaker;
    assert_true(speaker->anonymous);
    assert_null(speaker->name);
    assert_null(speaker->code);
    assert_string_equal(speaker->of, "POL");
    case_release(&it);
}

static void test_a_seat_and_a_capital_stand_for_the_state(void **state)
{
    struct report_case it;

    (void)state;
    case_read(&it, false, QUOTES_SAID,
              PARAGRAPHS("The Kremlin said Moscow would answer."));
    assert_string_equal(case_mention(&it, "Kremlin")->code[0], "RUS");
    assert_string_equal(case_mention(&it, "Moscow")->code[0], "RUS");
    assert_string_equal(it.quotes.quote[0].speaker.of, "RUS");
    case_release(&it);
}

static void test_a_place_does_not_act(void **state)
{
    struct report_case it;
    const struct mention *oslo;

    (void)state;
    case_read(&it, false, QUOTES_SAID, PARAGRAPHS(KELLER));
    oslo = case_mention(&it, "Oslo");
    assert_int_equal(oslo->kind, MENTION_NAME);
    assert_int_equal(oslo->codes, 0);
    assert_string_equal(oslo->of, "NOR");
    case_release(&it);
}

static void test_its_ministry(void **state)
{
    struct report_case it;

    (void)state;
    case_read(&it, false, QUOTES_SAID,
              PARAGRAPHS("Norway said that the tunnel would open in June.",
                         "Its foreign ministry said the letter had been "
                         "sent."));
    assert_string_equal(it.quotes.quote[1].speaker.role, "foreign ministry");
    assert_string_equal(it.quotes.quote[1].speaker.of, "NOR");
    case_release(&it);
}

static void test_an_agency_is_one_mention(void **state)
{
    struct report_case it;
    const struct mention *agency;

    (void)state;
    case_read(&it, false, QUOTES_SAID,
              PARAGRAPHS("The Interfax news agency said the harbour was "
                         "closed."));
    agency = case_mention(&it, "The Interfax news agency");
    assert_int_equal(agency->kind, MENTION_AGENCY);
    assert_string_equal(agency->name, "Interfax");
    case_release(&it);
}

static void test_the_two_sides_are_both(void **state)
{
    struct report_case it;
    const struct mention *sides;

    (void)state;
    case_read(&it, false, QUOTES_SAID,
              PARAGRAPHS("Russia and Turkey met in Geneva, and the two sides "
                         "agreed to meet again."));
    sides = case_mention(&it, "the two sides");
    assert_int_equal(sides->codes, 2);
    assert_string_equal(sides->code[0], "RUS");
    assert_string_equal(sides->code[1], "TUR");
    case_release(&it);
}

static void test_a_former_minister_speaks_for_nobody(void **state)
{
    struct report_case it;
    const struct mention *former;

    (void)state;
    case_read(&it, false, QUOTES_SAID,
              PARAGRAPHS("Former Dutch foreign minister Jan Vermolen said he "
                         "would not have signed."));
    former = case_mention(&it, "Former Dutch foreign minister Jan Vermolen");
    assert_string_equal(former->role, "former Dutch foreign minister");
    assert_null(former->of);
    assert_int_equal(former->codes, 0);
    case_release(&it);
}

static void test_it_is_the_subject_of_the_clause_above(void **state)
{
    struct report_case it;

    (void)state;
    case_read(&it, false, QUOTES_SAID,
              PARAGRAPHS("Japan rejected the offer, and it recalled its "
                         "ambassador."));
    assert_string_equal(case_mention(&it, "it")->code[0], "JPN");
    assert_string_equal(case_mention(&it, "its ambassador")->of, "JPN");
    case_release(&it);
}

static void test_mentions_are_found_by_their_tokens(void **state)
{
    struct report_case it;
    const struct mention *keller;

    (void)state;
    case_read(&it, false, QUOTES_SAID, PARAGRAPHS(KELLER));
    keller = mention_headed(&it.mentions, 0, 5);
    assert_int_equal(keller->kind, MENTION_PERSON);
    assert_int_equal(mention_over(&it.mentions, 0, 0)->kind, MENTION_ACTOR);
    assert_null(mention_headed(&it.mentions, 0, 6)); /* "met" */
    case_release(&it);
}

/* The case with the words of its quotes heard. */
static void hear(struct report_case *it, const char *const *paragraph)
{
    case_read(it, false, QUOTES_SAID, paragraph);
    mentions_hear(&it->mentions, &it->document, &it->quotes, &it->arena);
}

static void test_we_are_those_the_speaker_speaks_for(void **state)
{
    struct report_case it;

    (void)state;
    hear(&it, PARAGRAPHS("“We will stay here,” the Finnish defence minister "
                         "said on Monday."));
    assert_int_equal(case_mention(&it, "We")->codes, 1);
    assert_string_equal(case_mention(&it, "We")->code[0], "FIN");
    case_release(&it);
}

static void test_i_am_the_speaker(void **state)
{
    struct report_case it;

    (void)state;
    hear(&it, PARAGRAPHS("“I am ready,” said Anna Keller, a pilot from Turku. "
                         "“My crew is not.”"));
    assert_string_equal(case_mention(&it, "I")->name, "Anna Keller");
    assert_string_equal(case_mention(&it, "My")->name, "Anna Keller");
    case_release(&it);
}

static void test_the_country_was_named_before(void **state)
{
    struct report_case it;

    (void)state;
    case_read(&it, false, QUOTES_SAID,
              PARAGRAPHS("The harbour of Chile is full, and the country needs "
                         "another one."));
    assert_string_equal(case_mention(&it, "the country")->code[0], "CHL");
    case_release(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_title_and_name_make_a_person),
        cmocka_unit_test(test_a_surname_points_back),
        cmocka_unit_test(test_a_surname_points_forward),
        cmocka_unit_test(test_an_office_points_back),
        cmocka_unit_test(test_officials_keep_their_role),
        cmocka_unit_test(test_a_seat_and_a_capital_stand_for_the_state),
        cmocka_unit_test(test_a_place_does_not_act),
        cmocka_unit_test(test_its_ministry),
        cmocka_unit_test(test_an_agency_is_one_mention),
        cmocka_unit_test(test_the_two_sides_are_both),
        cmocka_unit_test(test_a_former_minister_speaks_for_nobody),
        cmocka_unit_test(test_it_is_the_subject_of_the_clause_above),
        cmocka_unit_test(test_mentions_are_found_by_their_tokens),
        cmocka_unit_test(test_we_are_those_the_speaker_speaks_for),
        cmocka_unit_test(test_i_am_the_speaker),
        cmocka_unit_test(test_the_country_was_named_before),
    };

    return cmocka_run_group_tests(tests, shelf_open, shelf_close);
}
