#include "page/warc/http.h"

#include "page/unpack.h"
#include "page/warc/head.h"

static int status_of(struct slice first)
{
    size_t at = slice_find(first, SLICE(" "));
    size_t status = 0;

    return slice_starts(first, "HTTP/") && at + 4 <= first.len &&
                   head_number((struct slice){first.ptr + at + 1, 3}, &status)
               ? (int)status
               : 0;
}

static int hex(char c)
{
    return c >= '0' && c <= '9'                     ? c - '0'
           : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                    : -1;
}

/* The size line of a chunk at `at` (RFC 9112 §7.1), its extensions left out;
 * false if there is none. */
static bool chunk_size(struct slice body, size_t *at, size_t *size)
{
    enum { DIGITS = 8 };
    size_t digits = 0;
    const char *end;

    *size = 0;
    while (*at < body.len && hex(body.ptr[*at]) >= 0 && digits <= DIGITS) {
        *size = *size * 16 + (size_t)hex(body.ptr[*at]);
        digits++;
        (*at)++;
    }
    if (digits == 0 || digits > DIGITS || *at >= body.len ||
        strchr(" ;\r\n", body.ptr[*at]) == NULL) {
        return false;
    }
    end = memchr(body.ptr + *at, '\n', body.len - *at);
    *at = end != NULL ? (size_t)(end - body.ptr) + 1 : body.len;
    return end != NULL;
}

/* Append the chunks of `body`; false if it is not in chunks.  What follows
 * the last good chunk is lost. */
static bool add_chunks(struct buf *out, struct slice body)
{
    size_t at = 0;
    size_t size;

    if (!chunk_size(body, &at, &size)) {
        return false;
    }
    while (size != 0) {
        size_t there = body.len - at < size ? body.len - at : size;

        buf_add(out, body.ptr + at, there);
        at += there;
        while (at < body.len &&
               (body.ptr[at] == '\r' || body.ptr[at] == '\n')) {
            at++;
        }
        if (!chunk_size(body, &at, &size)) {
            break;
        }
    }
    return true;
}

static enum packing packing_said(struct slice said, struct slice body)
{
    if (head_begins(said, "gzip") || head_begins(said, "x-gzip")) {
        return packing_of(body) == PACKED_GZIP ? PACKED_GZIP : PACKED_NOT;
    }
    if (head_begins(said, "zstd")) {
        return packing_of(body) == PACKED_ZSTD ? PACKED_ZSTD : PACKED_NOT;
    }
    return head_begins(said, "deflate") ? PACKED_DEFLATE : PACKED_NOT;
}

/* Text does not begin so: what a server calls deflated and is not. */
static bool is_text(struct slice body)
{
    body = slice_trim(body);
    return body.len == 0 || body.ptr[0] == '<' || body.ptr[0] == '{';
}

bool http_read(struct response *response, struct slice block, struct buf *out,
               struct err *err)
{
    struct head head;
    struct slice packed;
    struct buf unpacked = {0};
    enum packing packing;

    *response = (struct response){.body = block};
    if (!head_read(&head, block) || status_of(head.first) == 0) {
        return true;
    }
    response->status = status_of(head.first);
    response->media = head_get(&head, "Content-Type");
    response->modified = head_get(&head, "Last-Modified");
    response->location = head_get(&head, "Location");
    response->body = (struct slice){block.ptr + head.len, block.len - head.len};
    if (head_begins(head_get(&head, "Transfer-Encoding"), "chunked") &&
        add_chunks(out, response->body)) {
        response->body = buf_slice(out);
    }
    packed = head_get(&head, "Content-Encoding");
    if (head_begins(packed, "br") && !is_text(response->body)) {
        return err_set(err, ERR_EMPTY, "is packed by brotli");
    }
    packing = packing_said(packed, response->body);
    if (packing == PACKED_NOT ||
        (packing == PACKED_DEFLATE && is_text(response->body))) {
        return true;
    }
    if (!unpack_all(packing, response->body, &unpacked, err) &&
        (err->code == ERR_LIMIT || unpacked.len == 0)) {
        buf_release(&unpacked);
        return false;
    }
    *err = (struct err){0}; /* what came before the end is a page */
    buf_release(out);
    *out = unpacked;
    response->body = buf_slice(out);
    return true;
}
