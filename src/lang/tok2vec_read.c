/* tok2vec_read.c - from the layers of a network file to a tok2vec. */
#include "base/mem.h"
#include "lang/tok2vec_int.h"

#include <stdlib.h>

static bool read_tables(struct tok2vec *made, const struct thinc *net,
                        struct err *err);
static bool read_table(struct tok2vec *made, const struct thinc *net,
                       const struct thinc_node *features,
                       const struct thinc_node *node, struct err *err);
static bool read_fixed(struct tok2vec *made, const struct thinc *net,
                       struct err *err);
static bool read_convolutions(struct tok2vec *made, const struct thinc *net,
                              struct err *err);
static void split_first(struct tok2vec *made, const float *weight,
                        const float *bias);

bool tok2vec_read(struct tok2vec **tok2vec, const struct thinc *net,
                  const struct vectors *vectors, struct err *err)
{
    struct tok2vec *made = mem_alloc_aligned(1, sizeof *made);

    made->vectors = vectors;
    if (!read_tables(made, net, err) || !read_fixed(made, net, err) ||
        !read_convolutions(made, net, err)) {
        tok2vec_free(made);
        made = NULL;
    }
    *tok2vec = made;
    return made != NULL;
}

void tok2vec_free(struct tok2vec *tok2vec)
{
    if (tok2vec == NULL) {
        return;
    }
    for (size_t i = 0; i < COLUMNS; i++) {
        free(tok2vec->table[i].row);
    }
    matrix_release(&tok2vec->fixed);
    matrix_release(&tok2vec->mixer);
    matrix_release(&tok2vec->first);
    for (size_t i = 0; i < CONVS; i++) {
        conv_release(&tok2vec->conv[i]);
    }
    free(tok2vec);
}

/* One table a column, in any order in the file. */
static bool read_tables(struct tok2vec *made, const struct thinc *net,
                        struct err *err)
{
    const struct thinc_node *features;
    const struct thinc_node *node;
    size_t from = 0;
    bool ok = thinc_find(net, "extract_features", &from, &features, err);

    if (ok && features->columns_len == 0) {
        ok = part_fail(net->part, features->at, err, "no columns");
    }
    made->tables = ok ? features->columns_len : 0;
    from = 0;
    for (size_t i = 0; ok && i < made->tables; i++) {
        ok = thinc_find(net, "hashembed", &from, &node, err) &&
             read_table(made, net, features, node, err);
    }
    return ok;
}

static bool read_table(struct tok2vec *made, const struct thinc *net,
                       const struct thinc_node *features,
                       const struct thinc_node *node, struct err *err)
{
    static const char *const names[FEATURES] = {"NORM",  "PREFIX", "SUFFIX",
                                                "SHAPE", "SPACY",  "IS_SPACE"};
    size_t shape[] = {0, ROW};
    struct table *table;
    struct slice name;
    size_t feature = 0;

    if (node->column < 0 || (size_t)node->column >= made->tables ||
        node->seed < 0 || made->table[node->column].row != NULL) {
        return part_fail(net->part, node->at, err,
                         "a table of no column, without seed, or a second one "
                         "for its column");
    }
    table = &made->table[node->column];
    name = features->columns[node->column];
    while (feature < FEATURES && !slice_is(name, names[feature])) {
        feature++;
    }
    if (feature == FEATURES) {
        return part_fail(net->part, features->at, err,
                         "a column '%.*s', which is not known", (int)name.len,
                         name.ptr);
    }
    table->feature = (enum feature)feature;
    table->seed = (uint32_t)node->seed;
    table->row = thinc_floats(net, node, "E", shape, 2, err);
    table->rows = shape[0];
    made->blank_counts = made->blank_counts || feature == SPACY;
    return table->row != NULL;
}

/* The layer that larger models have for the words' fixed vectors. */
static bool read_fixed(struct tok2vec *made, const struct thinc *net,
                       struct err *err)
{
    const struct thinc_node *node;
    size_t shape[] = {ROW, VECTORS_WIDTH};
    size_t from = 0;
    float *weight;

    if (thinc_count(net, "static_vectors") == 0) {
        made->vectors = NULL;
        return true;
    }
    if (!thinc_find(net, "static_vectors", &from, &node, err)) {
        return false;
    }
    if (made->vectors == NULL) {
        return part_fail(net->part, node->at, err,
                         "asks for word vectors, and the model has none");
    }
    weight = thinc_floats(net, node, "W", shape, 2, err);
    if (weight == NULL) {
        return false;
    }
    made->fixed = matrix_affine(weight, NULL, ROW, VECTORS_WIDTH);
    free(weight);
    return true;
}

/* A maxout and the layer norm behind it. */
static bool read_layer(const struct thinc *net, size_t in, size_t *from,
                       float *array[2], struct norm *norm, struct err *err)
{
    size_t weight_shape[] = {ROW, KERN_PIECES, in};
    size_t bias_shape[] = {ROW, KERN_PIECES};
    size_t norm_shape[] = {ROW};
    const struct thinc_node *maxout;
    const struct thinc_node *after;
    float *gain = NULL;
    float *bias = NULL;
    bool ok = thinc_find(net, "maxout", from, &maxout, err);

    array[0] = ok ? thinc_floats(net, maxout, "W", weight_shape, 3, err) : NULL;
    array[1] = ok ? thinc_floats(net, maxout, "b", bias_shape, 2, err) : NULL;
    ok = ok && array[0] != NULL && array[1] != NULL &&
         thinc_find(net, "layernorm", from, &after, err);
    if (ok && after != maxout + 1) {
        ok = part_fail(net->part, maxout->at, err,
                       "a maxout without a layer norm behind it");
    }
    gain = ok ? thinc_floats(net, after, "G", norm_shape, 1, err) : NULL;
    bias = ok ? thinc_floats(net, after, "b", norm_shape, 1, err) : NULL;
    ok = gain != NULL && bias != NULL;
    if (ok) {
        memcpy(norm->gain, gain, sizeof norm->gain);
        memcpy(norm->bias, bias, sizeof norm->bias);
    }
    free(gain);
    free(bias);
    return ok;
}

static bool read_convolutions(struct tok2vec *made, const struct thinc *net,
                              struct err *err)
{
    size_t mixer_in = (made->tables + (made->vectors != NULL ? 1 : 0)) * ROW;
    size_t from = 0;
    bool ok = true;

    if (thinc_count(net, "maxout") != CONVS + 1) {
        return part_fail(net->part, 0, err, "%zu maxout layers, not %d",
                         thinc_count(net, "maxout"), CONVS + 1);
    }
    for (size_t i = 0; ok && i <= CONVS; i++) {
        struct norm *norm = i == 0 ? &made->mixer_norm : &made->norm[i - 1];
        size_t in = i == 0 ? mixer_in : WINDOW;
        float *array[2];

        ok = read_layer(net, in, &from, array, norm, err);
        if (ok && i == 0) {
            made->mixer = matrix_maxout(array[0], array[1], ROW, in);
        } else if (ok && i == 1) {
            split_first(made, array[0], array[1]);
        } else if (ok) {
            made->conv[i - 1] = conv_pack(array[0], array[1]);
        }
        free(array[0]);
        free(array[1]);
    }
    return ok;
}

/* W[o][piece][third][k] becomes rows [third][piece][o] over k, so that one
 * product of a word serves it as left, centre and right of a window. */
static void split_first(struct tok2vec *made, const float *weight,
                        const float *bias)
{
    float *split = mem_alloc(PRODUCT * WINDOW, sizeof *split);
    float *to = split;

    for (size_t third = 0; third < 3; third++) {
        for (size_t piece = 0; piece < KERN_PIECES; piece++) {
            for (size_t o = 0; o < ROW; o++) {
                const float *row = weight + (o * KERN_PIECES + piece) * WINDOW;

                memcpy(to, row + third * ROW, ROW * sizeof *to);
                to += ROW;
                made->first_bias[piece * ROW + o] =
                    bias[o * KERN_PIECES + piece];
            }
        }
    }
    made->first = matrix_affine(split, NULL, 3 * PRODUCT, ROW);
    free(split);
}
