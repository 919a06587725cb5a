/* Archives that are written as a stream, large ones too. */
#include "testing.h"
#include "views/zip.h"

#include <stdio.h>
#include <zlib.h>

static uint64_t number(const struct buf *archive, size_t at, size_t bytes)
{
    uint64_t value = 0;

    for (size_t i = bytes; i > 0; i--) {
        value = value << 8 | (unsigned char)archive->ptr[at + i - 1];
    }
    return value;
}

/* The words of an entry whose packed bytes begin at `at`. */
static void assert_holds(const struct buf *archive, size_t at,
                         const char *words)
{
    z_stream stream = {.next_in = (Bytef *)archive->ptr + at,
                       .avail_in = (uInt)(archive->len - at)};
    char text[256] = "";

    stream.next_out = (Bytef *)text;
    stream.avail_out = sizeof text - 1;
    assert_int_equal(inflateInit2(&stream, -MAX_WBITS), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(inflateEnd(&stream), Z_OK);
    assert_string_equal(text, words);
}

static void an_entry_may_come_in_pieces(void **state)
{
    struct err err = {0};
    struct buf archive = {0};
    struct zip_writer zip = {.out = &archive};
    size_t end;

    (void)state;
    assert_true(zip_begin(&zip, "acts.jsonl", &err));
    assert_true(zip_put(&zip, SLICE("one\n"), &err));
    assert_true(zip_put(&zip, SLICE("two\n"), &err));
    assert_true(zip_finish(&zip, &err));
    zip_end(&zip);
    assert_holds(&archive, 30 + 10 + 20, "one\ntwo\n");

    end = archive.len - 22;
    assert_int_equal(number(&archive, end, 4), 0x06054b50);
    assert_int_equal(number(&archive, end + 10, 2), 1);
    end = number(&archive, end + 16, 4); /* the directory */
    assert_int_equal(number(&archive, end, 4), 0x02014b50);
    assert_int_equal(number(&archive, end + 16, 4),
                     crc32(0, (const Bytef *)"one\ntwo\n", 8));
    assert_int_equal(number(&archive, end + 24, 4), 8);
    buf_release(&archive);
}

static void what_is_handed_over_is_counted(void **state)
{
    struct err err = {0};
    struct buf out = {0};
    struct zip_writer zip = {.out = &out};
    size_t len;

    (void)state;
    assert_true(zip_add(&zip, "a", SLICE("words"), &err));
    len = out.len;
    buf_clear(&out);
    assert_true(zip_add(&zip, "b", SLICE("words"), &err));
    assert_int_equal(zip.written, 2 * len);
    zip_end(&zip);
    assert_int_equal(number(&out, out.len - 6, 4), 2 * len);
    buf_release(&out);
}

static void more_entries_than_16_bits_count(void **state)
{
    enum { MANY = 70000 };
    struct err err = {0};
    struct buf out = {0};
    struct zip_writer zip = {.out = &out};
    size_t end;
    char name[8] = "";

    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        (void)snprintf(name, sizeof name, "%zu", i);
        assert_true(zip_add(&zip, name, SLICE(""), &err));
        buf_clear(&out);
    }
    zip_end(&zip);
    end = out.len - 22;
    assert_int_equal(number(&out, end + 8, 2), 0xFFFF);
    assert_int_equal(number(&out, end - 20, 4), 0x07064b50);
    assert_int_equal(number(&out, end - 76, 4), 0x06064b50);
    assert_int_equal(number(&out, end - 76 + 24, 8), MANY);
    buf_release(&out);
}

static void an_entry_behind_four_gibibytes(void **state)
{
    const uint64_t far = UINT64_C(5) << 30;
    struct err err = {0};
    struct buf out = {0};
    struct zip_writer zip = {.out = &out, .written = far};
    size_t at, end;

    (void)state;
    assert_true(zip_add(&zip, "a", SLICE("words"), &err));
    at = out.len;
    zip_end(&zip);
    assert_int_equal(number(&out, at + 42, 4), 0xFFFFFFFF);
    assert_int_equal(number(&out, at + 46 + 1, 2), 1); /* the extra field */
    assert_int_equal(number(&out, at + 46 + 1 + 4, 8), far);
    end = out.len - 22;
    assert_int_equal(number(&out, end + 16, 4), 0xFFFFFFFF);
    assert_int_equal(number(&out, end - 76 + 48, 8), far + at);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_may_come_in_pieces),
        cmocka_unit_test(what_is_handed_over_is_counted),
        cmocka_unit_test(more_entries_than_16_bits_count),
        cmocka_unit_test(an_entry_behind_four_gibibytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
