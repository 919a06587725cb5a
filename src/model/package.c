#include "model/package.h"

#include "base/caps.h"
#include "base/file.h"
#include "base/mem.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zip.h>

enum { MESSAGE = 256 };

/* A part that every pipeline has: where it is, the pipeline is. */
static const char landmark[] = "tok2vec/model";

struct package {
    char *path;
    zip_t *zip;   /* NULL: a folder */
    char *prefix; /* of a wheel's names: "x/x-3.8.0/" */
};

static bool open_folder(struct package *package, struct err *err);
static bool open_wheel(struct package *package, struct err *err);
static char *join(const char *left, const char *between, const char *right);
static bool read_file(const struct package *package, const char *name,
                      struct part *part, struct err *err);
static bool read_member(const struct package *package, const char *name,
                        struct part *part, struct err *err);

bool package_open(struct package **package, const char *path, struct err *err)
{
    struct package *made = mem_alloc(1, sizeof *made);
    struct stat st;
    bool ok;

    made->path = mem_copy(path, strlen(path));
    if (stat(path, &st) != 0) {
        char reason[MESSAGE];

        ok = err_set(err, ERR_MISSING, "%s: cannot open model: %s", path,
                     err_errno(errno, reason, sizeof reason));
    } else if (S_ISDIR(st.st_mode)) {
        ok = open_folder(made, err);
    } else if (S_ISREG(st.st_mode)) {
        ok = open_wheel(made, err);
    } else {
        ok = err_set(err, ERR_IO, "%s: is neither a folder nor a wheel", path);
    }
    if (!ok) {
        package_close(made);
        made = NULL;
    }
    *package = made;
    return ok;
}

void package_close(struct package *package)
{
    if (package == NULL) {
        return;
    }
    if (package->zip != NULL) {
        zip_discard(package->zip);
    }
    free(package->prefix);
    free(package->path);
    free(package);
}

static bool open_folder(struct package *package, struct err *err)
{
    package->prefix = mem_copy("", 0);
    return package_has(package, landmark) ||
           err_set(err, ERR_MISSING, "%s: holds no pipeline (no '%s' in it)",
                   package->path, landmark);
}

/* A wheel holds one pipeline, somewhere: find the folder of the landmark. */
static bool open_wheel(struct package *package, struct err *err)
{
    int code = 0;
    zip_int64_t entries;

    package->zip = zip_open(package->path, ZIP_RDONLY, &code);
    if (package->zip == NULL) {
        zip_error_t reason;

        zip_error_init_with_code(&reason, code);
        (void)err_set(err, ERR_SYNTAX, "%s: cannot open as a wheel (zip): %s",
                      package->path, zip_error_strerror(&reason));
        zip_error_fini(&reason);
        return false;
    }
    entries = zip_get_num_entries(package->zip, 0);
    for (zip_int64_t i = 0; i < entries; i++) {
        const char *name = zip_get_name(package->zip, (zip_uint64_t)i, 0);
        struct slice entry = slice_of(name);

        if (slice_ends(entry, landmark)) {
            package->prefix = mem_copy(name, entry.len - (sizeof landmark - 1));
            return true;
        }
    }
    return err_set(err, ERR_MISSING, "%s: holds no pipeline (no '%s' in it)",
                   package->path, landmark);
}

bool package_has(const struct package *package, const char *name)
{
    char *full;
    bool has;

    if (package->zip == NULL) {
        full = join(package->path, "/", name);
        has = file_exists(full);
    } else {
        full = join(package->prefix, "", name);
        has = zip_name_locate(package->zip, full, 0) >= 0;
    }
    free(full);
    return has;
}

bool package_part(const struct package *package, const char *name,
                  struct part *part, struct err *err)
{
    bool ok;

    *part = (struct part){0};
    ok = package->zip == NULL ? read_file(package, name, part, err)
                              : read_member(package, name, part, err);
    if (!ok) {
        part_release(part);
    }
    return ok;
}

static bool read_file(const struct package *package, const char *name,
                      struct part *part, struct err *err)
{
    struct buf bytes = {0};
    bool ok;

    part->place = join(package->path, "/", name);
    ok = file_read(part->place, CAP_MODEL_BYTES, &bytes, err);
    part->owned = bytes.ptr;
    part->bytes = buf_slice(&bytes);
    return ok;
}

static bool read_member(const struct package *package, const char *name,
                        struct part *part, struct err *err)
{
    char *full = join(package->prefix, "", name);
    struct zip_stat st;
    zip_file_t *file = NULL;
    char beyond;
    bool ok = true;

    part->place = join(package->path, ": ", full);
    if (zip_stat(package->zip, full, 0, &st) != 0 ||
        (st.valid & ZIP_STAT_SIZE) == 0) {
        ok = err_set(err, ERR_MISSING, "%s: not in the wheel", part->place);
    } else if (st.size > CAP_MODEL_BYTES) {
        ok = err_set(err, ERR_LIMIT, "%s: larger than %zu bytes", part->place,
                     CAP_MODEL_BYTES);
    } else {
        file = zip_fopen(package->zip, full, 0);
        part->owned = mem_alloc((size_t)st.size + 1, 1);
        part->bytes = (struct slice){part->owned, (size_t)st.size};
        /* The second read finds the end, and so makes libzip compare the
         * checksum. */
        ok = (file != NULL &&
              zip_fread(file, part->owned, st.size) == (zip_int64_t)st.size &&
              zip_fread(file, &beyond, 1) == 0) ||
             err_set(err, ERR_INTEGRITY, "%s: cannot unpack: %s", part->place,
                     file != NULL ? zip_file_strerror(file)
                                  : zip_strerror(package->zip));
    }
    if (file != NULL) {
        (void)zip_fclose(file);
    }
    free(full);
    return ok;
}

struct part part_borrow(const char *place, struct slice bytes)
{
    return (struct part){mem_copy(place, strlen(place)), bytes, NULL};
}

void part_release(struct part *part)
{
    free(part->place);
    free(part->owned);
    *part = (struct part){0};
}

bool part_fail(const struct part *part, size_t offset, struct err *err,
               const char *fmt, ...)
{
    char message[MESSAGE];
    va_list args;

    va_start(args, fmt);
    (void)vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    return err_set(err, ERR_SYNTAX, "%s: byte %zu: %s", part->place, offset,
                   message);
}

static char *join(const char *left, const char *between, const char *right)
{
    struct buf out = {0};

    buf_add_str(&out, left);
    buf_add_str(&out, between);
    buf_add_str(&out, right);
    return out.ptr;
}
