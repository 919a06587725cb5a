/* How far reviewers agree: Krippendorff's alpha. */
#include "testing.h"
#include "views/agreement.h"

enum { CODERS = 4, UNITS = 12 };

/* Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), example C:
 * four observers, twelve units, values missing. */
static void the_published_example_gives_0_743(void **state)
{
    static const char *const coder[CODERS] = {"123321412...", "1233224125.3",
                                              ".3332342251.", "12332441251."};
    struct rating rating[CODERS * UNITS];
    size_t ratings = 0;
    struct alpha alpha;

    (void)state;
    for (size_t c = 0; c < CODERS; c++) {
        for (size_t u = 0; u < UNITS; u++) {
            if (coder[c][u] != '.') {
                rating[ratings++] =
                    (struct rating){u, (size_t)(coder[c][u] - '0')};
            }
        }
    }
    alpha = alpha_nominal(rating, ratings);
    assert_true(alpha.defined);
    assert_int_equal(alpha.units, 11);
    assert_int_equal(alpha.ratings, 40);
    assert_true(alpha.alpha > 0.7425 && alpha.alpha < 0.7435);
}

static void full_agreement_is_one_and_one_value_is_undefined(void **state)
{
    const struct rating agree[] = {{0, 1}, {0, 1}, {1, 0}, {1, 0}};
    const struct rating same[] = {{0, 1}, {0, 1}, {1, 1}, {1, 1}};
    const struct rating alone[] = {{0, 1}, {1, 0}};

    (void)state;
    assert_true(alpha_nominal(agree, 4).alpha == 1);
    assert_false(alpha_nominal(same, 4).defined);
    assert_false(alpha_nominal(alone, 2).defined);
    assert_int_equal(alpha_nominal(alone, 2).units, 0);
    assert_false(alpha_nominal(NULL, 0).defined);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_example_gives_0_743),
        cmocka_unit_test(full_agreement_is_one_and_one_value_is_undefined),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
