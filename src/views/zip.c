#include "views/zip.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>

enum {
    VERSION = 20,
    FLAG_UTF8 = 0x800,
    METHOD_DEFLATE = 8,
    DAY_ONE = 0x21, /* 1 January 1980 */
    MOST_ENTRIES = 65535
};

static void put16(struct buf *out, size_t value)
{
    buf_add_char(out, (char)(value & 0xFF));
    buf_add_char(out, (char)(value >> 8 & 0xFF));
}

static void put32(struct buf *out, size_t value)
{
    put16(out, value & 0xFFFF);
    put16(out, value >> 16 & 0xFFFF);
}

/* Raw deflate, without zlib's own header. */
static bool deflate_all(struct slice bytes, struct buf *out, struct err *err)
{
    z_stream stream = {0};
    uLong bound;
    char *room;
    bool ok;

    if (deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        return err_set(err, ERR_INTERNAL, "cannot compress");
    }
    bound = deflateBound(&stream, (uLong)bytes.len);
    room = mem_alloc(bound, 1);
    stream.next_in = (Bytef *)(uintptr_t)bytes.ptr;
    stream.avail_in = (uInt)bytes.len;
    stream.next_out = (Bytef *)room;
    stream.avail_out = (uInt)bound;
    ok = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    buf_add(out, room, stream.total_out);
    (void)deflateEnd(&stream);
    free(room);
    return ok || err_set(err, ERR_INTERNAL, "cannot compress");
}

/* What stands in an entry's head and in the directory alike. */
static void describe(struct buf *out, uLong crc, size_t packed, size_t size,
                     size_t name)
{
    put16(out, VERSION);
    put16(out, FLAG_UTF8);
    put16(out, METHOD_DEFLATE);
    put16(out, 0);
    put16(out, DAY_ONE);
    put32(out, crc);
    put32(out, packed);
    put32(out, size);
    put16(out, name);
    put16(out, 0);
}

bool zip_add(struct zip_writer *zip, const char *name, struct slice bytes,
             struct err *err)
{
    struct buf packed = {0};
    size_t before = zip->out->len;
    size_t len = strlen(name);
    uLong crc = crc32(0, (const Bytef *)bytes.ptr, (uInt)bytes.len);
    bool ok;

    if (bytes.len >= UINT32_MAX || zip->written >= UINT32_MAX - bytes.len ||
        zip->entries == MOST_ENTRIES) {
        return err_set(err, ERR_LIMIT, "%s: too much for a ZIP archive", name);
    }
    ok = deflate_all(bytes, &packed, err);
    if (ok) {
        put32(zip->out, 0x04034b50);
        describe(zip->out, crc, packed.len, bytes.len, len);
        buf_add(zip->out, name, len);
        buf_add_slice(zip->out, buf_slice(&packed));
        put32(&zip->contents, 0x02014b50);
        put16(&zip->contents, VERSION);
        describe(&zip->contents, crc, packed.len, bytes.len, len);
        put16(&zip->contents, 0); /* comment */
        put16(&zip->contents, 0); /* disk */
        put16(&zip->contents, 0); /* attributes */
        put32(&zip->contents, 0);
        put32(&zip->contents, zip->written);
        buf_add(&zip->contents, name, len);
        zip->written += zip->out->len - before;
        zip->entries++;
    }
    buf_release(&packed);
    return ok;
}

bool zip_end(struct zip_writer *zip, struct err *err)
{
    bool ok = zip->written + zip->contents.len < UINT32_MAX ||
              err_set(err, ERR_LIMIT, "too much for a ZIP archive");

    buf_add_slice(zip->out, buf_slice(&zip->contents));
    put32(zip->out, 0x06054b50);
    put16(zip->out, 0);
    put16(zip->out, 0);
    put16(zip->out, zip->entries);
    put16(zip->out, zip->entries);
    put32(zip->out, zip->contents.len);
    put32(zip->out, zip->written);
    put16(zip->out, 0);
    zip_release(zip);
    return ok;
}

void zip_release(struct zip_writer *zip)
{
    buf_release(&zip->contents);
}
