#include "page/rows/map.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

/* The byte of a key in its folded form, 0: it is left out. */
static char folded(char c)
{
    if (c == '_' || c == '-' || c == ' ') {
        return '\0';
    }
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

struct slice row_fold(struct arena *arena, struct slice key)
{
    char *out = arena_alloc(arena, key.len + 1, 1);
    size_t len = 0;

    for (size_t i = 0; i < key.len; i++) {
        if (folded(key.ptr[i]) != '\0') {
            out[len++] = folded(key.ptr[i]);
        }
    }
    return (struct slice){out, len};
}

bool row_folds_to(struct slice key, struct slice wanted)
{
    size_t len = 0;

    for (size_t i = 0; i < key.len; i++) {
        char c = folded(key.ptr[i]);

        if (c != '\0' && (len == wanted.len || wanted.ptr[len++] != c)) {
            return false;
        }
    }
    return len == wanted.len;
}

static bool field_called(struct slice name, enum row_field *field)
{
    static const char *const called[] = {
#define X(code, text) text,
        ROW_FIELD_MAP(X)
#undef X
    };

    if (slice_is(name, "date")) {
        name = SLICE("published");
    } else if (slice_is(name, "source")) {
        name = SLICE("outlet");
    }
    for (enum row_field i = 0; i < ROW_FIELDS; i++) {
        if (slice_is(name, called[i])) {
            *field = i;
            return true;
        }
    }
    return false;
}

static void read_names(struct row_names *names, struct err *err)
{
    size_t cap = 0;

    while (tsv_next(&names->table, err)) {
        struct row_name name = {
            .key = row_fold(&names->arena, names->table.field[1])};

        if (!field_called(names->table.field[0], &name.field)) {
            (void)tsv_fail(&names->table, err, "unknown field",
                           names->table.field[0]);
            return;
        }
        MEM_GROW(names->name, names->len, cap);
        names->name[names->len++] = name;
    }
}

struct row_names *row_names_open(const char *data_dir, struct err *err)
{
    struct row_names *names = mem_alloc(1, sizeof *names);
    char path[4096];

    (void)snprintf(path, sizeof path, "%s/page/record-keys.tsv", data_dir);
    if (tsv_open(&names->table, path, "field key", err)) {
        read_names(names, err);
    }
    if (err->code != ERR_NONE) {
        row_names_close(names);
        return NULL;
    }
    return names;
}

void row_names_close(struct row_names *names)
{
    if (names != NULL) {
        tsv_release(&names->table);
        arena_release(&names->arena);
        free(names->name);
        free(names);
    }
}

static bool add_told(struct row_map *map, struct slice pair,
                     struct arena *arena, struct err *err)
{
    size_t equals = slice_find(pair, SLICE("="));
    struct row_name *name = &map->name[map->len];
    struct slice field = slice_trim((struct slice){pair.ptr, equals});

    if (equals == pair.len || !field_called(field, &name->field)) {
        return err_set(err, ERR_USAGE,
                       "--map %.*s: FIELD=NAME is wanted, the field one of "
                       "text html title url date modified author outlet "
                       "agency section language fetched items",
                       (int)(pair.len & 0xFF), pair.ptr);
    }
    name->key = row_fold(
        arena, (struct slice){pair.ptr + equals + 1, pair.len - equals - 1});
    map->len++;
    return true;
}

bool row_map_make(struct row_map *map, struct slice told,
                  const struct row_names *names, struct arena *arena,
                  struct err *err)
{
    size_t room = 1 + (names != NULL ? names->len : 0);

    for (size_t i = 0; i < told.len; i++) {
        room += told.ptr[i] == ',';
    }
    *map = (struct row_map){arena_alloc(arena, room, sizeof *map->name), 0};
    while (told.len != 0) {
        size_t comma = slice_find(told, SLICE(","));
        size_t next = comma + (comma < told.len);

        if (!add_told(map, (struct slice){told.ptr, comma}, arena, err)) {
            return false;
        }
        told = (struct slice){told.ptr + next, told.len - next};
    }
    if (names != NULL) {
        memcpy(&map->name[map->len], names->name,
               names->len * sizeof *names->name);
        map->len += names->len;
    }
    return true;
}
