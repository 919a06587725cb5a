#include "cli/gold.h"

#include "base/caps.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/tsv.h"

#include <jansson.h>
#include <stdlib.h>

static void keep(struct gold *gold, const struct gold_act *act)
{
    MEM_GROW(gold->act, gold->len, gold->cap);
    gold->act[gold->len++] = *act;
}

static const char *text_of(const json_t *object, const char *key,
                           struct arena *arena)
{
    return arena_strdup(arena, json_string_value(json_object_get(object, key)));
}

/* Lines of other kinds (dossier, report, quote) are passed over. */
static bool read_line(struct gold *gold, const char *path, size_t number,
                      const json_t *line, struct arena *arena, struct err *err)
{
    const json_t *kind = json_object_get(line, "kind");
    const json_t *text = json_object_get(line, "text");
    const json_t *words =
        json_is_string(text) ? text : json_object_get(text, "exact");
    json_int_t start = json_integer_value(json_object_get(text, "start"));
    json_int_t end = json_integer_value(json_object_get(text, "end"));
    struct gold_act act = {.report = text_of(line, "report", arena),
                           .type = text_of(line, "type", arena),
                           .line = number};

    if (json_is_string(kind) && strcmp(json_string_value(kind), "act") != 0) {
        return true;
    }
    if (act.report == NULL) {
        act.report = text_of(line, "input", arena);
    }
    if (json_is_string(words)) {
        act.words = arena_copy(arena, slice_of(json_string_value(words)));
    }
    if (start >= 0 && end > start) {
        act.at = (struct span){(size_t)start, (size_t)end};
    }
    if (act.report == NULL || act.type == NULL ||
        (act.words.ptr == NULL && span_empty(act.at))) {
        return err_set(err, ERR_SYNTAX,
                       "%.300s:%zu: \"report\", \"type\" and \"text\" are "
                       "wanted",
                       path, number);
    }
    keep(gold, &act);
    return true;
}

static bool read_lines(struct gold *gold, const char *path, struct slice rest,
                       struct arena *arena, struct err *err)
{
    bool ok = true;

    for (size_t number = 1; ok && rest.len != 0; number++) {
        size_t len = slice_find(rest, SLICE("\n"));
        json_error_t wrong;
        json_t *line = NULL;

        if (slice_trim((struct slice){rest.ptr, len}).len != 0) {
            line = json_loadb(rest.ptr, len, 0, &wrong);
            ok = json_is_object(line)
                     ? read_line(gold, path, number, line, arena, err)
                     : err_set(err, ERR_SYNTAX, "%.300s:%zu: no JSON object",
                               path, number);
        }
        json_decref(line);
        len += len < rest.len;
        rest.ptr += len;
        rest.len -= len;
    }
    return ok;
}

static bool read_table(struct gold *gold, const char *path, struct slice bytes,
                       struct arena *arena, struct err *err)
{
    struct tsv tsv;

    if (!tsv_open_bytes(&tsv, path, bytes,
                        "report type actor recipient words flags", err)) {
        return false;
    }
    while (tsv_next(&tsv, err)) {
        const struct gold_act act = {
            .report = arena_copy(arena, tsv.field[0]).ptr,
            .type = arena_copy(arena, tsv.field[1]).ptr,
            .words = arena_copy(arena, tsv.field[4]),
            .line = tsv.line};

        keep(gold, &act);
    }
    tsv_release(&tsv);
    return err->code == ERR_NONE;
}

bool gold_read(struct gold *gold, const char *path, struct arena *arena,
               struct err *err)
{
    struct buf bytes = {0};
    bool ok = file_read(path, CAP_INPUT_BYTES, &bytes, err);
    struct slice text = slice_trim(buf_slice(&bytes));

    *gold = (struct gold){0};
    ok = ok && (slice_starts(text, "{")
                    ? read_lines(gold, path, buf_slice(&bytes), arena, err)
                    : read_table(gold, path, buf_slice(&bytes), arena, err));
    buf_release(&bytes);
    if (!ok) {
        gold_release(gold);
    }
    return ok;
}

void gold_release(struct gold *gold)
{
    free(gold->act);
    *gold = (struct gold){0};
}
