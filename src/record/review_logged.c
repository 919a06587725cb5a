/* review_logged.c - whether an operation has the form of one.
 *
 * A log comes from outside: another reviewer's file, or somebody's script. */
#include "record/ids_int.h"
#include "record/review_int.h"

enum { WHO_MOST = 100, PIECES_MOST = 16 };

static const char *const verb[] = {
    "accept", "reject",     "note",        "edit", "add",  "split", "merge",
    "link",   "same-event", "other-event", "undo", "redo", NULL};

static const char *const member[] = {
    "op",     "id",    "at",     "who",     "report", "act",    "set",
    "was",    "into",  "with",   "answers", "how",    "reason", "target",
    "anchor", "other", "undone", "trouble", NULL};

static const char *const way[] = {"yes",     "part",  "no",
                                  "counter", "defer", NULL};

static bool is_one_of(const char *name, const char *const *of)
{
    while (name != NULL && *of != NULL && strcmp(*of, name) != 0) {
        of++;
    }
    return name != NULL && *of != NULL;
}

bool op_is_way(const json_t *how)
{
    return is_one_of(json_string_value(how), way);
}

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static bool wrong(struct err *err, const char *key, const char *wanted)
{
    return err_set(err, ERR_USAGE, "\"%s\": %s", key, wanted);
}

/* --- signs --- */

/* "2031-03-05T14:07:31Z": a day that there is, and a time of it. */
static bool is_moment(const char *at)
{
    static const char form[] = "dddd-dd-ddTdd:dd:ddZ";

    for (size_t i = 0; i < sizeof form; i++) {
        bool digit = at[i] >= '0' && at[i] <= '9';

        if (form[i] == 'd' ? !digit : at[i] != form[i]) {
            return false;
        }
    }
    return date_parse((struct slice){at, 10}).precision != DATE_NONE &&
           memcmp(at + 11, "24", 2) < 0 && at[14] < '6' && at[17] <= '6';
}

static bool is_name(const char *who)
{
    size_t len = strlen(who);

    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)who[i] < ' ' || who[i] == 0x7f) {
            return false;
        }
    }
    return len != 0 && len <= WHO_MOST;
}

static bool check_signs(const json_t *given, struct err *err)
{
    const json_t *at = json_object_get(given, "at");
    const json_t *who = json_object_get(given, "who");

    if (at != NULL &&
        (!json_is_string(at) || !is_moment(json_string_value(at)))) {
        return wrong(err, "at", "a time as 2031-03-05T14:07:31Z is wanted");
    }
    return who == NULL ||
           (json_is_string(who) && is_name(json_string_value(who))) ||
           wrong(err, "who", "a name of one line is wanted");
}

bool op_check_members(const json_t *given, struct err *err)
{
    const char *op = text_of(given, "op");
    const char *name;
    json_t *value;

    if (op == NULL) {
        return err_set(err, ERR_USAGE,
                       "\"op\" is missing: accept, reject, edit, add, split, "
                       "merge, link ...");
    }
    if (!is_one_of(op, verb)) {
        return err_set(err, ERR_USAGE, "\"op\": '%.40s' is no operation", op);
    }
    json_object_foreach((json_t *)(uintptr_t)given, name, value)
    {
        if (value != NULL && !is_one_of(name, member)) {
            return err_set(err, ERR_USAGE,
                           "\"%.40s\": no member of an operation", name);
        }
    }
    return check_signs(given, err);
}

/* --- what a log says --- */

/* An id of its letter, as it stands in a log: whole. */
static bool is_id(const json_t *value, char letter)
{
    const char *id = json_string_value(value);

    return id != NULL && strlen(id) == RECORD_ID && id[0] == letter &&
           id[1] == '-' && strspn(id + 2, "0123456789abcdef") == RECORD_ID - 2;
}

static bool need_id(const json_t *given, const char *key, char letter,
                    struct err *err)
{
    return is_id(json_object_get(given, key), letter) ||
           err_set(err, ERR_USAGE,
                   "\"%s\": the whole id is wanted, '%c-' and 16 digits", key,
                   letter);
}

static bool is_anchor(const json_t *anchor)
{
    return json_is_integer(json_object_get(anchor, "start")) &&
           json_is_integer(json_object_get(anchor, "end")) &&
           json_is_string(json_object_get(anchor, "exact"));
}

static bool check_pieces(const json_t *into, struct err *err)
{
    size_t pieces = json_array_size(into);
    bool ok = pieces >= 2 && pieces <= PIECES_MOST;

    for (size_t i = 0; ok && i < pieces; i++) {
        const json_t *piece = json_array_get(into, i);

        if (!form_check(NULL, piece, i != 0, err)) {
            return false;
        }
        ok = i == 0 || is_id(json_object_get(piece, "id"), KIND_ACT);
    }
    return ok || wrong(err, "into", "two pieces or more with ids are wanted");
}

static bool check_tie(const json_t *given, const char *key, struct err *err)
{
    const json_t *other = json_object_get(given, "other");

    return need_id(given, key, KIND_ACT, err) &&
           (other == NULL ||
            (is_id(json_object_get(other, "report"), KIND_REPORT) &&
             is_anchor(json_object_get(other, "anchor"))) ||
            wrong(err, "other", "its report and words are wanted"));
}

static bool check_verb(const json_t *given, const char *op, struct err *err)
{
    if (strcmp(op, "edit") == 0 || strcmp(op, "add") == 0) {
        return form_check(NULL, json_object_get(given, "set"), op[0] == 'a',
                          err);
    }
    if (strcmp(op, "split") == 0) {
        return check_pieces(json_object_get(given, "into"), err);
    }
    if (strcmp(op, "merge") == 0) {
        return check_tie(given, "into", err);
    }
    if (strcmp(op, "link") == 0) {
        return json_is_null(json_object_get(given, "answers")) ||
               ((op_is_way(json_object_get(given, "how")) ||
                 wrong(err, "how",
                       "one of yes, part, no, counter, defer is wanted")) &&
                check_tie(given, "answers", err));
    }
    return (strcmp(op, "same-event") != 0 && strcmp(op, "other-event") != 0) ||
           check_tie(given, "with", err);
}

bool op_check(const json_t *given, struct err *err)
{
    const char *op = text_of(given, "op");
    const json_t *was = json_object_get(given, "was");
    const json_t *anchor = json_object_get(given, "anchor");

    if (json_object_get(given, "id") != NULL &&
        !need_id(given, "id", 'o', err)) {
        return false;
    }
    if (strcmp(op, "undo") == 0 || strcmp(op, "redo") == 0) {
        return need_id(given, "target", 'o', err);
    }
    return need_id(given, "report", KIND_REPORT, err) &&
           need_id(given, "act", KIND_ACT, err) &&
           (anchor == NULL || is_anchor(anchor) ||
            wrong(err, "anchor", "the words and their place are wanted")) &&
           (was == NULL || form_check(NULL, was, true, err)) &&
           check_verb(given, op, err);
}
