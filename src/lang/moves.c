#include "lang/moves.h"

#include "base/mem.h"
#include "model/msgpack.h"

#include <jansson.h>
#include <stdlib.h>

struct entry {
    const char *label;
    json_int_t frequency;
};

static bool read_table(struct moves *moves, json_t *table,
                       const struct part *part, struct err *err);
static bool read_action(struct moves *moves, size_t action, json_t *labels,
                        const struct part *part, struct err *err);
static struct lifted take_apart(struct moves *moves, const char *label);
static int by_frequency(const void *left, const void *right);

bool moves_read(struct moves *moves, const struct part *part, struct err *err)
{
    struct msgpack in = msgpack_open(part, err);
    json_error_t reason;
    json_t *table = NULL;
    struct slice text;
    size_t count;
    bool ok = msgpack_map(&in, &count) && msgpack_key(&in, "moves") &&
              msgpack_str(&in, &text);

    *moves = (struct moves){0};
    for (size_t i = 2; ok && i < 2 * count; i++) {
        ok = msgpack_skip(&in);
    }
    ok = ok && msgpack_end(&in);
    if (ok) {
        table = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, &reason);
        ok = table != NULL || part_fail(part,
                                        (size_t)(text.ptr - part->bytes.ptr) +
                                            (size_t)reason.position,
                                        err, "%s", reason.text);
    }
    ok = ok && read_table(moves, table, part, err);
    json_decref(table);
    if (!ok) {
        moves_release(moves);
    }
    return ok;
}

void moves_release(struct moves *moves)
{
    arena_release(&moves->arena);
    *moves = (struct moves){0};
}

/* {"0": {label: frequency, ...}, "1": {...}, ...} */
static bool read_table(struct moves *moves, json_t *table,
                       const struct part *part, struct err *err)
{
    size_t rows = 0;
    size_t seen = 0;
    const char *key;
    json_t *labels;

    json_object_foreach(table, key, labels)
    {
        rows += json_object_size(labels);
    }
    moves->label = arena_alloc(&moves->arena, rows + 1, sizeof *moves->label);
    moves->lifted = arena_alloc(&moves->arena, rows + 1, sizeof *moves->lifted);
    for (size_t action = 0; action < MOVES_ACTIONS; action++) {
        char name[] = {(char)('0' + action), '\0'};

        moves->first[action] = moves->len;
        labels = json_object_get(table, name);
        seen += labels != NULL;
        if (labels != NULL && !read_action(moves, action, labels, part, err)) {
            return false;
        }
    }
    moves->first[MOVES_ACTIONS] = moves->len;
    return (rows != 0 && seen == json_object_size(table)) ||
           part_fail(part, 0, err, "not a table of moves by action");
}

static bool read_action(struct moves *moves, size_t action, json_t *labels,
                        const struct part *part, struct err *err)
{
    struct entry *entry = mem_alloc(json_object_size(labels), sizeof *entry);
    size_t count = 0;
    const char *label;
    json_t *frequency;
    bool ok = true;

    json_object_foreach(labels, label, frequency)
    {
        entry[count] = (struct entry){label, json_integer_value(frequency)};
        ok = ok && json_is_integer(frequency) && entry[count].frequency >= 0;
        count++;
    }
    if (!ok) {
        (void)part_fail(part, 0, err,
                        "a move of action %zu without a frequency", action);
    }
    qsort(entry, count, sizeof *entry, by_frequency);
    for (size_t i = 0; ok && i < count; i++) {
        moves->label[moves->len] = arena_strdup(&moves->arena, entry[i].label);
        moves->lifted[moves->len] = take_apart(moves, entry[i].label);
        moves->len++;
    }
    free(entry);
    return ok;
}

static struct lifted take_apart(struct moves *moves, const char *label)
{
    const char *cut = strstr(label, "||");
    struct lifted lifted = {NULL, NULL};

    if (cut != NULL) {
        struct slice first = {label, (size_t)(cut - label)};

        lifted.label = arena_copy(&moves->arena, first).ptr;
        lifted.below = arena_strdup(&moves->arena, cut + 2);
    }
    return lifted;
}

/* Descending; equal ones by label, descending too. */
static int by_frequency(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;

    return a->frequency != b->frequency ? (a->frequency < b->frequency ? 1 : -1)
                                        : strcmp(b->label, a->label);
}
