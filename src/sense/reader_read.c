/* reader_read.c - a reader from its trained file. */
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "sense/reader_int.h"

#include <stdio.h>
#include <stdlib.h>

enum { NAME_CAP = 128, DIGEST = 12 };

#define TAGS ((size_t)READER_PARTS * READER_TAGS)

/* One array of a head: its name, and the width of what it reads. */
struct part {
    const char *name;
    size_t out;
};

/* --- heads ---------------------------------------------------------------- */

/* The arrays NAME.weight [out][in] and NAME.bias of one part. */
static bool read_part(const struct safetensors *file, const struct part *part,
                      size_t in, float *weight, float *bias, struct err *err)
{
    char name[NAME_CAP];

    (void)snprintf(name, sizeof name, "%s.weight", part->name);
    if (!safetensors_copy(file, name, part->out, in, weight, err)) {
        return false;
    }
    (void)snprintf(name, sizeof name, "%s.bias", part->name);
    return safetensors_copy(file, name, 1, part->out, bias, err);
}

/* Some parts as one layer. */
static bool read_head(const struct safetensors *file, const struct part *part,
                      size_t parts, size_t in, struct head *head,
                      struct err *err)
{
    size_t out = 0;
    size_t at = 0;
    float *weight;
    float *bias;
    bool ok = true;

    for (size_t i = 0; i < parts; i++) {
        out += part[i].out;
    }
    weight = mem_alloc(out * in, sizeof *weight);
    bias = mem_alloc(out, sizeof *bias);
    for (size_t i = 0; i < parts && ok; i++) {
        ok = read_part(file, &part[i], in, weight + at * in, bias + at, err);
        at += part[i].out;
    }
    if (ok) {
        *head = (struct head){matrix_affine(weight, bias, out, in), out};
    }
    free(weight);
    free(bias);
    return ok;
}

static bool read_attribution(struct reader *reader,
                             const struct safetensors *file, struct err *err)
{
    struct attribution_heads *heads = &reader->attribution;
    static const struct part tag[] = {{"tag", TAGS}};
    static const struct part link[] = {{"link.cue.ask", READER_ASK},
                                       {"link.cue.key", READER_ASK},
                                       {"link.source.ask", READER_ASK},
                                       {"link.source.key", READER_ASK}};
    size_t width = encoder_width(reader->encoder);

    if (!safetensors_has(file, "tag.weight")) {
        return true;
    }
    if (!read_head(file, tag, 1, width, &heads->tag, err)) {
        return false;
    }
    if (safetensors_has(file, "tag.step") &&
        !safetensors_copy(file, "tag.step", TAGS, READER_TAGS,
                          &heads->step[0][0][0], err)) {
        return false;
    }
    if (!safetensors_has(file, "link.cue.ask.weight")) {
        return true;
    }
    return read_head(file, link, LINKS, width, &heads->link, err) &&
           safetensors_copy(file, "link.cue.none", 1, READER_ASK,
                            heads->none[0], err) &&
           safetensors_copy(file, "link.source.none", 1, READER_ASK,
                            heads->none[1], err);
}

/* How many names of a comma-separated list of the header were copied to
 * `name`, at most `cap`; 0 with an error if there are none or more. */
static size_t read_names(const struct safetensors *file, const char *key,
                         const char *path, char **name, size_t cap,
                         struct err *err)
{
    const char *list = safetensors_meta(file, key);
    size_t count = 0;

    if (list == NULL) {
        list = "";
    }
    while (count < cap && *list != '\0') {
        size_t len = strcspn(list, ",");

        name[count++] = mem_copy(list, len);
        list += len + (list[len] == ',');
    }
    if (count == 0 || *list != '\0') {
        (void)err_set(err, ERR_SYNTAX, "%.200s: names no '%s', or too many",
                      path, key);
        return 0;
    }
    return count;
}

/* The arrays of one role, NAME.near and so on. */
static bool read_weights(const struct safetensors *file, const char *role,
                         struct role_weights *weights, struct err *err)
{
    const struct {
        const char *name;
        size_t rows;
        size_t columns;
        float *to;
    } array[] = {{"near", READER_STEPS, READER_ASK, &weights->step[0][0]},
                 {"word", 1, READER_ASK, weights->word},
                 {"nobody.weight", 1, READER_ASK, weights->nobody},
                 {"nobody.bias", 1, 1, &weights->nobody_bias}};

    for (size_t i = 0; i < sizeof array / sizeof array[0]; i++) {
        char name[NAME_CAP];

        (void)snprintf(name, sizeof name, "%s.%s", role, array[i].name);
        if (!safetensors_copy(file, name, array[i].rows, array[i].columns,
                              array[i].to, err)) {
            return false;
        }
    }
    return true;
}

static bool read_roles(struct reader *reader, const struct safetensors *file,
                       struct err *err)
{
    struct act_heads *heads = &reader->act;
    static const struct part role[] = {{"actor.ask", READER_ASK},
                                       {"actor.key", READER_ASK},
                                       {"recipient.ask", READER_ASK},
                                       {"recipient.key", READER_ASK}};

    if (!safetensors_has(file, "actor.ask.weight")) {
        return true;
    }
    return read_head(file, role, ROLES, encoder_width(reader->encoder),
                     &heads->role, err) &&
           read_weights(file, "actor", &heads->weigh[READER_ACTOR], err) &&
           read_weights(file, "recipient", &heads->weigh[READER_RECIPIENT],
                        err);
}

/* pair.source, pair.target and pair.pool as one layer on the three. */
static bool read_pair_layer(struct reader *reader,
                            const struct safetensors *file, struct err *err)
{
    static const char *const name[] = {"pair.source", "pair.target",
                                       "pair.pool"};
    size_t width = encoder_width(reader->encoder);
    float *weight = mem_alloc(3 * width * READER_HIDDEN, sizeof *weight);
    float *part = mem_alloc(READER_HIDDEN * width, sizeof *part);
    float bias[READER_HIDDEN];
    bool ok = safetensors_copy(file, "pair.bias", 1, READER_HIDDEN, bias, err);

    for (size_t i = 0; i < 3 && ok; i++) {
        ok = safetensors_copy(file, name[i], READER_HIDDEN, width, part, err);
        for (size_t row = 0; row < READER_HIDDEN && ok; row++) {
            memcpy(weight + (row * 3 + i) * width, part + row * width,
                   width * sizeof *part);
        }
    }
    if (ok) {
        reader->act.pair =
            (struct head){matrix_affine(weight, bias, READER_HIDDEN, 3 * width),
                          READER_HIDDEN};
    }
    free(weight);
    free(part);
    return ok;
}

/* The signs that stand around the source and the target, if there are any. */
static bool read_signs(struct reader *reader, const struct safetensors *file,
                       const char *path, struct err *err)
{
    const struct vocab *vocab = encoder_vocab(reader->encoder);
    char *name[2] = {NULL};
    bool ok = true;

    if (safetensors_meta(file, "signs") == NULL) {
        return true;
    }
    ok = read_names(file, "signs", path, name, 2, err) != 0;
    for (size_t i = 0; i < 2 && ok; i++) {
        int32_t id = name[i] != NULL ? vocab_id(vocab, slice_of(name[i])) : -1;

        reader->act.sign[i] = id;
        ok = id > 0 || err_set(err, ERR_SYNTAX,
                               "%.200s: 'signs' names no two pieces", path);
    }
    free(name[0]);
    free(name[1]);
    return ok;
}

static bool read_pair(struct reader *reader, const struct safetensors *file,
                      const char *path, struct err *err)
{
    struct act_heads *heads = &reader->act;
    static const char *const name[] = {"pair.nosource", "pair.notarget"};
    size_t width = encoder_width(reader->encoder);
    struct part kind[] = {{"root", 0}, {"quad", READER_QUADS}};
    float *ask;
    bool ok;

    if (!safetensors_has(file, "pair.ask")) {
        return true;
    }
    heads->roots =
        read_names(file, "roots", path, heads->root_name, READER_ROOTS, err);
    if (heads->roots == 0) {
        return false;
    }
    for (size_t i = 0; i < 2; i++) {
        heads->absent[i] = mem_alloc(width, sizeof(float));
        if (!safetensors_copy(file, name[i], 1, width, heads->absent[i], err)) {
            return false;
        }
    }
    ask = mem_alloc(width * 2 * width, sizeof *ask);
    ok = safetensors_copy(file, "pair.ask", width, 2 * width, ask, err);
    if (ok) {
        heads->ask =
            (struct head){matrix_affine(ask, NULL, width, 2 * width), width};
    }
    free(ask);
    kind[0].out = heads->roots;
    return ok && read_pair_layer(reader, file, err) &&
           read_signs(reader, file, path, err) &&
           read_head(file, kind, 2, READER_HIDDEN, &heads->kind, err);
}

static bool read_acts(struct reader *reader, const struct safetensors *file,
                      const char *path, struct err *err)
{
    static const struct part word[] = {{"word", READER_HIDDEN}};
    struct part answer[] = {{"type", 0}, {"flag", READER_FLAGS}};
    struct act_heads *heads = &reader->act;
    size_t named;

    if (!safetensors_has(file, "word.weight")) {
        return true;
    }
    named = read_names(file, "types", path, heads->type_name, READER_TYPES - 1,
                       err);
    if (named == 0) {
        return false;
    }
    heads->types = named + 1;
    heads->flags = safetensors_has(file, "flag.weight");
    answer[0].out = heads->types;
    return read_head(file, word, 1, encoder_width(reader->encoder),
                     &heads->word, err) &&
           read_head(file, answer, heads->flags ? 2 : 1, READER_HIDDEN,
                     &heads->answer, err) &&
           read_roles(reader, file, err);
}

/* --- the file ------------------------------------------------------------- */

/* Open the encoder that the trained file names. */
static bool open_encoder(struct reader *reader,
                         const struct reader_place *place,
                         const struct safetensors *file, const char *path,
                         struct err *err)
{
    const char *name = safetensors_meta(file, "encoder");
    struct buf folder = {0};
    bool ok;

    if (name == NULL || strchr(name, '/') != NULL || name[0] == '.') {
        return err_set(err, ERR_SYNTAX, "%.200s: names no encoder", path);
    }
    buf_printf(&folder, "%s/%s", place->encoders, name);
    ok = encoder_files_open(&reader->files, folder.ptr, err);
    if (ok) {
        reader->encoder_name = mem_copy(name, strlen(name));
        reader->published = published_of(reader->files, reader->weights);
    }
    buf_release(&folder);
    return ok;
}

static bool read_heads(struct reader *reader, const struct safetensors *file,
                       const char *path, struct err *err)
{
    return read_attribution(reader, file, err) &&
           read_acts(reader, file, path, err) &&
           read_pair(reader, file, path, err) &&
           (reader_attributes(reader) || reader_weighs(reader) ||
            reader_pairs(reader) ||
            err_set(err, ERR_SYNTAX, "%.200s: holds no heads", path));
}

/* "base 0123456789ab". */
static char *make_name(const char *name, struct slice bytes)
{
    char digest[SHA256_HEX + 1];
    struct buf made = {0};

    sha256_hex(bytes, digest);
    buf_printf(&made, "%s %.*s", name, DIGEST, digest);
    return made.ptr;
}

bool reader_read(struct reader *reader, const struct reader_place *place,
                 enum encoder_weights weights, struct err *err)
{
    struct safetensors *file = NULL;
    struct buf path = {0};
    bool ok;

    reader->weights = weights;
    buf_printf(&path, "%s/%s.safetensors", place->trained, place->name);
    if (!file_exists(path.ptr)) {
        ok = err_set(err, ERR_MISSING,
                     "%.200s: holds no trained file of the %.20s reader",
                     place->trained, place->name);
    } else {
        ok =
            safetensors_open(&file, path.ptr, err) &&
            open_encoder(reader, place, file, path.ptr, err) &&
            encoder_make(&reader->encoder, reader->files, weights, file, err) &&
            read_heads(reader, file, path.ptr, err);
    }
    if (ok) {
        reader->name = make_name(place->name, safetensors_bytes(file));
    }
    safetensors_close(file);
    buf_release(&path);
    return ok;
}

static void release_head(struct head *head)
{
    matrix_release(&head->matrix);
}

void reader_release(struct reader *reader)
{
    struct act_heads *act = &reader->act;

    release_head(&reader->attribution.tag);
    release_head(&reader->attribution.link);
    release_head(&act->word);
    release_head(&act->answer);
    release_head(&act->role);
    release_head(&act->ask);
    release_head(&act->pair);
    release_head(&act->kind);
    for (size_t i = 0; i < READER_TYPES; i++) {
        free(act->type_name[i]);
    }
    for (size_t i = 0; i < READER_ROOTS; i++) {
        free(act->root_name[i]);
    }
    free(act->absent[0]);
    free(act->absent[1]);
    published_free(reader->published);
    encoder_close(reader->encoder);
    encoder_files_close(reader->files);
    free(reader->encoder_name);
    free(reader->name);
}
