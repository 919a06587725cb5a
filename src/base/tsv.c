#include "base/tsv.h"

#include "base/caps.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>

/* The next line that is neither empty nor a comment. */
static bool next_line(struct tsv *tsv, struct slice *line)
{
    while (tsv->at < tsv->bytes.len) {
        const char *ptr = tsv->bytes.ptr + tsv->at;
        size_t rest = tsv->bytes.len - tsv->at;
        const char *end = memchr(ptr, '\n', rest);
        size_t len = end != NULL ? (size_t)(end - ptr) : rest;

        tsv->at += len + (end != NULL);
        tsv->line++;
        *line = (struct slice){ptr, len};
        if (slice_trim(*line).len != 0 && ptr[0] != '#') {
            return true;
        }
    }
    return false;
}

/* Cut `line` into `field`; the number of fields, or TSV_COLUMNS + 1. */
static size_t cut(struct slice line, struct slice field[TSV_COLUMNS])
{
    size_t count = 0;

    for (;;) {
        const char *tab = memchr(line.ptr, '\t', line.len);
        size_t len = tab != NULL ? (size_t)(tab - line.ptr) : line.len;

        if (count == TSV_COLUMNS) {
            return count + 1;
        }
        field[count++] = slice_trim((struct slice){line.ptr, len});
        if (tab == NULL) {
            return count;
        }
        line.ptr += len + 1;
        line.len -= len + 1;
    }
}

/* How many words stand in `text`, one blank between two. */
static size_t words_of(const char *text)
{
    size_t words = 1;

    for (; *text != '\0'; text++) {
        words += *text == ' ';
    }
    return words;
}

static bool check_header(struct tsv *tsv, const char *columns, struct err *err)
{
    struct buf found = {0};
    struct slice line = {0};
    bool ok;

    if (next_line(tsv, &line)) {
        tsv->columns = cut(line, tsv->column);
    }
    for (size_t i = 0; i < tsv->columns && i < TSV_COLUMNS; i++) {
        buf_add_str(&found, i != 0 ? " " : "");
        buf_add_slice(&found, tsv->column[i]);
    }
    if (tsv->columns == 0) {
        ok = err_set(err, ERR_SYNTAX, "%s: is empty; columns '%s' are wanted",
                     tsv->path, columns);
    } else if (!slice_is(buf_slice(&found), columns)) {
        ok =
            err_set(err, ERR_SYNTAX, "%s:%zu: columns are '%s', should be '%s'",
                    tsv->path, tsv->line, found.ptr, columns);
    } else {
        ok = tsv->columns == words_of(columns) ||
             err_set(err, ERR_SYNTAX,
                     "%s:%zu: tabs are wanted between '%s', not blanks",
                     tsv->path, tsv->line, columns);
    }
    buf_release(&found);
    return ok;
}

/* Check the bytes that `tsv` owns; on failure nothing is held.  A byte order
 * mark is passed over. */
static bool start(struct tsv *tsv, const char *columns, struct err *err)
{
    struct slice all = buf_slice(&tsv->bytes);
    size_t valid = utf8_valid(all);
    size_t nul = slice_find(all, (struct slice){"\0", 1});
    bool ok = true;

    if (valid != all.len) {
        ok = err_set(err, ERR_SYNTAX, "%s: byte %zu is not UTF-8", tsv->path,
                     valid);
    } else if (nul != all.len) {
        ok = err_set(err, ERR_SYNTAX, "%s: byte %zu is a NUL", tsv->path, nul);
    }
    tsv->at = slice_starts(all, "\xef\xbb\xbf") ? 3 : 0;
    ok = ok && check_header(tsv, columns, err);
    if (!ok) {
        tsv_release(tsv);
    }
    return ok;
}

bool tsv_open(struct tsv *tsv, const char *path, const char *columns,
              struct err *err)
{
    *tsv = (struct tsv){.path = mem_copy(path, strlen(path))};
    if (!file_read(path, CAP_INPUT_BYTES, &tsv->bytes, err)) {
        tsv_release(tsv);
        return false;
    }
    return start(tsv, columns, err);
}

bool tsv_open_bytes(struct tsv *tsv, const char *name, struct slice bytes,
                    const char *columns, struct err *err)
{
    *tsv = (struct tsv){.path = mem_copy(name, strlen(name))};
    buf_add_slice(&tsv->bytes, bytes);
    return start(tsv, columns, err);
}

bool tsv_next(struct tsv *tsv, struct err *err)
{
    struct slice line = {0};
    size_t count;

    if (!next_line(tsv, &line)) {
        return false;
    }
    memset(tsv->field, 0, sizeof tsv->field);
    count = cut(line, tsv->field);
    if (count > tsv->columns) {
        return err_set(err, ERR_SYNTAX,
                       "%s:%zu: more fields than the %zu columns", tsv->path,
                       tsv->line, tsv->columns);
    }
    for (size_t i = count; i < TSV_COLUMNS; i++) {
        tsv->field[i] = SLICE("");
    }
    return true;
}

bool tsv_fail(const struct tsv *tsv, struct err *err, const char *what,
              struct slice field)
{
    return err_set(err, ERR_SYNTAX, "%s:%zu: %s '%.*s'", tsv->path, tsv->line,
                   what, (int)(field.len < 80 ? field.len : 80), field.ptr);
}

void tsv_release(struct tsv *tsv)
{
    free(tsv->path);
    buf_release(&tsv->bytes);
    *tsv = (struct tsv){0};
}
