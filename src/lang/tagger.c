#include "lang/tagger.h"

#include "base/mem.h"

#include <jansson.h>
#include <stdlib.h>

#define BLOCK ((size_t)64) /* rows tagged at once */

struct tagger {
    struct matrix scores;
    char **tag;
    size_t tags;
};

static bool read_tags(struct tagger *made, const struct part *part,
                      struct err *err);
static bool read_layer(struct tagger *made, const struct thinc *net,
                       struct err *err);

bool tagger_read(struct tagger **tagger, const struct thinc *net,
                 const struct part *labels, struct err *err)
{
    struct tagger *made = mem_alloc(1, sizeof *made);

    if (!read_tags(made, labels, err) || !read_layer(made, net, err)) {
        tagger_free(made);
        made = NULL;
    }
    *tagger = made;
    return made != NULL;
}

void tagger_free(struct tagger *tagger)
{
    if (tagger == NULL) {
        return;
    }
    for (size_t i = 0; i < tagger->tags; i++) {
        free(tagger->tag[i]);
    }
    free(tagger->tag);
    matrix_release(&tagger->scores);
    free(tagger);
}

/* {"labels": ["$", ...], ...} */
static bool read_tags(struct tagger *made, const struct part *part,
                      struct err *err)
{
    json_error_t reason;
    json_t *root = json_loadb(part->bytes.ptr, part->bytes.len, 0, &reason);
    json_t *labels = json_object_get(root, "labels");
    size_t count = json_array_size(labels);
    bool ok = true;

    if (root == NULL) {
        return part_fail(part, (size_t)reason.position, err, "%s", reason.text);
    }
    made->tag = mem_alloc(count, sizeof *made->tag);
    for (size_t i = 0; ok && i < count; i++) {
        const char *tag = json_string_value(json_array_get(labels, i));

        ok = tag != NULL;
        if (ok) {
            made->tag[made->tags++] = mem_copy(tag, strlen(tag));
        }
    }
    json_decref(root);
    return (ok && count != 0) ||
           part_fail(part, 0, err, "no list of strings called 'labels'");
}

static bool read_layer(struct tagger *made, const struct thinc *net,
                       struct err *err)
{
    size_t weight_shape[] = {made->tags, KERN_WIDTH};
    size_t bias_shape[] = {made->tags};
    const struct thinc_node *node;
    size_t from = 0;
    float *weight = NULL;
    float *bias = NULL;
    bool ok = thinc_find(net, "softmax", &from, &node, err);

    weight = ok ? thinc_floats(net, node, "W", weight_shape, 2, err) : NULL;
    bias = ok ? thinc_floats(net, node, "b", bias_shape, 1, err) : NULL;
    ok = weight != NULL && bias != NULL;
    if (ok) {
        made->scores = matrix_affine(weight, bias, made->tags, KERN_WIDTH);
    }
    free(weight);
    free(bias);
    return ok;
}

size_t tagger_scratch(const struct tagger *tagger)
{
    return BLOCK * matrix_width(&tagger->scores);
}

void tagger_run(const struct tagger *tagger, const struct kern *kern,
                struct rows vectors, float *scratch, const char **tag)
{
    size_t width = matrix_width(&tagger->scores);

    for (size_t at = 0; at < vectors.count; at += BLOCK) {
        size_t left = vectors.count - at;
        struct rows block = {vectors.ptr + at * vectors.stride, vectors.stride,
                             left < BLOCK ? left : BLOCK};

        kern->affine(&tagger->scores, block, scratch, width);
        for (size_t i = 0; i < block.count; i++) {
            tag[at + i] =
                tagger->tag[kern->largest(scratch + i * width, tagger->tags)];
        }
    }
}
