#include "page/html/forest.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/tsv.h"
#include "page/html/feature.h"

#include <math.h>
#include <stdlib.h>

struct reader {
    struct tsv table;
    struct map feature; /* name → column + 1 */
    struct forest *forest;
    size_t node_cap, root_cap;
};

static bool read_number(const struct reader *reader, size_t column,
                        double *value, struct err *err)
{
    struct slice field = reader->table.field[column];
    char *end = NULL;

    *value = field.len != 0 ? strtod(field.ptr, &end) : 0;
    if (field.len == 0 || end != field.ptr + field.len || !isfinite(*value)) {
        return tsv_fail(&reader->table, err, "not a number", field);
    }
    return true;
}

/* A fork's feature and the ways from it. */
static bool read_fork(struct reader *reader, struct forest_node *node,
                      struct err *err)
{
    const uintptr_t *at = map_get(&reader->feature, reader->table.field[1]);
    double yes;
    double no;

    if (at == NULL) {
        return tsv_fail(&reader->table, err, "no such feature",
                        reader->table.field[1]);
    }
    if (!read_number(reader, 3, &yes, err) ||
        !read_number(reader, 4, &no, err)) {
        return false;
    }
    if (yes != 1 || no < 2 || no > UINT16_MAX) {
        return tsv_fail(&reader->table, err,
                        "'yes' is the next row and 'no' a later one, not",
                        reader->table.field[4]);
    }
    node->feature = (uint16_t)(*at - 1);
    node->no = (uint16_t)no;
    return true;
}

/* A row: tree feature limit yes no; a leaf has no feature and its value as
 * limit.  Nodes come in order, children after their parent. */
static bool read_row(struct reader *reader, struct err *err)
{
    struct forest *forest = reader->forest;
    struct forest_node node = {0};
    double tree;
    double limit;

    if (!read_number(reader, 0, &tree, err) ||
        !read_number(reader, 2, &limit, err) ||
        (reader->table.field[1].len != 0 && !read_fork(reader, &node, err))) {
        return false;
    }
    node.limit = (float)limit;
    if (tree == (double)forest->trees) {
        MEM_GROW(forest->root, forest->trees, reader->root_cap);
        forest->root[forest->trees++] = (uint32_t)forest->nodes;
    }
    MEM_GROW(forest->node, forest->nodes, reader->node_cap);
    forest->node[forest->nodes++] = node;
    return true;
}

/* Every fork's ways must lead to a node. */
static bool check(const struct reader *reader, struct err *err)
{
    const struct forest *forest = reader->forest;

    for (size_t i = 0; i < forest->nodes; i++) {
        const struct forest_node *node = &forest->node[i];

        if (i + node->no >= forest->nodes) {
            return err_set(err, ERR_SYNTAX, "%s: node %zu leads nowhere",
                           reader->table.path, i + 1);
        }
    }
    return true;
}

bool forest_open(struct forest *forest, const char *data_dir, struct err *err)
{
    struct reader reader = {.forest = forest};
    struct buf path = {0};
    bool ok;

    *forest = (struct forest){0};
    for (size_t i = 0; i < FEATURES; i++) {
        *map_put(&reader.feature, slice_of(feature_name(i)), NULL) = i + 1;
    }
    buf_printf(&path, "%s/page/html-model.tsv", data_dir);
    ok = tsv_open(&reader.table, path.ptr, "tree feature limit yes no", err);
    buf_release(&path);
    while (ok && tsv_next(&reader.table, err)) {
        ok = read_row(&reader, err);
    }
    ok = ok && err->code == ERR_NONE && check(&reader, err);
    tsv_release(&reader.table);
    map_release(&reader.feature);
    if (!ok) {
        forest_release(forest);
    }
    return ok;
}

void forest_release(struct forest *forest)
{
    free(forest->node);
    free(forest->root);
    *forest = (struct forest){0};
}

float forest_judge(const struct forest *forest, const float *row)
{
    float sum = 0;

    for (size_t i = 0; i < forest->trees; i++) {
        const struct forest_node *node = &forest->node[forest->root[i]];

        while (node->no != 0) {
            node += row[node->feature] <= node->limit ? 1 : node->no;
        }
        sum += node->limit;
    }
    return 1.0F / (1.0F + expf(-sum));
}
