#include "flow/tables.h"

#include "base/buf.h"
#include "base/caps.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/sha256.h"

#include <dirent.h>
#include <stdlib.h>

struct names {
    char **name;
    size_t len;
    size_t cap;
};

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list(const char *path, struct names *names)
{
    DIR *folder = opendir(path);
    const struct dirent *entry = NULL;

    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        if (slice_ends(slice_of(entry->d_name), ".tsv")) {
            MEM_GROW(names->name, names->len, names->cap);
            names->name[names->len++] =
                mem_copy(entry->d_name, strlen(entry->d_name));
        }
    }
    if (folder != NULL) {
        (void)closedir(folder);
    }
    if (names->len != 0) {
        qsort(names->name, names->len, sizeof *names->name, by_name);
    }
}

/* The digest of each table of a folder, a line each. */
static bool add_folder(const char *data, const char *folder, struct buf *sums,
                       struct err *err)
{
    struct names names = {0};
    struct buf path = {0};
    bool ok = true;

    buf_printf(&path, "%s/%s", data, folder);
    list(path.ptr, &names);
    for (size_t i = 0; i < names.len; i++) {
        struct buf bytes = {0};
        char sha256[SHA256_HEX + 1];

        buf_clear(&path);
        buf_printf(&path, "%s/%s/%s", data, folder, names.name[i]);
        ok = ok && file_read(path.ptr, CAP_LINE_BYTES, &bytes, err);
        sha256_hex(buf_slice(&bytes), sha256);
        buf_printf(sums, "%s/%s %s\n", folder, names.name[i], sha256);
        buf_release(&bytes);
        free(names.name[i]);
    }
    free(names.name);
    buf_release(&path);
    return ok;
}

bool tables_digest(const char *data, const char *reader,
                   char out[TABLES_DIGEST + 1], struct err *err)
{
    static const char *const folder[] = {"actors", "issues", "lexicon/en",
                                         "ontology"};
    char sha256[SHA256_HEX + 1];
    struct buf sums = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < sizeof folder / sizeof folder[0]; i++) {
        ok = add_folder(data, folder[i], &sums, err);
    }
    buf_add_str(&sums, reader);
    sha256_hex(buf_slice(&sums), sha256);
    memcpy(out, sha256, TABLES_DIGEST);
    out[TABLES_DIGEST] = '\0';
    buf_release(&sums);
    return ok;
}
