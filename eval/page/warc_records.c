/*
 * warc_records - read web archives and print their records, one JSON a line.
 *
 *     warc_records FILE... >OUT
 *
 * `payload` is the digest of what a record carries, out of HTTP, chunks and
 * packing.  eval/page/warcs.py compares them with a peer's.
 */
#include "base/caps.h"
#include "base/file.h"
#include "base/json.h"
#include "base/sha256.h"
#include "page/warc/head.h"
#include "page/warc/http.h"
#include "page/warc/warc.h"

#include <stdio.h>

static const char *current;

static bool record(void *user, const struct warc_record *record)
{
    struct buf out = {0};
    struct buf body = {0};
    struct json json = {.out = &out};
    struct response response = {.body = record->block};
    struct err err = {0};
    char digest[SHA256_HEX + 1];

    (void)user;
    if (head_begins(record->media, "application/http") &&
        !head_begins(record->type, "request") &&
        !http_read(&response, record->block, &body, &err)) {
        response.body = SLICE("");
    }
    sha256_hex(response.body, digest);
    json_open(&json, '{');
    json_key_str(&json, "file", current);
    json_key_int(&json, "number", (int64_t)record->number);
    json_key_slice(&json, "type", record->type);
    json_key_slice(&json, "url", record->url);
    json_key_slice(&json, "date", record->date);
    json_key_int(&json, "status", response.status);
    json_key_int(&json, "bytes", (int64_t)response.body.len);
    json_key_str(&json, "payload", digest);
    json_close(&json, '}');
    (void)puts(out.ptr);
    buf_release(&out);
    buf_release(&body);
    return true;
}

static void broken(void *user, size_t number, const struct err *why)
{
    struct buf out = {0};
    struct json json = {.out = &out};

    (void)user;
    json_open(&json, '{');
    json_key_str(&json, "file", current);
    json_key_int(&json, "number", (int64_t)number);
    json_key_str(&json, "error", why->text);
    json_close(&json, '}');
    (void)puts(out.ptr);
    buf_release(&out);
}

int main(int argc, char **argv)
{
    static const struct warc_sink sink = {.record = record, .broken = broken};

    for (int i = 1; i < argc; i++) {
        struct buf bytes = {0};
        struct err err = {0};
        size_t count = 0;

        current = argv[i];
        if (!file_read(argv[i], CAP_INPUT_BYTES, &bytes, &err) ||
            !warc_is(buf_slice(&bytes)) ||
            !warc_read(buf_slice(&bytes), &sink, &count, &err)) {
            (void)fprintf(stderr, "warc_records: %s: %s\n", argv[i],
                          err.code != ERR_NONE ? err.text : "no web archive");
        }
        buf_release(&bytes);
    }
    return 0;
}
