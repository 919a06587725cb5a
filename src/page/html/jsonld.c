#include "page/html/jsonld.h"

#include <jansson.h>

enum { DEPTH = 12 }; /* objects inside each other that describe an article */

struct reader {
    struct facts *facts;
    const struct fact_table *table;
    struct arena *arena;
    const json_t *graph; /* where "@id" references lead; NULL: nowhere */
};

/* How an object's own type stands to the page: its facts' weights are moved
 * by it. */
static int type_shift(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type");
    const char *name;

    if (json_is_array(type)) {
        type = json_array_get(type, 0);
    }
    name = json_string_value(type);
    if (name == NULL) {
        return -1;
    }
    if (strstr(name, "Article") != NULL || strstr(name, "Posting") != NULL ||
        strcmp(name, "Report") == 0 || strcmp(name, "Review") == 0 ||
        strcmp(name, "Recipe") == 0) {
        return 0;
    }
    if (strcmp(name, "WebPage") == 0 || strcmp(name, "ItemPage") == 0) {
        return -2;
    }
    return -100; /* persons, sites, videos, comments: not the page */
}

static void add(const struct reader *reader, const struct fact_name *name,
                int shift, const char *value)
{
    struct fact_name moved = *name;

    moved.weight += shift;
    if (value != NULL && moved.weight > 0) {
        facts_add(reader->facts, &moved, slice_of(value), reader->arena);
    }
}

/* What {"@id": "..."} refers to: the object of the graph with that id. */
static const json_t *referred(const struct reader *reader, const json_t *value)
{
    const char *id = json_string_value(json_object_get(value, "@id"));
    size_t at;
    json_t *item;

    if (id == NULL || json_object_get(value, "name") != NULL) {
        return value;
    }
    json_array_foreach(reader->graph, at, item)
    {
        const char *own = json_string_value(json_object_get(item, "@id"));

        if (own != NULL && strcmp(own, id) == 0) {
            return item;
        }
    }
    return value;
}

/* A value is a text, or a thing with a name, or a list of those. */
static void add_value(const struct reader *reader, const struct fact_name *name,
                      int shift, const json_t *value, int depth)
{
    size_t at;
    json_t *item;

    if (json_is_string(value)) {
        add(reader, name, shift, json_string_value(value));
    } else if (json_is_array(value) && depth > 0) {
        json_array_foreach(value, at, item)
        {
            add_value(reader, name, shift, item, depth - 1);
        }
    } else if (json_is_object(value) && depth > 0) {
        const json_t *inner =
            name->kind == FACT_URL
                ? json_object_get(value, "@id")
                : json_object_get(referred(reader, value), "name");

        add_value(reader, name, shift, inner, depth - 1);
    }
}

static void read_object(const struct reader *reader, json_t *object)
{
    int shift = type_shift(object);
    const char *key;
    json_t *value;

    if (shift < -9) {
        return;
    }
    json_object_foreach(object, key, value)
    {
        const struct fact_name *name =
            fact_table_find(reader->table, "json-ld", slice_of(key));

        if (name != NULL) {
            add_value(reader, name, shift, value, 3);
        }
    }
}

static void read_any(const struct reader *reader, json_t *value, int depth)
{
    size_t at;
    json_t *item;
    const char *key;

    if (depth == 0) {
        return;
    }
    if (json_is_array(value)) {
        json_array_foreach(value, at, item)
        {
            read_any(reader, item, depth - 1);
        }
    } else if (json_is_object(value)) {
        read_object(reader, value);
        json_object_foreach(value, key, item)
        {
            if (strcmp(key, "@graph") == 0 || strcmp(key, "mainEntity") == 0 ||
                strcmp(key, "mainEntityOfPage") == 0) {
                read_any(reader, item, depth - 1);
            }
        }
    }
}

/* Raw control characters are no JSON but common; so are comment marks and a
 * semicolon around it. */
static struct slice repaired(struct slice text, struct arena *arena)
{
    struct slice copy = arena_copy(arena, text);
    char *bytes = (char *)(uintptr_t)copy.ptr;

    for (size_t i = 0; i < copy.len; i++) {
        if ((unsigned char)bytes[i] < ' ') {
            bytes[i] = ' ';
        }
    }
    while (copy.len != 0 && copy.ptr[0] != '{' && copy.ptr[0] != '[') {
        copy = (struct slice){copy.ptr + 1, copy.len - 1};
    }
    return copy;
}

void jsonld_read(struct facts *facts, struct slice text,
                 const struct fact_table *table, struct arena *arena)
{
    struct reader reader = {facts, table, arena, NULL};
    struct slice clean = repaired(text, arena);
    json_error_t error;
    json_t *root = json_loadb(clean.ptr, clean.len,
                              JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &error);

    if (root != NULL) {
        reader.graph =
            json_is_array(root) ? root : json_object_get(root, "@graph");
        read_any(&reader, root, DEPTH);
        json_decref(root);
    }
}
