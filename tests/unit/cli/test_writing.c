/* How results are written: CSV fields, chosen keys, marked passages. */
#include "cli/listing.h"
#include "cli/passage.h"
#include "testing.h"

static void csv_is(const char *text, const char *wanted)
{
    struct buf out = {0};

    buf_add_str(&out, "");
    csv_field(&out, slice_of(text));
    assert_string_equal(out.ptr != NULL ? out.ptr : "", wanted);
    buf_release(&out);
}

static void test_csv_quotes_what_needs_it(void **state)
{
    (void)state;
    csv_is("plain", "plain");
    csv_is("a,b", "\"a,b\"");
    csv_is("say \"no\"", "\"say \"\"no\"\"\"");
    csv_is("two\nlines", "\"two\nlines\"");
    csv_is("one\rline", "\"one\rline\"");
    csv_is(" led by a blank", "\" led by a blank\"");
    csv_is("", "");
}

static void test_json_keeps_only_the_keys_asked_for(void **state)
{
    const struct slice name[] = {SLICE("text"), SLICE("id"), SLICE("none")};
    struct buf out = {0};

    (void)state;
    json_only(&out,
              SLICE("{\"id\":\"a-1\",\"who\":{\"id\":[1,{\"text\":2}]},"
                    "\"text\":\"with \\\"quotes\\\", and {braces}\",\"n\":1}"),
              name, 3);
    assert_string_equal(
        out.ptr,
        "{\"text\":\"with \\\"quotes\\\", and {braces}\",\"id\":\"a-1\"}");
    buf_clear(&out);
    json_only(&out, SLICE("{}"), name, 3);
    assert_string_equal(out.ptr, "{}");
    buf_release(&out);
}

static void passage_is(struct passage passage, const char *text,
                       struct span mark, const char *wanted)
{
    struct buf out = {0};

    passage_write(&out, &passage, slice_of(text), &mark, 1);
    assert_string_equal(out.ptr, wanted);
    buf_release(&out);
}

static void test_words_are_marked_without_colour(void **state)
{
    const struct passage passage = {.indent = 2, .width = 24};

    (void)state;
    passage_is(passage, "The ministry demanded the port.",
               (struct span){13, 21},
               "  The ministry\n  >>demanded<< the port.\n");
    passage_is(passage, "all", (struct span){0, 3}, "  >>all<<\n");
    passage_is(passage, "none", (struct span){9, 12}, "  none\n");
}

static void test_colour_goes_round_the_marks_on_every_line(void **state)
{
    const struct passage passage = {.width = 14, .color = true};

    (void)state;
    passage_is(passage, "we will not accept it", (struct span){3, 18},
               "we \x1b[1;30;43m>>will not\x1b[0m\n"
               "\x1b[1;30;43maccept<<\x1b[0m it\n");
}

static void test_hostile_text_stays_text(void **state)
{
    const struct passage passage = {.width = 60};

    (void)state;
    passage_is(passage, "a\x1b[31m b", (struct span){0, 1}, ">>a<<␛[31m b\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv_quotes_what_needs_it),
        cmocka_unit_test(test_json_keeps_only_the_keys_asked_for),
        cmocka_unit_test(test_words_are_marked_without_colour),
        cmocka_unit_test(test_colour_goes_round_the_marks_on_every_line),
        cmocka_unit_test(test_hostile_text_stays_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
