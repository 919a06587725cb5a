/* wacz.c - web archives in a ZIP archive.  Names in it are never paths. */
#include "base/buf.h"
#include "base/caps.h"
#include "page/warc/warc.h"

#include <zip.h>

enum { STEP = 1 << 16 };

static zip_t *open_zip(struct slice bytes)
{
    zip_error_t why;
    zip_source_t *source;
    zip_t *zip = NULL;

    zip_error_init(&why);
    source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &why);
    if (source != NULL) {
        zip = zip_open_from_source(source, ZIP_RDONLY, &why);
        if (zip == NULL) {
            zip_source_free(source);
        }
    }
    zip_error_fini(&why);
    return zip;
}

bool wacz_is(struct slice bytes)
{
    zip_t *zip;
    bool is;

    if (!slice_starts(bytes, "PK\x03\x04")) {
        return false;
    }
    zip = open_zip(bytes);
    if (zip == NULL) {
        return false;
    }
    is = zip_get_num_entries(zip, 0) <= CAP_ZIP_ENTRIES &&
         zip_name_locate(zip, "datapackage.json", 0) >= 0 &&
         zip_name_locate(zip, "word/document.xml", 0) < 0;
    zip_discard(zip);
    return is;
}

/* Append member `at`; `*left` is what all members may still unpack to. */
static bool read_member(zip_t *zip, zip_uint64_t at, size_t *left,
                        struct buf *out, struct err *err)
{
    zip_file_t *file = zip_fopen_index(zip, at, 0);
    zip_stat_t info;
    zip_int64_t got = 1;

    if (file == NULL || zip_stat_index(zip, at, 0, &info) != 0) {
        if (file != NULL) {
            (void)zip_fclose(file);
        }
        return err_set(err, ERR_SYNTAX, "member %zu cannot be read",
                       (size_t)at + 1);
    }
    while (got > 0 && err->code == ERR_NONE) {
        char step[STEP];

        got = zip_fread(file, step, sizeof step);
        if (got > 0) {
            buf_add(out, step, (size_t)got);
        }
        if (out->len > *left ||
            (out->len > CAP_UNPACKED_FREE &&
             out->len / CAP_UNPACKED_RATIO > info.comp_size)) {
            (void)err_set(err, ERR_LIMIT, "member %zu unpacks to too much",
                          (size_t)at + 1);
        }
    }
    (void)zip_fclose(file);
    if (got < 0) {
        (void)err_set(err, ERR_SYNTAX, "member %zu is broken", (size_t)at + 1);
    }
    *left -= err->code == ERR_NONE ? out->len : 0;
    return err->code == ERR_NONE;
}

bool wacz_pieces(struct slice name, struct slice bytes,
                 const struct piece_sink *sink, struct arena *arena,
                 struct err *err)
{
    zip_t *zip = open_zip(bytes);
    zip_int64_t members = zip != NULL ? zip_get_num_entries(zip, 0) : 0;
    size_t left = CAP_UNPACKED_BYTES;
    size_t count = 0;
    bool ok = true;

    if (zip == NULL) {
        return err_set(err, ERR_SYNTAX, "%.*s: the archive cannot be opened",
                       (int)name.len, name.ptr);
    }
    for (zip_int64_t i = 0; ok && i < members; i++) {
        struct buf member = {0};
        struct err why = {0};

        if (!read_member(zip, (zip_uint64_t)i, &left, &member, &why)) {
            err_prefix(&why, arena_copy(arena, name).ptr);
            sink->fail(sink->user, name, &why);
        } else if (warc_is(buf_slice(&member))) {
            ok = warc_pieces_from(name, buf_slice(&member), sink, arena, &count,
                                  err);
        }
        buf_release(&member);
    }
    zip_discard(zip);
    return ok;
}
