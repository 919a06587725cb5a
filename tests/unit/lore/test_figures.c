/* Numbers with units, as reports write them. */
#include "lore/figures.h"
#include "testing.h"

#include <stdio.h>

static struct figures *figures;

static int set_up(void **state)
{
    struct err err = {0};

    (void)state;
    return !figures_open(&figures, DATA_DIR, &err);
}

static int tear_down(void **state)
{
    (void)state;
    figures_free(figures);
    return 0;
}

/* The figures of a text as "60000 troops about; 400 km least". */
static void says(const char *text, const char *wanted)
{
    static const char *const bound[] = {"", " about", " least", " most"};
    struct figure figure[16];
    size_t count = figures_find(figures, slice_of(text), figure, 16);
    char got[512] = "";
    size_t len = 0;

    for (size_t i = 0; i < count; i++) {
        const struct figure *f = &figure[i];

        len += (size_t)snprintf(got + len, sizeof got - len, "%s%.15g",
                                i != 0 ? "; " : "", f->low);
        if (f->high > f->low) {
            len += (size_t)snprintf(got + len, sizeof got - len, "-%.15g",
                                    f->high);
        }
        len += (size_t)snprintf(got + len, sizeof got - len, " %s%s", f->unit,
                                bound[f->bound]);
    }
    assert_string_equal(got, wanted);
}

static void digits_and_words_are_numbers(void **state)
{
    (void)state;
    says("100,000 troops", "100000 troops");
    says("reach of 5,500 km", "5500 km");
    says("sixty thousand soldiers", "60000 troops");
    says("thirty-two days", "32 days");
    says("two hundred Lesmoran students", "");
    says("a dozen boats and a hundred tanks", "12 boats; 100 tanks");
    says("1.5 million refugees", "1500000 refugees");
    says("a fine of $10 billion or 400,000 dinars",
         "10000000000 dollars; 400000 dinars");
    says("a rise of 20% or 3.5 percent", "20 %; 3.5 %");
}

static void the_unit_may_stand_a_few_words_on(void **state)
{
    (void)state;
    says("fourteen Lesmoran seamen", "14 people");
    says("three Lesmoran trawlers at dawn", "3 trawlers");
    says("two of the four Heron batteries", "2 batteries; 4 batteries");
    says("ten-year wait, 45-day notice", "10 years; 45 days");
    says("He had one and the soldiers left.", "");
    says("Feb 24 and the men", "");
}

static void how_exact_a_number_is(void **state)
{
    (void)state;
    says("about 60,000 troops", "60000 troops about");
    says("more than 400 kilometres", "400 km least");
    says("At most 3,000 of the 12,000 soldiers",
         "3000 troops most; 12000 troops");
    says("between 7,000 and 8,000 soldiers", "7000-8000 troops");
    says("7,000\xE2\x80\x93"
         "8,000 men",
         "7000-8000 people");
}

static void years_and_bare_numbers_are_none(void **state)
{
    (void)state;
    says("In 2022 Russian troops came.", "");
    says("Article 3 of 1997", "");
    says("2000 troops", "2000 troops");
    says("", "");
    says("-", "");
    says("99999999999999999999999999999999999999999999 troops", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_and_words_are_numbers),
        cmocka_unit_test(the_unit_may_stand_a_few_words_on),
        cmocka_unit_test(how_exact_a_number_is),
        cmocka_unit_test(years_and_bare_numbers_are_none),
    };

    return cmocka_run_group_tests_name("figures", tests, set_up, tear_down);
}
