/* What is typed to search, and what FTS5 is asked. */
#include "record/expression_int.h"
#include "testing.h"

static void assert_query(const char *text, const char *wanted)
{
    struct buf out = {0};
    struct err err = {0};

    if (!expression_read(text, &out, &err)) {
        fail_msg("%s", err.text);
    }
    assert_string_equal(out.ptr, wanted);
    buf_release(&out);
}

static void assert_refused(const char *text, const char *words)
{
    struct buf out = {0};
    struct err err = {0};

    assert_false(expression_read(text, &out, &err));
    if (strstr(err.text, words) == NULL) {
        fail_msg("'%s' is not said in '%s'", words, err.text);
    }
    buf_release(&out);
}

static void words_must_all_be_there(void **state)
{
    (void)state;
    assert_query("draft", "\"draft\"");
    assert_query("  draft   treaty ", "\"draft\" AND \"treaty\"");
    assert_query("draft AND treaty", "\"draft\" AND \"treaty\"");
}

static void phrases_and_beginnings(void **state)
{
    (void)state;
    assert_query("\"draft treaty\" war", "\"draft treaty\" AND \"war\"");
    assert_query("missil*", "\"missil\" *");
    assert_query("*", "\"*\"");
    assert_query("S-400", "\"S-400\"");
}

static void or_and_not_in_capitals(void **state)
{
    (void)state;
    assert_query("a OR b c NOT d", "\"a\" OR \"b\" AND \"c\" NOT \"d\"");
    assert_query("(a OR b) c", "(\"a\" OR \"b\") AND \"c\"");
    assert_query("war or peace not now",
                 "\"war\" AND \"or\" AND \"peace\" AND \"not\" AND \"now\"");
    assert_query("ORDER NOTE ANDES", "\"ORDER\" AND \"NOTE\" AND \"ANDES\"");
    assert_query("a OR(b)", "\"a\" OR (\"b\")");
}

static void syntax_of_fts5_is_only_words(void **state)
{
    (void)state;
    assert_query("text:a ^b {c} NEAR/2 + -d",
                 "\"text:a\" AND \"^b\" AND \"{c}\" AND \"NEAR/2\" AND \"+\" "
                 "AND \"-d\"");
    assert_query("'; DROP TABLE report; --",
                 "\"';\" AND \"DROP\" AND \"TABLE\" AND \"report;\" AND "
                 "\"--\"");
}

static void what_cannot_be_read_is_said_with_its_place(void **state)
{
    (void)state;
    assert_refused("", "character 1");
    assert_refused("a OR", "character 5");
    assert_refused("NOT a", "character 1");
    assert_refused("a AND OR b", "character 7");
    assert_refused("(a b", "')' is missing");
    assert_refused("a) b", "without a '('");
    assert_refused("()", "is missing");
    assert_refused("a \"b c", "without its second one");
}

static void what_is_too_long_or_too_deep_is_refused(void **state)
{
    struct buf text = {0};

    (void)state;
    for (int i = 0; i < 17; i++) {
        buf_add_char(&text, '(');
    }
    assert_refused(text.ptr, "inside each other");
    buf_clear(&text);
    for (int i = 0; i < 65; i++) {
        buf_add_str(&text, "a ");
    }
    assert_refused(text.ptr, "more than 64 words");
    for (int i = 0; i < 5000; i++) {
        buf_add_char(&text, 'a');
    }
    assert_refused(text.ptr, "longer than");
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_must_all_be_there),
        cmocka_unit_test(phrases_and_beginnings),
        cmocka_unit_test(or_and_not_in_capitals),
        cmocka_unit_test(syntax_of_fts5_is_only_words),
        cmocka_unit_test(what_cannot_be_read_is_said_with_its_place),
        cmocka_unit_test(what_is_too_long_or_too_deep_is_refused),
    };

    return cmocka_run_group_tests_name("expression", tests, NULL, NULL);
}
