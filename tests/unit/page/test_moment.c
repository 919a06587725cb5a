/* Days as machines write them. */
#include "page/moment.h"
#include "testing.h"

static void reads(const char *text, const char *wanted)
{
    char day[16];

    assert_string_equal(date_format(moment_read(slice_of(text)), day), wanted);
}

static void test_feeds_write_days_in_many_ways(void **state)
{
    (void)state;
    reads("Thu, 13 Jan 2022 23:55:00 -0500", "2022-01-13");
    reads("Thu, 13 Jan 22 10:15 GMT", "2022-01-13");
    reads("13 January 2022", "2022-01-13");
    reads("Thursday, 13-Jan-22 10:15:00 UTC", "2022-01-13");
    reads("Thu Jan 13 10:15:00 2022", "2022-01-13");
    reads("January 13, 2022", "2022-01-13");
    reads("Sat, 01 Sept 2001 00:00:01 GMT", "2001-09-01");
    reads("01 Jan 98 00:00:00 GMT", "1998-01-01");
}

static void test_iso_8601_in_its_forms(void **state)
{
    (void)state;
    reads("2022-01-13T10:15:00.250+02:00", "2022-01-13");
    reads("2022-01-13", "2022-01-13");
    reads("2022-01-13 10:15:00", "2022-01-13");
    reads("2022/01/13", "2022-01-13");
    reads("20220113T101500Z", "2022-01-13");
    reads("20220113", "2022-01-13");
    reads("2022-01", "2022-01");
    reads("2022", "2022");
    reads("2022-013", "2022-01-13");
}

static void test_digits_of_exports(void **state)
{
    (void)state;
    reads("20220113101500", "2022-01-13");
    reads("1642068900", "2022-01-13");
    reads("1642068900000", "2022-01-13");
    reads("1642068900.25", "2022-01-13");
}

static void test_what_is_no_day_is_unknown(void **state)
{
    (void)state;
    reads("", "");
    reads("yesterday", "");
    reads("2022-13-45", "");
    reads("31 Feb 2022", "");
    reads("0025-01-01", "");
    reads("99999999999999999999", "");
    reads("Jan", "");
    reads("12", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_feeds_write_days_in_many_ways),
        cmocka_unit_test(test_iso_8601_in_its_forms),
        cmocka_unit_test(test_digits_of_exports),
        cmocka_unit_test(test_what_is_no_day_is_unknown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
