#include "cli/reviewer.h"

#include "base/json.h"
#include "cli/op_words.h"
#include "cli/tying.h"
#include "flow/places.h"
#include "lore/ontology.h"

#include <jansson.h>
#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

/* How the words after an operation's name are meant. */
enum shape {
    SHAPE_ACT,    /* ACT [REASON] */
    SHAPE_FIELDS, /* ACT FIELD=VALUE... */
    SHAPE_NEW,    /* REPORT WORDS FIELD=VALUE... */
    SHAPE_PIECES, /* ACT FIELD=VALUE... and FIELD=VALUE... */
    SHAPE_PAIR,   /* ACT ACT */
    SHAPE_LINK    /* ACT ACT HOW, or ACT none */
};

static const struct form {
    const char *verb;
    enum shape shape;
    const char *key; /* of the second id */
    const char *usage;
} form[] = {
    {"accept", SHAPE_ACT, NULL, "accept ACT [REMARK]"},
    {"reject", SHAPE_ACT, NULL, "reject ACT [REASON]"},
    {"note", SHAPE_ACT, NULL, "note ACT REMARK"},
    {"edit", SHAPE_FIELDS, NULL, "edit ACT FIELD=VALUE..."},
    {"add", SHAPE_NEW, NULL, "add REPORT WORDS type=TYPE FIELD=VALUE..."},
    {"split", SHAPE_PIECES, NULL,
     "split ACT FIELD=VALUE... and FIELD=VALUE..., as text=\"...\""},
    {"merge", SHAPE_PAIR, "into", "merge ACT INTO"},
    {"same-event", SHAPE_PAIR, "with", "same-event ACT ACT"},
    {"other-event", SHAPE_PAIR, "with", "other-event ACT ACT"},
    {"link", SHAPE_LINK, "answers",
     "link ACT DEMAND yes|part|no|counter|defer, or link ACT none"},
};

enum { FORMS = sizeof form / sizeof form[0] };

bool reviewer_open(struct reviewer *reviewer, struct session *session,
                   struct err *err)
{
    const char *who = session->args.value[OPT_WHO];
    const char *preset = getenv("DEMARCHE_WHO");
    const struct passwd *user = NULL;
    struct buf data = {0};
    bool ok = true;

    *reviewer = (struct reviewer){.session = session};
    if (who == NULL && preset != NULL && preset[0] != '\0') {
        who = preset;
    }
    if (who == NULL && (user = getpwuid(getuid())) != NULL) {
        who = user->pw_name;
    }
    if (who == NULL || who[0] == '\0') {
        return err_set(err, ERR_USAGE, "who reviews? Give a name by --who");
    }
    reviewer->who = arena_strdup(&session->app->arena, who);
    ok = places_data(&data, err) &&
         ontology_open(&reviewer->ontology, data.ptr, err);
    buf_release(&data);
    return ok;
}

void reviewer_close(struct reviewer *reviewer)
{
    if (reviewer->ontology != NULL) {
        tying_refresh(reviewer->session);
    }
    naming_close(&reviewer->naming);
    ontology_free(reviewer->ontology);
    reviewer->ontology = NULL;
}

/* --- words --- */

static json_t *text(const char *value)
{
    return json_stringn(value, strlen(value));
}

static json_t *list(const char *value)
{
    json_t *array = json_array();

    while (*value != '\0') {
        size_t len = strcspn(value, ",");
        struct slice item = slice_trim((struct slice){value, len});

        if (item.len != 0) {
            json_array_append_new(array, json_stringn(item.ptr, item.len));
        }
        value += len + (value[len] == ',');
    }
    return array;
}

static bool is_one_of(const char *name, const char *const *of)
{
    while (*of != NULL && strcmp(*of, name) != 0) {
        of++;
    }
    return *of != NULL;
}

/* "yes" or "no", "true" or "false". */
static json_t *truth(const char *value)
{
    static const char *const yes[] = {"yes", "true", NULL};
    static const char *const no[] = {"no", "false", NULL};

    if (is_one_of(value, yes)) {
        return json_true();
    }
    return is_one_of(value, no) ? json_false() : NULL;
}

/* "negated=yes" as a member of `set`; an empty value is null. */
static bool read_field(json_t *set, const char *word, struct err *err)
{
    static const char *const lists[] = {"actor", "recipient", "issue", NULL};
    static const char *const flags[] = {
        "negated",    "conditional", "future",    "hypothetical",
        "historical", "reiterated",  "anonymous", NULL};
    const char *equals = strchr(word, '=');
    const char *value = equals != NULL ? equals + 1 : "";
    char name[32];

    if (equals == NULL || equals == word ||
        (size_t)(equals - word) >= sizeof name) {
        return err_set(err, ERR_USAGE,
                       "'%.60s': FIELD=VALUE is wanted, as type=offer", word);
    }
    memcpy(name, word, (size_t)(equals - word));
    name[equals - word] = '\0';
    if (is_one_of(name, lists)) {
        json_object_set_new(set, name, list(value));
    } else if (is_one_of(name, flags)) {
        json_t *flag = truth(value);

        if (flag == NULL) {
            return err_set(err, ERR_USAGE, "%s=%.40s: yes or no is wanted",
                           name, value);
        }
        json_object_set_new(set, name, flag);
    } else if (strcmp(name, "speaker") == 0 && value[0] != '\0') {
        json_object_set_new(set, name, json_pack("{s:s}", "name", value));
    } else {
        json_object_set_new(set, name,
                            value[0] != '\0' ? text(value) : json_null());
    }
    return true;
}

/* FIELD=VALUE... as a set; NULL on failure. */
static json_t *read_set(const char **word, size_t words, struct err *err)
{
    json_t *set = json_object();

    for (size_t i = 0; i < words; i++) {
        if (!read_field(set, word[i], err)) {
            json_decref(set);
            return NULL;
        }
    }
    return set;
}

static bool read_fields(json_t *op, const char **word, size_t words,
                        struct err *err)
{
    json_t *set = read_set(word, words, err);

    if (set != NULL) {
        json_object_set_new(op, "set", set);
    }
    return set != NULL;
}

/* Sets with "and" between them. */
static bool read_pieces(json_t *op, const char **word, size_t words,
                        struct err *err)
{
    json_t *into = json_array();

    json_object_set_new(op, "into", into);
    for (size_t from = 0, to = 0; from <= words; from = ++to) {
        json_t *set = NULL;

        while (to < words && strcmp(word[to], "and") != 0) {
            to++;
        }
        set = to != from ? read_set(word + from, to - from, err) : NULL;
        if (set == NULL) {
            return false;
        }
        json_array_append_new(into, set);
    }
    return json_array_size(into) >= 2;
}

static bool read_new(json_t *op, const char **word, size_t words,
                     struct err *err)
{
    json_object_set_new(op, "report", text(word[0]));
    if (words < 2 || !read_fields(op, word + 2, words - 2, err)) {
        return false;
    }
    json_object_set_new(json_object_get(op, "set"), "text",
                        json_pack("{s:s}", "exact", word[1]));
    return true;
}

static bool read_shape(json_t *op, const struct form *as, const char **word,
                       size_t words, struct err *err)
{
    bool none = words == 2 && strcmp(word[1], "none") == 0;

    if (words == 0) {
        return false;
    }
    if (as->shape == SHAPE_NEW) {
        return read_new(op, word, words, err);
    }
    json_object_set_new(op, "act", text(word[0]));
    switch (as->shape) {
    case SHAPE_PIECES: return read_pieces(op, word + 1, words - 1, err);
    case SHAPE_FIELDS:
        return words >= 2 && read_fields(op, word + 1, words - 1, err);
    case SHAPE_ACT:
        if (words == 2) {
            json_object_set_new(op, "reason", text(word[1]));
        }
        return words <= 2;
    case SHAPE_PAIR:
        json_object_set_new(op, as->key,
                            words == 2 ? text(word[1]) : json_null());
        return words == 2;
    default:
        json_object_set_new(op, as->key, none ? json_null() : text(word[1]));
        if (!none && words == 3) {
            json_object_set_new(op, "how", text(word[2]));
        }
        return none || words == 3;
    }
}

bool reviewer_words(const char **word, size_t words, struct buf *out,
                    struct err *err)
{
    const struct form *as = NULL;
    json_t *op = NULL;
    char *written = NULL;
    bool ok = true;

    for (size_t i = 0; words != 0 && i < FORMS; i++) {
        as = strcmp(form[i].verb, word[0]) == 0 ? &form[i] : as;
    }
    if (as == NULL) {
        return err_set(err, ERR_USAGE,
                       "'%.60s' is nothing that review can do; there are "
                       "accept, reject, edit, add, split, merge, link, note, "
                       "same-event, other-event",
                       words != 0 ? word[0] : "");
    }
    op = json_pack("{s:s}", "op", as->verb);
    ok = (read_shape(op, as, word + 1, words - 1, err)) ||
         err_set(err, ERR_USAGE, "demarche review %s", as->usage);
    written = json_dumps(op, JSON_COMPACT);
    buf_add_str(out, written);
    free(written);
    json_decref(op);
    return ok;
}

/* --- doing it --- */

/* PLOVER and CAMEO go with the type, unless they are given. */
static bool complete_type(const struct reviewer *reviewer, json_t *set,
                          struct err *err)
{
    const char *name = json_string_value(json_object_get(set, "type"));
    const struct act_type *type = NULL;

    if (name == NULL) {
        return true;
    }
    type = ontology_type(reviewer->ontology, slice_of(name));
    if (type == NULL) {
        return err_set(err, ERR_USAGE, "no type of act '%.40s'", name);
    }
    if (json_object_get(set, "plover") == NULL) {
        json_object_set_new(set, "plover",
                            type->plover != NULL ? json_string(type->plover)
                                                 : json_null());
    }
    if (json_object_get(set, "cameo") == NULL) {
        json_object_set_new(set, "cameo",
                            type->cameo != NULL ? json_string(type->cameo)
                                                : json_null());
    }
    return true;
}

/* Of an operation that is new, and not from a log. */
static bool complete(struct reviewer *reviewer, json_t *set, struct err *err)
{
    return complete_type(reviewer, set, err) &&
           (reviewer->foreign ||
            naming_settle(&reviewer->naming, reviewer->session, set, err));
}

static bool complete_all(struct reviewer *reviewer, json_t *op, struct err *err)
{
    json_t *into = json_object_get(op, "into");
    bool ok = complete(reviewer, json_object_get(op, "set"), err);

    for (size_t i = 0; ok && i < json_array_size(into); i++) {
        ok = complete(reviewer, json_array_get(into, i), err);
    }
    return ok;
}

/* NULL on failure. */
static json_t *read_op(struct slice op, struct err *err)
{
    json_error_t wrong;
    json_t *given = json_loadb(op.ptr, op.len, 0, &wrong);

    if (given == NULL && json_error_code(&wrong) == json_error_null_character) {
        (void)err_set(err, ERR_SYNTAX, "no operation: a NUL character");
    } else if (!json_is_object(given)) {
        (void)err_set(err, ERR_SYNTAX, "no operation: %s",
                      given != NULL ? "a JSON object is wanted" : wrong.text);
        json_decref(given);
        given = NULL;
    }
    return given;
}

bool reviewer_apply(struct reviewer *reviewer, struct slice op,
                    struct op_row *done, bool *same, struct err *err)
{
    json_t *given = read_op(op, err);
    bool logged = json_object_get(given, "id") != NULL ||
                  json_object_get(given, "anchor") != NULL;
    char *whole = NULL;
    bool ok;

    *same = false;
    if (given == NULL) {
        return false;
    }
    ok = logged || complete_all(reviewer, given, err);
    if (ok) {
        whole = json_dumps(given, JSON_COMPACT);
        ok = review_apply(reviewer->session->record, slice_of(whole),
                          reviewer->who, &reviewer->session->app->arena, done,
                          same, err);
    }
    free(whole);
    json_decref(given);
    return ok;
}

void reviewer_tell(const struct session *session, const struct op_row *row,
                   struct buf *out)
{
    const char *act = row->now != NULL ? row->now : row->act;
    struct buf words = {0};

    op_words(session, row, &words);
    buf_printf(out, "%s", row->verb);
    if (act != NULL) {
        buf_add_char(out, ' ');
        buf_add_slice(out, session_short(session, act));
    }
    if (words.len != 0) {
        buf_printf(out, ": %s", words.ptr);
    }
    if (row->trouble != NULL) {
        buf_printf(out, " (%s)", row->trouble);
    }
    buf_release(&words);
}
