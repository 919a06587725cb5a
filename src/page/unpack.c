#include "page/unpack.h"

#include "base/caps.h"
#include "base/mem.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

enum { STEP = 1 << 16, ANY_HEAD = 15 + 32, NO_HEAD = -15, SKIP_HEAD = 8 };

enum packing packing_of(struct slice bytes)
{
    if (slice_starts(bytes, "\x1f\x8b\x08")) {
        return PACKED_GZIP;
    }
    if (slice_starts(bytes, "\x28\xb5\x2f\xfd") ||
        (bytes.len >= 4 && ((unsigned char)bytes.ptr[0] & 0xF0) == 0x50 &&
         memcmp(bytes.ptr + 1, "\x2a\x4d\x18", 3) == 0)) {
        return PACKED_ZSTD;
    }
    return PACKED_NOT;
}

/* Whether `made` bytes out of `read` stay in bounds. */
static bool in_bounds(size_t made, size_t read, struct err *err)
{
    if (made > CAP_UNPACKED_BYTES) {
        return err_set(err, ERR_LIMIT, "unpacks to more than %zu bytes",
                       CAP_UNPACKED_BYTES);
    }
    if (made > CAP_UNPACKED_FREE && made / CAP_UNPACKED_RATIO > read) {
        return err_set(err, ERR_LIMIT, "unpacks to more than %d times its size",
                       CAP_UNPACKED_RATIO);
    }
    return true;
}

static uInt window(size_t left)
{
    return left < UINT_MAX ? (uInt)left : UINT_MAX;
}

static bool inflate_one(int head, struct slice bytes, struct buf *out,
                        size_t *used, struct err *err)
{
    unsigned char *step = mem_alloc(STEP, 1);
    z_stream stream = {0};
    size_t before = out->len;
    int status = Z_OK;

    if (inflateInit2(&stream, head) != Z_OK) {
        free(step);
        return err_set(err, ERR_INTERNAL, "no inflater");
    }
    /* zlib reads through this pointer and never writes. */
    stream.next_in = (z_const Bytef *)(uintptr_t)bytes.ptr;
    while (status == Z_OK && err->code == ERR_NONE) {
        size_t read = (size_t)((const char *)stream.next_in - bytes.ptr);

        stream.avail_in = window(bytes.len - read);
        stream.next_out = step;
        stream.avail_out = STEP;
        status = inflate(&stream, Z_NO_FLUSH);
        buf_add(out, (const char *)step, STEP - stream.avail_out);
        read = (size_t)((const char *)stream.next_in - bytes.ptr);
        if (!in_bounds(out->len - before, read, err)) {
            break;
        }
        if (status == Z_BUF_ERROR ||
            (status == Z_OK && read == bytes.len && stream.avail_out != 0)) {
            (void)err_set(err, ERR_SYNTAX, "packed data end too early");
        }
    }
    if (status != Z_OK && status != Z_STREAM_END) {
        (void)err_set(err, ERR_SYNTAX, "packed data are broken");
    }
    *used = err->code == ERR_NONE
                ? (size_t)((const char *)stream.next_in - bytes.ptr)
                : 0;
    (void)inflateEnd(&stream);
    free(step);
    return err->code == ERR_NONE;
}

static bool zstd_one(struct slice bytes, struct slice dictionary,
                     struct buf *out, size_t *used, struct err *err)
{
    size_t frame = ZSTD_findFrameCompressedSize(bytes.ptr, bytes.len);
    ZSTD_DCtx *context = ZSTD_createDCtx();
    char *step = mem_alloc(STEP, 1);
    ZSTD_inBuffer in = {bytes.ptr, bytes.len, 0};
    size_t before = out->len;
    size_t left = 1;

    *used = 0;
    if (ZSTD_isError(frame)) {
        (void)err_set(err, ERR_SYNTAX, "packed data end too early");
    } else {
        in.size = frame;
    }
    if (context == NULL || (dictionary.len != 0 &&
                            ZSTD_isError(ZSTD_DCtx_loadDictionary(
                                context, dictionary.ptr, dictionary.len)))) {
        (void)err_set(err, ERR_SYNTAX, "a dictionary that cannot be read");
    }
    while (err->code == ERR_NONE && left != 0) {
        ZSTD_outBuffer made = {step, STEP, 0};
        size_t at = in.pos;

        left = ZSTD_decompressStream(context, &made, &in);
        if (ZSTD_isError(left) || (made.pos == 0 && in.pos == at)) {
            (void)err_set(err, ERR_SYNTAX, "packed data are broken");
            break;
        }
        buf_add(out, step, made.pos);
        (void)in_bounds(out->len - before, in.pos, err);
    }
    ZSTD_freeDCtx(context);
    free(step);
    *used = ZSTD_isError(frame) ? 0 : frame;
    return err->code == ERR_NONE;
}

/* zlib's head: deflate, a check sum of 31 (RFC 1950 §2.2). */
static bool has_zlib_head(struct slice bytes)
{
    return bytes.len >= 2 && (bytes.ptr[0] & 0x0F) == 8 &&
           ((unsigned char)bytes.ptr[0] * 256 + (unsigned char)bytes.ptr[1]) %
                   31 ==
               0;
}

bool unpack_one(enum packing packing, struct slice bytes,
                struct slice dictionary, struct buf *out, size_t *used,
                struct err *err)
{
    switch (packing) {
    case PACKED_GZIP: return inflate_one(ANY_HEAD, bytes, out, used, err);
    case PACKED_DEFLATE:
        return inflate_one(has_zlib_head(bytes) ? ANY_HEAD : NO_HEAD, bytes,
                           out, used, err);
    case PACKED_ZSTD: return zstd_one(bytes, dictionary, out, used, err);
    case PACKED_NOT: break;
    }
    buf_add_slice(out, bytes);
    *used = bytes.len;
    return true;
}

bool unpack_all(enum packing packing, struct slice bytes, struct buf *out,
                struct err *err)
{
    size_t whole = bytes.len;

    while (bytes.len != 0 &&
           (packing != PACKED_GZIP || packing_of(bytes) == PACKED_GZIP)) {
        struct slice content;
        size_t used = unpack_skippable(bytes, &content);

        if (packing == PACKED_ZSTD && used != 0) {
            bytes = (struct slice){bytes.ptr + used, bytes.len - used};
            continue;
        }
        if (!unpack_one(packing, bytes, (struct slice){0}, out, &used, err) ||
            !in_bounds(out->len, whole, err)) {
            return false;
        }
        bytes = (struct slice){bytes.ptr + used, bytes.len - used};
        if (used == 0) {
            break;
        }
    }
    return true;
}

size_t unpack_start(enum packing packing, struct slice bytes, char *start,
                    size_t room)
{
    size_t made = 0;

    if (packing == PACKED_GZIP) {
        z_stream stream = {0};

        if (inflateInit2(&stream, ANY_HEAD) == Z_OK) {
            stream.next_in = (z_const Bytef *)(uintptr_t)bytes.ptr;
            stream.avail_in = window(bytes.len);
            stream.next_out = (Bytef *)start;
            stream.avail_out = window(room);
            (void)inflate(&stream, Z_SYNC_FLUSH);
            made = room - stream.avail_out;
            (void)inflateEnd(&stream);
        }
    } else if (packing == PACKED_ZSTD) {
        ZSTD_DCtx *context = ZSTD_createDCtx();
        ZSTD_inBuffer in = {bytes.ptr, bytes.len, 0};
        ZSTD_outBuffer out = {start, room, 0};

        if (context != NULL) {
            (void)ZSTD_decompressStream(context, &out, &in);
        }
        made = out.pos;
        ZSTD_freeDCtx(context);
    }
    return made;
}

size_t unpack_skippable(struct slice bytes, struct slice *content)
{
    const unsigned char *at = (const unsigned char *)bytes.ptr;
    size_t len;

    if (bytes.len < SKIP_HEAD || (at[0] & 0xF0) != 0x50 ||
        memcmp(at + 1, "\x2a\x4d\x18", 3) != 0) {
        return 0;
    }
    len = (size_t)at[4] | (size_t)at[5] << 8 | (size_t)at[6] << 16 |
          (size_t)at[7] << 24;
    if (len > bytes.len - SKIP_HEAD) {
        return 0;
    }
    *content = (struct slice){bytes.ptr + SKIP_HEAD, len};
    return SKIP_HEAD + len;
}
