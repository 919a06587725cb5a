/* What is done to whom, and why it is thought so. */
#include "acts/code.h"
#include "base/buf.h"
#include "case.h"
#include "testing.h"

static struct coder *coder;

static int open_all(void **state)
{
    struct err err = {0};

    if (shelf_open(state) != 0) {
        return 1;
    }
    if (!coder_open(&coder, DATA_DIR, shelf.actors, &err)) {
        print_error("%s\n", err.text);
        return 1;
    }
    return 0;
}

static int close_all(void **state)
{
    coder_free(coder);
    return shelf_close(state);
}

struct told {
    struct report_case it;
    struct coding coding;
};

static void tell(struct told *told, const char *sentence)
{
    const char *const paragraph[] = {sentence, NULL};

    case_read(&told->it, false, QUOTES_SAID, paragraph);
    coding_make(coder, &told->it.document, &told->it.arena, &told->coding);
}

static void add_parties(struct buf *line, struct told *told,
                        const struct party *party, size_t count)
{
    buf_add_str(line, count == 0 ? "-" : "");
    for (size_t i = 0; i < count; i++) {
        buf_add_str(line, i != 0 ? "+" : "");
        buf_add_str(line, party[i].code != NULL
                              ? party[i].code
                              : case_words(&told->it, party[i].at));
    }
}

/* The sentence tells one act, and it is "type ACTOR -> RECIPIENT {words}". */
static void check(const char *sentence, const char *expected)
{
    struct told told;
    struct buf line = {0};
    const struct act *act;

    tell(&told, sentence);
    assert_int_equal(told.coding.acts, 1);
    act = &told.coding.act[0];
    buf_printf(&line, "%s ", act->type);
    add_parties(&line, &told, act->actor, act->actors);
    buf_add_str(&line, " -> ");
    add_parties(&line, &told, act->recipient, act->recipients);
    buf_printf(&line, " {%s}", case_words(&told.it, act->text));
    assert_string_equal(line.ptr, expected);
    buf_release(&line);
    case_release(&told.it);
}

static void check_none(const char *sentence)
{
    struct told told;

    tell(&told, sentence);
    assert_int_equal(told.coding.acts, 0);
    case_release(&told.it);
}

static void test_the_owner_of_what_is_rejected_receives_it(void **state)
{
    (void)state;
    check("Greece rejected the Albanian draft on Tuesday.",
          "reject GRC -> ALB {rejected the Albanian draft}");
}

static void test_a_passive_is_turned_round(void **state)
{
    (void)state;
    check("Kenya urged Uganda to reopen the bridge.",
          "request KEN -> UGA {urged Uganda to reopen the bridge}");
    check("Uganda was asked by Kenya to reopen the bridge.",
          "request KEN -> UGA {was asked by Kenya to reopen the bridge}");
}

static void test_will_not_is_a_refusal_with_its_condition(void **state)
{
    struct told told;
    const struct act *act;

    (void)state;
    tell(&told, "Norway will not accept the quota unless Denmark pays.");
    assert_int_equal(told.coding.acts, 1);
    act = &told.coding.act[0];
    assert_string_equal(act->type, "reject");
    assert_true(act->flags.conditional);
    assert_false(act->flags.negated);
    assert_false(act->flags.future);
    assert_string_equal(case_words(&told.it, act->flags.condition),
                        "unless Denmark pays");
    case_release(&told.it);
}

static void test_a_minister_offers_for_his_state(void **state)
{
    struct told told;
    const struct act *act;

    (void)state;
    tell(&told, "“We are ready to talk to Denmark,” the Norwegian foreign "
                "minister said.");
    assert_int_equal(told.coding.acts, 1);
    act = &told.coding.act[0];
    assert_string_equal(act->type, "offer");
    assert_string_equal(act->actor[0].code, "NOR");
    assert_string_equal(act->recipient[0].code, "DNK");
    assert_int_equal(act->quote, 0);
    assert_true(act->has_speaker);
    assert_string_equal(act->speaker.of, "NOR");
    case_release(&told.it);
}

static void test_no_offer_is_a_negated_offer(void **state)
{
    struct told told;

    (void)state;
    tell(&told, "Chile made no offer to Peru.");
    assert_int_equal(told.coding.acts, 1);
    assert_string_equal(told.coding.act[0].type, "offer");
    assert_true(told.coding.act[0].flags.negated);
    case_release(&told.it);
}

static void test_what_is_denied_is_not_told_as_done(void **state)
{
    (void)state;
    check("Ghana denied that it had threatened Togo.",
          "deny GHA -> - {denied that it had threatened Togo}");
}

static void test_those_who_meet_do_it_to_each_other(void **state)
{
    (void)state;
    check("The ministers of Chad and Niger met in Zinder.",
          "meet TCD+NER -> TCD+NER {met}");
}

static void test_must_is_a_demand_of_the_speaker(void **state)
{
    (void)state;
    check("“Austria must withdraw the note,” the Italian transport minister "
          "said.",
          "demand ITA -> AUT {Austria must withdraw the note}");
}

static void test_no_evidence_is_no_act(void **state)
{
    (void)state;
    check_none("The sea was calm and the bridge is red.");
    check_none("Did Spain reject the Portuguese plan?");
}

static void test_a_rejected_demand_is_told_with_its_owner(void **state)
{
    struct told told;

    (void)state;
    tell(&told, "Spain rejected Portugal's demand for a second dam.");
    assert_int_equal(told.coding.acts, 2);
    assert_string_equal(told.coding.act[0].type, "reject");
    assert_string_equal(told.coding.act[1].type, "demand");
    assert_string_equal(told.coding.act[1].actor[0].code, "PRT");
    case_release(&told.it);
}

static void test_every_act_says_why(void **state)
{
    struct told told;
    const struct act *act;
    bool lexicon = false;
    bool actor = false;

    (void)state;
    tell(&told, "Greece rejected the Albanian draft on Tuesday.");
    act = &told.coding.act[0];
    for (size_t i = 0; i < act->whys; i++) {
        lexicon |= strstr(act->why[i], "act-verbs.tsv:") != NULL;
        actor |= strstr(act->why[i], "actor: subject \"Greece\"") != NULL;
    }
    assert_true(lexicon);
    assert_true(actor);
    assert_true(act->confidence > .5 && act->confidence <= 1);
    case_release(&told.it);
}

static void test_the_date_of_the_act_is_that_of_its_verb(void **state)
{
    struct told told;
    char text[16];

    (void)state;
    tell(&told, "Greece rejected the Albanian draft on Tuesday.");
    assert_string_equal(date_format(told.coding.act[0].date.date, text),
                        "2024-06-11");
    assert_int_equal(told.coding.act[0].date.from, DATE_FROM_TEXT);
    case_release(&told.it);
}

static void test_a_pair_is_coded_for_its_source(void **state)
{
    const struct analysis *analysis = analysis_lines_find(
        &shelf.lines, SLICE("Kenya urged Uganda to reopen the bridge."));
    struct arena arena = {0};
    struct act act;

    (void)state;
    assert_non_null(analysis);
    assert_true(coding_pair(coder, analysis, (struct span){0, 5},
                            (struct span){12, 18}, &arena, &act));
    assert_string_equal(act.type, "request");
    assert_string_equal(act.plover, "REQUEST");
    assert_int_equal(coder_quad(coder, act.plover), 3);
    arena_release(&arena);
}

static void test_the_chain_of_who_says_so_goes_outward(void **state)
{
    struct told told;
    const struct act *act;

    (void)state;
    tell(&told, "Kenya will not accept the plan, its foreign minister Peter "
                "Odera told Reuters on Friday.");
    assert_int_equal(told.coding.acts, 1);
    act = &told.coding.act[0];
    assert_int_equal(act->attributions, 2);
    assert_int_equal(act->attribution[0].role, ATTRIBUTION_SPEAKER);
    assert_string_equal(act->attribution[0].name, "Peter Odera");
    assert_int_equal(act->attribution[1].role, ATTRIBUTION_AGENCY);
    assert_string_equal(act->attribution[1].text, "Reuters");
    case_release(&told.it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_owner_of_what_is_rejected_receives_it),
        cmocka_unit_test(test_a_passive_is_turned_round),
        cmocka_unit_test(test_will_not_is_a_refusal_with_its_condition),
        cmocka_unit_test(test_a_minister_offers_for_his_state),
        cmocka_unit_test(test_no_offer_is_a_negated_offer),
        cmocka_unit_test(test_what_is_denied_is_not_told_as_done),
        cmocka_unit_test(test_those_who_meet_do_it_to_each_other),
        cmocka_unit_test(test_must_is_a_demand_of_the_speaker),
        cmocka_unit_test(test_no_evidence_is_no_act),
        cmocka_unit_test(test_a_rejected_demand_is_told_with_its_owner),
        cmocka_unit_test(test_every_act_says_why),
        cmocka_unit_test(test_the_date_of_the_act_is_that_of_its_verb),
        cmocka_unit_test(test_a_pair_is_coded_for_its_source),
        cmocka_unit_test(test_the_chain_of_who_says_so_goes_outward),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
