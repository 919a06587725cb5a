#include "page/office/zip.h"

#include "base/caps.h"

#include <zip.h>

enum { CHUNK = 16384, RATIO_FROM = 1 << 20 };

struct zip *zip_open_bytes(struct slice bytes, struct err *err)
{
    zip_error_t why;
    zip_source_t *source;
    zip_t *zip;

    zip_error_init(&why);
    source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &why);
    zip =
        source != NULL ? zip_open_from_source(source, ZIP_RDONLY, &why) : NULL;
    if (zip == NULL) {
        err_set(err, ERR_SYNTAX, "is a broken ZIP archive: %s",
                zip_error_strerror(&why));
        if (source != NULL) {
            zip_source_free(source);
        }
    } else if (zip_get_num_entries(zip, 0) > CAP_ZIP_ENTRIES) {
        err_set(err, ERR_LIMIT, "is a ZIP archive of %lld members; read are %d",
                (long long)zip_get_num_entries(zip, 0), CAP_ZIP_ENTRIES);
        zip_discard(zip);
        zip = NULL;
    }
    zip_error_fini(&why);
    return zip;
}

void zip_close_bytes(struct zip *zip)
{
    if (zip != NULL) {
        zip_discard(zip);
    }
}

/* Unpack in pieces; what the directory says of sizes is not believed. */
static bool unpack(zip_file_t *file, const zip_stat_t *stat, struct buf *out,
                   struct err *err)
{
    char chunk[CHUNK];
    size_t begin = out->len;

    for (;;) {
        zip_int64_t got = zip_fread(file, chunk, sizeof chunk);
        size_t size;

        if (got < 0) {
            return err_set(err, ERR_SYNTAX, "%s is broken", stat->name);
        }
        if (got == 0) {
            return true;
        }
        buf_add(out, chunk, (size_t)got);
        size = out->len - begin;
        if (size > CAP_ZIP_BYTES ||
            (size > RATIO_FROM && size / CAP_ZIP_RATIO > stat->comp_size)) {
            return err_set(err, ERR_LIMIT,
                           "%s unpacks to over %zu bytes from %llu", stat->name,
                           size, (unsigned long long)stat->comp_size);
        }
    }
}

bool zip_member(struct zip *zip, const char *name, struct buf *out,
                struct err *err)
{
    zip_int64_t at = zip_name_locate(zip, name, 0);
    zip_stat_t stat;
    zip_file_t *file;
    bool ok;

    if (at < 0 || zip_stat_index(zip, (zip_uint64_t)at, 0, &stat) != 0) {
        return false;
    }
    stat.name = name;
    if (stat.encryption_method != ZIP_EM_NONE) {
        return err_set(err, ERR_SYNTAX, "is encrypted");
    }
    file = zip_fopen_index(zip, (zip_uint64_t)at, 0);
    if (file == NULL) {
        return err_set(err, ERR_SYNTAX, "%s cannot be unpacked: %s", name,
                       zip_strerror(zip));
    }
    ok = unpack(file, &stat, out, err);
    (void)zip_fclose(file);
    return ok;
}

bool zip_holds(struct slice bytes, const char *name)
{
    struct slice wanted = slice_of(name);

    /* A directory's entry: "PK\1\2", 42 bytes, then the name. */
    while (slice_starts(bytes, "PK\x03\x04") || bytes.len >= 46) {
        size_t at = slice_find(bytes, SLICE("PK\x01\x02"));

        if (at + 46 + wanted.len > bytes.len) {
            return false;
        }
        if (memcmp(bytes.ptr + at + 46, wanted.ptr, wanted.len) == 0) {
            return true;
        }
        bytes = (struct slice){bytes.ptr + at + 46, bytes.len - at - 46};
    }
    return false;
}
