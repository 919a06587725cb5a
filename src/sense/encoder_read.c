/* encoder_read.c - an encoder from its files. */
#include "base/buf.h"
#include "base/caps.h"
#include "base/file.h"
#include "base/mem.h"
#include "sense/encoder_int.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    NAME_CAP = 128,
    LAYERS_CAP = 48,
    RANK_CAP = 64, /* of adapters */
    WIDTH_CAP = 1024,
    ENTRIES_CAP = 1 << 20,
    MPNET_FIRST = 2, /* MPNet counts positions from 2 */
    FAR = 128        /* the distance from which relative positions are one */
};

/* What the two families call their arrays. */
static const struct names {
    const char *model;
    const char *query;
    const char *key;
    const char *value;
    const char *gathered;
    const char *after_attention;
} families[] = {
    {"bert", "attention.self.query", "attention.self.key",
     "attention.self.value", "attention.output.dense",
     "attention.output.LayerNorm"},
    {"mpnet", "attention.attn.q", "attention.attn.k", "attention.attn.v",
     "attention.attn.o", "attention.LayerNorm"},
};

/* --- config.json ---------------------------------------------------------- */

/* A whole number from 1 to `most`. */
static bool get_size(const json_t *root, const char *key, size_t most,
                     const char *path, size_t *value, struct err *err)
{
    json_int_t number = json_integer_value(json_object_get(root, key));

    if (number < 1 || (size_t)number > most) {
        return err_set(err, ERR_SYNTAX, "%.200s: '%s' is not from 1 to %zu",
                       path, key, most);
    }
    *value = (size_t)number;
    return true;
}

static bool get_family(struct encoder_config *config, const json_t *root,
                       const char *path, struct err *err)
{
    const char *model = json_string_value(json_object_get(root, "model_type"));

    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
        if (model != NULL && strcmp(model, families[i].model) == 0) {
            config->name = families[i].model;
            return true;
        }
    }
    return err_set(err, ERR_SYNTAX,
                   "%.200s: the model is of type '%.40s', not bert or mpnet",
                   path, model != NULL ? model : "");
}

static bool check_sizes(const struct encoder_config *config, const char *path,
                        struct err *err)
{
    size_t head = config->width / config->heads;

    if (config->width % config->heads != 0 || head % KERN_LANES != 0 ||
        head > ENCODE_HEAD || config->width % KERN_PANEL != 0 ||
        config->inner % KERN_PANEL != 0) {
        return err_set(err, ERR_SYNTAX,
                       "%.200s: %zu heads over %zu floats, or %zu inner ones, "
                       "are sizes that are not read",
                       path, config->heads, config->width, config->inner);
    }
    if (config->positions < config->position + ENCODER_SENTENCE) {
        return err_set(err, ERR_SYNTAX, "%.200s: has %zu positions, %zu needed",
                       path, config->positions,
                       config->position + ENCODER_SENTENCE);
    }
    return true;
}

static bool get_sizes(struct encoder_config *config, const json_t *root,
                      const char *path, struct err *err)
{
    const json_t *epsilon = json_object_get(root, "layer_norm_eps");
    const char *act = json_string_value(json_object_get(root, "hidden_act"));

    config->epsilon = (float)json_number_value(epsilon);
    if (act == NULL || strcmp(act, "gelu") != 0) {
        return err_set(err, ERR_SYNTAX, "%.200s: 'hidden_act' is not gelu",
                       path);
    }
    if (strcmp(config->name, "mpnet") == 0) {
        config->position = MPNET_FIRST;
        if (!get_size(root, "relative_attention_num_buckets", FAR, path,
                      &config->buckets, err)) {
            return false;
        }
    }
    return get_size(root, "hidden_size", WIDTH_CAP, path, &config->width,
                    err) &&
           get_size(root, "intermediate_size", ENCODE_IN, path, &config->inner,
                    err) &&
           get_size(root, "num_attention_heads", WIDTH_CAP, path,
                    &config->heads, err) &&
           get_size(root, "num_hidden_layers", LAYERS_CAP, path,
                    &config->layers, err) &&
           get_size(root, "vocab_size", ENTRIES_CAP, path, &config->entries,
                    err) &&
           get_size(root, "max_position_embeddings", ENTRIES_CAP, path,
                    &config->positions, err) &&
           check_sizes(config, path, err);
}

bool encoder_config_read(struct encoder_config *config, const char *path,
                         struct err *err)
{
    struct buf text = {0};
    json_error_t where;
    json_t *root = NULL;
    bool ok = file_read(path, CAP_LINE_BYTES, &text, err);

    *config = (struct encoder_config){0};
    if (ok) {
        root = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, &where);
        ok = root != NULL || err_set(err, ERR_SYNTAX, "%.200s:%d: %.160s", path,
                                     where.line, where.text);
    }
    ok = ok && get_family(config, root, path, err) &&
         get_sizes(config, root, path, err);
    json_decref(root);
    buf_release(&text);
    return ok;
}

/* --- weights -------------------------------------------------------------- */

/* What is read, and what the pieces of it need on the way. */
struct reading {
    struct encoder *encoder;
    const struct safetensors *adapter; /* NULL: none */
    float *weight;                     /* of one layer's affine, changed */
    float *bias;
};

/* The array LAYER NAME PART, "encoder.layer.0." "output.dense" ".weight". */
static bool get(const struct encoder *encoder, const char *layer,
                const char *name, const char *part, const float **array,
                size_t rows, size_t columns, struct err *err)
{
    struct buf full = {0};
    bool ok;

    buf_printf(&full, "%s%s%s", layer, name, part);
    ok = safetensors_f32(encoder->files->file, full.ptr, rows, columns, array,
                         err);
    buf_release(&full);
    return ok;
}

/* One affine of a layer: what the model calls it and what adapters do. */
struct affine {
    size_t layer;
    const char *name;
    const char *called;
    size_t out;
    size_t in;
};

/* An array of the adapter, to be freed; NULL with an error if it is wrong. */
static float *read_low(const struct safetensors *adapter, const char *name,
                       size_t rows, size_t columns, struct err *err)
{
    float *array = mem_alloc(rows * columns, sizeof *array);

    if (!safetensors_copy(adapter, name, rows, columns, array, err)) {
        free(array);
        array = NULL;
    }
    return array;
}

/* b a, of `rank`, to change[out][in]. */
static void multiply(const struct reading *reading, const struct affine *affine,
                     size_t rank, const float *a, const float *b, float *change)
{
    float *turned = mem_alloc(affine->in * rank, sizeof *turned);
    struct matrix matrix;

    for (size_t r = 0; r < rank; r++) {
        for (size_t i = 0; i < affine->in; i++) {
            turned[i * rank + r] = a[r * affine->in + i];
        }
    }
    matrix = matrix_affine(turned, NULL, affine->in, rank);
    reading->encoder->kern->affine(&matrix, (struct rows){b, rank, affine->out},
                                   change, affine->in);
    matrix_release(&matrix);
    free(turned);
}

/* The change that the adapter makes to a layer's weights, to change[out][in];
 * `*there` false: none. */
static bool read_change(const struct reading *reading,
                        const struct affine *affine, float *change, bool *there,
                        struct err *err)
{
    char name[NAME_CAP];
    size_t rank;
    float *a;
    float *b = NULL;

    (void)snprintf(name, sizeof name, "adapter.%zu.%s.a", affine->layer,
                   affine->called);
    *there =
        reading->adapter != NULL && safetensors_has(reading->adapter, name);
    if (!*there) {
        return true;
    }
    rank = safetensors_rows(reading->adapter, name);
    if (rank == 0 || rank > RANK_CAP) {
        return err_set(err, ERR_SYNTAX, "adapter '%s' has rank %zu", name,
                       rank);
    }
    a = read_low(reading->adapter, name, rank, affine->in, err);
    name[strlen(name) - 1] = 'b';
    if (a != NULL) {
        b = read_low(reading->adapter, name, affine->out, rank, err);
    }
    if (b != NULL) {
        multiply(reading, affine, rank, a, b, change);
    }
    free(a);
    free(b);
    return b != NULL;
}

/* Its weights, changed by the adapter, and bias to `weight` and `bias`. */
static bool read_affine(const struct reading *reading,
                        const struct affine *affine, float *weight, float *bias,
                        struct err *err)
{
    size_t count = affine->out * affine->in;
    const float *own_weight;
    const float *own_bias;
    bool changed;
    char at[NAME_CAP];

    (void)snprintf(at, sizeof at, "encoder.layer.%zu.", affine->layer);
    if (!get(reading->encoder, at, affine->name, ".weight", &own_weight,
             affine->out, affine->in, err) ||
        !get(reading->encoder, at, affine->name, ".bias", &own_bias, 1,
             affine->out, err) ||
        !read_change(reading, affine, weight, &changed, err)) {
        return false;
    }
    memcpy(bias, own_bias, affine->out * sizeof *bias);
    if (!changed) {
        memcpy(weight, own_weight, count * sizeof *weight);
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        weight[i] += own_weight[i];
    }
    return true;
}

static struct dense pack(const struct reading *reading, size_t out, size_t in)
{
    struct dense dense = {0};

    if (reading->encoder->weights == ENCODER_BYTES) {
        dense.bytes = bytes_pack(reading->weight, reading->bias, out, in);
    } else {
        dense.floats = matrix_affine(reading->weight, reading->bias, out, in);
    }
    return dense;
}

static bool read_dense(const struct reading *reading,
                       const struct affine *affine, struct dense *dense,
                       struct err *err)
{
    if (!read_affine(reading, affine, reading->weight, reading->bias, err)) {
        return false;
    }
    *dense = pack(reading, affine->out, affine->in);
    return true;
}

/* Queries, keys and values as one layer of three times the width. */
static bool read_asked(const struct reading *reading, size_t layer,
                       const struct names *family, struct dense *dense,
                       struct err *err)
{
    size_t width = reading->encoder->config.width;
    const struct affine affine[] = {
        {layer, family->query, "query", width, width},
        {layer, family->key, "key", width, width},
        {layer, family->value, "value", width, width}};

    for (size_t i = 0; i < sizeof affine / sizeof affine[0]; i++) {
        if (!read_affine(reading, &affine[i],
                         reading->weight + i * width * width,
                         reading->bias + i * width, err)) {
            return false;
        }
    }
    *dense = pack(reading, 3 * width, width);
    return true;
}

static bool read_norm(const struct encoder *encoder, const char *layer,
                      const char *name, struct encoder_norm *norm,
                      struct err *err)
{
    size_t width = encoder->config.width;
    const float *gain;
    const float *bias;

    if (!get(encoder, layer, name, ".weight", &gain, 1, width, err) ||
        !get(encoder, layer, name, ".bias", &bias, 1, width, err)) {
        return false;
    }
    norm->gain = mem_alloc_aligned(width, sizeof(float));
    norm->bias = mem_alloc_aligned(width, sizeof(float));
    memcpy(norm->gain, gain, width * sizeof(float));
    memcpy(norm->bias, bias, width * sizeof(float));
    return true;
}

static bool read_layer(const struct reading *reading,
                       const struct names *family, size_t i,
                       struct encoder_layer *layer, struct err *err)
{
    const struct encoder *encoder = reading->encoder;
    size_t width = encoder->config.width;
    size_t inner = encoder->config.inner;
    const struct affine gathered = {i, family->gathered, "output", width,
                                    width};
    const struct affine widened = {i, "intermediate.dense", "inner", inner,
                                   width};
    const struct affine narrowed = {i, "output.dense", "outer", width, inner};
    char at[NAME_CAP];

    (void)snprintf(at, sizeof at, "encoder.layer.%zu.", i);
    return read_asked(reading, i, family, &layer->asked, err) &&
           read_dense(reading, &gathered, &layer->gathered, err) &&
           read_norm(encoder, at, family->after_attention,
                     &layer->after_attention, err) &&
           read_dense(reading, &widened, &layer->widened, err) &&
           read_dense(reading, &narrowed, &layer->narrowed, err) &&
           read_norm(encoder, at, "output.LayerNorm", &layer->after_inner, err);
}

/* The bucket of a distance (Raffel et al. 2020, section 2.1): half of them for
 * each side; of a side's, half for distances one by one, then logarithmic up
 * to FAR. */
static size_t bucket_of(long distance, size_t buckets)
{
    size_t side = buckets / 2;
    size_t exact = side / 2;
    size_t at = distance > 0 ? side : 0;
    size_t far = (size_t)labs(distance);

    if (far >= exact) {
        float steps = logf((float)far / (float)exact) /
                      logf((float)FAR / (float)exact) * (float)(side - exact);

        far = exact + (size_t)steps;
        far = far < side ? far : side - 1;
    }
    return at + far;
}

/* What each head adds at each distance, from -(ENCODER_SENTENCE - 1) on. */
static bool read_near(struct encoder *encoder, struct err *err)
{
    const size_t distances = 2 * ENCODER_SENTENCE - 1;
    size_t heads = encoder->config.heads;
    size_t buckets = encoder->config.buckets;
    const float *table;

    if (!get(encoder, "", "encoder.relative_attention_bias", ".weight", &table,
             buckets, heads, err)) {
        return false;
    }
    encoder->near = mem_alloc(heads * distances, sizeof *encoder->near);
    for (size_t d = 0; d < distances; d++) {
        size_t bucket =
            bucket_of((long)d - (long)(ENCODER_SENTENCE - 1), buckets);

        for (size_t h = 0; h < heads; h++) {
            encoder->near[h * distances + d] = table[bucket * heads + h];
        }
    }
    return true;
}

static bool read_layers(struct encoder *encoder,
                        const struct safetensors *adapter, struct err *err)
{
    const struct encoder_config *config = &encoder->config;
    const struct names *family = strcmp(config->name, families[0].model) == 0
                                     ? &families[0]
                                     : &families[1];
    size_t widest =
        3 * config->width > config->inner ? 3 * config->width : config->inner;
    struct reading reading = {
        .encoder = encoder,
        .adapter = adapter,
        .weight = mem_alloc_aligned(widest * config->width, sizeof(float)),
        .bias = mem_alloc_aligned(widest, sizeof(float))};
    bool ok = true;

    encoder->layer = mem_alloc(config->layers, sizeof *encoder->layer);
    for (size_t i = 0; i < config->layers && ok; i++) {
        ok = read_layer(&reading, family, i, &encoder->layer[i], err);
    }
    free(reading.weight);
    free(reading.bias);
    return ok;
}

bool encoder_weights_read(struct encoder *encoder,
                          const struct safetensors *adapter, struct err *err)
{
    const struct encoder_config *config = &encoder->config;
    bool ok =
        get(encoder, "embeddings.", "word_embeddings", ".weight",
            &encoder->word, config->entries, config->width, err) &&
        get(encoder, "embeddings.", "position_embeddings", ".weight",
            &encoder->place, config->positions, config->width, err) &&
        read_norm(encoder, "", "embeddings.LayerNorm", &encoder->embedded, err);

    if (ok && config->buckets == 0) {
        ok = get(encoder, "embeddings.", "token_type_embeddings", ".weight",
                 &encoder->kind, 2, config->width, err);
    } else if (ok) {
        ok = read_near(encoder, err);
    }
    return ok && read_layers(encoder, adapter, err);
}

static void release_dense(struct dense *dense)
{
    matrix_release(&dense->floats);
    bytes_release(&dense->bytes);
}

static void release_norm(struct encoder_norm *norm)
{
    free(norm->gain);
    free(norm->bias);
}

void encoder_weights_release(struct encoder *encoder)
{
    for (size_t i = 0; encoder->layer != NULL && i < encoder->config.layers;
         i++) {
        struct encoder_layer *layer = &encoder->layer[i];

        release_dense(&layer->asked);
        release_dense(&layer->gathered);
        release_dense(&layer->widened);
        release_dense(&layer->narrowed);
        release_norm(&layer->after_attention);
        release_norm(&layer->after_inner);
    }
    release_norm(&encoder->embedded);
    free(encoder->layer);
    free(encoder->near);
}
