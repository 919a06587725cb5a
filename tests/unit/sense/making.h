/*
 * making.h - a small encoder of either family, and files of arrays, made up for
 * a test in a folder of its own.
 */
#ifndef DEMARCHE_TESTS_SENSE_MAKING_H
#define DEMARCHE_TESTS_SENSE_MAKING_H

#include "base/buf.h"
#include "base/file.h"
#include "testing.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WIDTH = 48, INNER = 96, ENTRIES = 8, POSITIONS = 514, PASS = 64 };

static char folder[] = "/tmp/demarche-encoder-XXXXXX";

static const char bert[] =
    "{\"model_type\":\"bert\",\"hidden_size\":48,\"intermediate_size\":96,"
    "\"num_attention_heads\":3,\"num_hidden_layers\":2,\"vocab_size\":8,"
    "\"max_position_embeddings\":514,\"hidden_act\":\"gelu\","
    "\"layer_norm_eps\":1e-12}";
static const char mpnet[] =
    "{\"model_type\":\"mpnet\",\"hidden_size\":48,\"intermediate_size\":96,"
    "\"num_attention_heads\":3,\"num_hidden_layers\":2,\"vocab_size\":8,"
    "\"max_position_embeddings\":514,\"hidden_act\":\"gelu\","
    "\"layer_norm_eps\":1e-5,\"relative_attention_num_buckets\":32}";

struct writer {
    struct buf header;
    struct buf data;
};

static void put_array(struct writer *writer, const char *name, size_t rows,
                      size_t columns)
{
    static uint32_t random = 3;
    size_t from = writer->data.len;

    for (size_t i = 0; i < rows * columns; i++) {
        float value;

        random = random * 1664525 + 1013904223;
        value = (float)(random >> 8) / (float)(1 << 23) - 1.0F;
        buf_add(&writer->data, (const char *)&value, sizeof value);
    }
    buf_printf(&writer->header, "%s\"%s\":{\"dtype\":\"F32\",\"shape\":[",
               writer->header.len > 1 ? "," : "", name);
    if (rows != 1) {
        buf_printf(&writer->header, "%zu,", rows);
    }
    buf_printf(&writer->header, "%zu],\"data_offsets\":[%zu,%zu]}", columns,
               from, writer->data.len);
}

static void put_affine(struct writer *writer, const char *layer,
                       const char *name, size_t rows, size_t columns)
{
    char full[128];

    (void)snprintf(full, sizeof full, "%s%s.weight", layer, name);
    put_array(writer, full, rows, columns);
    (void)snprintf(full, sizeof full, "%s%s.bias", layer, name);
    put_array(writer, full, 1, rows == 1 ? columns : rows);
}

static void put_layers(struct writer *writer, bool is_bert)
{
    static const char *const names[][5] = {
        {"attention.attn.q", "attention.attn.k", "attention.attn.v",
         "attention.attn.o", "attention.LayerNorm"},
        {"attention.self.query", "attention.self.key", "attention.self.value",
         "attention.output.dense", "attention.output.LayerNorm"}};
    const char *const *name = names[is_bert];

    for (int i = 0; i < 2; i++) {
        char layer[32];

        (void)snprintf(layer, sizeof layer, "encoder.layer.%d.", i);
        for (size_t n = 0; n < 4; n++) {
            put_affine(writer, layer, name[n], WIDTH, WIDTH);
        }
        put_affine(writer, layer, name[4], 1, WIDTH);
        put_affine(writer, layer, "intermediate.dense", INNER, WIDTH);
        put_affine(writer, layer, "output.dense", WIDTH, INNER);
        put_affine(writer, layer, "output.LayerNorm", 1, WIDTH);
    }
}

static void write_in_folder(const char *name, struct slice content)
{
    struct buf path = {0};
    struct err err = {0};

    buf_printf(&path, "%s/%s", folder, name);
    assert_true(file_write(path.ptr, content, &err));
    buf_release(&path);
}

/* The file of what was put; `missing` bytes are cut off. */
static void write_arrays(struct writer *writer, const char *name,
                         size_t missing)
{
    struct buf file = {0};
    uint64_t len;

    buf_add_char(&writer->header, '}');
    while (writer->header.len % 8 != 0) {
        buf_add_char(&writer->header, ' ');
    }
    len = writer->header.len;
    buf_add(&file, (const char *)&len, sizeof len);
    buf_add_slice(&file, buf_slice(&writer->header));
    buf_add(&file, writer->data.ptr, writer->data.len - missing);
    write_in_folder(name, buf_slice(&file));
    buf_release(&file);
    buf_release(&writer->header);
    buf_release(&writer->data);
}

static void write_weights(bool is_bert, size_t missing)
{
    struct writer writer = {0};

    buf_add_char(&writer.header, '{');
    put_array(&writer, "embeddings.word_embeddings.weight", ENTRIES, WIDTH);
    put_array(&writer, "embeddings.position_embeddings.weight", POSITIONS,
              WIDTH);
    put_affine(&writer, "", "embeddings.LayerNorm", 1, WIDTH);
    if (is_bert) {
        put_array(&writer, "embeddings.token_type_embeddings.weight", 2, WIDTH);
    } else {
        put_array(&writer, "encoder.relative_attention_bias.weight", 32, 3);
    }
    put_layers(&writer, is_bert);
    write_arrays(&writer, "model.safetensors", missing);
}

static void write_model(bool is_bert)
{
    write_weights(is_bert, 0);
    write_in_folder("config.json", slice_of(is_bert ? bert : mpnet));
    write_in_folder("vocab.txt",
                    is_bert ? SLICE("[PAD]\n[UNK]\n[CLS]\n[SEP]\na\nb\nc\nd\n")
                            : SLICE("<s>\n<pad>\n</s>\n[UNK]\na\nb\nc\nd\n"));
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) != NULL ? 0 : -1;
}

static int remove_folder(void **state)
{
    static const char *const names[] = {
        "config.json", "vocab.txt", "model.safetensors", "base.safetensors"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[128];

        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        (void)unlink(path);
    }
    return rmdir(folder);
}

#endif
