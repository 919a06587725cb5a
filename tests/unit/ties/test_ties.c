/* Events, demands and answers, judged of pairs of invented acts. */
#include "testing.h"
#include "ties/answer.h"
#include "ties/same.h"

#include <math.h>

static struct ties_lists lists;

static int open_lists(void **state)
{
    struct err err = {0};

    (void)state;
    return ties_lists_open(&lists, DATA_DIR, &err) ? 0 : -1;
}

static int release_lists(void **state)
{
    (void)state;
    ties_lists_release(&lists);
    return 0;
}

/* What a test says of an act; `at` is where it stands in its report. */
struct said {
    const char *type;
    const char *actor;
    const char *recipient;
    const char *words;
    const char *date;
    long long report;
    size_t at;
    unsigned flags;
};

/* `who`: who acts, in words, without a code; NULL: nobody. */
static struct gist gist_by(struct said said, const char *who)
{
    struct gist gist;
    struct slice words = slice_of(said.words);
    struct span at = {said.at, said.at + words.len};
    struct telling telling = {.act = (long long)said.at + said.report * 1000,
                              .report = said.report,
                              .id = "a-0123456789abcdef",
                              .type = said.type,
                              .actor = &said.actor,
                              .actors = said.actor != NULL,
                              .recipient = &said.recipient,
                              .recipients = said.recipient != NULL,
                              .date = date_parse(slice_of(said.date)),
                              .dated = true,
                              .text = at,
                              .text_words = words,
                              .sentence = at,
                              .sentence_words = words,
                              .flags = said.flags};

    if (who != NULL) {
        telling.who = slice_of(who);
    }

    gist_make(&gist, &lists, &telling);
    return gist;
}

static struct gist gist_of(struct said said)
{
    return gist_by(said, NULL);
}

static const struct said ask = {
    "demand",     "XKA", "XDO", "demanded that it close the Haddon Pass",
    "2032-09-06", 1,     100,   0};

static double score(struct said a, struct said b)
{
    struct gist x = gist_of(a);
    struct gist y = gist_of(b);

    return answer_judge(&lists, &x, &y).score;
}

static void a_gist_comes_back_from_its_bytes(void **state)
{
    struct gist gist = gist_of(ask);
    struct gist back;
    struct buf bytes = {0};

    (void)state;
    gist_pack(&gist, &bytes);
    assert_true(gist_unpack(&back, buf_slice(&bytes)));
    back.act = gist.act;
    back.report = gist.report;
    assert_memory_equal(&back, &gist, sizeof gist);
    for (size_t len = 0; len < bytes.len; len++) {
        assert_false(gist_unpack(&back, (struct slice){bytes.ptr, len}));
    }
    buf_release(&bytes);
}

static void the_same_on_the_same_day_is_one_event(void **state)
{
    struct said other = ask;
    struct gist x = gist_of(ask);
    struct gist y;

    (void)state;
    other.report = 2;
    other.words = "called on Dovaria to close the Haddon Pass";
    other.type = "request";
    y = gist_of(other);
    assert_true(same_event(&lists, &x, &y));
    assert_true(same_event(&lists, &y, &x));
    other.date = "2032-09-09";
    y = gist_of(other);
    assert_false(same_event(&lists, &x, &y));
    assert_true(same_demand(&lists, &x, &y)); /* but the demand is the same */
    other.words = "called on Dovaria to send forty lorries";
    y = gist_of(other);
    assert_false(same_demand(&lists, &x, &y));
}

/* "would bar Karesh from the union and oblige the bloc to move its guns" */
static void two_points_of_one_sentence_are_two_demands(void **state)
{
    struct gist x = gist_of(ask);
    struct gist y = x;

    (void)state;
    x.word = (struct gist_words){{1, 2}, {40, 40}, 2};
    y.word = (struct gist_words){{3, 4}, {40, 40}, 2};
    assert_false(same_event(&lists, &x, &y));
    y.word = x.word;
    assert_true(same_event(&lists, &x, &y));
}

static void a_demand_in_the_words_of_a_demand_is_the_same(void **state)
{
    const struct said whole = {
        "request",    "XKA", "XDO", "repeated the requests that it must meet",
        "2032-09-06", 1,     100,   0};
    const struct said part = {"demand",     "XKA", "XDO", "that it must meet",
                              "2032-09-06", 1,     122,   0};
    struct gist x = gist_of(whole);
    struct gist y = gist_of(part);

    (void)state;
    assert_false(same_demand(&lists, &x, &y));
    y.sentence = x.sentence;
    assert_true(same_demand(&lists, &x, &y));
    assert_true(same_demand(&lists, &y, &x));
    x.text.end = y.text.start - 1; /* "repeated the requests" */
    assert_true(same_demand(&lists, &x, &y));
    x.text.end = y.text.start - 6; /* "..., and that" */
    assert_false(same_demand(&lists, &x, &y));
}

static void who_does_what_decides_before_words(void **state)
{
    struct said other = ask;
    struct gist x = gist_of(ask);
    struct gist y;

    (void)state;
    other.actor = "XSE";
    y = gist_of(other);
    assert_false(same_event(&lists, &x, &y));
    other = ask;
    other.flags = GIST_NEGATED;
    y = gist_of(other);
    assert_false(same_event(&lists, &x, &y));
    assert_false(same_demand(&lists, &x, &y));
}

static void a_meeting_is_one_by_its_parties_and_its_day(void **state)
{
    struct said said = {"meet",       "XKA", "XDO", "met in Quillan",
                        "2032-09-15", 1,     0,     0};
    struct gist x = gist_of(said);
    struct gist y;

    (void)state;
    said.actor = "XDO";
    said.recipient = "XKA";
    said.words = "held talks with Karesh";
    y = gist_of(said);
    assert_true(same_event(&lists, &x, &y));
    said.words = "met in Ostany";
    y = gist_of(said);
    assert_false(same_event(&lists, &x, &y));
}

static void an_answer_points_back_or_uses_the_words(void **state)
{
    struct said no = {"reject",     "XDO", "XKA", "rejected the demand",
                      "2032-09-09", 1,     160,   0};

    (void)state;
    assert_true(score(ask, no) >= lists.at.answer_least);
    no.words = "refused to close the Haddon Pass";
    assert_true(score(ask, no) >= lists.at.answer_least);
    no.words = "refused to hand over two merchants";
    assert_true(score(ask, no) == 0);
}

static void whoever_was_not_asked_does_not_answer(void **state)
{
    struct said no = {"reject",     "XSE", NULL, "rejected the demand",
                      "2032-09-09", 1,     160,  0};

    (void)state;
    assert_true(score(ask, no) == 0);
    no.actor = "XKA";
    assert_true(score(ask, no) == 0);
}

static void nobody_answers_before_he_is_asked(void **state)
{
    struct said no = {
        "reject",     "XDO", "XKA", "rejected the demand to close Haddon Pass",
        "2032-09-05", 2,     0,     0};

    (void)state;
    assert_true(score(ask, no) == 0);
    no.date = "2032-09-08";
    assert_true(score(ask, no) >= lists.at.answer_least);
    no.date = "2033-09-08";
    assert_true(score(ask, no) == 0);
}

static void whoever_asked_may_withdraw(void **state)
{
    struct said said = {"concede",
                        "XKA",
                        NULL,
                        "dropped its demand that Dovaria close the Haddon Pass",
                        "2032-09-20",
                        2,
                        0,
                        0};
    struct gist x = gist_of(ask);
    struct gist y = gist_of(said);
    struct answer answer = answer_judge(&lists, &x, &y);

    (void)state;
    assert_true(answer.score >= lists.at.answer_least);
    assert_int_equal(answer.how, ANSWER_WITHDRAWN);
}

/* Whoever has no code is known by his name, in his own report. */
static void names_without_a_code_tell_who_answers(void **state)
{
    struct said plea = ask;
    struct said no = {"reject",     NULL, NULL, "refused to meet the demand",
                      "2032-09-06", 1,    145,  0};
    struct gist x, y;

    (void)state;
    plea.actor = NULL;
    x = gist_by(plea, "Minister Teodor Vance");
    y = gist_by(no, "the union");
    assert_true(answer_judge(&lists, &x, &y).score >= lists.at.answer_least);
    y.report = 2; /* another union, perhaps */
    assert_true(answer_judge(&lists, &x, &y).score == 0);
    y = gist_by(no, "Vance");
    assert_true(answer_judge(&lists, &x, &y).score == 0); /* to himself */
}

/* Of two demands of one side, the answer that names another matter is to
 * neither. */
static void the_demand_is_the_one_whose_matter_is_named(void **state)
{
    struct said no = {
        "reject",     "XDO", "XKA", "turned down a request for two merchants",
        "2032-09-09", 1,     900,   0};
    struct gist x = gist_of(ask);
    struct gist y = gist_of(no);

    (void)state;
    y.meant = false;
    assert_true(answer_judge(&lists, &x, &y).score == 0);
    no.words = "turned down the demand to close a pass";
    assert_true(score(ask, no) >= lists.at.answer_least);
}

static void a_promise_answers_only_what_was_asked_of_who_makes_it(void **state)
{
    struct said will = {"promise",    "XDO", NULL, "promised to do so",
                        "2032-09-06", 1,     145,  0};
    struct gist x = gist_of(ask);
    struct gist y = gist_of(will);
    struct answer answer = answer_judge(&lists, &x, &y);

    (void)state;
    assert_true(answer.score >= lists.at.answer_least);
    assert_int_equal(answer.how, ANSWER_YES);
    x.recipient.len = 0;
    assert_true(answer_judge(&lists, &x, &y).score == 0);
}

static void a_deed_answers_only_what_was_asked_of_who_does_it(void **state)
{
    struct said deed = {"concede",    "XDO", NULL, "closed the Haddon Pass",
                        "2032-09-09", 1,     160,  0};
    struct gist x = gist_of(ask);
    struct gist y = gist_of(deed);
    struct answer answer = answer_judge(&lists, &x, &y);

    (void)state;
    assert_true(answer.score >= lists.at.answer_least);
    assert_int_equal(answer.how, ANSWER_FULFILLED);
    x.recipient.len = 0;
    assert_true(answer_judge(&lists, &x, &y).score == 0);
}

static void an_offer_to_who_asked_is_a_counter(void **state)
{
    struct said other = {"offer",      "XDO", "XKA", "offered that instead",
                         "2032-09-06", 1,     145,   0};
    struct gist x = gist_of(ask);
    struct gist y = gist_of(other);
    struct answer answer = answer_judge(&lists, &x, &y);

    (void)state;
    assert_true(answer.score >= lists.at.answer_least);
    assert_int_equal(answer.how, ANSWER_COUNTER);
    y.report = 2;
    assert_true(answer_judge(&lists, &x, &y).score == 0);
}

/* "Did not say yes" leaves it open; "has not been rejected" is no answer. */
static void a_yes_that_was_not_said_is_no_answer_yet(void **state)
{
    struct said said = {"accept",     "XDO", "XKA", "did not accept the demand",
                        "2032-09-09", 1,     145,   GIST_NEGATED};
    struct gist x = gist_of(ask);
    struct gist y = gist_of(said);

    (void)state;
    assert_int_equal(answer_judge(&lists, &x, &y).how, ANSWER_DEFER);
    said.type = "reject";
    assert_true(score(ask, said) == 0);
}

/* "proposed talks, which Talvor declined" */
static void an_answer_may_stand_in_the_words_that_ask(void **state)
{
    struct said said = {"reject",     "XDO", "XSE", "declined",
                        "2032-09-09", 1,     130,   0};
    struct gist x = gist_of(ask);
    struct gist y = gist_of(said);

    (void)state;
    assert_true(answer_judge(&lists, &x, &y).score == 0); /* to another one */
    y.sentence = x.sentence;
    assert_true(answer_judge(&lists, &x, &y).score >= lists.at.answer_least);
}

static void a_live_report_tells_the_answer_first(void **state)
{
    struct said plea = {
        "request",    "XKA", NULL, "requests inspectors at Sarth",
        "2032-09-06", 1,     800,  0};
    struct said no = {"reject",     "XDO", "XKA", "rejects the request",
                      "2032-09-06", 1,     100,   0};

    (void)state;
    assert_true(score(plea, no) >= lists.at.answer_least);
    no.words = "rejects the appeal"; /* by another word: not surely that one */
    assert_true(score(plea, no) == 0);
}

static void meaning_needs_who_was_asked_and_a_word(void **state)
{
    struct said no = {"reject",     "XDO", "XKA", "kept Haddon open",
                      "2032-09-20", 2,     0,     0};
    struct gist x = gist_of(ask);
    struct gist y = gist_of(no);

    (void)state;
    x.meant = y.meant = true;
    memset(x.vector, 1, sizeof x.vector);
    memset(y.vector, 2, sizeof y.vector);
    assert_true(answer_judge(&lists, &x, &y).score >= lists.at.answer_least);
    memset(y.vector, -2, sizeof y.vector);
    assert_true(answer_judge(&lists, &x, &y).score == 0);
    memset(y.vector, 2, sizeof y.vector);
    x.recipient.len = 0;
    assert_true(answer_judge(&lists, &x, &y).score == 0);
}

static void without_a_model_there_is_no_meaning(void **state)
{
    struct matter *matter = matter_new("/nowhere");
    struct meant meant = {.sentence = SLICE("a pass"), .act = {0, 6}};
    int8_t one[MATTER_WIDTH], other[MATTER_WIDTH];

    (void)state;
    matter_read(matter, &meant, 1);
    assert_false(meant.read);
    matter_free(matter);
    memset(one, 5, sizeof one);
    memset(other, -7, sizeof other);
    assert_true(fabs(matter_alike(one, one) - 1) < 1e-9);
    assert_true(fabs(matter_alike(one, other) + 1) < 1e-9);
    memset(other, 0, sizeof other);
    assert_true(matter_alike(one, other) == 0);
}

/* "... a demand on which it will not give in": its own. */
static void who_stands_firm_answers_nobody(void **state)
{
    struct said no = {"reject",     "XDO", "XKA", "will not give in",
                      "2032-09-09", 1,     160,   0};

    (void)state;
    assert_true(score(ask, no) == 0);
    no.words = "will not give in to the demand";
    assert_true(score(ask, no) >= lists.at.answer_least);
    no.words = "refused";
    assert_true(score(ask, no) >= lists.at.answer_least);
}

static void who_keeps_his_own_answers_nobody(void **state)
{
    const struct said offer = {
        "offer",      "XKA", "XDO", "offered talks on the Haddon Pass",
        "2032-09-06", 1,     100,   0};
    struct said act = {
        "reject",     "XDO",
        "XKA",        "would not let its proposals be picked apart",
        "2032-09-06", 1,
        160,          0};

    (void)state;
    assert_true(score(offer, act) == 0);
    act.words = "would not accept the proposals";
    assert_true(score(offer, act) > 0);
    act.words = "rejected the offer to let its ships through";
    assert_true(score(offer, act) > 0);
}

static void it_is_what_was_told_before(void **state)
{
    const struct said offer = {
        "offer",      "XKA", "XDO", "offered to keep the Haddon Pass open",
        "2032-09-06", 1,     400,   0};
    struct said act = {"reject",     "XDO", NULL, "rejected that",
                       "2032-09-06", 1,     300,  0};

    (void)state;
    assert_true(score(offer, act) == 0);
    act.at = 440;
    assert_true(score(offer, act) > 0);
}

static void an_offer_that_is_refused_is_no_demand(void **state)
{
    struct said no = {"reject",     "XDO", "XKA", "rejected the offer",
                      "2032-09-09", 1,     160,   0};

    (void)state;
    assert_true(score(ask, no) == 0);
    no.words = "rejected the idea";
    assert_true(score(ask, no) >= lists.at.answer_least);
}

static void the_next_sentence_says_yes_or_no(void **state)
{
    struct said no = {"reject",     "XSE", NULL, "would not hear of it",
                      "2032-09-09", 1,     139,  0};

    (void)state;
    assert_true(score(ask, no) >= lists.at.answer_least);
    no.at = 160; /* a sentence further on it may speak of something else */
    assert_true(score(ask, no) == 0);
    no.at = 139;
    no.words = "would not hand over two merchants";
    assert_true(score(ask, no) == 0);
    no.words = "would not hear of it";
    no.actor = "XKA";
    assert_true(score(ask, no) == 0); /* who asked does not answer */
}

/* "rejected [a demand by Karesh that it close the Haddon Pass]" */
static void an_answer_may_hold_the_words_that_ask(void **state)
{
    struct said held = ask;
    struct said no = {
        "reject",     "XSE", "XDO", "rejected a demand by Karesh that it close",
        "2032-09-09", 1,     100,   0};

    (void)state;
    held.at = 109;
    held.words = "a demand by Karesh that it close";
    assert_true(score(held, no) == 0); /* not of one sentence */
    {
        struct gist x = gist_of(held);
        struct gist y = gist_of(no);

        x.sentence = y.sentence;
        assert_true(answer_judge(&lists, &x, &y).score >= 0.9);
    }
}

/* An act that was found by its verb alone. */
static void what_follows_the_verb_says_what_it_is_about(void **state)
{
    const char *sentence = "It refused to hand over two merchants, he said.";
    const char *actor = "XDO";
    struct telling telling = {.id = "a-0123456789abcdef",
                              .type = "reject",
                              .actor = &actor,
                              .actors = 1,
                              .text = {3, 10},
                              .text_words = SLICE("refused"),
                              .sentence = {0, strlen(sentence)},
                              .sentence_words = slice_of(sentence)};
    struct gist gist;

    (void)state;
    gist_make(&gist, &lists, &telling);
    assert_int_not_equal(gist.word.len, 0);
    telling.sentence_words.len = 10; /* "It refused" */
    telling.sentence.end = 10;
    gist_make(&gist, &lists, &telling);
    assert_int_equal(gist.word.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gist_comes_back_from_its_bytes),
        cmocka_unit_test(the_same_on_the_same_day_is_one_event),
        cmocka_unit_test(two_points_of_one_sentence_are_two_demands),
        cmocka_unit_test(a_demand_in_the_words_of_a_demand_is_the_same),
        cmocka_unit_test(who_does_what_decides_before_words),
        cmocka_unit_test(a_meeting_is_one_by_its_parties_and_its_day),
        cmocka_unit_test(an_answer_points_back_or_uses_the_words),
        cmocka_unit_test(whoever_was_not_asked_does_not_answer),
        cmocka_unit_test(nobody_answers_before_he_is_asked),
        cmocka_unit_test(whoever_asked_may_withdraw),
        cmocka_unit_test(names_without_a_code_tell_who_answers),
        cmocka_unit_test(the_demand_is_the_one_whose_matter_is_named),
        cmocka_unit_test(a_promise_answers_only_what_was_asked_of_who_makes_it),
        cmocka_unit_test(a_deed_answers_only_what_was_asked_of_who_does_it),
        cmocka_unit_test(an_offer_to_who_asked_is_a_counter),
        cmocka_unit_test(a_yes_that_was_not_said_is_no_answer_yet),
        cmocka_unit_test(an_answer_may_stand_in_the_words_that_ask),
        cmocka_unit_test(a_live_report_tells_the_answer_first),
        cmocka_unit_test(meaning_needs_who_was_asked_and_a_word),
        cmocka_unit_test(without_a_model_there_is_no_meaning),
        cmocka_unit_test(who_stands_firm_answers_nobody),
        cmocka_unit_test(who_keeps_his_own_answers_nobody),
        cmocka_unit_test(it_is_what_was_told_before),
        cmocka_unit_test(an_offer_that_is_refused_is_no_demand),
        cmocka_unit_test(the_next_sentence_says_yes_or_no),
        cmocka_unit_test(an_answer_may_hold_the_words_that_ask),
        cmocka_unit_test(what_follows_the_verb_says_what_it_is_about),
    };

    return cmocka_run_group_tests_name("ties", tests, open_lists,
                                       release_lists);
}
