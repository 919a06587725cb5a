#include "cli/items.h"

#include "base/buf.h"
#include "base/caps.h"
#include "base/file.h"
#include "base/lines.h"
#include "base/utf8.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Items handed on at once: many short texts, few long ones. */
enum { BATCH = 64, BATCH_BYTES = 1 << 18 };

struct batch {
    struct arena arena;
    struct item item[BATCH];
    size_t len;
    size_t bytes;
    items_fn take;
    void *context;
};

static bool flush(struct batch *batch, struct err *err)
{
    bool ok = batch->len == 0 ||
              batch->take(batch->context, batch->item, batch->len, err);

    arena_release(&batch->arena);
    batch->len = 0;
    batch->bytes = 0;
    return ok;
}

/* Keep `item`, whose strings are the batch's already. */
static bool keep(struct batch *batch, const struct item *item, struct err *err)
{
    batch->item[batch->len++] = *item;
    batch->bytes += item->text.len;
    return (batch->len < BATCH && batch->bytes < BATCH_BYTES) ||
           flush(batch, err);
}

static bool is_stdin(const char *name)
{
    return strcmp(name, "-") == 0;
}

static bool read_whole(const char *name, struct buf *bytes, struct err *err)
{
    return is_stdin(name) ? file_read_fd(STDIN_FILENO, "standard input",
                                         CAP_INPUT_BYTES, bytes, err)
                          : file_read(name, CAP_INPUT_BYTES, bytes, err);
}

static bool add_file(struct batch *batch, const char *name, bool check,
                     struct err *err)
{
    struct item item = {.input = arena_strdup(&batch->arena, name)};
    struct buf bytes = {0};

    if (read_whole(name, &bytes, &item.err)) {
        size_t valid = check ? utf8_valid(buf_slice(&bytes)) : bytes.len;

        if (valid != bytes.len) {
            (void)err_set(&item.err, ERR_SYNTAX,
                          "%.300s: no UTF-8 from byte %zu on", name, valid);
        } else if (check && bytes.len > CAP_REPORT_BYTES) {
            (void)err_set(&item.err, ERR_LIMIT,
                          "%.300s: a text longer than %zu bytes", name,
                          CAP_REPORT_BYTES);
        } else {
            item.text = arena_copy(&batch->arena, buf_slice(&bytes));
        }
    }
    buf_release(&bytes);
    return keep(batch, &item, err);
}

bool items_files(const char *const *file, size_t files, bool check,
                 items_fn take, void *context, struct err *err)
{
    static const char *const only_stdin[] = {"-"};
    struct batch batch = {.take = take, .context = context};
    bool ok = true;

    if (files == 0) {
        file = only_stdin;
        files = 1;
    }
    for (size_t i = 0; ok && i < files; i++) {
        ok = add_file(&batch, file[i], check, err);
    }
    ok = ok && flush(&batch, err);
    arena_release(&batch.arena);
    return ok;
}

/* The span under `key` of a line; false if there is one that makes no
 * sense. */
static bool read_span(const json_t *line, const char *key, size_t len,
                      struct span *span)
{
    const json_t *value = json_object_get(line, key);
    json_int_t start = json_integer_value(json_object_get(value, "start"));
    json_int_t end = json_integer_value(json_object_get(value, "end"));

    if (value == NULL || json_is_null(value)) {
        return true;
    }
    if (!json_is_integer(json_object_get(value, "start")) ||
        !json_is_integer(json_object_get(value, "end")) || start < 0 ||
        end < start || (size_t)end > len) {
        return false;
    }
    *span = (struct span){(size_t)start, (size_t)end};
    return true;
}

/* The string under `key`, or a NULL slice. */
static struct slice read_string(struct batch *batch, const json_t *line,
                                const char *key)
{
    const json_t *value = json_object_get(line, key);

    return json_is_string(value)
               ? arena_copy(&batch->arena,
                            (struct slice){json_string_value(value),
                                           json_string_length(value)})
               : (struct slice){0};
}

static void read_fields(struct batch *batch, const json_t *line,
                        struct item *item)
{
    const json_t *id = json_object_get(line, "id");
    const json_t *text = json_object_get(line, "text");
    char *written =
        id != NULL ? json_dumps(id, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;

    item->id = arena_copy(&batch->arena,
                          written != NULL ? slice_of(written) : SLICE("null"));
    free(written);
    if (!json_is_string(text)) {
        (void)err_set(&item->err, ERR_SYNTAX, "%.300s: no \"text\" in the line",
                      item->input);
        return;
    }
    item->text =
        arena_copy(&batch->arena, (struct slice){json_string_value(text),
                                                 json_string_length(text)});
    item->date = read_string(batch, line, "date");
    item->url = read_string(batch, line, "url");
    if (item->text.len > CAP_REPORT_BYTES) {
        (void)err_set(&item->err, ERR_LIMIT,
                      "%.300s: a text longer than %zu bytes", item->input,
                      CAP_REPORT_BYTES);
    } else if (!read_span(line, "source", item->text.len, &item->source) ||
               !read_span(line, "target", item->text.len, &item->target)) {
        (void)err_set(
            &item->err, ERR_SYNTAX,
            "%.300s: \"source\" and \"target\" are {\"start\",\"end\"}"
            " within the text, or null",
            item->input);
    }
}

static bool add_line(struct batch *batch, const char *name, size_t number,
                     struct slice text, struct err *err)
{
    struct item item = {0};
    struct buf input = {0};
    json_error_t wrong;
    json_t *line = NULL;

    buf_printf(&input, "%s:%zu", name, number);
    item.input = arena_strdup(&batch->arena, input.ptr);
    buf_release(&input);
    line = json_loadb(text.ptr, text.len, JSON_ALLOW_NUL, &wrong);
    if (json_is_object(line)) {
        read_fields(batch, line, &item);
    } else if (line != NULL) {
        (void)err_set(&item.err, ERR_SYNTAX, "%.300s: no JSON object",
                      item.input);
    } else {
        (void)err_set(&item.err, ERR_SYNTAX, "%.300s: byte %d: %s", item.input,
                      wrong.position, wrong.text);
    }
    json_decref(line);
    return keep(batch, &item, err);
}

/* One unreadable file is an item of its own. */
static bool add_failed(struct batch *batch, const char *name,
                       const struct err *why, struct err *err)
{
    struct item item = {.input = arena_strdup(&batch->arena, name),
                        .err = *why};

    return keep(batch, &item, err);
}

static bool add_lines(struct batch *batch, const char *name, FILE *in,
                      struct err *err)
{
    struct lines lines = {.in = in, .cap = CAP_LINE_BYTES};
    struct slice line;
    struct err why = {0};
    bool ok = true;

    while (ok && lines_next(&lines, &line) && !lines.too_long) {
        if (slice_trim(line).len != 0) {
            ok = add_line(batch, name, lines.number, line, err);
        }
    }
    if (ok && lines.too_long) {
        (void)err_set(&why, ERR_LIMIT,
                      "%.300s:%zu: a line longer than %zu bytes", name,
                      lines.number, CAP_LINE_BYTES);
        ok = add_failed(batch, name, &why, err);
    }
    if (ok && lines.failed) {
        (void)err_set(&why, ERR_IO, "%.300s: cannot read", name);
        ok = add_failed(batch, name, &why, err);
    }
    lines_release(&lines);
    return ok;
}

/* Open a regular file; anything else could block. */
static FILE *open_lines(const char *name, struct err *why)
{
    struct stat info;
    char text[128];
    FILE *in = NULL;

    if (is_stdin(name)) {
        return stdin;
    }
    if (stat(name, &info) == 0 && !S_ISREG(info.st_mode)) {
        (void)err_set(why, ERR_IO, "%.300s: is no regular file", name);
        return NULL;
    }
    in = fopen(name, "re");
    if (in == NULL) {
        (void)err_set(why, ERR_IO, "%.300s: %s", name,
                      err_errno(errno, text, sizeof text));
    }
    return in;
}

bool items_lines(const char *const *file, size_t files, items_fn take,
                 void *context, struct err *err)
{
    static const char *const only_stdin[] = {"-"};
    struct batch batch = {.take = take, .context = context};
    bool ok = true;

    if (files == 0) {
        file = only_stdin;
        files = 1;
    }
    for (size_t i = 0; ok && i < files; i++) {
        struct err why = {0};
        FILE *in = open_lines(file[i], &why);

        if (in == NULL) {
            ok = add_failed(&batch, file[i], &why, err);
            continue;
        }
        ok = add_lines(&batch, file[i], in, err);
        if (in != stdin) {
            (void)fclose(in);
        }
    }
    ok = ok && flush(&batch, err);
    arena_release(&batch.arena);
    return ok;
}
