/* The ruler with entries made up here; the model's own are tested by the
 * goldens. */
#include "lang/finite.h"
#include "lang/ruler.h"
#include "packing.h"
#include "testing.h"

static struct ruler *ruler;
static struct norms *norms;

static void pack_one(struct buf *out, const char *key, const char *op,
                     const char *first, const char *second)
{
    pack_str(out, key);
    if (op == NULL) {
        pack_str(out, first);
        return;
    }
    pack_map(out, 1);
    pack_str(out, op);
    if (strcmp(op, "REGEX") == 0) {
        pack_str(out, first);
        return;
    }
    pack_array(out, second != NULL ? 2 : 1);
    pack_str(out, first);
    if (second != NULL) {
        pack_str(out, second);
    }
}

/* The start of an entry with one pattern of `tokens` tokens. */
static void open_entry(struct buf *out, size_t index, size_t tokens)
{
    pack_map(out, 3);
    pack_str(out, "index");
    pack_uint(out, index);
    pack_str(out, "patterns");
    pack_array(out, 1);
    pack_array(out, tokens);
}

static void close_entry(struct buf *out, const char *attr, const char *value)
{
    pack_str(out, "attrs");
    pack_map(out, 1);
    pack_str(out, attr);
    pack_str(out, value);
}

static void pack_entries(struct buf *out)
{
    pack_array(out, 7);
    open_entry(out, 0, 1); /* every VBZ is a verb */
    pack_map(out, 1);
    pack_one(out, "TAG", NULL, "VBZ", NULL);
    close_entry(out, "POS", "VERB");
    open_entry(out, 0, 1); /* but "is" and "'s" are not */
    pack_map(out, 2);
    pack_one(out, "TAG", NULL, "VBZ", NULL);
    pack_one(out, "LOWER", "IN", "is", "'s");
    close_entry(out, "POS", "AUX");
    open_entry(out, 0, 2); /* "ai" before "n't" or "nt" */
    pack_map(out, 1);
    pack_one(out, "LOWER", NULL, "ai", NULL);
    pack_map(out, 1);
    pack_one(out, "LOWER", "REGEX", "^n'?t$", NULL);
    close_entry(out, "LEMMA", "be");
    open_entry(out, 1, 2); /* the token after an expletive */
    pack_map(out, 1);
    pack_one(out, "DEP", NULL, "expl", NULL);
    pack_map(out, 1);
    pack_one(out, "LOWER", "IN", "is", "are");
    close_entry(out, "MORPH", "Expl=Yes");
    open_entry(out, 0, 1);
    pack_map(out, 1);
    pack_one(out, "DEP", "NOT_IN", "nsubj", "");
    close_entry(out, "DEP", "other");
    open_entry(out, 0, 1);
    pack_map(out, 1);
    pack_str(out, "IS_SPACE");
    pack_bool(out, true);
    close_entry(out, "TAG", "_SP");
    open_entry(out, 0, 1);
    pack_map(out, 1);
    pack_one(out, "TAG", NULL, "_SP", NULL);
    close_entry(out, "MORPH", "_");
}

static bool read_ruler(struct ruler **made, const struct buf *bytes,
                       struct err *err)
{
    struct part part = part_borrow("patterns", buf_slice(bytes));
    bool ok = ruler_read(made, &part, err);

    part_release(&part);
    return ok;
}

static int set_up(void **state)
{
    struct part lookups = part_borrow("lookups", SLICE("\x80"));
    struct buf bytes = {0};
    struct err err = {0};
    bool ok;

    (void)state;
    pack_entries(&bytes);
    ok = read_ruler(&ruler, &bytes, &err) && norms_read(&norms, &lookups, &err);
    buf_release(&bytes);
    part_release(&lookups);
    if (!ok) {
        print_error("%s\n", err.text);
    }
    return ok ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    ruler_free(ruler);
    norms_free(norms);
    return 0;
}

enum { MOST = 4 };

/* Tokens of `text` with tags and dependencies, ruled. */
static void rule(const char *const (*word)[3], size_t count,
                 struct token token[MOST])
{
    struct lexeme lexeme[MOST];
    struct piece piece[MOST];
    struct arena arena = {0};

    for (size_t i = 0; i < count; i++) {
        lexeme_make(&lexeme[i], norms, slice_of(word[i][0]),
                    (struct slice){NULL, 0}, &arena);
        piece[i] = (struct piece){&lexeme[i], 0, false};
        token[i] = (struct token){
            .tag = word[i][1], .dep = word[i][2], .pos = "", .morph = ""};
    }
    ruler_apply(ruler, piece, token, count);
    arena_release(&arena);
}

static void the_later_entry_wins(void **state)
{
    const char *const words[][3] = {{"goes", "VBZ", "nsubj"},
                                    {"Is", "VBZ", "nsubj"},
                                    {"goes", "NN", "nsubj"}};
    struct token token[MOST];

    (void)state;
    rule(words, 3, token);
    assert_string_equal(token[0].pos, "VERB");
    assert_string_equal(token[1].pos, "AUX");
    assert_string_equal(token[2].pos, "");
}

static void a_pattern_may_span_two_tokens(void **state)
{
    const char *const words[][3] = {
        {"Ai", "X", "nsubj"}, {"n't", "X", "nsubj"}, {"ai", "X", "nsubj"}};
    struct token token[MOST];

    (void)state;
    rule(words, 3, token);
    assert_true(slice_is(token[0].lemma, "be"));
    assert_null(token[1].lemma.ptr);
    assert_null(token[2].lemma.ptr); /* nothing follows */
}

static void the_index_says_which_token_is_written(void **state)
{
    const char *const words[][3] = {
        {"is", "X", "nsubj"}, {"There", "X", "expl"}, {"are", "X", "nsubj"}};
    struct token token[MOST];

    (void)state;
    rule(words, 3, token);
    assert_string_equal(token[0].morph, "");
    assert_string_equal(token[1].morph, "");
    assert_string_equal(token[2].morph, "Expl=Yes");
}

static void patterns_see_what_was_there_before(void **state)
{
    /* "There" loses its dependency to a later entry, yet "is" sees it. */
    const char *const words[][3] = {
        {"There", "X", "expl"}, {"is", "X", "nsubj"}, {" ", "NN", "nsubj"}};
    struct token token[MOST];

    (void)state;
    rule(words, 3, token);
    assert_string_equal(token[0].dep, "other");
    assert_string_equal(token[1].dep, "nsubj");
    assert_string_equal(token[1].morph, "Expl=Yes");
    assert_string_equal(token[2].tag, "_SP");
}

static void unknown_words_are_refused(void **state)
{
    struct buf bytes = {0};
    struct ruler *none;
    struct err err = {0};

    (void)state;
    pack_array(&bytes, 1);
    open_entry(&bytes, 0, 1);
    pack_map(&bytes, 1);
    pack_one(&bytes, "ORTH", NULL, "x", NULL);
    close_entry(&bytes, "POS", "X");
    assert_false(read_ruler(&none, &bytes, &err));
    assert_null(none);
    assert_non_null(strstr(err.text, "ORTH"));
    err = (struct err){0};
    buf_clear(&bytes);
    pack_array(&bytes, 1);
    open_entry(&bytes, 1, 1); /* there is no second token */
    pack_map(&bytes, 0);
    close_entry(&bytes, "POS", "X");
    assert_false(read_ruler(&none, &bytes, &err));
    assert_non_null(strstr(err.text, "index"));
    buf_release(&bytes);
}

static void small_expressions_are_written_out(void **state)
{
    struct arena arena = {0};
    struct finite finite;

    (void)state;
    assert_true(finite_expand(&finite, SLICE("^n[ou]thin'$"), &arena));
    assert_int_equal(finite.len, 2);
    assert_true(slice_is(finite.string[0], "nothin'"));
    assert_true(slice_is(finite.string[1], "nuthin'"));
    assert_true(finite_expand(&finite, SLICE("^y'?$"), &arena));
    assert_int_equal(finite.len, 2);
    assert_true(finite_expand(&finite, SLICE("^$"), &arena));
    assert_int_equal(finite.len, 1);
    assert_false(finite_expand(&finite, SLICE("n't"), &arena));
    assert_false(finite_expand(&finite, SLICE("^a+$"), &arena));
    assert_false(finite_expand(&finite, SLICE("^[a-z]$"), &arena));
    assert_false(finite_expand(&finite, SLICE("^[a$"), &arena));
    assert_false(finite_expand(&finite, SLICE("^a?b?c?d?e?f?g?$"), &arena));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_later_entry_wins),
        cmocka_unit_test(a_pattern_may_span_two_tokens),
        cmocka_unit_test(the_index_says_which_token_is_written),
        cmocka_unit_test(patterns_see_what_was_there_before),
        cmocka_unit_test(unknown_words_are_refused),
        cmocka_unit_test(small_expressions_are_written_out),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
