#include "base/caps.h"
#include "base/file.h"
#include "cli/import.h"

#include <jansson.h>
#include <stdlib.h>

/* The fields of an exported act as review sets them. */
static json_t *fields_of(const json_t *act)
{
    static const char *const same[] = {"type",  "plover",    "cameo",
                                       "actor", "recipient", "issue",
                                       "text",  "sentence"};
    static const char *const flags[] = {"negated",    "conditional",
                                        "future",     "hypothetical",
                                        "historical", "reiterated"};
    const json_t *speaker = json_object_get(act, "speaker");
    const json_t *date = json_object_get(act, "date");
    const json_t *flag = json_object_get(act, "flags");
    json_t *set = json_object();

    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        json_object_set(set, same[i], json_object_get(act, same[i]));
    }
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        json_object_set(set, flags[i], json_object_get(flag, flags[i]));
    }
    if (json_is_object(date)) {
        json_object_set(set, "date", json_object_get(date, "value"));
        json_object_set(set, "date_from", json_object_get(date, "from"));
    }
    if (json_is_object(speaker)) {
        json_object_set_new(set, "speaker", json_deep_copy(speaker));
    }
    return set;
}

/* Parties without a code need their words; an empty text is none. */
static bool take_act(struct importing *importing, const json_t *act,
                     struct err *err)
{
    const char *report = json_string_value(json_object_get(act, "report"));
    const char *id = json_string_value(json_object_get(act, "id"));
    const json_t *review = json_object_get(act, "review");
    const char *who = json_string_value(json_object_get(review, "by"));
    json_t *set = NULL;
    char *text = NULL;
    bool ok;

    if (report == NULL) {
        return err_set(err, ERR_SYNTAX, "an act without a report");
    }
    set = fields_of(act);
    text = json_dumps(set, JSON_COMPACT);
    ok = import_act(importing, report, id, who, slice_of(text), err);
    free(text);
    json_decref(set);
    return ok;
}

static void take_line(struct importing *importing, size_t number,
                      struct slice text)
{
    json_t *line = json_loadb(text.ptr, text.len, 0, NULL);
    const char *kind = json_string_value(json_object_get(line, "kind"));
    struct err why = {0};
    struct buf name = {0};

    buf_printf(&name, "%s:%zu", importing->path, number);
    if (!json_is_object(line)) {
        (void)err_set(&why, ERR_SYNTAX, "no JSON object");
        import_fail(importing, name.ptr, &why);
    } else if (kind != NULL && strcmp(kind, "act") == 0 &&
               !take_act(importing, line, &why)) {
        import_fail(importing, name.ptr, &why);
    }
    buf_release(&name);
    json_decref(line);
}

bool import_lines(struct importing *importing, struct err *err)
{
    struct buf bytes = {0};
    size_t number = 0;
    bool ok = file_read(importing->path, CAP_INPUT_BYTES, &bytes, err) &&
              review_begin(importing->session->record, err);

    for (struct slice rest = buf_slice(&bytes); ok && rest.len != 0;) {
        size_t len = slice_find(rest, SLICE("\n"));
        struct slice line = {rest.ptr, len};

        number++;
        if (slice_trim(line).len != 0) {
            take_line(importing, number, line);
        }
        len += len < rest.len;
        rest.ptr += len;
        rest.len -= len;
    }
    ok = ok && review_end(importing->session->record, err);
    buf_release(&bytes);
    return ok;
}
