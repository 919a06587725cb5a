#include "flow/places.h"

#include "base/file.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

/* A file that every data directory of ours has. */
#define LANDMARK "ontology/acts.tsv"

static const char *from_environment(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && value[0] != '\0' ? value : NULL;
}

/* Whether `folder` with `below` ("/data") behind it holds data; then `path`
 * becomes that. */
static bool is_data(struct slice folder, const char *below, struct buf *path)
{
    size_t before = path->len;
    size_t end = 0;
    bool found = false;

    buf_add_slice(path, folder);
    buf_add_str(path, below);
    end = path->len;
    buf_add_str(path, "/" LANDMARK);
    found = file_exists(path->ptr + before);
    path->len = found ? end : before;
    path->ptr[path->len] = '\0';
    return found;
}

static struct slice parent(struct slice path)
{
    while (path.len != 0 && path.ptr[path.len - 1] != '/') {
        path.len--;
    }
    path.len -= path.len != 0;
    return path;
}

static bool data_given(const char *given, struct buf *path, struct err *err)
{
    char *whole = realpath(given, NULL);
    bool found = whole != NULL && is_data(slice_of(whole), "", path);

    free(whole);
    return found || err_set(err, ERR_MISSING,
                            "%.300s: no data of Demarche there "
                            "($DEMARCHE_DATA)",
                            given);
}

bool places_data(struct buf *path, struct err *err)
{
    const char *given = from_environment("DEMARCHE_DATA");
    char binary[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", binary, sizeof binary);
    struct slice folder = {binary, len > 0 ? (size_t)len : 0};

    if (given != NULL) {
        return data_given(given, path, err);
    }
    for (folder = parent(folder); folder.len != 0; folder = parent(folder)) {
        if (is_data(folder, "/share/demarche/data", path) ||
            is_data(folder, "/data", path)) {
            return true;
        }
    }
    return err_set(err, ERR_MISSING,
                   "the data directory is not beside the program; say where "
                   "it is by $DEMARCHE_DATA");
}

/* Models stand beside the data, installed or in a checkout. */
static bool beside_data(struct slice data, struct buf *path)
{
    size_t before = path->len;

    buf_add_slice(path, parent(data));
    buf_add_str(path, "/models/" PLACES_MODEL "/tokenizer");
    if (file_exists(path->ptr + before)) {
        path->len -= sizeof "/tokenizer" - 1;
        path->ptr[path->len] = '\0';
        return true;
    }
    path->len = before;
    path->ptr[path->len] = '\0';
    return false;
}

bool places_model(const char *asked, struct buf *path, struct err *err)
{
    struct buf data = {0};
    bool found = false;

    asked = asked != NULL ? asked : from_environment("DEMARCHE_MODEL");
    if (asked != NULL) {
        if (access(asked, R_OK) != 0) {
            return err_set(err, ERR_MISSING, "%.300s: no language model there",
                           asked);
        }
        buf_add_str(path, asked);
        return true;
    }
    if (!places_data(&data, err)) {
        return false;
    }
    found = beside_data(buf_slice(&data), path);
    buf_release(&data);
    return found ||
           err_set(err, ERR_MISSING,
                   "the language model " PLACES_MODEL
                   " is missing; ./dev setup fetches it, or name one by "
                   "--model PATH or $DEMARCHE_MODEL");
}

const char *places_reader(const char *asked)
{
    return asked != NULL ? asked : from_environment("DEMARCHE_READER");
}

void places_models(const char *data, struct buf *path)
{
    buf_add_slice(path, parent(slice_of(data)));
    buf_add_str(path, "/models");
}
