/* A small model of either family, made here: a sentence's vectors do not
 * depend on its company, eight bits stay near, damaged folders are refused. */
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "sense/encoder.h"
#include "testing.h"

#include <math.h>
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

static void write_weights(bool is_bert, size_t missing)
{
    struct writer writer = {0};
    struct buf file = {0};
    uint64_t len;

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
    buf_add_char(&writer.header, '}');
    while (writer.header.len % 8 != 0) {
        buf_add_char(&writer.header, ' ');
    }
    len = writer.header.len;
    buf_add(&file, (const char *)&len, sizeof len);
    buf_add_slice(&file, buf_slice(&writer.header));
    buf_add(&file, writer.data.ptr, writer.data.len - missing);
    write_in_folder("model.safetensors", buf_slice(&file));
    buf_release(&file);
    buf_release(&writer.header);
    buf_release(&writer.data);
}

static void write_model(bool is_bert)
{
    write_weights(is_bert, 0);
    write_in_folder("config.json", slice_of(is_bert ? bert : mpnet));
    write_in_folder("vocab.txt",
                    is_bert ? SLICE("[PAD]\n[UNK]\n[CLS]\n[SEP]\na\nb\nc\nd\n")
                            : SLICE("<s>\n<pad>\n</s>\n[UNK]\na\nb\nc\nd\n"));
}

static struct encoder *open_model(enum encoder_weights weights)
{
    struct encoder *encoder = NULL;
    struct err err = {0};

    if (!encoder_open(&encoder, folder, weights, &err)) {
        fail_msg("%s", err.text);
    }
    return encoder;
}

static const int32_t ids[] = {2, 4, 5, 6, 3, 2, 7, 3, 2, 4, 4, 4, 3};
static const size_t lens[] = {5, 3, 5};
enum { IDS = sizeof ids / sizeof ids[0] };

static void check_company(bool is_bert)
{
    float together[IDS * WIDTH];
    float alone[IDS * WIDTH];
    struct encoder *encoder;
    struct encoder_bench *bench;
    size_t at = 0;

    write_model(is_bert);
    encoder = open_model(ENCODER_FLOATS);
    bench = encoder_bench(encoder, PASS);
    encoder_run(encoder, bench, ids, lens, 3, together);
    for (size_t i = 0; i < 3; i++) {
        encoder_run(encoder, bench, ids + at, lens + i, 1, alone + at * WIDTH);
        at += lens[i];
    }
    assert_memory_equal(together, alone, sizeof alone);
    encoder_bench_free(bench);
    encoder_close(encoder);
}

static void company_does_not_matter(void **state)
{
    (void)state;
    check_company(true);
    check_company(false);
}

static void place_in_the_sentence_matters(void **state)
{
    float out[IDS * WIDTH];
    struct encoder *encoder;
    struct encoder_bench *bench;

    (void)state;
    write_model(false);
    encoder = open_model(ENCODER_FLOATS);
    bench = encoder_bench(encoder, PASS);
    encoder_run(encoder, bench, ids, lens, 3, out);
    /* the third sentence's letters are all "a" */
    assert_memory_not_equal(out + 9 * WIDTH, out + 10 * WIDTH,
                            WIDTH * sizeof(float));
    encoder_bench_free(bench);
    encoder_close(encoder);
}

static void bytes_stay_near_floats(void **state)
{
    float whole[IDS * WIDTH];
    float rough[IDS * WIDTH];
    double dot = 0;
    double one = 0;
    double other = 0;

    (void)state;
    write_model(true);
    for (int i = 0; i < 2; i++) {
        struct encoder *encoder =
            open_model(i == 0 ? ENCODER_FLOATS : ENCODER_BYTES);
        struct encoder_bench *bench = encoder_bench(encoder, PASS);

        encoder_run(encoder, bench, ids, lens, 3, i == 0 ? whole : rough);
        encoder_bench_free(bench);
        encoder_close(encoder);
    }
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++) {
        dot += (double)whole[i] * (double)rough[i];
        one += (double)whole[i] * (double)whole[i];
        other += (double)rough[i] * (double)rough[i];
    }
    assert_true(dot / sqrt(one * other) > 0.99);
}

static void marks_frame_a_sentence(void **state)
{
    struct encoder *encoder;
    struct wordpiece piece[8];
    int32_t id[10];

    (void)state;
    write_model(true);
    encoder = open_model(ENCODER_FLOATS);
    assert_int_equal(
        wordpiece_cut(encoder_vocab(encoder), SLICE("a d"), piece, 8), 2);
    assert_int_equal(encoder_frame(encoder, piece, 2, id), 4);
    assert_int_equal(id[0], 2);
    assert_int_equal(id[2], 7);
    assert_int_equal(id[3], 3);
    encoder_close(encoder);
}

static void assert_refused(const char *why)
{
    struct encoder *encoder = NULL;
    struct err err = {0};

    assert_false(encoder_open(&encoder, folder, ENCODER_FLOATS, &err));
    assert_null(encoder);
    if (strstr(err.text, why) == NULL) {
        fail_msg("'%s' where '%s' belongs", err.text, why);
    }
}

static void damaged_models_are_refused(void **state)
{
    (void)state;
    write_model(true);
    write_weights(true, 4);
    assert_refused("lies outside of the file");
    write_weights(false, 0);
    assert_refused("has no array 'embeddings.token_type");
    write_in_folder("config.json", SLICE("{\"model_type\":\"gpt\"}"));
    assert_refused("is of type 'gpt'");
    write_in_folder("config.json", SLICE("{"));
    assert_refused("config.json:");
    write_in_folder("config.json", slice_of(bert));
    write_in_folder("vocab.txt", SLICE("[UNK]\na\n"));
    assert_refused("is not the vocabulary of this model");
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) != NULL ? 0 : -1;
}

static int remove_folder(void **state)
{
    static const char *const names[] = {"config.json", "vocab.txt",
                                        "model.safetensors"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[128];

        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        (void)unlink(path);
    }
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(company_does_not_matter),
        cmocka_unit_test(place_in_the_sentence_matters),
        cmocka_unit_test(bytes_stay_near_floats),
        cmocka_unit_test(marks_frame_a_sentence),
        cmocka_unit_test(damaged_models_are_refused),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
