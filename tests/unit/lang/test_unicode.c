#include "base/utf8.h"
#include "lang/unicode.h"
#include "testing.h"

static void lower_is(const char *text, const char *lower)
{
    struct buf out = {0};

    buf_add_str(&out, "");
    unicode_lower(&out, slice_of(text));
    assert_string_equal(out.ptr, lower);
    buf_release(&out);
}

static void white_space_is_what_separates(void **state)
{
    static const uint32_t space[] = {0x09,   0x0D,   0x1C,   0x1F,   0x20,
                                     0x85,   0xA0,   0x1680, 0x2000, 0x200A,
                                     0x2028, 0x2029, 0x202F, 0x205F, 0x3000};
    static const uint32_t other[] = {0,      0x08,   0x0E,   0x1B,   0x21,
                                     0x200B, 0x200D, 0x2060, 0xFEFF, 0x180E};

    (void)state;
    for (size_t i = 0; i < sizeof space / sizeof *space; i++) {
        assert_true(unicode_is_space(space[i]));
    }
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        assert_false(unicode_is_space(other[i]));
    }
}

static void letters_are_of_any_script(void **state)
{
    (void)state;
    assert_true(unicode_is_alpha('a') && unicode_is_alpha('Z'));
    assert_true(unicode_is_alpha(0xE9));    /* é */
    assert_true(unicode_is_alpha(0x416));   /* Ж */
    assert_true(unicode_is_alpha(0x4E2D));  /* 中 */
    assert_true(unicode_is_alpha(0xAA));    /* ª */
    assert_false(unicode_is_alpha(0x2160)); /* Ⅰ is a number */
    assert_false(unicode_is_alpha(0x301));  /* combining acute */
    assert_false(unicode_is_alpha('_'));
    assert_false(unicode_is_alpha(0x10FFFF));
}

static void digits_have_a_value_of_one_place(void **state)
{
    (void)state;
    assert_true(unicode_is_digit('7'));
    assert_true(unicode_is_digit(0xB2));    /* ² */
    assert_true(unicode_is_digit(0x2460));  /* ① */
    assert_true(unicode_is_digit(0x663));   /* Arabic-Indic three */
    assert_false(unicode_is_digit(0xBD));   /* ½ */
    assert_false(unicode_is_digit(0x2167)); /* Ⅷ */
}

static void upper_case_is_the_derived_property(void **state)
{
    (void)state;
    assert_true(unicode_is_upper('Q'));
    assert_true(unicode_is_upper(0x3A9));  /* Ω */
    assert_true(unicode_is_upper(0x2160)); /* Ⅰ */
    assert_true(unicode_is_upper(0x24B6)); /* Ⓐ */
    assert_false(unicode_is_upper(0x1C5)); /* ǅ, title case */
    assert_false(unicode_is_upper('q'));
}

static void lower_case_is_the_full_mapping(void **state)
{
    (void)state;
    lower_is("", "");
    lower_is("NATO's Élan", "nato's élan");
    lower_is("ЖЁЛТЫЙ", "жёлтый");
    lower_is("İstanbul", "i̇stanbul");
    lower_is("ǅ Ǆ", "ǆ ǆ");
    lower_is("ẞ", "ß");
    lower_is("𐐀", "𐐨");
    lower_is("ĀĂ", "āă");
}

static void a_sigma_is_final_only_at_the_end_of_a_word(void **state)
{
    (void)state;
    lower_is("ΟΔΟΣ", "οδος");
    lower_is("ΟΔΟΣ.", "οδος.");
    lower_is("ΟΔΟΣ'Σ", "οδοσ'ς");
    lower_is("Σ", "σ");
    lower_is(" Σ", " σ");
    lower_is("ΣΑΣ", "σας");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(white_space_is_what_separates),
        cmocka_unit_test(letters_are_of_any_script),
        cmocka_unit_test(digits_have_a_value_of_one_place),
        cmocka_unit_test(upper_case_is_the_derived_property),
        cmocka_unit_test(lower_case_is_the_full_mapping),
        cmocka_unit_test(a_sigma_is_final_only_at_the_end_of_a_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
