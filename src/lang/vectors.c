#include "lang/vectors.h"

#include "base/mem.h"
#include "model/msgpack.h"

#include <stdlib.h>

enum { NPY_HEADER = 128, DIGITS = 9 };

struct vectors {
    struct part part; /* whose bytes hold the rows */
    const float *row; /* [rows][VECTORS_WIDTH] */
    size_t rows;
    uint64_t *key;     /* open addressing, by text id */
    uint32_t *key_row; /* row + 1; 0: free */
    size_t mask;       /* places - 1; places are a power of two */
};

static bool read_rows(struct vectors *made, struct err *err);
static bool read_keys(struct vectors *made, const struct part *part,
                      struct err *err);
static size_t place_of(const struct vectors *vectors, uint64_t key);

bool vectors_read(struct vectors **vectors, struct part *rows,
                  const struct part *keys, struct err *err)
{
    struct vectors *made = NULL;
    bool ok = true;

    if (rows->bytes.len > NPY_HEADER) {
        made = mem_alloc(1, sizeof *made);
        made->part = *rows;
        *rows = (struct part){0};
        ok = read_rows(made, err) && read_keys(made, keys, err);
    }
    if (!ok) {
        vectors_free(made);
        made = NULL;
    }
    *vectors = made;
    return ok;
}

void vectors_free(struct vectors *vectors)
{
    if (vectors == NULL) {
        return;
    }
    part_release(&vectors->part);
    free(vectors->key);
    free(vectors->key_row);
    free(vectors);
}

const float *vectors_find(const struct vectors *vectors, uint64_t text_id)
{
    uint32_t row = vectors->key_row[place_of(vectors, text_id)];

    return row != 0 ? vectors->row + (row - 1) * VECTORS_WIDTH : NULL;
}

/* An array as numpy writes it: a line of Python that says type and shape,
 * padded with blanks, then the numbers. */
static bool read_rows(struct vectors *made, struct err *err)
{
    static const char start[] = "{'descr': '<f4', 'fortran_order': False, "
                                "'shape': (";
    static const char magic[] = "\x93NUMPY\x01\x00\x76\x00";
    const struct part *part = &made->part;
    size_t at = sizeof magic - 1;
    size_t digits = 0;

    if (memcmp(part->bytes.ptr, magic, at) != 0 ||
        memcmp(part->bytes.ptr + at, start, sizeof start - 1) != 0) {
        return part_fail(part, 0, err, "not a plain array of floats (npy 1.0)");
    }
    at += sizeof start - 1;
    while (digits < DIGITS && part->bytes.ptr[at] >= '0' &&
           part->bytes.ptr[at] <= '9') {
        made->rows = made->rows * 10 + (size_t)(part->bytes.ptr[at] - '0');
        at++;
        digits++;
    }
    if (memcmp(part->bytes.ptr + at, ", 300)", 6) != 0 || made->rows == 0 ||
        part->bytes.len - NPY_HEADER !=
            made->rows * VECTORS_WIDTH * sizeof(float)) {
        return part_fail(part, at, err,
                         "the shape is not (rows, 300) for %zu bytes",
                         part->bytes.len - NPY_HEADER);
    }
    made->row = (const void *)(part->bytes.ptr + NPY_HEADER);
    return true;
}

static bool read_keys(struct vectors *made, const struct part *part,
                      struct err *err)
{
    struct msgpack in = msgpack_open(part, err);
    size_t places = 1;
    size_t count;
    bool ok = msgpack_map(&in, &count);

    while (ok && places < count + count / 2 + 1) {
        places *= 2;
    }
    made->mask = places - 1;
    made->key = mem_alloc(places, sizeof *made->key);
    made->key_row = mem_alloc(places, sizeof *made->key_row);
    for (size_t i = 0; ok && i < count; i++) {
        size_t at = in.at;
        uint64_t key;
        uint64_t row;

        ok = msgpack_uint(&in, &key) && msgpack_uint(&in, &row) &&
             (row < made->rows ||
              msgpack_fail(&in, at, "row %llu of %zu", (unsigned long long)row,
                           made->rows));
        if (ok) {
            size_t place = place_of(made, key);

            made->key[place] = key;
            made->key_row[place] = (uint32_t)row + 1;
        }
    }
    return ok && msgpack_end(&in);
}

/* Where `key` is, or the free place where it would be. */
static size_t place_of(const struct vectors *vectors, uint64_t key)
{
    size_t at = (size_t)(key ^ key >> 32) & vectors->mask;

    while (vectors->key_row[at] != 0 && vectors->key[at] != key) {
        at = (at + 1) & vectors->mask;
    }
    return at;
}
