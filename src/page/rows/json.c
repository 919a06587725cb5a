/* json.c - records of JSON. */
#include "base/buf.h"
#include "base/caps.h"
#include "page/lists.h"
#include "page/rows/row.h"
#include "page/rows/rows.h"

#include <jansson.h>
#include <stdlib.h>

enum { MOST_KEYS = 4096 }; /* of one object: records have 40 */

struct reading {
    struct slice name;
    const struct piece_sink *sink;
    struct row_map map;
    struct slice outlet; /* of the whole file: a feed's title */
    size_t records;
    struct arena arena; /* of the record */
    struct err *err;
};

bool json_is(struct slice bytes)
{
    size_t at = 1;

    if (slice_starts(bytes, "\xEF\xBB\xBF")) {
        bytes = (struct slice){bytes.ptr + 3, bytes.len - 3};
    }
    bytes = slice_trim(bytes);
    if (bytes.len < 2 || (bytes.ptr[0] != '{' && bytes.ptr[0] != '[')) {
        return false;
    }
    while (at < bytes.len && slice_blank(bytes.ptr[at])) {
        at++;
    }
    return at < bytes.len &&
           (bytes.ptr[0] == '{' ? bytes.ptr[at] == '"' || bytes.ptr[at] == '}'
                                : bytes.ptr[at] == '{');
}

/* --- values --- */

/* The member of `object` under the folded key `key`; a dot steps in. */
static json_t *member(json_t *object, struct slice key)
{
    size_t dot = slice_find(key, SLICE("."));
    struct slice first = {key.ptr, dot};
    const char *name;
    json_t *value;

    if (json_object_size(object) > MOST_KEYS) {
        return NULL;
    }
    json_object_foreach(object, name, value)
    {
        struct slice rest = {key.ptr + dot + 1, key.len - dot - 1};

        if (!row_folds_to(slice_of(name), first)) {
            continue;
        }
        return dot == key.len          ? value
               : json_is_object(value) ? member(value, rest)
                                       : NULL;
    }
    return NULL;
}

static struct slice string_of(const json_t *value)
{
    return json_is_string(value) ? (struct slice){json_string_value(value),
                                                  json_string_length(value)}
                                 : (struct slice){0};
}

/* A string, a number, the first of a list, the name of an object. */
static struct slice text_of(json_t *value, struct arena *arena)
{
    char number[32];

    if (json_is_string(value)) {
        return string_of(value);
    }
    if (json_is_integer(value)) {
        (void)snprintf(number, sizeof number, "%lld",
                       (long long)json_integer_value(value));
        return arena_copy(arena, slice_of(number));
    }
    if (json_is_array(value)) {
        return string_of(json_array_get(value, 0));
    }
    return json_is_object(value) ? string_of(json_object_get(value, "name"))
                                 : (struct slice){0};
}

/* Lists of paragraphs are one text. */
static struct slice running_text(json_t *value, struct arena *arena)
{
    struct buf text = {0};
    struct slice made;
    json_t *item;
    size_t i;

    if (!json_is_array(value)) {
        return string_of(value);
    }
    json_array_foreach(value, i, item)
    {
        buf_add_slice(&text, string_of(item));
        buf_add_str(&text, "\n\n");
    }
    made = arena_copy(arena, buf_slice(&text));
    buf_release(&text);
    return made;
}

static void add_author(struct row *row, struct slice name)
{
    if (slice_trim(name).len != 0 && row->authors < ROW_AUTHORS) {
        row->author[row->authors++] = slice_trim(name);
    }
}

static void add_authors(struct row *row, json_t *value, struct arena *arena)
{
    json_t *item;
    size_t i;

    if (!json_is_array(value)) {
        add_author(row, text_of(value, arena));
        return;
    }
    json_array_foreach(value, i, item)
    {
        add_author(row, text_of(item, arena));
    }
}

static void read_row(struct reading *reading, json_t *object, struct row *row)
{
    *row = (struct row){0};
    for (size_t i = 0; i < reading->map.len; i++) {
        const struct row_name *name = &reading->map.name[i];
        json_t *value;

        if (row->field[name->field].len != 0 || name->field == ROW_ITEMS) {
            continue;
        }
        value = member(object, name->key);
        if (value == NULL || json_is_null(value)) {
            continue;
        }
        if (name->field == ROW_AUTHOR && row->authors == 0) {
            add_authors(row, value, &reading->arena);
        }
        row->field[name->field] =
            name->field == ROW_TEXT || name->field == ROW_HTML
                ? running_text(value, &reading->arena)
                : text_of(value, &reading->arena);
    }
    if (row->field[ROW_OUTLET].len == 0) {
        row->field[ROW_OUTLET] = reading->outlet;
    }
}

/* --- records --- */

static bool take_object(struct reading *reading, json_t *object,
                        struct slice source)
{
    struct row row;
    bool ok;

    reading->records++;
    read_row(reading, object, &row);
    ok = row_take(&row, source, reading->name, reading->records, reading->sink,
                  &reading->arena, reading->err);
    arena_release(&reading->arena);
    return ok;
}

static bool take_array(struct reading *reading, json_t *array)
{
    bool ok = true;
    json_t *item;
    size_t i;

    json_array_foreach(array, i, item)
    {
        char *text = NULL;

        if (!json_is_object(item)) {
            continue;
        }
        text = json_dumps(item, JSON_COMPACT);
        ok = take_object(reading, item, slice_of(text));
        free(text);
        if (!ok) {
            break;
        }
    }
    return ok;
}

/* The list of records that an object holds, or NULL. */
static json_t *items_of(struct reading *reading, json_t *object)
{
    for (size_t i = 0; i < reading->map.len; i++) {
        if (reading->map.name[i].field == ROW_ITEMS) {
            json_t *value = member(object, reading->map.name[i].key);

            if (json_is_array(value) &&
                json_is_object(json_array_get(value, 0))) {
                return value;
            }
        }
    }
    return NULL;
}

/* Refuse what would nest jansson deeper than any report does. */
static bool is_flat(struct slice text)
{
    size_t depth = 0;
    bool quoted = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (quoted) {
            i += c == '\\';
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > CAP_NESTING) {
                return false;
            }
        } else if ((c == '}' || c == ']') && depth != 0) {
            depth--;
        }
    }
    return true;
}

static json_t *load(struct reading *reading, struct slice text, size_t number,
                    struct err *why)
{
    json_error_t wrong;
    json_t *value = NULL;

    if (!is_flat(text)) {
        (void)err_set(why, ERR_LIMIT, "%.*s#%zu: is nested too deep",
                      (int)reading->name.len, reading->name.ptr, number);
        return NULL;
    }
    value = json_loadb(text.ptr, text.len, JSON_ALLOW_NUL, &wrong);
    if (value == NULL) {
        (void)err_set(why, ERR_SYNTAX, "%.*s#%zu: byte %d: %s",
                      (int)reading->name.len, reading->name.ptr, number,
                      wrong.position, wrong.text);
    }
    return value;
}

static struct slice line_of(struct slice bytes)
{
    return (struct slice){bytes.ptr, slice_find(bytes, SLICE("\n"))};
}

/* An object a line: the first line is one, and there are more. */
static bool is_lines(struct reading *reading, struct slice bytes)
{
    struct slice line = line_of(bytes);
    struct err why = {0};
    json_t *value;
    struct slice rest = {bytes.ptr + line.len, bytes.len - line.len};
    bool is;

    if (slice_trim(rest).len == 0 || slice_trim(bytes).ptr[0] != '{' ||
        line.len > CAP_LINE_BYTES) {
        return false;
    }
    value = load(reading, line, 1, &why);
    is = json_is_object(value);
    json_decref(value);
    return is;
}

static bool take_line(struct reading *reading, struct slice line)
{
    struct err why = {0};
    json_t *value = NULL;
    bool ok = true;

    if (line.len > CAP_LINE_BYTES) {
        (void)err_set(&why, ERR_LIMIT, "%.*s#%zu: a line of %zu bytes",
                      (int)reading->name.len, reading->name.ptr,
                      reading->records + 1, line.len);
    } else {
        value = load(reading, line, reading->records + 1, &why);
    }
    if (json_is_object(value)) {
        ok = take_object(reading, value, slice_trim(line));
    } else {
        (void)err_set(&why, ERR_SYNTAX, "%.*s#%zu: no JSON object",
                      (int)reading->name.len, reading->name.ptr,
                      ++reading->records);
        reading->sink->fail(reading->sink->user, reading->name, &why);
    }
    json_decref(value);
    return ok;
}

static bool take_lines(struct reading *reading, struct slice bytes)
{
    bool ok = true;

    while (ok && bytes.len != 0) {
        struct slice line = line_of(bytes);
        size_t next = line.len + (line.len < bytes.len);

        if (slice_trim(line).len != 0) {
            ok = take_line(reading, line);
        }
        bytes = (struct slice){bytes.ptr + next, bytes.len - next};
    }
    return ok;
}

static bool take_whole(struct reading *reading, struct slice bytes)
{
    json_t *value = NULL;
    json_t *items = NULL;
    bool ok = true;

    if (bytes.len > CAP_DOCUMENT_BYTES) {
        return err_set(reading->err, ERR_LIMIT,
                       "%.*s: %zu bytes of JSON; more than %zu only as JSON "
                       "lines",
                       (int)reading->name.len, reading->name.ptr, bytes.len,
                       CAP_DOCUMENT_BYTES);
    }
    value = load(reading, bytes, 1, reading->err);
    if (value == NULL) {
        return false;
    }
    if (json_is_array(value)) {
        ok = take_array(reading, value);
    } else if ((items = items_of(reading, value)) != NULL) {
        reading->outlet = string_of(json_object_get(value, "title"));
        ok = take_array(reading, items);
    } else {
        ok = take_object(reading, value, bytes);
    }
    json_decref(value);
    return ok;
}

bool json_pieces(struct slice name, struct slice bytes,
                 const struct piece_sink *sink, struct arena *arena,
                 struct err *err)
{
    struct reading reading = {.name = name, .sink = sink, .err = err};
    bool ok;

    if (!row_map_make(&reading.map, sink->map,
                      sink->lists != NULL ? sink->lists->rows : NULL, arena,
                      err)) {
        return false;
    }
    if (slice_starts(bytes, "\xEF\xBB\xBF")) {
        bytes = (struct slice){bytes.ptr + 3, bytes.len - 3};
    }
    ok = is_lines(&reading, bytes) ? take_lines(&reading, bytes)
                                   : take_whole(&reading, bytes);
    arena_release(&reading.arena);
    return ok;
}
