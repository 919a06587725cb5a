#include "support/analysis_jsonl.h"

#include "base/caps.h"
#include "base/file.h"

#include <jansson.h>
#include <string.h>

static struct slice text_of(const json_t *value, struct arena *arena)
{
    struct slice text = {json_string_value(value), json_string_length(value)};

    return arena_copy(arena, text.ptr != NULL ? text : SLICE(""));
}

static struct slice item(const json_t *line, const char *key, size_t at,
                         struct arena *arena)
{
    return text_of(json_array_get(json_object_get(line, key), at), arena);
}

static long number(const json_t *line, const char *key, size_t at)
{
    return (long)json_integer_value(
        json_array_get(json_object_get(line, key), at));
}

static void read_token(struct token *token, const json_t *line, size_t at,
                       struct arena *arena)
{
    struct slice text = item(line, "token", at, arena);

    token->start = (uint32_t)number(line, "byte", at);
    token->end = token->start + (uint32_t)text.len;
    token->norm = item(line, "norm", at, arena);
    token->lemma = item(line, "lemma", at, arena);
    token->tag = item(line, "tag", at, arena).ptr;
    token->pos = item(line, "pos", at, arena).ptr;
    token->morph = item(line, "morph", at, arena).ptr;
    token->dep = item(line, "dep", at, arena).ptr;
    token->ent_type = item(line, "ent_type", at, arena).ptr;
    token->head = (uint32_t)number(line, "head", at);
    token->sent_start = (int8_t)number(line, "sent_start", at);
    token->ent_iob = (uint8_t)number(line, "ent_iob", at);
    token->blank = number(line, "ws", at) != 0;
    token->is_space = slice_trim(text).len == 0;
}

static struct analysis *read_line(const json_t *line, struct arena *arena)
{
    struct analysis *doc = arena_alloc(arena, 1, sizeof *doc);

    doc->text = text_of(json_object_get(line, "text"), arena);
    doc->len = json_array_size(json_object_get(line, "token"));
    doc->token = arena_alloc(arena, doc->len, sizeof *doc->token);
    doc->sentence = arena_alloc(arena, doc->len, sizeof *doc->sentence);
    for (size_t i = 0; i < doc->len; i++) {
        read_token(&doc->token[i], line, i, arena);
        if (i == 0 || doc->token[i].sent_start == 1) {
            doc->sentence[doc->sentences++].start = i;
        }
        doc->sentence[doc->sentences - 1].end = i + 1;
    }
    return doc;
}

bool analysis_lines_open(struct analysis_lines *lines, const char *path,
                         struct err *err)
{
    struct buf bytes = {0};
    size_t at = 0;
    bool ok;

    *lines = (struct analysis_lines){0};
    ok = file_read(path, CAP_INPUT_BYTES, &bytes, err);
    while (ok && at < bytes.len) {
        const char *end = memchr(bytes.ptr + at, '\n', bytes.len - at);
        size_t stop = end != NULL ? (size_t)(end - bytes.ptr) : bytes.len;
        json_error_t why;
        json_t *line = json_loadb(bytes.ptr + at, stop - at, 0, &why);

        lines->len++;
        if (line == NULL) {
            ok = err_set(err, ERR_SYNTAX, "%s:%zu: %s", path, lines->len,
                         why.text);
        } else {
            struct analysis *doc = read_line(line, &lines->arena);

            *map_put(&lines->of, doc->text, NULL) = (uintptr_t)doc;
        }
        json_decref(line);
        at = stop + 1;
    }
    buf_release(&bytes);
    if (!ok) {
        analysis_lines_release(lines);
    }
    return ok;
}

void analysis_lines_release(struct analysis_lines *lines)
{
    map_release(&lines->of);
    arena_release(&lines->arena);
}

const struct analysis *analysis_lines_find(const struct analysis_lines *lines,
                                           struct slice text)
{
    const uintptr_t *place = map_get(&lines->of, text);

    return place != NULL ? (const struct analysis *)*place : NULL;
}
