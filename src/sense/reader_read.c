/* reader_read.c - a reader from its trained files. */
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

static bool read_attribution(struct attribution_heads *heads,
                             const struct safetensors *file, struct err *err)
{
    static const struct part tag[] = {{"tag", TAGS}};
    static const struct part link[] = {{"link.cue.ask", READER_ASK},
                                       {"link.cue.key", READER_ASK},
                                       {"link.source.ask", READER_ASK},
                                       {"link.source.key", READER_ASK}};
    size_t width = encoder_width(heads->encoder);

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
                         const char *place, char **name, size_t cap,
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
                      place, key);
        return 0;
    }
    return count;
}

static bool read_roles(struct act_heads *heads, const struct safetensors *file,
                       struct err *err)
{
    static const struct part role[] = {{"actor.ask", READER_ASK},
                                       {"actor.key", READER_ASK},
                                       {"recipient.ask", READER_ASK},
                                       {"recipient.key", READER_ASK}};

    if (!safetensors_has(file, "actor.ask.weight")) {
        return true;
    }
    return read_head(file, role, ROLES, encoder_width(heads->encoder),
                     &heads->role, err) &&
           safetensors_copy(file, "actor.bias", 1, 1,
                            &heads->role_bias[READER_ACTOR], err) &&
           safetensors_copy(file, "recipient.bias", 1, 1,
                            &heads->role_bias[READER_RECIPIENT], err);
}

/* pair.source, pair.target and pair.pool as one layer on the three. */
static bool read_pair_layer(struct act_heads *heads,
                            const struct safetensors *file, struct err *err)
{
    static const char *const name[] = {"pair.source", "pair.target",
                                       "pair.pool"};
    size_t width = encoder_width(heads->encoder);
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
        heads->pair =
            (struct head){matrix_affine(weight, bias, READER_HIDDEN, 3 * width),
                          READER_HIDDEN};
    }
    free(weight);
    free(part);
    return ok;
}

static bool read_pair(struct act_heads *heads, const struct safetensors *file,
                      const char *place, struct err *err)
{
    static const char *const name[] = {"pair.nosource", "pair.notarget"};
    size_t width = encoder_width(heads->encoder);
    struct part kind[] = {{"root", 0}, {"quad", READER_QUADS}};
    float *ask;
    bool ok;

    if (!safetensors_has(file, "pair.ask")) {
        return true;
    }
    heads->roots =
        read_names(file, "roots", place, heads->root_name, READER_ROOTS, err);
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
    return ok && read_pair_layer(heads, file, err) &&
           read_head(file, kind, 2, READER_HIDDEN, &heads->kind, err);
}

static bool read_acts(struct act_heads *heads, const struct safetensors *file,
                      const char *place, struct err *err)
{
    static const struct part word[] = {{"word", READER_HIDDEN}};
    struct part answer[] = {{"type", 0}, {"flag", READER_FLAGS}};
    size_t named;

    if (!read_pair(heads, file, place, err)) {
        return false;
    }
    if (!safetensors_has(file, "word.weight")) {
        return heads->roots != 0 ||
               err_set(err, ERR_SYNTAX, "%.200s: holds no heads", place);
    }
    named = read_names(file, "types", place, heads->type_name, READER_TYPES - 1,
                       err);
    if (named == 0) {
        return false;
    }
    heads->types = named + 1;
    heads->flags = safetensors_has(file, "flag.weight");
    answer[0].out = heads->types;
    return read_head(file, word, 1, encoder_width(heads->encoder), &heads->word,
                     err) &&
           read_head(file, answer, heads->flags ? 2 : 1, READER_HIDDEN,
                     &heads->answer, err) &&
           read_roles(heads, file, err);
}

/* --- files ---------------------------------------------------------------- */

/* What is read, file by file. */
struct opening {
    struct reader *reader;
    const struct reader_place *place;
    enum encoder_weights weights;
    struct buf digests;
    char encoder[NAME_CAP]; /* its folder's name */
};

/* Open the encoder that the trained file names, unless it is open. */
static bool open_files(struct opening *opening, const struct safetensors *file,
                       const char *path, struct err *err)
{
    const char *name = safetensors_meta(file, "encoder");
    struct buf folder = {0};
    bool ok;

    if (name == NULL || strlen(name) >= NAME_CAP || strchr(name, '/') != NULL ||
        name[0] == '.') {
        return err_set(err, ERR_SYNTAX, "%.200s: names no encoder", path);
    }
    if (opening->reader->files != NULL) {
        return strcmp(name, opening->encoder) == 0 ||
               err_set(err, ERR_SYNTAX, "%.200s: is for %.40s, not for %.40s",
                       path, name, opening->encoder);
    }
    memcpy(opening->encoder, name, strlen(name) + 1);
    buf_printf(&folder, "%s/%s", opening->place->encoders, name);
    ok = encoder_files_open(&opening->reader->files, folder.ptr, err);
    buf_release(&folder);
    return ok;
}

/* Open PLACE/NAME-TASK.safetensors, adapt an encoder by it and keep the file's
 * digest; `*file` NULL without an error: there is none. */
static bool open_task(struct opening *opening, const char *task,
                      struct safetensors **file, struct encoder **encoder,
                      struct buf *path, struct err *err)
{
    char digest[SHA256_HEX + 1];
    const char *kind;

    *file = NULL;
    buf_printf(path, "%s/%s-%s.safetensors", opening->place->trained,
               opening->place->name, task);
    if (!file_exists(path->ptr)) {
        return true;
    }
    if (!safetensors_open(file, path->ptr, err)) {
        return false;
    }
    kind = safetensors_meta(*file, "kind");
    if (kind == NULL || strcmp(kind, task) != 0) {
        return err_set(err, ERR_SYNTAX, "%.200s: is not of kind '%s'",
                       path->ptr, task);
    }
    sha256_hex(safetensors_bytes(*file), digest);
    buf_add_str(&opening->digests, digest);
    return open_files(opening, *file, path->ptr, err) &&
           encoder_make(encoder, opening->reader->files, opening->weights,
                        *file, err);
}

static bool open_attribution(struct opening *opening, struct err *err)
{
    struct attribution_heads *heads = &opening->reader->attribution;
    struct safetensors *file;
    struct buf path = {0};
    bool ok =
        open_task(opening, "attribution", &file, &heads->encoder, &path, err);

    ok = ok && (file == NULL || read_attribution(heads, file, err));
    safetensors_close(file);
    buf_release(&path);
    return ok;
}

static bool open_acts(struct opening *opening, struct err *err)
{
    struct act_heads *heads = &opening->reader->act;
    struct safetensors *file;
    struct buf path = {0};
    bool ok = open_task(opening, "acts", &file, &heads->encoder, &path, err);

    ok = ok && (file == NULL || read_acts(heads, file, path.ptr, err));
    safetensors_close(file);
    buf_release(&path);
    return ok;
}

bool reader_read(struct reader *reader, const struct reader_place *place,
                 enum encoder_weights weights, struct err *err)
{
    struct opening opening = {
        .reader = reader, .place = place, .weights = weights};
    char digest[SHA256_HEX + 1];
    struct buf name = {0};
    bool ok = open_attribution(&opening, err) && open_acts(&opening, err);

    if (ok && reader->files == NULL) {
        ok = err_set(err, ERR_MISSING,
                     "%.200s: holds no trained files of the %.20s reader",
                     place->trained, place->name);
    }
    sha256_hex(buf_slice(&opening.digests), digest);
    buf_printf(&name, "%s %.*s", place->name, DIGEST, digest);
    reader->name = name.ptr;
    buf_release(&opening.digests);
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
    encoder_close(reader->attribution.encoder);
    encoder_close(act->encoder);
    encoder_files_close(reader->files);
    free(reader->name);
}
