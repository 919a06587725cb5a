#include "model/manifest.h"

#include "base/buf.h"
#include "base/mem.h"

static const struct row {
    const char *model;
    const char *part;
    size_t bytes;
    const char *sha256;
} rows[] = {
#include "model/manifest_rows.h"
};

enum { ROWS = sizeof rows / sizeof rows[0], ID_DIGITS = 12 };

static const struct manifest_part *find(const struct manifest *seen,
                                        const char *name);
static bool same_sizes(const struct manifest *seen, size_t from, size_t to);
static bool same_contents(const struct manifest *seen, size_t from, size_t to,
                          const char *path, struct err *err);
static char *own_name(const struct manifest *seen);

void manifest_note(struct manifest *seen, const char *name,
                   const struct part *part)
{
    struct manifest_part *noted = &seen->part[seen->len];

    if (seen->len < MANIFEST_PARTS) {
        noted->name = name;
        noted->bytes = part->bytes.len;
        sha256_hex(part->bytes, noted->sha256);
        seen->len++;
    }
}

char *manifest_name(const struct manifest *seen, const char *path,
                    struct err *err)
{
    size_t to;

    for (size_t from = 0; from < ROWS; from = to) {
        const char *model = rows[from].model;

        to = from;
        while (to < ROWS && strcmp(rows[to].model, model) == 0) {
            to++;
        }
        if (same_sizes(seen, from, to)) {
            return same_contents(seen, from, to, path, err)
                       ? mem_copy(model, strlen(model))
                       : NULL;
        }
    }
    return own_name(seen);
}

static const struct manifest_part *find(const struct manifest *seen,
                                        const char *name)
{
    for (size_t i = 0; i < seen->len; i++) {
        if (strcmp(seen->part[i].name, name) == 0) {
            return &seen->part[i];
        }
    }
    return NULL;
}

static bool same_sizes(const struct manifest *seen, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct manifest_part *part = find(seen, rows[i].part);

        if (part == NULL || part->bytes != rows[i].bytes) {
            return false;
        }
    }
    return true;
}

static bool same_contents(const struct manifest *seen, size_t from, size_t to,
                          const char *path, struct err *err)
{
    for (size_t i = from; i < to; i++) {
        const struct manifest_part *part = find(seen, rows[i].part);

        if (part != NULL && strcmp(part->sha256, rows[i].sha256) != 0) {
            return err_set(err, ERR_INTEGRITY,
                           "%s: %s: damaged: not the bytes of %s (sha256 "
                           "%.12s..., published %.12s...)",
                           path, rows[i].part, rows[i].model, part->sha256,
                           rows[i].sha256);
        }
    }
    return true;
}

/* A model without a published name is known by the hash of its hashes. */
static char *own_name(const struct manifest *seen)
{
    char id[SHA256_HEX + 1];
    struct buf hashes = {0};
    struct buf name = {0};

    for (size_t i = 0; i < seen->len; i++) {
        buf_add_str(&hashes, seen->part[i].sha256);
    }
    sha256_hex(buf_slice(&hashes), id);
    buf_printf(&name, "own model %.*s", ID_DIGITS, id);
    buf_release(&hashes);
    return name.ptr;
}
