/* Which report is a copy of which: families told by their texts. */
#include "copies/address.h"
#include "copies/index.h"
#include "testing.h"

#define STORY \
    "Torvania on Thursday made public two draft treaties that would bar " \
    "Lesmora for good from the Coastal Treaty Alliance and oblige the bloc " \
    "to take its Heron missiles out of Vessia.\n\n"
#define HANDED \
    "The texts were handed to Corvane's ambassador in Ostrel, Philip " \
    "Garrowby, on Monday, and diplomats in Brandelle said they had at first " \
    "taken them for a ploy.\n\n"
#define QUOTED \
    "\"Nobody crosses on half a bridge,\" Deputy Foreign Minister Sabina " \
    "Torlak told reporters after the briefing, and she added that the two " \
    "documents belong together.\n\n"
#define NUMBERS \
    "Corvane has said for weeks that Torvania is massing about 60,000 " \
    "troops opposite the Upper Sarre district of Lesmora.\n\n"

static const char wire[] = STORY HANDED QUOTED NUMBERS;
static const char cut[] = STORY NUMBERS HANDED;
static const char credited[] =
    STORY HANDED QUOTED NUMBERS "With files from Lodestar";
static const char typeset[] =
    "Torvania on Thursday made public two draft treaties that would bar "
    "Lesmora for good from the Coastal Treaty Alliance and oblige the bloc "
    "to take its Heron missiles out of Vessia. The texts were handed to "
    "Corvane’s ambassador in Ostrel, Philip Garrowby, on Monday, and "
    "diplomats in Brandelle said they had at first taken them for a ploy. "
    "“Nobody crosses on half a bridge,” Deputy Foreign Minister Sabina "
    "Torlak told reporters after the briefing, and she added that the two "
    "documents belong together. Corvane has said for weeks that Torvania is "
    "massing about 60,000 troops opposite the Upper Sarre district of "
    "Lesmora.";
static const char translated[] =
    "Torvania published on Thursday two drafts of treaty which would exclude "
    "Lesmora forever of the Coastal Treaty Alliance and force the bloc to "
    "withdraw from Vessia its missiles Heron.\n\n"
    "On Monday the documents were given to the ambassador of Corvane in "
    "Ostrel, Philip Garrowby, and the diplomats of Brandelle affirmed having "
    "taken them at the beginning for a manoeuvre.\n\n"
    "\"No one crosses over half of a bridge,\" declared to the journalists "
    "the Deputy Minister of Foreign Affairs, Sabina Torlak, for whom both "
    "documents go together.\n\n"
    "For weeks Corvane affirms that Torvania gathers some 60,000 troops in "
    "front of the district Upper Sarre, of Lesmora.";
static const char other_story[] =
    "Torvania's foreign minister, Anatol Verrick, said on Thursday that the "
    "answers of the Coastal Treaty Alliance held no positive word.\n\n"
    "Two papers from Corvane were lying on the president's desk in Ostrel, "
    "he said.\n\n"
    "Lesmora fears a war, with 60,000 troops near the Sarre.";

static void open_lists(struct copies_lists *lists)
{
    struct err err = {0};

    if (!copies_lists_open(lists, DATA_DIR, &err)) {
        fail_msg("%s", err.text);
    }
}

struct told {
    const char *text;
    const char *id;
    const char *date;
    const char *url;
};

/* Families of `told`, in `found`. */
static void find(const struct told *told, size_t count,
                 struct copies_found *found)
{
    struct copies_lists lists;
    struct copies_index *index;
    struct err err = {0};

    open_lists(&lists);
    index = copies_index_new(&lists, &err);
    assert_non_null(index);
    for (size_t i = 0; i < count; i++) {
        struct copies_text text = {
            .text = slice_of(told[i].text),
            .id = slice_of(told[i].id),
            .address = slice_of(told[i].url),
            .date = date_parse(told[i].date != NULL ? slice_of(told[i].date)
                                                    : SLICE("")),
            .credit = CREDIT_NONE};

        assert_true(copies_index_add(index, &text, &err));
    }
    for (size_t i = 0; i < count; i++) {
        copies_index_find(index, i, &found[i]);
    }
    copies_index_free(index);
    copies_lists_release(&lists);
}

/* How a lone copy of the wire story is told. */
static enum copy_kind kind_beside_wire(const char *text)
{
    struct told told[2] = {{wire, "a", "2031-02-06", NULL},
                           {text, "b", "2031-02-07", NULL}};
    struct copies_found found[2];

    find(told, 2, found);
    assert_true(found[0].is_origin);
    assert_int_equal(found[1].is_origin, found[1].bond.kind == COPY_NONE);
    assert_int_equal(found[1].origin, found[1].is_origin ? 1 : 0);
    return found[1].bond.kind;
}

static void test_a_cut_and_reordered_reprint_is_found(void **state)
{
    (void)state;
    assert_int_equal(kind_beside_wire(cut), COPY_REPRINT);
}

static void test_a_credit_line_makes_no_new_report(void **state)
{
    (void)state;
    assert_int_equal(kind_beside_wire(credited), COPY_REPRINT);
}

static void test_quotation_marks_and_paragraphs_do_not_count(void **state)
{
    (void)state;
    assert_int_equal(kind_beside_wire(typeset), COPY_SAME);
}

static void test_a_back_translation_is_proposed_with_evidence(void **state)
{
    struct told told[2] = {{wire, "a", "2031-02-06", NULL},
                           {translated, "b", NULL, NULL}};
    struct copies_found found[2];

    (void)state;
    find(told, 2, found);
    assert_int_equal(found[1].bond.kind, COPY_TRANSLATION);
    assert_true(found[1].bond.sentences >= 3);
    assert_true(found[1].bond.names >= 5);
    assert_true(found[1].bond.order >= 0.7);
}

static void test_another_story_of_the_crisis_stands_alone(void **state)
{
    (void)state;
    assert_int_equal(kind_beside_wire(other_story), COPY_NONE);
}

static void test_the_earliest_is_the_origin_in_any_order(void **state)
{
    struct told told[3] = {{cut, "c", "2031-02-08", NULL},
                           {credited, "b", "2031-02-07", NULL},
                           {wire, "a", "2031-02-06", NULL}};
    static const int order[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                    {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    (void)state;
    for (int i = 0; i < 6; i++) {
        struct told now[3];
        struct copies_found found[3];

        for (int k = 0; k < 3; k++) {
            now[k] = told[order[i][k]];
        }
        find(now, 3, found);
        for (int k = 0; k < 3; k++) {
            assert_string_equal(now[found[k].origin].id, "a");
            assert_int_equal(found[k].is_origin, now[k].id[0] == 'a');
        }
    }
}

static void test_of_undated_reports_the_longest_is_the_origin(void **state)
{
    struct told told[2] = {{cut, "a", NULL, NULL}, {wire, "b", NULL, NULL}};
    struct copies_found found[2];

    (void)state;
    find(told, 2, found);
    assert_int_equal(found[0].origin, 1);
    assert_true(found[0].bond.share > 0.9);
}

static void test_one_address_with_another_text_is_a_version(void **state)
{
    struct told told[2] = {
        {wire, "a", "2031-02-06", "https://www.courier.example/drafts?utm_x=1"},
        {cut, "b", "2031-02-07", "http://courier.example/drafts/#top"}};
    struct copies_found found[2];

    (void)state;
    find(told, 2, found);
    assert_int_equal(found[1].bond.kind, COPY_VERSION);
    assert_int_equal(found[1].copy_of, 0);
}

static void test_front_pages_are_no_page_of_their_own(void **state)
{
    (void)state;
    assert_false(address_same(SLICE("https://courier.example/"),
                              SLICE("https://courier.example")));
    assert_true(address_same(SLICE("https://courier.example/?id=7&ref=x"),
                             SLICE("http://www.Courier.example/?id=7")));
    assert_false(address_same(SLICE("no address"), SLICE("no address")));
}

static void test_empty_and_broken_texts_are_taken(void **state)
{
    struct told told[4] = {{"", "a", NULL, NULL},
                           {"\xff\xfe\xf0", "b", NULL, NULL},
                           {"'s's' '", "c", NULL, NULL},
                           {"a", "d", NULL, NULL}};
    struct copies_found found[4];

    (void)state;
    find(told, 4, found);
    assert_true(found[3].is_origin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_cut_and_reordered_reprint_is_found),
        cmocka_unit_test(test_a_credit_line_makes_no_new_report),
        cmocka_unit_test(test_quotation_marks_and_paragraphs_do_not_count),
        cmocka_unit_test(test_a_back_translation_is_proposed_with_evidence),
        cmocka_unit_test(test_another_story_of_the_crisis_stands_alone),
        cmocka_unit_test(test_the_earliest_is_the_origin_in_any_order),
        cmocka_unit_test(test_of_undated_reports_the_longest_is_the_origin),
        cmocka_unit_test(test_one_address_with_another_text_is_a_version),
        cmocka_unit_test(test_front_pages_are_no_page_of_their_own),
        cmocka_unit_test(test_empty_and_broken_texts_are_taken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
