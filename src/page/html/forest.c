#include "page/html/forest.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/tsv.h"

#include <math.h>
#include <stdlib.h>

enum { LANES = 8, FIRST = 8 };

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

/* Forks on the longest way of each tree: children come after their parent. */
static void measure_depths(struct forest *forest)
{
    uint32_t *depth = mem_alloc(forest->nodes + 1, sizeof *depth);

    forest->depth = mem_alloc(forest->trees + 1, sizeof *forest->depth);
    for (size_t i = forest->trees; i-- > 0;) {
        size_t end =
            i + 1 < forest->trees ? forest->root[i + 1] : forest->nodes;

        for (size_t at = end; at-- > forest->root[i];) {
            const struct forest_node *node = &forest->node[at];

            if (node->no != 0) {
                uint32_t no = depth[at + node->no];

                depth[at] = 1 + (depth[at + 1] > no ? depth[at + 1] : no);
            }
        }
        forest->depth[i] = depth[forest->root[i]];
    }
    free(depth);
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

bool forest_open(struct forest *forest, const char *data_dir, const char *file,
                 const struct columns *columns, struct err *err)
{
    struct reader reader = {.forest = forest};
    struct buf path = {0};
    bool ok;

    *forest = (struct forest){0};
    for (size_t i = 0; i < columns->len; i++) {
        *map_put(&reader.feature, slice_of(columns->name[i]), NULL) = i + 1;
    }
    buf_printf(&path, "%s/page/%s", data_dir, file);
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
        return false;
    }
    measure_depths(forest);
    return true;
}

void forest_release(struct forest *forest)
{
    free(forest->node);
    free(forest->root);
    free(forest->depth);
    *forest = (struct forest){0};
}

/* Once the first trees agree by so much the others change no answer: on the
 * pages that the trees were trained on, 3 blocks of 100,000 come out
 * otherwise, and three of four need no more than the first 16 trees. */
static bool is_settled(size_t trees, float sum)
{
    return fabsf(sum) > (trees < 16 ? 1.25F : trees < 32 ? 1.5F : 2.0F);
}

/* LANES rows go down each of the first trees side by side: the processor need
 * not wait for one before it steps on with the next.  A row that has reached
 * its leaf stays. */
static void judge_lanes(const struct forest *forest, const float *row,
                        size_t width, float *sum)
{
    for (size_t i = 0; i < forest->trees && i < FIRST; i++) {
        const struct forest_node *root = &forest->node[forest->root[i]];
        const struct forest_node *at[LANES];

        for (size_t k = 0; k < LANES; k++) {
            at[k] = root;
        }
        for (uint32_t step = 0; step < forest->depth[i]; step++) {
            for (size_t k = 0; k < LANES; k++) {
                const struct forest_node *node = at[k];
                bool yes = row[k * width + node->feature] <= node->limit;

                at[k] = node + (yes ? node->no != 0 : node->no);
            }
        }
        for (size_t k = 0; k < LANES; k++) {
            sum[k] += at[k]->limit;
        }
    }
}

/* The trees from `from` on. */
static float judge_one(const struct forest *forest, const float *row,
                       size_t from, float sum)
{
    for (size_t i = from; i < forest->trees; i++) {
        const struct forest_node *node = &forest->node[forest->root[i]];

        if (i != 0 && i % FIRST == 0 && is_settled(i, sum)) {
            break;
        }
        while (node->no != 0) {
            node += row[node->feature] <= node->limit ? 1 : node->no;
        }
        sum += node->limit;
    }
    return sum;
}

void forest_judge(const struct forest *forest, const float *row, size_t rows,
                  size_t width, float *out)
{
    size_t at = 0;

    for (; at + LANES <= rows; at += LANES) {
        float sum[LANES] = {0};

        judge_lanes(forest, row + at * width, width, sum);
        for (size_t k = 0; k < LANES; k++) {
            out[at + k] =
                judge_one(forest, row + (at + k) * width, FIRST, sum[k]);
        }
    }
    for (; at < rows; at++) {
        out[at] = judge_one(forest, row + at * width, 0, 0);
    }
    for (at = 0; at < rows; at++) {
        out[at] = 1.0F / (1.0F + expf(-out[at]));
    }
}

float forest_weigh(const struct forest *forest, const float *row)
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
