/* The tokenizer with a small set of rules made up here, written as Python
 * would write them; the model's own rules are tested by the goldens. */
#include "base/mem.h"
#include "lang/tokenizer.h"
#include "packing.h"
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>

static struct tokenizer *tokenizer;
static struct tokenizer_worker *worker;

static void pack_token(struct buf *out, const char *text, const char *norm)
{
    pack_map(out, norm != NULL ? 2 : 1);
    pack_uint(out, 65);
    pack_str(out, text);
    if (norm != NULL) {
        pack_uint(out, 67);
        pack_str(out, norm);
    }
}

static void pack_rule(struct buf *out, const char *key, const char *first,
                      const char *second, const char *norm)
{
    pack_str(out, key);
    pack_array(out, second != NULL ? 2 : 1);
    pack_token(out, first, second == NULL ? norm : NULL);
    if (second != NULL) {
        pack_token(out, second, norm);
    }
}

/* `suffix`: so that a test can break it. */
static void pack_tokenizer(struct buf *out, const char *suffix)
{
    pack_map(out, 7);
    pack_str(out, "prefix_search");
    pack_str(out, "^\\(|^\\u201C|^\"|^\\.\\.+|^:");
    pack_str(out, "suffix_search");
    pack_str(out, suffix);
    pack_str(out, "infix_finditer");
    pack_str(out, "\\.\\.+|(?<=[a-z])[-/](?=[a-z])");
    pack_str(out, "token_match");
    pack_nil(out);
    pack_str(out, "url_match");
    pack_str(out, "(?u)^[a-z]+\\.(org|com)$");
    pack_str(out, "exceptions");
    pack_map(out, 7);
    pack_rule(out, "can't", "ca", "n't", "not");
    pack_rule(out, "etc.", "etc.", NULL, NULL);
    pack_rule(out, ":)", ":)", NULL, NULL);
    pack_rule(out, ":-)", ":-)", NULL, NULL);
    pack_rule(out, "and/or", "and/or", NULL, NULL);
    pack_rule(out, "(a)", "(", "a)", NULL);
    pack_rule(out, "\n", "\n", NULL, NULL);
    pack_str(out, "faster_heuristics");
    pack_bool(out, true);
}

#define SUFFIX "\\)$|,$|\\.\\.+$|\"$|\\u201D$|(?<=[a-z])\\.$"

static bool read_tokenizer(struct tokenizer **made, const char *suffix,
                           struct err *err)
{
    struct part lookups = part_borrow("lookups", SLICE("\x80"));
    struct buf bytes = {0};
    struct part rules;
    bool ok;

    pack_tokenizer(&bytes, suffix);
    rules = part_borrow("tokenizer", buf_slice(&bytes));
    ok = tokenizer_read(made, &rules, &lookups, err);
    part_release(&rules);
    part_release(&lookups);
    buf_release(&bytes);
    return ok;
}

static int set_up(void **state)
{
    struct err err = {0};

    (void)state;
    if (!read_tokenizer(&tokenizer, SUFFIX, &err)) {
        print_error("%s\n", err.text);
        return -1;
    }
    worker = tokenizer_worker_new(tokenizer);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tokenizer_worker_free(worker);
    tokenizer_free(tokenizer);
    return 0;
}

/* The pieces, each followed by `|`, or by `_` where a blank belongs to it. */
static void cut_is(struct slice text, const char *expected)
{
    struct pieces pieces = {0};
    struct buf out = {0};

    tokenizer_begin(worker);
    tokenizer_cut(worker, text, &pieces);
    buf_add_str(&out, "");
    for (size_t i = 0; i < pieces.len; i++) {
        buf_add_slice(&out, pieces.item[i].lexeme->text);
        buf_add_char(&out, pieces.item[i].blank ? '_' : '|');
    }
    assert_string_equal(out.ptr, expected);
    buf_release(&out);
    free(pieces.item);
}

#define CUT_IS(text, expected) cut_is(SLICE(text), expected)

static void one_blank_vanishes_into_a_flag(void **state)
{
    (void)state;
    CUT_IS("", "");
    CUT_IS("a b", "a_b|");
    CUT_IS("a  b", "a_ |b|");
    CUT_IS("a ", "a_");
    CUT_IS("a  ", "a_ |");
    CUT_IS(" a", " |a|");
    CUT_IS("a\n b", "a|\n |b|");
    CUT_IS("a\u00a0b", "a|\u00a0|b|");
    CUT_IS(" ", " |");
}

static void affixes_come_off_one_by_one(void **state)
{
    (void)state;
    CUT_IS("(\"yes,\")", "(|\"|yes|,|\"|)|");
    CUT_IS("“so”", "“|so|”|");
    CUT_IS("((", "(|(|");
    CUT_IS("end...", "end|...|");
}

static void a_rule_wins_over_everything(void **state)
{
    (void)state;
    CUT_IS("can't", "ca|n't|");
    CUT_IS("etc.", "etc.|");
    CUT_IS("(etc.,", "(|etc.|,|");
    CUT_IS("xcan't", "xcan't|");
}

static void a_rule_gives_a_norm(void **state)
{
    struct slice text = SLICE("Can can't");
    struct pieces pieces = {0};
    struct arena arena = {0};
    struct token token[3];

    (void)state;
    tokenizer_cut(worker, text, &pieces);
    assert_int_equal(pieces.len, 3);
    pieces_to_tokens(pieces.item, pieces.len, text, &arena, token);
    assert_true(slice_is(token[0].norm, "can"));
    assert_true(slice_is(token[1].norm, "ca"));
    assert_true(slice_is(token[2].norm, "not"));
    assert_int_equal(token[2].start, 6);
    assert_int_equal(token[2].end, 9);
    assert_true(token[0].blank);
    assert_false(token[2].blank);
    free(pieces.item);
    arena_release(&arena);
}

static void infixes_cut_but_not_at_the_start(void **state)
{
    (void)state;
    CUT_IS("a-b", "a|-|b|");
    CUT_IS("a-b-c,", "a|-|b|-|c|,|");
    CUT_IS("A-b", "A-b|");
    CUT_IS("a..b", "a|..|b|");
}

static void an_address_stays_whole(void **state)
{
    (void)state;
    CUT_IS("(a.org),", "(|a.org|)|,|");
    CUT_IS("a.net.", "a.net|.|");
}

static void what_affixes_hid_is_found_afterwards(void **state)
{
    (void)state;
    CUT_IS("well:-)", "well:-|)|"); /* not a phrase: ':' is in "well:-" */
    CUT_IS(":)", ":)|");
    CUT_IS("(:)", "(|:)|");
    CUT_IS(": )", ":_)|"); /* with a blank inside it is no rule */
    CUT_IS("and/or,", "and/or|,|");
    CUT_IS("(and/or etc.)", "(|and/or_etc.|)|");
    CUT_IS("x and/or y", "x_and/or_y|");
}

static void nul_is_an_ordinary_character(void **state)
{
    struct pieces pieces = {0};

    (void)state;
    tokenizer_cut(worker, (struct slice){"a (\0b", 5}, &pieces);
    assert_int_equal(pieces.len, 3);
    assert_int_equal(pieces.item[2].start, 3);
    assert_int_equal(pieces.item[2].lexeme->text.len, 2);
    assert_memory_equal(pieces.item[2].lexeme->text.ptr, "\0b", 2);
    free(pieces.item);
}

static void caches_change_nothing(void **state)
{
    uint32_t generation = tokenizer_begin(worker);
    char word[32];

    (void)state;
    CUT_IS("can't (a-b)", "ca|n't_(|a|-|b|)|");
    for (int i = 0; i < 20000; i++) {
        struct pieces pieces = {0};
        int len = snprintf(word, sizeof word, "w%dx,", i);

        tokenizer_cut(worker, (struct slice){word, (size_t)len}, &pieces);
        assert_int_equal(pieces.len, 2);
        assert_true(pieces.item[0].lexeme->index == LEXEME_NO_INDEX ||
                    pieces.item[0].lexeme->index < tokenizer_lexemes(worker));
        free(pieces.item);
    }
    assert_true(tokenizer_begin(worker) != generation);
    CUT_IS("can't (a-b)", "ca|n't_(|a|-|b|)|");
}

static void one_long_line_takes_linear_time(void **state)
{
    enum { LEN = 1 << 20 };
    char *text = mem_alloc(LEN, 1);
    struct pieces pieces = {0};

    (void)state;
    memset(text, '(', LEN);
    tokenizer_cut(worker, (struct slice){text, LEN}, &pieces);
    assert_int_equal(pieces.len, LEN);
    pieces.len = 0;
    memset(text, ')', LEN);
    tokenizer_cut(worker, (struct slice){text, LEN}, &pieces);
    assert_int_equal(pieces.len, LEN);
    pieces.len = 0;
    memset(text, '.', LEN);
    tokenizer_cut(worker, (struct slice){text, LEN}, &pieces);
    assert_int_equal(pieces.len, 1);
    pieces.len = 0;
    memset(text, 'a', LEN);
    tokenizer_cut(worker, (struct slice){text, LEN}, &pieces);
    assert_int_equal(pieces.len, 1);
    assert_int_equal(tokenizer_faults(worker), 0);
    free(pieces.item);
    free(text);
}

static void broken_rules_are_refused_with_their_place(void **state)
{
    struct tokenizer *none;
    struct err err = {0};

    (void)state;
    assert_false(read_tokenizer(&none, "(", &err));
    assert_null(none);
    assert_non_null(strstr(err.text, "tokenizer"));
    assert_non_null(strstr(err.text, "pattern"));
    err = (struct err){0};
    assert_false(read_tokenizer(&none, "\\u12", &err));
    assert_non_null(strstr(err.text, "\\u"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_blank_vanishes_into_a_flag),
        cmocka_unit_test(affixes_come_off_one_by_one),
        cmocka_unit_test(a_rule_wins_over_everything),
        cmocka_unit_test(a_rule_gives_a_norm),
        cmocka_unit_test(infixes_cut_but_not_at_the_start),
        cmocka_unit_test(an_address_stays_whole),
        cmocka_unit_test(what_affixes_hid_is_found_afterwards),
        cmocka_unit_test(nul_is_an_ordinary_character),
        cmocka_unit_test(caches_change_nothing),
        cmocka_unit_test(one_long_line_takes_linear_time),
        cmocka_unit_test(broken_rules_are_refused_with_their_place),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
