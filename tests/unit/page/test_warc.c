/* Web archives: records, packing, what HTTP wraps, what is broken. */
#include "page/unpack.h"
#include "page/warc/http.h"
#include "page/warc/warc.h"
#include "taken.h"
#include "testing.h"

#include <stdlib.h>
#include <zlib.h>

#define PAGE \
    "<!doctype html><html><head><title>No</title></head><body><p>The " \
    "foreign minister said no.</p></body></html>"
#define HTTP(more, body) \
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" more \
    "\r\n" body

static void add_record(struct buf *out, const char *type, struct slice block)
{
    buf_printf(out,
               "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: "
               "<https://post.example/1>\r\nWARC-Date: 2031-02-05T10:00:00Z\r\n"
               "Content-Type: application/http; msgtype=%s\r\n"
               "Content-Length: %zu\r\n\r\n",
               type, type, block.len);
    buf_add_slice(out, block);
    buf_add_str(out, "\r\n\r\n");
}

/* Append `text` as a gzip member. */
static void add_packed(struct buf *out, struct slice text)
{
    unsigned char *room = malloc(text.len + 1024);
    z_stream stream = {0};

    assert_non_null(room);
    assert_int_equal(
        deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY),
        Z_OK);
    stream.next_in = (z_const Bytef *)(uintptr_t)text.ptr;
    stream.avail_in = (uInt)text.len;
    stream.next_out = room;
    stream.avail_out = (uInt)text.len + 1024;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    buf_add(out, (const char *)room, stream.total_out);
    (void)deflateEnd(&stream);
    free(room);
}

static void test_a_response_is_a_page_with_address_and_day(void **state)
{
    struct buf bytes = {0};
    struct taken taken;

    (void)state;
    add_record(&bytes, "warcinfo", SLICE("software: x\r\n"));
    add_record(&bytes, "request", SLICE("GET / HTTP/1.1\r\n\r\n"));
    add_record(&bytes, "response", SLICE(HTTP("", PAGE)));
    add_record(&bytes, "revisit", SLICE(""));
    taken = take_apart(buf_slice(&bytes), NULL);
    assert_true(taken.ok);
    assert_int_equal(taken.pieces, 1);
    assert_string_equal(taken.piece[0].name.ptr, "file#3");
    assert_string_equal(taken.piece[0].bytes.ptr, PAGE);
    assert_string_equal(taken.piece[0].url.ptr, "https://post.example/1");
    assert_string_equal(taken.piece[0].encoding.ptr, "utf-8");
    assert_int_equal(taken.piece[0].fetched.day, 5);
    assert_int_equal(taken.passes, 1);
    arena_release(&taken.arena);
    buf_release(&bytes);
}

static void test_records_packed_one_by_one_and_one_broken(void **state)
{
    struct buf bytes = {0};
    struct buf record = {0};
    struct taken taken;
    size_t second;

    (void)state;
    add_record(&record, "response", SLICE(HTTP("", PAGE)));
    add_packed(&bytes, buf_slice(&record));
    second = bytes.len;
    add_packed(&bytes, buf_slice(&record));
    add_packed(&bytes, buf_slice(&record));
    memset(bytes.ptr + second + 20, 0x55, 60);
    taken = take_apart(buf_slice(&bytes), NULL);
    assert_true(taken.ok);
    assert_int_equal(taken.pieces, 2);
    assert_int_equal(taken.fails, 1);
    arena_release(&taken.arena);
    buf_release(&bytes);
    buf_release(&record);
}

static void test_an_archive_that_is_cut_off_keeps_what_is_whole(void **state)
{
    struct buf bytes = {0};
    struct taken taken;

    (void)state;
    add_record(&bytes, "response", SLICE(HTTP("", PAGE)));
    add_record(&bytes, "response", SLICE(HTTP("", PAGE)));
    bytes.len -= 60;
    taken = take_apart(buf_slice(&bytes), NULL);
    assert_true(taken.ok);
    assert_int_equal(taken.pieces, 1);
    assert_int_equal(taken.fails, 1);
    assert_non_null(strstr(taken.failed[0], "lacks"));
    arena_release(&taken.arena);
    buf_release(&bytes);
}

static void unwraps(struct slice block, const char *wanted)
{
    struct response response;
    struct buf out = {0};
    struct err err = {0};

    assert_true(http_read(&response, block, &out, &err));
    assert_int_equal(response.status, 200);
    assert_int_equal(response.body.len, strlen(wanted));
    assert_memory_equal(response.body.ptr, wanted, response.body.len);
    buf_release(&out);
}

static void test_http_takes_chunks_and_packing_off(void **state)
{
    struct buf block = {0};

    (void)state;
    unwraps(SLICE(HTTP("Transfer-Encoding: chunked\r\n",
                       "4\r\nabcd\r\n3;x=y\r\nefg\r\n0\r\n\r\n")),
            "abcdefg");
    unwraps(SLICE(HTTP("Transfer-Encoding: chunked\r\n", "no chunks")),
            "no chunks");
    unwraps(SLICE(HTTP("Transfer-Encoding: chunked\r\n", "9\r\nabcd")), "abcd");
    unwraps(SLICE(HTTP("Content-Encoding: gzip\r\n", "plain all the same")),
            "plain all the same");
    buf_add_str(&block, HTTP("Content-Encoding: gzip\r\n", ""));
    add_packed(&block, SLICE("abcdefg"));
    unwraps(buf_slice(&block), "abcdefg");
    buf_release(&block);
}

static void test_what_is_no_page_is_passed_over(void **state)
{
    struct buf bytes = {0};
    struct taken taken;

    (void)state;
    add_record(&bytes, "response",
               SLICE("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"
                     "<html>"));
    add_record(&bytes, "response",
               SLICE("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG"));
    add_record(&bytes, "response",
               SLICE("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                     "Content-Encoding: br\r\n\r\n\x8b\x01"));
    taken = take_apart(buf_slice(&bytes), NULL);
    assert_int_equal(taken.pieces, 0);
    assert_int_equal(taken.passes, 3);
    assert_string_equal(taken.passed[0], "HTTP status 404");
    assert_string_equal(taken.passed[1], "image/png");
    assert_string_equal(taken.passed[2], "is packed by brotli");
    arena_release(&taken.arena);
    buf_release(&bytes);
}

static void test_a_bomb_costs_its_record_only(void **state)
{
    enum { BOMB = 64 << 20 };
    char *zeros = calloc(BOMB, 1);
    struct buf bytes = {0};
    struct buf record = {0};
    struct taken taken;

    (void)state;
    assert_non_null(zeros);
    add_packed(&bytes, (struct slice){zeros, BOMB});
    taken = take_apart(buf_slice(&bytes), NULL);
    assert_false(taken.ok);
    assert_int_equal(taken.err.code, ERR_LIMIT);
    arena_release(&taken.arena);
    buf_clear(&bytes);
    add_record(&record, "response", SLICE(HTTP("", PAGE)));
    add_packed(&bytes, buf_slice(&record));
    add_packed(&bytes, (struct slice){zeros, BOMB});
    add_packed(&bytes, buf_slice(&record));
    taken = take_apart(buf_slice(&bytes), NULL);
    assert_int_equal(taken.pieces, 2);
    assert_int_equal(taken.fails, 1);
    assert_non_null(strstr(taken.failed[0], "times its size"));
    arena_release(&taken.arena);
    buf_release(&bytes);
    buf_release(&record);
    free(zeros);
}

static void test_no_archive_within_packed_data_within_packed_data(void **state)
{
    struct buf once = {0};
    struct buf twice = {0};
    struct taken taken;

    (void)state;
    add_packed(&once, SLICE("The foreign minister said no to all of it."));
    taken = take_apart(buf_slice(&once), NULL);
    assert_int_equal(taken.pieces, 1);
    arena_release(&taken.arena);
    add_packed(&twice, buf_slice(&once));
    taken = take_apart(buf_slice(&twice), NULL);
    assert_false(taken.ok);
    assert_int_equal(taken.err.code, ERR_LIMIT);
    arena_release(&taken.arena);
    buf_release(&once);
    buf_release(&twice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_response_is_a_page_with_address_and_day),
        cmocka_unit_test(test_records_packed_one_by_one_and_one_broken),
        cmocka_unit_test(test_an_archive_that_is_cut_off_keeps_what_is_whole),
        cmocka_unit_test(test_http_takes_chunks_and_packing_off),
        cmocka_unit_test(test_what_is_no_page_is_passed_over),
        cmocka_unit_test(test_a_bomb_costs_its_record_only),
        cmocka_unit_test(test_no_archive_within_packed_data_within_packed_data),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
