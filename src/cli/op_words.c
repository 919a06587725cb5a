#include "cli/op_words.h"

#include <jansson.h>

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void add_id(const struct session *session, const char *id,
                   struct buf *out)
{
    if (id != NULL) {
        buf_add_slice(out, session_short(session, id));
    }
}

/* --- fields --- */

static bool is_flag(const char *name)
{
    static const char *const flag[] = {
        "negated",    "conditional", "future",    "hypothetical",
        "historical", "reiterated",  "anonymous", NULL};
    size_t at = 0;

    while (flag[at] != NULL && strcmp(flag[at], name) != 0) {
        at++;
    }
    return flag[at] != NULL;
}

static void begin(struct buf *out, const char *name)
{
    buf_printf(out, "%s%s=",
               out->len != 0 && out->ptr[out->len - 1] != ' ' ? " " : "", name);
}

/* Texts and parties; a party without a code is told by its place. */
static void add_list(struct buf *out, const char *name, const json_t *list)
{
    begin(out, name);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        const char *text = json_is_string(item) ? json_string_value(item)
                                                : text_of(item, "code");
        const json_t *start = json_object_get(item, "start");

        buf_add_str(out, i != 0 ? "," : "");
        if (text != NULL) {
            buf_add_str(out, text);
        } else {
            buf_printf(out, "(words at %lld)",
                       (long long)json_integer_value(start));
        }
    }
}

static void add_words(struct buf *out, const char *name, const char *text)
{
    begin(out, name);
    if (text != NULL) {
        buf_printf(out, strpbrk(text, " =") != NULL ? "\"%s\"" : "%s", text);
    }
}

/* Fields of one word; PLOVER and CAMEO go with the type. */
static bool is_told(const char *name, const json_t *set)
{
    return strcmp(name, "type") == 0 || strcmp(name, "date") == 0 ||
           ((strcmp(name, "plover") == 0 || strcmp(name, "cameo") == 0) &&
            json_object_get(set, "type") == NULL);
}

/* What goes with another field is not told. */
static void add_field(struct buf *out, const char *name, const json_t *value,
                      const json_t *set)
{
    if (json_is_array(value)) {
        add_list(out, name, value);
    } else if (is_flag(name)) {
        begin(out, name);
        buf_add_str(out, json_is_true(value) || json_integer_value(value) != 0
                             ? "yes"
                             : "no");
    } else if (strcmp(name, "start") == 0) {
        if (text_of(set, "exact") != NULL) {
            add_words(out, "text", text_of(set, "exact"));
        }
    } else if (strcmp(name, "speaker_name") == 0) {
        add_words(out, "speaker", json_string_value(value));
    } else if (strcmp(name, "condition_start") == 0) {
        begin(out, "condition");
        if (json_is_integer(value)) {
            buf_printf(out, "(words at %lld)",
                       (long long)json_integer_value(value));
        }
    } else if (is_told(name, set)) {
        add_words(out, name, json_string_value(value));
    } else if (strcmp(name, "sentence_start") == 0 &&
               json_object_get(set, "start") == NULL) {
        begin(out, "sentence");
        buf_printf(out, "(words at %lld)",
                   (long long)json_integer_value(value));
    }
}

static void add_set(struct buf *out, json_t *set)
{
    const char *name;
    json_t *value;

    json_object_foreach(set, name, value)
    {
        add_field(out, name, value, set);
    }
}

/* --- the rest --- */

/* Of a later piece, which is a whole act, only what makes it another. */
static void add_pieces(struct buf *out, const json_t *into)
{
    for (size_t i = 0; i < json_array_size(into); i++) {
        json_t *piece = json_array_get(into, i);

        buf_add_str(out, i != 0 ? " and " : "");
        if (i == 0) {
            add_set(out, piece);
        } else {
            add_words(out, "type", text_of(piece, "type"));
            if (text_of(piece, "exact") != NULL) {
                add_words(out, "text", text_of(piece, "exact"));
            }
        }
    }
}

void op_words(const struct session *session, const struct op_row *row,
              struct buf *out)
{
    json_t *line = json_loads(row->line, JSON_ALLOW_NUL, NULL);
    json_t *into = json_object_get(line, "into");
    const char *reason = text_of(line, "reason");

    add_set(out, json_object_get(line, "set"));
    if (json_is_array(into)) {
        add_pieces(out, into);
    } else if (into != NULL) {
        buf_add_str(out, "into ");
        add_id(session, json_string_value(into), out);
    }
    if (json_object_get(line, "answers") != NULL) {
        const char *to = text_of(line, "answers");
        const char *how = text_of(line, "how");

        buf_add_str(out, to != NULL ? "answers " : "answers nothing");
        add_id(session, to, out);
        buf_printf(out, "%s%s", how != NULL ? ": " : "",
                   how != NULL ? how : "");
    }
    if (text_of(line, "with") != NULL) {
        buf_add_str(out, "with ");
        add_id(session, text_of(line, "with"), out);
    }
    if (text_of(line, "target") != NULL) {
        buf_add_str(out, text_of(line, "target"));
    }
    if (reason != NULL) {
        buf_printf(out, "%s\"%s\"", out->len != 0 ? " " : "", reason);
    }
    json_decref(line);
}
