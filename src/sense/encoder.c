#include "base/buf.h"
#include "base/caps.h"
#include "base/file.h"
#include "base/mem.h"
#include "model/manifest.h"
#include "sense/encoder_int.h"

#include <math.h>
#include <stdlib.h>

/* Rows that go through the inner layers together. */
#define TOGETHER ((size_t)64)

struct encoder_bench {
    float *asked; /* [pieces][3 width], then [TOGETHER][inner] */
    float *mixed; /* [pieces][width] */
    float *sum;   /* [TOGETHER][width] */
    float *scratch;
};

static bool read_vocab(struct encoder_files *files, const char *path,
                       struct err *err)
{
    const struct vocab *vocab;
    bool is_bert;

    if (!vocab_read(&files->vocab, path, err)) {
        return false;
    }
    vocab = files->vocab;
    is_bert = strcmp(files->config.name, "bert") == 0;
    files->unknown = vocab_id(vocab, SLICE("[UNK]"));
    files->begin = vocab_id(vocab, is_bert ? SLICE("[CLS]") : SLICE("<s>"));
    files->end = vocab_id(vocab, is_bert ? SLICE("[SEP]") : SLICE("</s>"));
    if (files->begin < 0 || files->end < 0 ||
        vocab_entries(vocab) > files->config.entries) {
        return err_set(err, ERR_SYNTAX,
                       "%.200s: is not the vocabulary of this model", path);
    }
    return true;
}

/* Whether the files are not a damaged copy of a published model. */
static bool check_published(const struct encoder_files *files,
                            const char *folder, struct err *err)
{
    static const char *const small[] = {"config.json", "vocab.txt"};
    struct part part = {.bytes = safetensors_bytes(files->file)};
    struct manifest seen = {0};
    char *name = NULL;
    bool ok = true;

    for (size_t i = 0; i < sizeof small / sizeof small[0] && ok; i++) {
        struct buf path = {0};
        struct buf text = {0};
        struct part read = {0};

        buf_printf(&path, "%s/%s", folder, small[i]);
        ok = file_read(path.ptr, CAP_LINE_BYTES, &text, err);
        read.bytes = buf_slice(&text);
        manifest_note(&seen, small[i], &read);
        buf_release(&text);
        buf_release(&path);
    }
    manifest_note(&seen, "model.safetensors", &part);
    name = ok ? manifest_name(&seen, folder, err) : NULL;
    free(name);
    return name != NULL;
}

static bool open_folder(struct encoder_files *files, const char *folder,
                        struct err *err)
{
    struct buf path = {0};
    bool ok;

    buf_printf(&path, "%s/config.json", folder);
    ok = encoder_config_read(&files->config, path.ptr, err);
    buf_clear(&path);
    buf_printf(&path, "%s/vocab.txt", folder);
    ok = ok && read_vocab(files, path.ptr, err);
    buf_clear(&path);
    buf_printf(&path, "%s/model.safetensors", folder);
    ok = ok && safetensors_open(&files->file, path.ptr, err) &&
         check_published(files, folder, err);
    buf_release(&path);
    return ok;
}

bool encoder_files_open(struct encoder_files **files, const char *folder,
                        struct err *err)
{
    struct encoder_files *made = mem_alloc(1, sizeof *made);

    if (!open_folder(made, folder, err)) {
        encoder_files_close(made);
        made = NULL;
    }
    *files = made;
    return made != NULL;
}

void encoder_files_close(struct encoder_files *files)
{
    if (files != NULL) {
        safetensors_close(files->file);
        vocab_release(files->vocab);
        free(files);
    }
}

bool encoder_make(struct encoder **encoder, const struct encoder_files *files,
                  enum encoder_weights weights,
                  const struct safetensors *adapter, struct err *err)
{
    struct encoder *made = mem_alloc(1, sizeof *made);

    made->weights = weights;
    made->kern = kern_best();
    made->encode = encode_best();
    made->files = files;
    made->config = files->config;
    if (!encoder_weights_read(made, adapter, err)) {
        encoder_close(made);
        made = NULL;
    }
    *encoder = made;
    return made != NULL;
}

bool encoder_open(struct encoder **encoder, const char *folder,
                  enum encoder_weights weights, struct err *err)
{
    struct encoder_files *files;

    *encoder = NULL;
    if (!encoder_files_open(&files, folder, err)) {
        return false;
    }
    if (!encoder_make(encoder, files, weights, NULL, err)) {
        encoder_files_close(files);
        return false;
    }
    (*encoder)->owned = files;
    return true;
}

void encoder_close(struct encoder *encoder)
{
    if (encoder != NULL) {
        encoder_weights_release(encoder);
        encoder_files_close(encoder->owned);
        free(encoder);
    }
}

const struct vocab *encoder_vocab(const struct encoder *encoder)
{
    return encoder->files->vocab;
}

size_t encoder_width(const struct encoder *encoder)
{
    return encoder->config.width;
}

const char *encoder_name(const struct encoder *encoder)
{
    return encoder->config.name;
}

struct encoder_bench *encoder_bench(const struct encoder *encoder,
                                    size_t pieces)
{
    const struct encoder_config *config = &encoder->config;
    struct encoder_bench *bench = mem_alloc(1, sizeof *bench);
    size_t asked = pieces * 3 * config->width;
    size_t widened = TOGETHER * config->inner;

    bench->asked =
        mem_alloc_aligned(asked > widened ? asked : widened, sizeof(float));
    bench->mixed = mem_alloc_aligned(pieces * config->width, sizeof(float));
    bench->sum = mem_alloc_aligned(TOGETHER * config->width, sizeof(float));
    bench->scratch = mem_alloc_aligned(ENCODE_SCRATCH, sizeof(float));
    return bench;
}

void encoder_bench_free(struct encoder_bench *bench)
{
    if (bench != NULL) {
        free(bench->asked);
        free(bench->mixed);
        free(bench->sum);
        free(bench->scratch);
        free(bench);
    }
}

size_t encoder_frame(const struct encoder *encoder,
                     const struct wordpiece *piece, size_t count, int32_t *id)
{
    size_t kept = count < ENCODER_SENTENCE - 2 ? count : ENCODER_SENTENCE - 2;
    size_t len = 0;

    id[len++] = encoder->files->begin;
    for (size_t i = 0; i < kept; i++) {
        id[len++] = piece[i].id;
    }
    id[len++] = encoder->files->end;
    return len;
}

static void dense(const struct encoder *encoder, const struct dense *dense,
                  struct rows x, float *y, size_t stride)
{
    if (encoder->weights == ENCODER_BYTES) {
        encoder->encode->affine(&dense->bytes, x, y, stride);
    } else {
        encoder->kern->affine(&dense->floats, x, y, stride);
    }
}

static void norm(const struct encoder *encoder, const struct encoder_norm *norm,
                 const float *x, const float *old, float *y, size_t count)
{
    const struct wide_norm wide = {
        norm->gain, norm->bias, encoder->config.epsilon, encoder->config.width};

    encoder->encode->norm(&wide, x, old, y, count);
}

/* Word, place and kind of each piece of one sentence. */
static void embed(const struct encoder *encoder, const int32_t *id, size_t len,
                  float *out)
{
    const struct encoder_config *config = &encoder->config;

    for (size_t i = 0; i < len; i++) {
        bool known = id[i] >= 0 && (size_t)id[i] < config->entries;
        size_t entry = (size_t)(known ? id[i] : encoder->files->unknown);
        const float *word = encoder->word + entry * config->width;
        const float *place =
            encoder->place + (config->position + i) * config->width;

        for (size_t d = 0; d < config->width; d++) {
            float kind = encoder->kind != NULL ? encoder->kind[d] : 0.0F;

            out[i * config->width + d] = word[d] + kind + place[d];
        }
    }
    norm(encoder, &encoder->embedded, out, NULL, out, len);
}

/* All heads over the rows of one sentence. */
static void attend(const struct encoder *encoder, struct encoder_bench *bench,
                   size_t from, size_t len)
{
    const struct encoder_config *config = &encoder->config;
    size_t head = config->width / config->heads;
    size_t stride = 3 * config->width;

    for (size_t h = 0; h < config->heads; h++) {
        const float *asked = bench->asked + from * stride + h * head;
        struct attention attention = {
            .query = asked,
            .key = asked + config->width,
            .value = asked + 2 * config->width,
            .stride = stride,
            .rows = len,
            .head = head,
            .scale = 1.0F / sqrtf((float)head),
            .y = bench->mixed + from * config->width + h * head,
            .y_stride = config->width,
            .scratch = bench->scratch,
        };

        if (encoder->near != NULL) {
            attention.near = encoder->near + h * (2 * ENCODER_SENTENCE - 1) +
                             ENCODER_SENTENCE - 1;
        }
        encoder->encode->attend(&attention);
    }
}

/* What follows the attention: each row by itself, so some rows at a time whose
 * wide results a core's own cache can hold. */
static void run_rows(const struct encoder *encoder, struct encoder_bench *bench,
                     const struct encoder_layer *layer, const float *mixed,
                     size_t count, float *x)
{
    size_t width = encoder->config.width;
    size_t inner = encoder->config.inner;

    dense(encoder, &layer->gathered, (struct rows){mixed, width, count},
          bench->sum, width);
    norm(encoder, &layer->after_attention, bench->sum, x, x, count);
    dense(encoder, &layer->widened, (struct rows){x, width, count},
          bench->asked, inner);
    encoder->encode->gelu(bench->asked, count * inner);
    dense(encoder, &layer->narrowed, (struct rows){bench->asked, inner, count},
          bench->sum, width);
    norm(encoder, &layer->after_inner, bench->sum, x, x, count);
}

/* Sentences that are run together. */
struct pass {
    const size_t *len;
    size_t sentences;
    size_t total; /* rows */
};

static void run_layer(const struct encoder *encoder,
                      struct encoder_bench *bench,
                      const struct encoder_layer *layer,
                      const struct pass *pass, float *x)
{
    size_t width = encoder->config.width;
    size_t from = 0;

    dense(encoder, &layer->asked, (struct rows){x, width, pass->total},
          bench->asked, 3 * width);
    for (size_t i = 0; i < pass->sentences; i++) {
        attend(encoder, bench, from, pass->len[i]);
        from += pass->len[i];
    }
    for (size_t at = 0; at < pass->total; at += TOGETHER) {
        size_t left = pass->total - at;

        run_rows(encoder, bench, layer, bench->mixed + at * width,
                 left < TOGETHER ? left : TOGETHER, x + at * width);
    }
}

void encoder_run(const struct encoder *encoder, struct encoder_bench *bench,
                 const int32_t *id, const size_t *len, size_t sentences,
                 float *out)
{
    struct pass pass = {.len = len, .sentences = sentences};

    for (size_t i = 0; i < sentences; i++) {
        embed(encoder, id + pass.total, len[i],
              out + pass.total * encoder->config.width);
        pass.total += len[i];
    }
    for (size_t i = 0; i < encoder->config.layers; i++) {
        run_layer(encoder, bench, &encoder->layer[i], &pass, out);
    }
}
