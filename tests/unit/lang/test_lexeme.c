#include "lang/lexeme.h"
#include "packing.h"
#include "testing.h"

static struct norms *norms;
static struct arena arena;

/* A table with one entry: "bc" is "because". */
static int read_norms(void **state)
{
    struct buf bytes = {0};
    struct part part;
    struct err err = {0};
    bool ok;

    (void)state;
    pack_map(&bytes, 2);
    pack_str(&bytes, "lexeme_prob");
    pack_map(&bytes, 0);
    pack_str(&bytes, "lexeme_norm");
    pack_map(&bytes, 1);
    pack_uint(&bytes, string_id(SLICE("bc")));
    pack_str(&bytes, "because");
    part = part_borrow("test", buf_slice(&bytes));
    ok = norms_read(&norms, &part, &err);
    part_release(&part);
    buf_release(&bytes);
    return ok ? 0 : -1;
}

static int free_norms(void **state)
{
    (void)state;
    norms_free(norms);
    arena_release(&arena);
    return 0;
}

static struct lexeme make(const char *text)
{
    struct lexeme lexeme;

    lexeme_make(&lexeme, norms, slice_of(text), (struct slice){NULL, 0},
                &arena);
    return lexeme;
}

static void ids_are_hashes_of_the_bytes(void **state)
{
    (void)state;
    assert_true(string_id(SLICE("coffee")) == 3197928453018144401U);
    assert_true(string_id(SLICE("U.S.")) == 16611556673110956997U);
    assert_true(string_id(SLICE("d'être")) == 1563859316508696992U);
}

static void reserved_names_are_their_ordinals(void **state)
{
    (void)state;
    assert_true(string_id(SLICE("")) == 0);
    assert_true(string_id(SLICE("IS_ALPHA")) == 1);
    assert_true(string_id(SLICE("IS_CURRENCY")) == 18);
    assert_true(string_id(SLICE("FLAG19")) == 19);
    assert_true(string_id(SLICE("FLAG63")) == 63);
    assert_true(string_id(SLICE("FLAG18")) > 456);
    assert_true(string_id(SLICE("FLAG64")) > 456);
    assert_true(string_id(SLICE("ID")) == 64);
    assert_true(string_id(SLICE("X")) == 101);
    assert_true(string_id(SLICE("SPACE")) == 103);
    assert_true(string_id(SLICE("DEPRECATED001")) == 104);
    assert_true(string_id(SLICE("DEPRECATED276")) == 379);
    assert_true(string_id(SLICE("DEPRECATED000")) > 456);
    assert_true(string_id(SLICE("PERSON")) == 380);
    assert_true(string_id(SLICE("det")) == 415);
    assert_true(string_id(SLICE("punct")) == 445);
    assert_true(string_id(SLICE("root")) == 449);
    assert_true(string_id(SLICE("_")) == 456);
    assert_true(string_id(SLICE("ROOT")) > 456);
    assert_true(string_id(SLICE("noun")) == 16833663260455505849U);
}

static void the_worked_example_has_its_ids(void **state)
{
    struct lexeme lexeme = make("Putin");

    (void)state;
    assert_true(lexeme.norm_id == 11334442550107904004U);
    assert_true(lexeme.prefix_id == 17714545831559622561U);
    assert_true(lexeme.suffix_id == 16626000618555010221U);
    assert_true(lexeme.shape_id == 16072095006890171862U);
    assert_false(lexeme.is_space);
    assert_true(slice_is(lexeme.norm, "putin"));
    assert_true(slice_is(lexeme.lower, "putin"));
}

static void a_shape_cuts_runs_after_four(void **state)
{
    static const char *const shape[][2] = {
        {"Moscow", "Xxxxx"}, {"U.S.", "X.X."},   {"1,000", "d,ddd"},
        {".....", "...."},   {"F-16s", "X-ddx"}, {"İǅß", "Xxx"},
        {"½Ⅷ²", "½Ⅷd"},      {"don’t", "xxx’x"}, {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof shape / sizeof *shape; i++) {
        struct buf out = {0};

        buf_add_str(&out, "");
        lexeme_shape(&out, slice_of(shape[i][0]));
        assert_string_equal(out.ptr, shape[i][1]);
        buf_release(&out);
    }
}

static void from_a_hundred_characters_a_shape_is_long(void **state)
{
    struct buf text = {0};
    struct buf out = {0};

    (void)state;
    for (size_t i = 0; i < 99; i++) {
        buf_add_str(&text, "é");
    }
    lexeme_shape(&out, buf_slice(&text));
    assert_string_equal(out.ptr, "xxxx");
    buf_clear(&out);
    buf_add_str(&text, "é");
    lexeme_shape(&out, buf_slice(&text));
    assert_string_equal(out.ptr, "LONG");
    buf_release(&text);
    buf_release(&out);
}

static void a_norm_is_by_rule_table_sign_or_lower_case(void **state)
{
    struct lexeme lexeme;

    (void)state;
    assert_true(slice_is(make("bc").norm, "because"));
    assert_true(slice_is(make("“").norm, "\""));
    assert_true(slice_is(make("—").norm, "-"));
    assert_true(slice_is(make("€").norm, "$"));
    assert_true(slice_is(make("’S").norm, "'s"));
    assert_true(slice_is(make("NATO").norm, "nato"));
    assert_false(make("NATO").norm_in_model);
    assert_true(make("bc").norm_in_model);
    lexeme_make(&lexeme, norms, SLICE("bc"), SLICE("before christ"), &arena);
    assert_true(slice_is(lexeme.norm, "before christ"));
}

static void prefix_and_suffix_are_code_points(void **state)
{
    struct lexeme lexeme = make("écolé");

    (void)state;
    assert_true(lexeme.prefix_id == string_id(SLICE("é")));
    assert_true(lexeme.suffix_id == string_id(SLICE("olé")));
    assert_true(make("ab").suffix_id == string_id(SLICE("ab")));
}

static void white_space_and_nul_are_characters(void **state)
{
    struct lexeme lexeme;

    (void)state;
    assert_true(make(" \n\u00a0").is_space);
    assert_false(make("\u200b").is_space);
    lexeme_make(&lexeme, norms, (struct slice){"a\0b", 3},
                (struct slice){NULL, 0}, &arena);
    assert_int_equal(lexeme.norm.len, 3);
    assert_true(lexeme.text_id == string_id((struct slice){"a\0b", 3}));
    assert_true(lexeme.text_id != string_id(SLICE("a")));
}

static void a_broken_table_is_named(void **state)
{
    struct part part = part_borrow("lookups.bin", SLICE("\x81\xa1"));
    struct norms *none;
    struct err err = {0};

    (void)state;
    assert_false(norms_read(&none, &part, &err));
    assert_null(none);
    assert_non_null(strstr(err.text, "lookups.bin"));
    part_release(&part);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_hashes_of_the_bytes),
        cmocka_unit_test(reserved_names_are_their_ordinals),
        cmocka_unit_test(the_worked_example_has_its_ids),
        cmocka_unit_test(a_shape_cuts_runs_after_four),
        cmocka_unit_test(from_a_hundred_characters_a_shape_is_long),
        cmocka_unit_test(a_norm_is_by_rule_table_sign_or_lower_case),
        cmocka_unit_test(prefix_and_suffix_are_code_points),
        cmocka_unit_test(white_space_and_nul_are_characters),
        cmocka_unit_test(a_broken_table_is_named),
    };

    return cmocka_run_group_tests(tests, read_norms, free_norms);
}
