/* review_carry.c - what was said of one report's acts, for another version of
 * it: a corrected page, a fuller print. */
#include "record/play_int.h"

#include <stdlib.h>

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/* The actors of a form that have codes; words may stand elsewhere. */
static json_t *codes_of(const json_t *list)
{
    json_t *codes = json_array();

    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *code = json_object_get(json_array_get(list, i), "code");

        if (json_is_string(code)) {
            json_array_append(codes, code);
        }
    }
    return codes;
}

static json_t *speaker_of(const json_t *form)
{
    static const char *const from[] = {"speaker_name", "speaker_code",
                                       "speaker_role", "speaker_of"};
    static const char *const to[] = {"name", "code", "role", "of"};
    json_t *speaker = json_object();

    if (text_of(form, "speaker_name") == NULL) {
        json_decref(speaker);
        return json_null();
    }
    for (size_t i = 0; i < 4; i++) {
        json_t *part = json_object_get(form, from[i]);

        json_object_set(speaker, to[i], part != NULL ? part : json_null());
    }
    return speaker;
}

/* A form as a person would set it, without its places. */
static json_t *set_of(const json_t *form)
{
    static const char *const word[] = {"type", "plover",    "cameo",
                                       "date", "date_from", "issue"};
    static const char *const flag[] = {
        "negated",    "conditional", "future",   "hypothetical",
        "historical", "reiterated",  "anonymous"};
    static const char *const side[] = {"actor", "recipient"};
    json_t *set = json_object();

    for (size_t i = 0; i < sizeof word / sizeof word[0]; i++) {
        json_object_set(set, word[i], json_object_get(form, word[i]));
    }
    for (size_t i = 0; i < sizeof flag / sizeof flag[0]; i++) {
        const json_t *value = json_object_get(form, flag[i]);

        if (value != NULL) {
            json_object_set_new(set, flag[i],
                                json_boolean(json_is_true(value) ||
                                             json_integer_value(value) != 0));
        }
    }
    for (size_t i = 0; i < 2; i++) {
        if (json_object_get(form, side[i]) != NULL) {
            json_object_set_new(set, side[i],
                                codes_of(json_object_get(form, side[i])));
        }
    }
    if (json_object_get(form, "speaker_name") != NULL) {
        json_object_set_new(set, "speaker", speaker_of(form));
    }
    if (text_of(form, "exact") != NULL) {
        json_object_set_new(
            set, "text",
            json_pack("{s:O}", "exact", json_object_get(form, "exact")));
    }
    return set;
}

/* The act called `id` in the other version; ERR_MISSING if it has none. */
static bool find_there(const struct sheet *sheet, const char *id,
                       const json_t *told, struct found *found, struct err *err)
{
    return id != NULL && review_find(sheet, id, told, found, err) &&
           (found->key != 0 ||
            err_set(err, ERR_MISSING, "%s has no act with the words of %s",
                    sheet->id, id));
}

/* The act at the other end; one of the same report moves, too. */
static bool carry_tie(const struct sheet *sheet, const struct op_row *row,
                      const json_t *line, json_t *op, struct err *err)
{
    static const char *const key[] = {"into", "with", "answers"};

    for (size_t i = 0; i < 3; i++) {
        json_t *value = json_object_get(line, key[i]);
        const json_t *other = json_object_get(line, "other");
        const char *report = text_of(other, "report");
        struct found found;

        if (json_is_string(value) && report != NULL &&
            strcmp(report, row->report) == 0) {
            if (!find_there(sheet, json_string_value(value), other, &found,
                            err)) {
                return false;
            }
            json_object_set_new(op, key[i], json_string(found.id));
        } else if (json_is_string(value) || json_is_null(value)) {
            json_object_set(op, key[i], value);
        }
    }
    return true;
}

static void carry_sets(const json_t *line, json_t *op)
{
    const json_t *set = json_object_get(line, "set");
    const json_t *into = json_object_get(line, "into");
    json_t *pieces = NULL;

    if (set != NULL) {
        json_object_set_new(op, "set", set_of(set));
    }
    if (json_is_array(into)) {
        pieces = json_array();
        for (size_t i = 0; i < json_array_size(into); i++) {
            json_array_append_new(pieces, set_of(json_array_get(into, i)));
        }
        json_object_set_new(op, "into", pieces);
    }
}

static bool carry(const struct sheet *sheet, const struct op_row *row,
                  const json_t *line, json_t *op, struct err *err)
{
    struct found found;

    json_object_set_new(op, "op", json_string(row->verb));
    json_object_set_new(op, "who", json_string(row->who));
    json_object_set(op, "reason", json_object_get(line, "reason"));
    json_object_set(op, "how", json_object_get(line, "how"));
    carry_sets(line, op);
    if (strcmp(row->verb, "add") == 0) {
        json_object_set_new(op, "report", json_string(sheet->id));
        return true;
    }
    if (!find_there(sheet, row->act, line, &found, err)) {
        return false;
    }
    json_object_set_new(op, "act", json_string(found.id));
    return carry_tie(sheet, row, line, op, err);
}

bool review_carry(struct record *record, const struct op_row *row,
                  const char *report, struct buf *out, struct err *err)
{
    json_t *line = json_loads(row->line, JSON_ALLOW_NUL, NULL);
    json_t *op = json_object();
    struct arena arena = {0};
    struct sheet sheet;
    char *text = NULL;
    bool ok = sheet_open(&sheet, record, report, &arena, err) &&
              carry(&sheet, row, line, op, err);

    if (ok) {
        text = json_dumps(op, JSON_COMPACT);
        buf_add_str(out, text);
    }
    free(text);
    json_decref(op);
    json_decref(line);
    arena_release(&arena);
    return ok;
}
