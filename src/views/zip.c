#include "views/zip.h"

#include "base/mem.h"

#include <stdlib.h>
#include <zlib.h>

/* Numbers of the format (PKWARE's APPNOTE). */
enum {
    VERSION = 20,
    VERSION_64 = 45,
    FLAG_LATER = 0x8, /* sizes stand behind the entry */
    FLAG_UTF8 = 0x800,
    METHOD_DEFLATE = 8,
    DAY_ONE = 0x21, /* 1 January 1980 */
    EXTRA_64 = 1,
    FULL_16 = 0xFFFF,
    PIECE = 1 << 16 /* bytes that are packed at once */
};

#define FULL_32 UINT32_C(0xFFFFFFFF)

/* An entry on its way into the archive. */
struct zip_packer {
    z_stream stream;
    char *name;
    uint64_t at; /* where it begins */
    uint64_t size;
    uint64_t packed;
    uLong crc;
    bool later; /* its sizes were not known when it began */
};

static void put16(struct buf *out, unsigned value)
{
    buf_add_char(out, (char)(value & 0xFF));
    buf_add_char(out, (char)(value >> 8 & 0xFF));
}

static void put32(struct buf *out, uint64_t value)
{
    put16(out, (unsigned)(value & FULL_16));
    put16(out, (unsigned)(value >> 16 & FULL_16));
}

static void put64(struct buf *out, uint64_t value)
{
    put32(out, value & FULL_32);
    put32(out, value >> 32);
}

/* The number, or that it stands in the extra field. */
static void put_or_full(struct buf *out, uint64_t value)
{
    put32(out, value < FULL_32 ? value : FULL_32);
}

/* Count what `out` has got since it held `before` bytes. */
static void count(struct zip_writer *zip, size_t before)
{
    zip->written += zip->out->len - before;
}

/* --- heads --- */

/* What stands in an entry's head and in the directory alike, up to the length
 * of its name. */
static void describe(struct buf *out, const struct zip_packer *entry,
                     bool large, uint64_t packed, uint64_t size)
{
    put16(out, large ? VERSION_64 : VERSION);
    put16(out, FLAG_UTF8 | (entry->later ? FLAG_LATER : 0));
    put16(out, METHOD_DEFLATE);
    put16(out, 0);
    put16(out, DAY_ONE);
    put32(out, entry->crc);
    put_or_full(out, packed);
    put_or_full(out, size);
    put16(out, (unsigned)strlen(entry->name));
}

static void put_head(struct buf *out, const struct zip_packer *entry)
{
    put32(out, 0x04034b50);
    if (entry->later) {
        describe(out, entry, true, FULL_32, FULL_32);
        put16(out, 20);
    } else {
        describe(out, entry, false, entry->packed, entry->size);
        put16(out, 0);
    }
    buf_add_str(out, entry->name);
    if (entry->later) { /* room for sizes of 64 bits, as behind the entry */
        put16(out, EXTRA_64);
        put16(out, 16);
        put64(out, 0);
        put64(out, 0);
    }
}

static void list_entry(struct zip_writer *zip, const struct zip_packer *entry)
{
    struct buf *out = &zip->contents;
    struct buf extra = {0};

    if (entry->size >= FULL_32) {
        put64(&extra, entry->size);
    }
    if (entry->packed >= FULL_32) {
        put64(&extra, entry->packed);
    }
    if (entry->at >= FULL_32) {
        put64(&extra, entry->at);
    }
    put32(out, 0x02014b50);
    put16(out, VERSION_64);
    describe(out, entry, entry->later || extra.len != 0, entry->packed,
             entry->size);
    put16(out, extra.len != 0 ? (unsigned)extra.len + 4 : 0);
    put16(out, 0); /* comment */
    put16(out, 0); /* disk */
    put16(out, 0); /* attributes */
    put32(out, 0);
    put_or_full(out, entry->at);
    buf_add_str(out, entry->name);
    if (extra.len != 0) {
        put16(out, EXTRA_64);
        put16(out, (unsigned)extra.len);
        buf_add_slice(out, buf_slice(&extra));
    }
    zip->entries++;
    buf_release(&extra);
}

/* --- packing --- */

static struct zip_packer *packer_new(const struct zip_writer *zip,
                                     const char *name, struct err *err)
{
    struct zip_packer *packer = mem_alloc(1, sizeof *packer);
    size_t len = strlen(name) + 1;

    *packer = (struct zip_packer){.at = zip->written};
    /* Raw deflate, without zlib's own header. */
    if (deflateInit2(&packer->stream, Z_BEST_COMPRESSION, Z_DEFLATED,
                     -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        free(packer);
        (void)err_set(err, ERR_INTERNAL, "%s: cannot compress", name);
        return NULL;
    }
    packer->name = mem_alloc(len, 1);
    memcpy(packer->name, name, len);
    packer->crc = crc32(0, NULL, 0);
    return packer;
}

static void packer_free(struct zip_packer *packer)
{
    if (packer != NULL) {
        (void)deflateEnd(&packer->stream);
        free(packer->name);
        free(packer);
    }
}

/* Pack a piece into `out`; the last one with Z_FINISH. */
static bool pack(struct zip_packer *packer, struct slice piece, int flush,
                 struct buf *out, struct err *err)
{
    z_stream *stream = &packer->stream;
    char room[1 << 14];
    int done = Z_OK;

    stream->next_in = (Bytef *)(uintptr_t)piece.ptr;
    stream->avail_in = (uInt)piece.len;
    packer->crc = crc32(packer->crc, (const Bytef *)piece.ptr, (uInt)piece.len);
    packer->size += piece.len;
    do {
        size_t len;

        stream->next_out = (Bytef *)room;
        stream->avail_out = sizeof room;
        done = deflate(stream, flush);
        len = sizeof room - stream->avail_out;
        buf_add(out, room, len);
        packer->packed += len;
    } while (done == Z_OK && stream->avail_out == 0);
    return done == Z_OK || done == Z_STREAM_END || done == Z_BUF_ERROR ||
           err_set(err, ERR_INTERNAL, "%s: cannot compress", packer->name);
}

static bool pack_all(struct zip_packer *packer, struct slice bytes,
                     struct buf *out, struct err *err)
{
    bool ok = true;

    while (ok && bytes.len != 0) {
        size_t len = bytes.len < PIECE ? bytes.len : PIECE;

        ok = pack(packer, (struct slice){bytes.ptr, len}, Z_NO_FLUSH, out, err);
        bytes = (struct slice){bytes.ptr + len, bytes.len - len};
    }
    return ok;
}

/* --- entries --- */

bool zip_add(struct zip_writer *zip, const char *name, struct slice bytes,
             struct err *err)
{
    struct zip_packer *packer = packer_new(zip, name, err);
    struct buf packed = {0};
    size_t before = zip->out->len;
    bool ok = packer != NULL && pack_all(packer, bytes, &packed, err) &&
              pack(packer, SLICE(""), Z_FINISH, &packed, err);

    if (ok && (packer->size >= FULL_32 || packer->packed >= FULL_32)) {
        ok = err_set(err, ERR_LIMIT, "%s: too much for one entry", name);
    }
    if (ok) {
        put_head(zip->out, packer);
        buf_add_slice(zip->out, buf_slice(&packed));
        count(zip, before);
        list_entry(zip, packer);
    }
    buf_release(&packed);
    packer_free(packer);
    return ok;
}

bool zip_begin(struct zip_writer *zip, const char *name, struct err *err)
{
    size_t before = zip->out->len;
    struct zip_packer *packer = packer_new(zip, name, err);

    if (packer == NULL) {
        return false;
    }
    packer->later = true;
    packer->crc = 0;
    put_head(zip->out, packer);
    packer->crc = crc32(0, NULL, 0);
    count(zip, before);
    zip->packer = packer;
    return true;
}

bool zip_put(struct zip_writer *zip, struct slice bytes, struct err *err)
{
    size_t before = zip->out->len;
    bool ok = pack_all(zip->packer, bytes, zip->out, err);

    count(zip, before);
    return ok;
}

bool zip_finish(struct zip_writer *zip, struct err *err)
{
    struct zip_packer *packer = zip->packer;
    size_t before = zip->out->len;
    bool ok = pack(packer, SLICE(""), Z_FINISH, zip->out, err);

    put32(zip->out, 0x08074b50);
    put32(zip->out, packer->crc);
    put64(zip->out, packer->packed);
    put64(zip->out, packer->size);
    count(zip, before);
    list_entry(zip, packer);
    packer_free(packer);
    zip->packer = NULL;
    return ok;
}

/* --- the end --- */

/* What the short record behind it cannot hold, and where this stands. */
static void put_end_64(struct zip_writer *zip, uint64_t contents)
{
    uint64_t at = zip->written + contents;

    put32(zip->out, 0x06064b50);
    put64(zip->out, 44); /* what follows */
    put16(zip->out, VERSION_64);
    put16(zip->out, VERSION_64);
    put32(zip->out, 0); /* disks */
    put32(zip->out, 0);
    put64(zip->out, zip->entries);
    put64(zip->out, zip->entries);
    put64(zip->out, contents);
    put64(zip->out, zip->written);
    put32(zip->out, 0x07064b50);
    put32(zip->out, 0);
    put64(zip->out, at);
    put32(zip->out, 1);
}

void zip_end(struct zip_writer *zip)
{
    uint64_t contents = zip->contents.len;
    unsigned entries =
        zip->entries < FULL_16 ? (unsigned)zip->entries : FULL_16;

    buf_add_slice(zip->out, buf_slice(&zip->contents));
    if (entries == FULL_16 || contents >= FULL_32 || zip->written >= FULL_32) {
        put_end_64(zip, contents);
    }
    put32(zip->out, 0x06054b50);
    put16(zip->out, 0);
    put16(zip->out, 0);
    put16(zip->out, entries);
    put16(zip->out, entries);
    put_or_full(zip->out, contents);
    put_or_full(zip->out, zip->written);
    put16(zip->out, 0);
    zip_release(zip);
}

void zip_release(struct zip_writer *zip)
{
    packer_free(zip->packer);
    zip->packer = NULL;
    buf_release(&zip->contents);
}
