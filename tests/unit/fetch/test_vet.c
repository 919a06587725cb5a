/* Which addresses may be fetched from.  No name is looked up: all hosts here
 * are numbers, in whatever way they are written. */
#include "fetch/vet.h"
#include "testing.h"

#include <netdb.h>
#include <string.h>

static bool is_vetted(const char *number)
{
    const struct addrinfo hints = {.ai_flags = AI_NUMERICHOST,
                                   .ai_socktype = SOCK_STREAM};
    struct addrinfo *list = NULL;
    bool ok;

    assert_int_equal(getaddrinfo(number, NULL, &hints, &list), 0);
    ok = vet_address(list->ai_addr);
    freeaddrinfo(list);
    return ok;
}

static void test_addresses_of_the_public_internet_are_vetted(void **state)
{
    static const char *const open[] = {
        "8.8.8.8",     "93.184.216.34",   "100.63.255.255", "100.128.0.1",
        "172.15.0.1",  "172.32.0.1",      "192.169.0.1",    "198.17.0.1",
        "223.255.0.1", "2606:4700::1111", "2a00:1450::1"};

    (void)state;
    for (size_t i = 0; i < sizeof open / sizeof open[0]; i++) {
        assert_true(is_vetted(open[i]));
    }
}

static void test_all_others_are_not(void **state)
{
    static const char *const closed[] = {
        "0.0.0.0", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1",
        "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255",
        "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
        "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1",
        "239.1.1.1", "240.0.0.1", "255.255.255.255",
        /* the same in disguise */
        "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0x7f.1", "0", "::1",
        "::", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "3fff::1",
        "fe80::1", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1"};

    (void)state;
    for (size_t i = 0; i < sizeof closed / sizeof closed[0]; i++) {
        assert_false(is_vetted(closed[i]));
    }
}

static void test_what_a_url_may_be(void **state)
{
    static const struct {
        const char *url;
        const char *why; /* NULL: it may be fetched */
    } row[] = {
        {"http://93.184.216.34/a", NULL},
        {"https://93.184.216.34/a?b#c", NULL},
        {"http://93.184.216.34:443/", NULL},
        {"https://[2606:4700::1111]/", NULL},
        {"http://93.184.216.34:8080/", "ports 80 and 443"},
        {"http://93.184.216.34:22/", "ports 80 and 443"},
        {"ftp://93.184.216.34/", "only http and https"},
        {"file:///etc/passwd", "only http and https"},
        {"gopher://93.184.216.34/", "only http and https"},
        {"http://user:word@93.184.216.34/", "name and password"},
        {"http://127.0.0.1/", "public internet"},
        {"http://2130706433/", "public internet"},
        {"http://0x7f.1/", "public internet"},
        {"http://0177.0.0.1/", "public internet"},
        {"http://[::1]/", "public internet"},
        {"http://[::ffff:10.0.0.1]/", "public internet"},
        {"http://169.254.169.254/latest/meta-data/", "public internet"},
        {"http:///path", ""},
        {"nonsense", ""},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct vet_target target;
        struct err err = {0};
        bool ok = vet_url(row[i].url, false, &target, &err);

        assert_int_equal(ok, row[i].why == NULL);
        if (!ok) {
            assert_non_null(strstr(err.text, row[i].why));
        }
    }
}

static void test_the_connection_goes_to_the_vetted_address(void **state)
{
    struct vet_target target;
    struct err err = {0};

    (void)state;
    assert_true(vet_url("https://93.184.216.34/x", false, &target, &err));
    assert_string_equal(target.host, "93.184.216.34");
    assert_string_equal(target.address, "93.184.216.34");
    assert_int_equal(target.port, 443);
    assert_true(target.secure);
    assert_true(vet_url("http://127.0.0.1:8080/", true, &target, &err));
    assert_string_equal(target.address, "127.0.0.1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses_of_the_public_internet_are_vetted),
        cmocka_unit_test(test_all_others_are_not),
        cmocka_unit_test(test_what_a_url_may_be),
        cmocka_unit_test(test_the_connection_goes_to_the_vetted_address),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
