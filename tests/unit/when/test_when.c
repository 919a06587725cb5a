/* The days that words mean, seen from Friday, 10 December 2021. */
#include "base/arena.h"
#include "base/buf.h"
#include "testing.h"
#include "when/when.h"

/* Tokens at blanks; `verb` (a word) is the head of all others. */
static void read_words(const char *text, const char *verb, const char *tag,
                       struct arena *arena, struct analysis *doc)
{
    size_t len = strlen(text);
    size_t head = 0;

    *doc = (struct analysis){.text = {text, len}};
    doc->token = arena_alloc(arena, len + 1, sizeof *doc->token);
    for (size_t at = 0; at < len;) {
        struct token *token = &doc->token[doc->len];
        size_t size = strcspn(text + at, " ");

        token->start = (uint32_t)at;
        token->end = (uint32_t)(at + size);
        token->norm = token->lemma = (struct slice){text + at, size};
        token->tag = token->morph = token->ent_type = "";
        token->pos = "NOUN";
        token->dep = slice_is(token->norm, "will") ? "aux" : "npadvmod";
        if (slice_is(token->norm, verb)) {
            head = doc->len;
            token->pos = "VERB";
            token->tag = tag;
            token->dep = "ROOT";
        }
        doc->len++;
        at += size + (text[at + size] == ' ');
    }
    for (size_t i = 0; i < doc->len; i++) {
        doc->token[i].head = (uint32_t)head;
    }
}

/* All dates of the text, with blanks between them. */
static void check(const char *text, const char *verb, const char *tag,
                  const char *expected)
{
    struct arena arena = {0};
    struct analysis doc;
    struct when_hit hit[8];
    struct buf found = {0};
    char date[16];
    size_t hits;

    read_words(text, verb, tag, &arena, &doc);
    hits = when_find(&doc, (struct span){0, doc.len},
                     date_parse(SLICE("2021-12-10")), hit, 8);
    for (size_t i = 0; i < hits; i++) {
        buf_printf(&found, "%s%s", i != 0 ? " " : "",
                   date_format(hit[i].date, date));
    }
    assert_string_equal(found.ptr != NULL ? found.ptr : "", expected);
    buf_release(&found);
    arena_release(&arena);
}

static void test_a_weekday_is_the_last_one(void **state)
{
    (void)state;
    check("Kiev asked on Tuesday", "asked", "VBD", "2021-12-07");
    check("Kiev asked on Friday", "asked", "VBD", "2021-12-10");
    check("Kiev asked last Friday", "asked", "VBD", "2021-12-03");
}

static void test_the_tense_looks_ahead(void **state)
{
    (void)state;
    check("they will meet on Tuesday", "meet", "VB", "2021-12-14");
    check("they will meet in January", "meet", "VB", "2022-01");
    check("they met in January", "met", "VBD", "2021-01");
}

static void test_near_days(void **state)
{
    (void)state;
    check("Kiev asked yesterday", "asked", "VBD", "2021-12-09");
    check("Kiev asked two days ago", "asked", "VBD", "2021-12-08");
    check("Kiev asked three months ago", "asked", "VBD", "2021-09");
    check("Kiev asked last week", "asked", "VBD", "2021-12");
    check("Kiev asked last year", "asked", "VBD", "2020");
}

static void test_explicit_dates(void **state)
{
    (void)state;
    check("Kiev asked on 17 November 2021", "asked", "VBD", "2021-11-17");
    check("Kiev asked on November 17 , 2020", "asked", "VBD", "2020-11-17");
    check("Kiev asked on Dec. 2", "asked", "VBD", "2021-12-02");
    check("Kiev asked in 2014 and 2021-12-01", "asked", "VBD",
          "2014 2021-12-01");
}

static void test_what_is_no_date(void **state)
{
    (void)state;
    check("Kiev may march 2014 soldiers", "march", "VB", "");
    check("on 31 February 2021 nothing was", "was", "VBD", "2021-02");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_weekday_is_the_last_one),
        cmocka_unit_test(test_the_tense_looks_ahead),
        cmocka_unit_test(test_near_days),
        cmocka_unit_test(test_explicit_dates),
        cmocka_unit_test(test_what_is_no_date),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
