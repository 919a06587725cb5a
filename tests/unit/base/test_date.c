/* Calendar dates: partial ones are ranges, impossible ones are unknown. */
#include "base/date.h"
#include "testing.h"

static struct date date(const char *text)
{
    return date_parse(slice_of(text));
}

static void test_reads_and_writes_each_precision(void **state)
{
    static const char *const text[] = {"2021", "2021-12", "2021-12-17"};
    char out[16];

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(date_format(date(text[i]), out), text[i]);
        assert_int_equal(date(text[i]).precision, DATE_YEAR + (int)i);
    }
}

static void test_impossible_dates_are_unknown(void **state)
{
    static const char *const text[] = {"",           "0025",       "2021-13",
                                       "2021-02-29", "2021/12/17", "21-12-17",
                                       "2021-00-10", "9999-01-01"};

    (void)state;
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        assert_int_equal(date(text[i]).precision, DATE_NONE);
    }
    assert_int_equal(date("2024-02-29").precision, DATE_DAY);
}

static void test_a_partial_date_is_a_range_of_days(void **state)
{
    (void)state;
    assert_int_equal(date_first_day(date("1970-01-01")), 0);
    assert_int_equal(
        date_last_day(date("2021-12")) - date_first_day(date("2021-12")), 30);
    assert_int_equal(date_last_day(date("2024")) - date_first_day(date("2024")),
                     365);
}

static void test_day_numbers_come_back(void **state)
{
    char out[16];

    (void)state;
    for (long day = -360000; day < 370000; day += 311) {
        assert_int_equal(date_first_day(date_from_day(day)), day);
    }
    assert_string_equal(
        date_format(date_from_day(date_first_day(date("1999-12-31")) + 1), out),
        "2000-01-01");
}

static void test_weekdays(void **state)
{
    (void)state;
    assert_int_equal(date_weekday(date_first_day(date("2022-01-12"))), 2);
    assert_int_equal(date_weekday(date_first_day(date("1900-01-01"))), 0);
}

static void test_order_puts_the_coarser_first(void **state)
{
    (void)state;
    assert_true(date_cmp(date("2021"), date("2021-01")) < 0);
    assert_true(date_cmp(date("2021-01-02"), date("2021-01")) > 0);
    assert_true(date_cmp(date(""), date("1999")) < 0);
    assert_int_equal(date_cmp(date("2021-05-01"), date("2021-05-01")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_and_writes_each_precision),
        cmocka_unit_test(test_impossible_dates_are_unknown),
        cmocka_unit_test(test_a_partial_date_is_a_range_of_days),
        cmocka_unit_test(test_day_numbers_come_back),
        cmocka_unit_test(test_weekdays),
        cmocka_unit_test(test_order_puts_the_coarser_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
