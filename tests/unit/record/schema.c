#include "record/schema.h"

#include <regex.h>

static bool fits_key(json_t *root, json_t *rule, const char *key, json_t *value,
                     struct buf *why);

static bool no(struct buf *why, const char *what)
{
    buf_printf(why, "%s; ", what);
    return false;
}

bool schema_fits(json_t *root, json_t *rule, json_t *value, struct buf *why)
{
    const char *key;
    json_t *unused;

    json_object_foreach(rule, key, unused)
    {
        if (!fits_key(root, rule, key, value, why)) {
            return no(why, key);
        }
    }
    return true;
}

static bool fits_ref(json_t *root, const char *ref, json_t *value,
                     struct buf *why)
{
    const char *name = strrchr(ref, '/') + 1;
    json_t *rule = json_object_get(json_object_get(root, "$defs"), name);

    return rule != NULL ? schema_fits(root, rule, value, why)
                        : no(why, "reference to nothing");
}

static bool fits_one_of(json_t *root, json_t *list, json_t *value,
                        struct buf *why)
{
    size_t fitting = 0, i;
    json_t *rule;

    json_array_foreach(list, i, rule)
    {
        fitting += schema_fits(root, rule, value, why);
    }
    return fitting == 1;
}

static bool is_of_type(const char *type, json_t *value)
{
    return (strcmp(type, "object") == 0 && json_is_object(value)) ||
           (strcmp(type, "array") == 0 && json_is_array(value)) ||
           (strcmp(type, "string") == 0 && json_is_string(value)) ||
           (strcmp(type, "integer") == 0 && json_is_integer(value)) ||
           (strcmp(type, "number") == 0 && json_is_number(value)) ||
           (strcmp(type, "boolean") == 0 && json_is_boolean(value)) ||
           (strcmp(type, "null") == 0 && json_is_null(value));
}

static bool fits_type(json_t *type, json_t *value)
{
    size_t i;
    json_t *one;

    if (json_is_string(type)) {
        return is_of_type(json_string_value(type), value);
    }
    json_array_foreach(type, i, one)
    {
        if (is_of_type(json_string_value(one), value)) {
            return true;
        }
    }
    return false;
}

static bool fits_enum(json_t *list, json_t *value)
{
    size_t i;
    json_t *one;

    json_array_foreach(list, i, one)
    {
        if (json_equal(one, value)) {
            return true;
        }
    }
    return false;
}

static bool fits_pattern(const char *pattern, json_t *value)
{
    regex_t regex;
    bool fits;

    if (!json_is_string(value)) {
        return true;
    }
    if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB) != 0) {
        return false;
    }
    fits = regexec(&regex, json_string_value(value), 0, NULL, 0) == 0;
    regfree(&regex);
    return fits;
}

/* Each property fits, none is out of order. */
static bool fits_properties(json_t *root, json_t *properties, json_t *value,
                            struct buf *why)
{
    void *at = json_object_iter(value);
    const char *name;
    json_t *rule;

    json_object_foreach(properties, name, rule)
    {
        json_t *part = json_object_get(value, name);

        if (part == NULL) {
            continue;
        }
        if (at == NULL || strcmp(json_object_iter_key(at), name) != 0) {
            return no(why, "out of order") || no(why, name);
        }
        if (!schema_fits(root, rule, part, why)) {
            return no(why, name);
        }
        at = json_object_iter_next(value, at);
    }
    return true;
}

static bool fits_required(json_t *list, json_t *value, struct buf *why)
{
    size_t i;
    json_t *name;

    json_array_foreach(list, i, name)
    {
        if (json_object_get(value, json_string_value(name)) == NULL) {
            return no(why, json_string_value(name));
        }
    }
    return true;
}

/* What `properties` does not name: nothing, or of one form. */
static bool fits_additional(json_t *root, json_t *rule, json_t *value,
                            struct buf *why)
{
    json_t *properties = json_object_get(rule, "properties");
    json_t *more = json_object_get(rule, "additionalProperties");
    const char *name;
    json_t *part;

    json_object_foreach(value, name, part)
    {
        if (json_object_get(properties, name) == NULL &&
            (json_is_false(more) || !schema_fits(root, more, part, why))) {
            return no(why, name);
        }
    }
    return true;
}

static bool fits_items(json_t *root, json_t *rule, json_t *value,
                       struct buf *why)
{
    size_t i;
    json_t *item;

    json_array_foreach(value, i, item)
    {
        if (!schema_fits(root, rule, item, why)) {
            return false;
        }
    }
    return true;
}

static bool fits_limit(const char *key, json_t *limit, json_t *value)
{
    double number = json_number_value(value);
    double bound = json_number_value(limit);

    return !json_is_number(value) ||
           (strcmp(key, "minimum") == 0 ? number >= bound : number <= bound);
}

static bool is_remark(const char *key)
{
    static const char *const remark[] = {"$schema", "title", "description",
                                         "$defs"};

    for (size_t i = 0; i < sizeof remark / sizeof remark[0]; i++) {
        if (strcmp(key, remark[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool fits_key(json_t *root, json_t *rule, const char *key, json_t *value,
                     struct buf *why)
{
    json_t *given = json_object_get(rule, key);

    if (strcmp(key, "$ref") == 0) {
        return fits_ref(root, json_string_value(given), value, why);
    }
    if (strcmp(key, "oneOf") == 0) {
        return fits_one_of(root, given, value, why);
    }
    if (strcmp(key, "properties") == 0) {
        return fits_properties(root, given, value, why);
    }
    if (strcmp(key, "required") == 0) {
        return fits_required(given, value, why);
    }
    if (strcmp(key, "additionalProperties") == 0) {
        return fits_additional(root, rule, value, why);
    }
    if (strcmp(key, "items") == 0) {
        return fits_items(root, given, value, why);
    }
    if (strcmp(key, "minimum") == 0 || strcmp(key, "maximum") == 0) {
        return fits_limit(key, given, value);
    }
    return is_remark(key) ||
           (strcmp(key, "type") == 0 && fits_type(given, value)) ||
           (strcmp(key, "const") == 0 && json_equal(given, value)) ||
           (strcmp(key, "enum") == 0 && fits_enum(given, value)) ||
           (strcmp(key, "pattern") == 0 &&
            fits_pattern(json_string_value(given), value));
}
