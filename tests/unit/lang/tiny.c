#include "tiny.h"

#include "base/mem.h"
#include "packing.h"

#include <stdarg.h>
#include <stdlib.h>

/* Numbers in [-1, 1), the same in every run. */
static float next_number(void)
{
    static uint32_t state = 7;

    state = state * 1664525 + 1013904223;
    return (float)(state >> 8) / (float)(1 << 23) - 1.0F;
}

static struct tiny_node *add_node(struct tiny *tiny, const char *name)
{
    struct tiny_node *node = &tiny->node[tiny->nodes++];

    *node = (struct tiny_node){.name = name, .column = -1};
    return node;
}

/* Fill the next array of `node` with numbers below `size`. */
static void add_array(struct tiny_node *node, const char *name, float size,
                      size_t rank, ...)
{
    size_t at = node->array[0].name == NULL   ? 0
                : node->array[1].name == NULL ? 1
                                              : 2;
    struct tiny_array *array = &node->array[at];
    size_t count = 1;
    va_list sides;

    va_start(sides, rank);
    for (size_t i = 0; i < rank; i++) {
        array->shape[i] = va_arg(sides, size_t);
        count *= array->shape[i];
    }
    va_end(sides);
    array->name = name;
    array->rank = rank;
    array->data = mem_alloc(count, sizeof *array->data);
    for (size_t i = 0; i < count; i++) {
        array->data[i] = size * next_number();
    }
}

void tiny_add_tok2vec(struct tiny *tiny)
{
    const size_t width = TINY_WIDTH;
    const size_t pieces = TINY_PIECES;

    add_node(tiny, "extract_features")->lists_columns = true;
    for (int column = 0; column < (int)TINY_COLUMNS; column++) {
        struct tiny_node *node = add_node(tiny, "hashembed");

        node->column = column;
        add_array(node, "E", 1, 2, TINY_ROWS, width);
    }
    for (size_t layer = 0; layer < TINY_LAYERS; layer++) {
        size_t in = layer == 0 ? TINY_COLUMNS * width : 3 * width;
        struct tiny_node *node = add_node(tiny, "maxout");

        add_array(node, "W", 0.1F, 3, width, pieces, in);
        add_array(node, "b", 1, 2, width, pieces);
        node = add_node(tiny, "layernorm");
        add_array(node, "G", 1, 1, width);
        add_array(node, "b", 1, 1, width);
    }
}

void tiny_add_step(struct tiny *tiny, size_t slots, size_t moves)
{
    const size_t hidden = TINY_HIDDEN;
    struct tiny_node *node = add_node(tiny, "precomputable_affine");

    add_array(node, "W", 0.3F, 4, slots, hidden, (size_t)2, hidden);
    add_array(node, "b", 1, 2, hidden, (size_t)2);
    add_array(node, "pad", 1, 4, (size_t)1, slots, hidden, (size_t)2);
    node = add_node(tiny, "linear");
    add_array(node, "W", 1, 2, moves, hidden);
    add_array(node, "b", 1, 1, moves);
    node = add_node(tiny, "linear");
    add_array(node, "W", 0.3F, 2, hidden, TINY_WIDTH);
    add_array(node, "b", 1, 1, hidden);
}

void tiny_add_tagger(struct tiny *tiny, size_t tags)
{
    struct tiny_node *node = add_node(tiny, "softmax");

    add_array(node, "W", 1, 2, tags, TINY_WIDTH);
    add_array(node, "b", 1, 1, tags);
}

static void pack_setting(struct buf *out, const char *name, uint64_t number)
{
    struct buf inner = {0};

    pack_uint(&inner, number);
    pack_str(out, name);
    pack_bin(out, inner.ptr, inner.len);
    buf_release(&inner);
}

static void pack_settings(struct buf *out, const struct tiny_node *node)
{
    static const char *const columns[TINY_COLUMNS] = {
        "NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"};
    struct buf inner = {0};

    if (node->lists_columns) {
        pack_array(&inner, TINY_COLUMNS);
        for (size_t i = 0; i < TINY_COLUMNS; i++) {
            pack_str(&inner, columns[i]);
        }
        pack_map(out, 1);
        pack_str(out, "columns");
        pack_bin(out, inner.ptr, inner.len);
        buf_release(&inner);
    } else if (node->column >= 0) {
        pack_map(out, 2);
        pack_setting(out, "column", (uint64_t)node->column);
        pack_setting(out, "seed", (uint64_t)node->column + 8);
    } else {
        pack_map(out, 0);
    }
}

static void pack_one_array(struct buf *out, const struct tiny_array *array)
{
    size_t count = 1;

    pack_str(out, array->name);
    pack_map(out, 5);
    pack_bin(out, "nd", 2);
    pack_bool(out, true);
    pack_bin(out, "type", 4);
    pack_str(out, "<f4");
    pack_bin(out, "kind", 4);
    pack_bin(out, "", 0);
    pack_bin(out, "shape", 5);
    pack_array(out, array->rank);
    for (size_t i = 0; i < array->rank; i++) {
        pack_uint(out, array->shape[i]);
        count *= array->shape[i];
    }
    pack_bin(out, "data", 4);
    pack_bin(out, array->data, count * sizeof *array->data);
}

static void pack_arrays(struct buf *out, const struct tiny_node *node)
{
    size_t count = 0;

    while (count < 3 && node->array[count].name != NULL) {
        count++;
    }
    pack_map(out, count);
    for (size_t i = 0; i < count; i++) {
        pack_one_array(out, &node->array[i]);
    }
}

struct buf tiny_pack(const struct tiny *tiny)
{
    struct buf out = {0};

    pack_map(&out, 4);
    pack_str(&out, "nodes");
    pack_array(&out, tiny->nodes);
    for (size_t i = 0; i < tiny->nodes; i++) {
        pack_map(&out, 1);
        pack_str(&out, "name");
        pack_str(&out, tiny->node[i].name);
    }
    pack_str(&out, "attrs");
    pack_array(&out, tiny->nodes);
    for (size_t i = 0; i < tiny->nodes; i++) {
        pack_settings(&out, &tiny->node[i]);
    }
    pack_str(&out, "params");
    pack_array(&out, tiny->nodes);
    for (size_t i = 0; i < tiny->nodes; i++) {
        pack_arrays(&out, &tiny->node[i]);
    }
    pack_str(&out, "shims");
    pack_array(&out, tiny->nodes);
    for (size_t i = 0; i < tiny->nodes; i++) {
        pack_array(&out, 0);
    }
    return out;
}

void tiny_release(struct tiny *tiny)
{
    for (size_t i = 0; i < tiny->nodes; i++) {
        for (size_t a = 0; a < 3; a++) {
            free(tiny->node[i].array[a].data);
        }
    }
    *tiny = (struct tiny){0};
}

const float *tiny_find(const struct tiny *tiny, const char *node, size_t nth,
                       const char *name)
{
    for (size_t i = 0; i < tiny->nodes; i++) {
        if (strcmp(tiny->node[i].name, node) != 0 || nth-- != 0) {
            continue;
        }
        for (size_t a = 0; a < 3; a++) {
            if (strcmp(tiny->node[i].array[a].name, name) == 0) {
                return tiny->node[i].array[a].data;
            }
        }
    }
    return NULL;
}

struct buf tiny_moves(const char *json)
{
    struct buf out = {0};

    pack_map(&out, 2);
    pack_str(&out, "moves");
    pack_str(&out, json);
    pack_str(&out, "cfg");
    pack_map(&out, 0);
    return out;
}
