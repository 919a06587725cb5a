#include "model/safetensors.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    LENGTH_BYTES = 8,     /* of the header's length */
    HEADER_CAP = 1 << 20, /* models of 12 layers have 22 KB */
    MESSAGE = 256
};

struct safetensors {
    char *place;
    struct slice bytes;
    bool mapped;
    json_t *header;
    size_t data; /* where the arrays begin */
};

static bool map_file(struct safetensors *file, const char *path,
                     struct err *err);
static bool read_header(struct safetensors *file, struct err *err);
static bool check_entry(const struct safetensors *file, const char *name,
                        const json_t *entry, struct err *err);

bool safetensors_open(struct safetensors **file, const char *path,
                      struct err *err)
{
    struct safetensors *made = mem_alloc(1, sizeof *made);

    made->place = mem_copy(path, strlen(path));
    if (!map_file(made, path, err) || !read_header(made, err)) {
        safetensors_close(made);
        made = NULL;
    }
    *file = made;
    return made != NULL;
}

bool safetensors_borrow(struct safetensors **file, const char *place,
                        struct slice bytes, struct err *err)
{
    struct safetensors *made = mem_alloc(1, sizeof *made);

    made->place = mem_copy(place, strlen(place));
    made->bytes = bytes;
    if (!read_header(made, err)) {
        safetensors_close(made);
        made = NULL;
    }
    *file = made;
    return made != NULL;
}

void safetensors_close(struct safetensors *file)
{
    if (file == NULL) {
        return;
    }
    if (file->mapped) {
        (void)munmap((void *)(uintptr_t)file->bytes.ptr, file->bytes.len);
    }
    json_decref(file->header);
    free(file->place);
    free(file);
}

struct slice safetensors_bytes(const struct safetensors *file)
{
    return file->bytes;
}

bool safetensors_has(const struct safetensors *file, const char *name)
{
    return json_object_get(file->header, name) != NULL;
}

static bool fail_errno(const char *path, const char *what, struct err *err)
{
    char reason[MESSAGE];

    return err_set(err, errno == ENOENT ? ERR_MISSING : ERR_IO,
                   "%.200s: cannot %s: %s", path, what,
                   err_errno(errno, reason, sizeof reason));
}

static bool map_file(struct safetensors *file, const char *path,
                     struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat st;
    void *map;

    if (fd < 0) {
        return fail_errno(path, "open it", err);
    }
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size == 0) {
        (void)close(fd);
        return err_set(err, ERR_IO, "%.200s: is no file of weights", path);
    }
    map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (map == MAP_FAILED) {
        bool failed = fail_errno(path, "map it", err);

        (void)close(fd);
        return failed;
    }
    (void)close(fd);
    file->bytes = (struct slice){map, (size_t)st.st_size};
    file->mapped = true;
    return true;
}

static bool fail(const struct safetensors *file, size_t offset, struct err *err,
                 const char *what)
{
    return err_set(err, ERR_SYNTAX, "%.200s: byte %zu: %s", file->place, offset,
                   what);
}

static bool read_header(struct safetensors *file, struct err *err)
{
    const unsigned char *at = (const unsigned char *)file->bytes.ptr;
    uint64_t len = 0;
    const char *name;
    json_t *entry;

    if (file->bytes.len < LENGTH_BYTES) {
        return fail(file, file->bytes.len, err, "the file ends in its length");
    }
    for (size_t i = LENGTH_BYTES; i-- > 0;) {
        len = len << 8 | at[i];
    }
    if (len > HEADER_CAP || len > file->bytes.len - LENGTH_BYTES) {
        return fail(file, 0, err, "the header is longer than the file allows");
    }
    file->data = LENGTH_BYTES + (size_t)len;
    if (file->data % sizeof(float) != 0) {
        return fail(file, 0, err, "the arrays are not aligned");
    }
    file->header = json_loadb(file->bytes.ptr + LENGTH_BYTES, (size_t)len,
                              JSON_REJECT_DUPLICATES, NULL);
    if (!json_is_object(file->header)) {
        return fail(file, LENGTH_BYTES, err, "the header is no JSON object");
    }
    json_object_foreach(file->header, name, entry)
    {
        if (strcmp(name, "__metadata__") != 0 &&
            !check_entry(file, name, entry, err)) {
            return false;
        }
    }
    return true;
}

/* The place of an array: false if it has none inside the file. */
static bool extent(const struct safetensors *file, const json_t *entry,
                   struct span *at)
{
    const json_t *offsets = json_object_get(entry, "data_offsets");
    json_int_t from = json_integer_value(json_array_get(offsets, 0));
    json_int_t to = json_integer_value(json_array_get(offsets, 1));
    size_t room = file->bytes.len - file->data;

    if (json_array_size(offsets) != 2 || from < 0 || to < from ||
        (uint64_t)to > room) {
        return false;
    }
    *at = (struct span){(size_t)from, (size_t)to};
    return true;
}

/* Number of elements; SIZE_MAX if the shape is none. */
static size_t elements(const json_t *entry)
{
    const json_t *shape = json_object_get(entry, "shape");
    size_t count = 1;

    if (!json_is_array(shape)) {
        return SIZE_MAX;
    }
    for (size_t i = 0; i < json_array_size(shape); i++) {
        json_int_t side = json_integer_value(json_array_get(shape, i));

        if (side < 0 || side > INT32_MAX ||
            (side != 0 && count > SIZE_MAX / 16 / (size_t)side)) {
            return SIZE_MAX;
        }
        count *= (size_t)side;
    }
    return count;
}

/* Bytes of an element of a type that is read, else 0. */
static size_t element_bytes(const json_t *entry)
{
    const char *type = json_string_value(json_object_get(entry, "dtype"));

    if (type == NULL) {
        return 0;
    }
    return strcmp(type, "F32") == 0   ? sizeof(float)
           : strcmp(type, "F16") == 0 ? sizeof(uint16_t)
                                      : 0;
}

static bool check_entry(const struct safetensors *file, const char *name,
                        const json_t *entry, struct err *err)
{
    struct span at;
    size_t bytes = element_bytes(entry);
    const char *wrong = NULL;

    if (!json_is_object(entry) || !extent(file, entry, &at)) {
        wrong = "lies outside of the file";
    } else if (elements(entry) == SIZE_MAX) {
        wrong = "has no shape";
    } else if (bytes != 0 && (at.start % bytes != 0 ||
                              at.end - at.start != elements(entry) * bytes)) {
        wrong = "has not as many bytes as its shape says";
    }
    return wrong == NULL || err_set(err, ERR_SYNTAX, "%.200s: array '%.80s' %s",
                                    file->place, name, wrong);
}

/* Whether its last side is `columns` and all before it make `rows`. */
static bool has_shape(const json_t *entry, size_t rows, size_t columns)
{
    const json_t *shape = json_object_get(entry, "shape");
    size_t sides = json_array_size(shape);

    return sides != 0 && elements(entry) == rows * columns &&
           json_integer_value(json_array_get(shape, sides - 1)) ==
               (json_int_t)columns;
}

const char *safetensors_meta(const struct safetensors *file, const char *key)
{
    return json_string_value(
        json_object_get(json_object_get(file->header, "__metadata__"), key));
}

size_t safetensors_rows(const struct safetensors *file, const char *name)
{
    const json_t *shape =
        json_object_get(json_object_get(file->header, name), "shape");

    if (json_array_size(shape) < 2) {
        return json_array_size(shape);
    }
    return (size_t)json_integer_value(json_array_get(shape, 0));
}

/* The bytes of an array of that shape, and of a type of `bytes`; 0: any that
 * is read. */
static bool find_array(const struct safetensors *file, const char *name,
                       size_t rows, size_t columns, size_t bytes,
                       struct slice *found, struct err *err)
{
    const json_t *entry = json_object_get(file->header, name);
    size_t own = element_bytes(entry);
    struct span at;

    if (entry == NULL) {
        return err_set(err, ERR_MISSING, "%.200s: has no array '%.80s'",
                       file->place, name);
    }
    if (own == 0 || (bytes != 0 && own != bytes) ||
        !has_shape(entry, rows, columns) || !extent(file, entry, &at)) {
        return err_set(
            err, ERR_SYNTAX, "%.200s: array '%.80s' is not %zu x %zu of F32%s",
            file->place, name, rows, columns, bytes == 0 ? " or F16" : "");
    }
    at.start += file->data;
    at.end += file->data;
    *found = slice_cut(file->bytes, at);
    return true;
}

bool safetensors_f32(const struct safetensors *file, const char *name,
                     size_t rows, size_t columns, const float **array,
                     struct err *err)
{
    struct slice found = {0};

    if (!find_array(file, name, rows, columns, sizeof(float), &found, err)) {
        return false;
    }
    *array = (const float *)(const void *)found.ptr;
    return true;
}

/* A float of 16 bits: 1 of sign, 5 of exponent, 10 of fraction; to one of 32:
 * 1, 8, 23. */
static float from_half(uint16_t half)
{
    const uint32_t sign = (uint32_t)(half & 0x8000U) << 16;
    const uint32_t exponent = half >> 10 & 0x1FU;
    const uint32_t fraction = half & 0x3FFU;
    uint32_t bits = sign | (exponent + 112U) << 23 | fraction << 13;
    float value;

    if (exponent == 0) { /* too small for the first form */
        value = (float)fraction * 0x1p-24F;
        return sign != 0 ? -value : value;
    }
    if (exponent == 0x1FU) {
        bits = sign | 0x7F800000U | fraction << 13;
    }
    memcpy(&value, &bits, sizeof value);
    return value;
}

bool safetensors_copy(const struct safetensors *file, const char *name,
                      size_t rows, size_t columns, float *out, struct err *err)
{
    size_t count = rows * columns;
    struct slice found = {0};
    bool finite = true;

    if (!find_array(file, name, rows, columns, 0, &found, err)) {
        return false;
    }
    if (found.len == count * sizeof(float)) {
        memcpy(out, found.ptr, found.len);
    } else {
        for (size_t i = 0; i < count; i++) {
            uint16_t half;

            memcpy(&half, found.ptr + i * sizeof half, sizeof half);
            out[i] = from_half(half);
        }
    }
    for (size_t i = 0; i < count; i++) {
        finite = finite && isfinite(out[i]);
    }
    return finite || err_set(err, ERR_SYNTAX,
                             "%.200s: array '%.80s' holds what is no number",
                             file->place, name);
}
