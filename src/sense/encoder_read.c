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
} names[] = {
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

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (model != NULL && strcmp(model, names[i].model) == 0) {
            config->name = names[i].model;
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

/* The array LAYER NAME PART, "encoder.layer.0." "output.dense" ".weight". */
static bool get(const struct encoder *encoder, const char *layer,
                const char *name, const char *part, const float **array,
                size_t rows, size_t columns, struct err *err)
{
    struct buf full = {0};
    bool ok;

    buf_printf(&full, "%s%s%s", layer, name, part);
    ok = safetensors_f32(encoder->file, full.ptr, rows, columns, array, err);
    buf_release(&full);
    return ok;
}

static bool get_affine(const struct encoder *encoder, const char *layer,
                       const char *name, size_t out, size_t in,
                       const float **weight, const float **bias,
                       struct err *err)
{
    return get(encoder, layer, name, ".weight", weight, out, in, err) &&
           get(encoder, layer, name, ".bias", bias, 1, out, err);
}

static struct dense pack(const struct encoder *encoder, const float *weight,
                         const float *bias, size_t out, size_t in)
{
    struct dense dense = {0};

    if (encoder->weights == ENCODER_BYTES) {
        dense.bytes = bytes_pack(weight, bias, out, in);
    } else {
        dense.floats = matrix_affine(weight, bias, out, in);
    }
    return dense;
}

static bool read_dense(const struct encoder *encoder, const char *layer,
                       const char *name, size_t out, size_t in,
                       struct dense *dense, struct err *err)
{
    const float *weight;
    const float *bias;

    if (!get_affine(encoder, layer, name, out, in, &weight, &bias, err)) {
        return false;
    }
    *dense = pack(encoder, weight, bias, out, in);
    return true;
}

/* Queries, keys and values as one layer of three times the width. */
static bool read_asked(const struct encoder *encoder, const char *layer,
                       const struct names *called, struct dense *dense,
                       struct err *err)
{
    const char *const name[] = {called->query, called->key, called->value};
    size_t width = encoder->config.width;
    float *weight = mem_alloc(3 * width * width, sizeof *weight);
    float *bias = mem_alloc(3 * width, sizeof *bias);
    bool ok = true;

    for (size_t i = 0; i < 3 && ok; i++) {
        const float *w;
        const float *b;

        ok = get_affine(encoder, layer, name[i], width, width, &w, &b, err);
        if (ok) {
            memcpy(weight + i * width * width, w,
                   width * width * sizeof *weight);
            memcpy(bias + i * width, b, width * sizeof *bias);
        }
    }
    if (ok) {
        *dense = pack(encoder, weight, bias, 3 * width, width);
    }
    free(weight);
    free(bias);
    return ok;
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

static bool read_layer(const struct encoder *encoder,
                       const struct names *called, size_t i,
                       struct encoder_layer *layer, struct err *err)
{
    size_t width = encoder->config.width;
    size_t inner = encoder->config.inner;
    char at[NAME_CAP];

    (void)snprintf(at, sizeof at, "encoder.layer.%zu.", i);
    return read_asked(encoder, at, called, &layer->asked, err) &&
           read_dense(encoder, at, called->gathered, width, width,
                      &layer->gathered, err) &&
           read_norm(encoder, at, called->after_attention,
                     &layer->after_attention, err) &&
           read_dense(encoder, at, "intermediate.dense", inner, width,
                      &layer->widened, err) &&
           read_dense(encoder, at, "output.dense", width, inner,
                      &layer->narrowed, err) &&
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

bool encoder_weights_read(struct encoder *encoder, struct err *err)
{
    const struct encoder_config *config = &encoder->config;
    const struct names *called =
        strcmp(config->name, names[0].model) == 0 ? &names[0] : &names[1];
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
    encoder->layer = mem_alloc(config->layers, sizeof *encoder->layer);
    for (size_t i = 0; i < config->layers && ok; i++) {
        ok = read_layer(encoder, called, i, &encoder->layer[i], err);
    }
    return ok;
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
