/* The MessagePack reader: every form of value, and every way to lie. */
#include "model/msgpack.h"
#include "testing.h"

/* A part over literal bytes. */
#define PART(name, literal) \
    struct part name = part_borrow("x/part", SLICE(literal))

static struct msgpack_value first(struct slice bytes)
{
    struct part part = part_borrow("x/part", bytes);
    struct err err = {0};
    struct msgpack in = msgpack_open(&part, &err);
    struct msgpack_value value;

    assert_true(msgpack_next(&in, &value));
    assert_true(msgpack_end(&in));
    part_release(&part);
    return value;
}

/* Reading all of `bytes` fails with exactly this message. */
static void assert_refused(struct slice bytes, const char *message)
{
    struct part part = part_borrow("x/part", bytes);
    struct err err = {0};
    struct msgpack in = msgpack_open(&part, &err);

    assert_false(msgpack_skip(&in) && msgpack_end(&in));
    assert_string_equal(err.text, message);
    assert_false(msgpack_skip(&in)); /* a failed cursor only fails */
    part_release(&part);
}

static void integers_of_every_width(void **state)
{
    (void)state;
    assert_int_equal(first(SLICE("\x00")).number, 0);
    assert_int_equal(first(SLICE("\x7f")).number, 127);
    assert_int_equal(first(SLICE("\xcc\xff")).number, 255);
    assert_int_equal(first(SLICE("\xcd\x01\x02")).number, 0x102);
    assert_int_equal(first(SLICE("\xce\x80\x00\x00\x00")).number, 0x80000000U);
    assert_true(first(SLICE("\xcf\xff\xff\xff\xff\xff\xff\xff\xff")).number ==
                UINT64_MAX);
    assert_int_equal(first(SLICE("\xff")).negative, -1);
    assert_int_equal(first(SLICE("\xe0")).negative, -32);
    assert_int_equal(first(SLICE("\xd0\x80")).negative, -128);
    assert_int_equal(first(SLICE("\xd1\xff\xfe")).negative, -2);
    assert_int_equal(first(SLICE("\xd2\x80\x00\x00\x00")).negative, INT32_MIN);
    assert_true(first(SLICE("\xd3\x80\0\0\0\0\0\0\0")).negative == INT64_MIN);
    /* signed forms of what is not negative are plain numbers */
    assert_int_equal(first(SLICE("\xd0\x05")).kind, MSGPACK_UINT);
    assert_int_equal(first(SLICE("\xd0\x05")).number, 5);
}

static void everything_else(void **state)
{
    (void)state;
    assert_int_equal(first(SLICE("\xc0")).kind, MSGPACK_NIL);
    assert_true(first(SLICE("\xc3")).truth);
    assert_false(first(SLICE("\xc2")).truth);
    assert_true(first(SLICE("\xca\x3f\x80\x00\x00")).real > 0.99);
    assert_true(first(SLICE("\xcb\xbf\xf0\0\0\0\0\0\0")).real < -0.99);
    assert_true(slice_is(first(SLICE("\xa2hi")).bytes, "hi"));
    assert_true(slice_is(first(SLICE("\xd9\x02hi")).bytes, "hi"));
    assert_true(slice_is(first(SLICE("\xda\x00\x02hi")).bytes, "hi"));
    assert_true(slice_is(first(SLICE("\xdb\0\0\0\x02hi")).bytes, "hi"));
    assert_int_equal(first(SLICE("\xc4\x02hi")).kind, MSGPACK_BIN);
    assert_true(slice_is(first(SLICE("\xc5\x00\x02hi")).bytes, "hi"));
    assert_true(slice_is(first(SLICE("\xc6\0\0\0\x02hi")).bytes, "hi"));
    assert_int_equal(first(SLICE("\xd5\x01hi")).kind, MSGPACK_EXT);
    assert_int_equal(first(SLICE("\xd5\x01hi")).bytes.len, 3);
    assert_int_equal(first(SLICE("\xc7\x02\x01hi")).bytes.len, 3);
}

static void a_map_gives_its_count_then_its_items(void **state)
{
    PART(part, "\x82\xa1"
               "a\x01\xa1"
               "b\x92\xc3\xc0");
    struct err err = {0};
    struct msgpack in = msgpack_open(&part, &err);
    struct slice key;
    size_t count;
    uint64_t number;
    bool truth;

    (void)state;
    assert_true(msgpack_map(&in, &count));
    assert_int_equal(count, 2);
    assert_true(msgpack_str(&in, &key) && slice_is(key, "a"));
    assert_true(msgpack_uint(&in, &number) && number == 1);
    assert_true(msgpack_key(&in, "b"));
    assert_true(msgpack_array(&in, &count) && count == 2);
    assert_true(msgpack_bool(&in, &truth) && truth);
    assert_true(msgpack_nil(&in));
    assert_true(msgpack_end(&in));
    part_release(&part);
}

static void a_document_inside_knows_its_place(void **state)
{
    PART(part, "\x92\xc4\x02\x05\x06\x07");
    struct err err = {0};
    struct msgpack in = msgpack_open(&part, &err);
    struct msgpack inner;
    struct slice bytes;
    size_t count;
    uint64_t number;

    (void)state;
    assert_true(msgpack_array(&in, &count));
    assert_true(msgpack_bin(&in, &bytes));
    inner = msgpack_inside(&in, bytes);
    assert_true(msgpack_uint(&inner, &number) && number == 5);
    assert_false(msgpack_end(&inner));
    assert_string_equal(
        err.text, "x/part: byte 4: 1 bytes too many after the last value");
    part_release(&part);
}

static void what_is_cut_short_is_refused(void **state)
{
    (void)state;
    assert_refused(SLICE(""), "x/part: byte 0: the data ends too early");
    assert_refused(SLICE("\xcd\x01"),
                   "x/part: byte 1: the data ends inside a number");
    assert_refused(SLICE("\xa5hi"),
                   "x/part: byte 0: 5 bytes announced, 2 are left");
    assert_refused(SLICE("\x92\x01"),
                   "x/part: byte 0: 2 items announced, 1 bytes are left");
    assert_refused(SLICE("\x91\x91\x91"),
                   "x/part: byte 2: 1 items announced, 0 bytes are left");
}

static void counts_that_cannot_be_are_refused(void **state)
{
    (void)state;
    assert_refused(SLICE("\xdd\xff\xff\xff\xff\x01"),
                   "x/part: byte 0: 4294967295 items announced, 1 bytes are "
                   "left");
    assert_refused(SLICE("\xdf\xff\xff\xff\xff\x01"),
                   "x/part: byte 0: 8589934590 items announced, 1 bytes are "
                   "left");
    assert_refused(SLICE("\xc6\xff\xff\xff\xff\x01"),
                   "x/part: byte 0: 4294967295 bytes announced, 1 are left");
    assert_refused(SLICE("\xc1"),
                   "x/part: byte 0: the byte c1 starts no value");
    assert_refused(SLICE("\x01\x02"),
                   "x/part: byte 1: 1 bytes too many after the last value");
}

static void the_wrong_kind_is_named(void **state)
{
    PART(part, "\xa1x");
    struct err err = {0};
    struct msgpack in = msgpack_open(&part, &err);
    size_t count;

    (void)state;
    assert_false(msgpack_map(&in, &count));
    assert_int_equal(count, 0);
    assert_string_equal(err.text,
                        "x/part: byte 0: a string where a map belongs");
    part_release(&part);
}

/* A hundred thousand arrays inside each other: no recursion, no trouble. */
static void deep_nesting_is_only_long(void **state)
{
    enum { DEPTH = 100000 };
    static char bytes[DEPTH + 1];

    (void)state;
    memset(bytes, '\x91', DEPTH);
    bytes[DEPTH] = '\x01';
    struct part part = part_borrow("deep", (struct slice){bytes, DEPTH + 1});
    struct err err = {0};
    struct msgpack in = msgpack_open(&part, &err);

    assert_true(msgpack_skip(&in));
    assert_true(msgpack_end(&in));
    part_release(&part);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integers_of_every_width),
        cmocka_unit_test(everything_else),
        cmocka_unit_test(a_map_gives_its_count_then_its_items),
        cmocka_unit_test(a_document_inside_knows_its_place),
        cmocka_unit_test(what_is_cut_short_is_refused),
        cmocka_unit_test(counts_that_cannot_be_are_refused),
        cmocka_unit_test(the_wrong_kind_is_named),
        cmocka_unit_test(deep_nesting_is_only_long),
    };

    return cmocka_run_group_tests_name("msgpack", tests, NULL, NULL);
}
