#include "model/thinc.h"

#include "base/mem.h"
#include "model/msgpack.h"

#include <stdlib.h>

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#    error "weights are copied as they are: a little-endian machine is needed"
#endif

static bool read_nodes(struct thinc *net, struct msgpack *in);
static bool read_node(struct thinc_node *node, struct msgpack *in);
static bool read_attrs(struct thinc_node *node, struct msgpack *in);
static bool read_attr(struct thinc_node *node, struct slice name,
                      struct msgpack *in);
static bool read_columns(struct thinc_node *node, struct msgpack *in);
static bool read_params(struct thinc_node *node, struct msgpack *in);
static bool read_array(struct thinc_param *param, struct msgpack *in);
static bool read_shape(struct thinc_param *param, struct msgpack *in);
static bool read_same_count(const struct thinc *net, struct msgpack *in,
                            const char *name);
static const struct thinc_param *find_param(const struct thinc_node *node,
                                            const char *name);
static bool check_shape(const struct thinc *net,
                        const struct thinc_param *param, size_t *shape,
                        size_t rank, struct err *err);

bool thinc_read(struct thinc *net, const struct part *part, struct err *err)
{
    struct msgpack in = msgpack_open(part, err);
    size_t count;
    bool ok;

    *net = (struct thinc){.part = part};
    ok = msgpack_map(&in, &count) &&
         (count == 4 || msgpack_fail(&in, 0,
                                     "not a network: %zu entries where "
                                     "nodes, attrs, params and shims "
                                     "belong",
                                     count)) &&
         read_nodes(net, &in) && msgpack_end(&in);
    if (!ok) {
        thinc_release(net);
    }
    return ok;
}

void thinc_release(struct thinc *net)
{
    free(net->node);
    *net = (struct thinc){0};
}

static bool read_nodes(struct thinc *net, struct msgpack *in)
{
    size_t count;
    bool ok = msgpack_key(in, "nodes") && msgpack_array(in, &count) &&
              (count <= THINC_NODES ||
               msgpack_fail(in, in->at, "%zu nodes are too many", count));

    if (ok) {
        net->node = mem_alloc(count, sizeof *net->node);
        net->len = count;
    }
    for (size_t i = 0; ok && i < net->len; i++) {
        ok = read_node(&net->node[i], in);
    }
    ok = ok && read_same_count(net, in, "attrs");
    for (size_t i = 0; ok && i < net->len; i++) {
        ok = read_attrs(&net->node[i], in);
    }
    ok = ok && read_same_count(net, in, "params");
    for (size_t i = 0; ok && i < net->len; i++) {
        ok = read_params(&net->node[i], in);
    }
    ok = ok && read_same_count(net, in, "shims");
    for (size_t i = 0; ok && i < net->len; i++) {
        ok = msgpack_skip(in);
    }
    return ok;
}

static bool read_same_count(const struct thinc *net, struct msgpack *in,
                            const char *name)
{
    size_t at = in->at;
    size_t count;

    return msgpack_key(in, name) && msgpack_array(in, &count) &&
           (count == net->len || msgpack_fail(in, at, "%zu %s for %zu nodes",
                                              count, name, net->len));
}

static bool read_node(struct thinc_node *node, struct msgpack *in)
{
    size_t count;
    struct slice key;
    bool ok;

    *node = (struct thinc_node){
        .name = {"", 0}, .at = in->at, .column = -1, .seed = -1, .pad = -1};
    ok = msgpack_map(in, &count);
    for (size_t i = 0; ok && i < count; i++) {
        ok = msgpack_str(in, &key) &&
             (slice_is(key, "name") ? msgpack_str(in, &node->name)
                                    : msgpack_skip(in));
    }
    return ok;
}

static bool read_attrs(struct thinc_node *node, struct msgpack *in)
{
    size_t count;
    struct slice key;
    struct slice document;
    bool ok = msgpack_map(in, &count);

    for (size_t i = 0; ok && i < count; i++) {
        struct msgpack inner;

        ok = msgpack_str(in, &key) && msgpack_bin(in, &document);
        if (ok) {
            inner = msgpack_inside(in, document);
            ok = read_attr(node, key, &inner) && msgpack_end(&inner);
        }
    }
    return ok;
}

/* A setting is a document of its own. */
static bool read_attr(struct thinc_node *node, struct slice name,
                      struct msgpack *in)
{
    int64_t *place = slice_is(name, "column") ? &node->column
                     : slice_is(name, "seed") ? &node->seed
                     : slice_is(name, "pad")  ? &node->pad
                                              : NULL;
    uint64_t number;

    if (slice_is(name, "columns")) {
        return read_columns(node, in);
    }
    if (place == NULL) {
        return msgpack_skip(in);
    }
    if (!msgpack_uint(in, &number)) {
        return false;
    }
    *place = (int64_t)number;
    return number <= INT32_MAX ||
           msgpack_fail(in, in->base, "%.*s is out of range", (int)name.len,
                        name.ptr);
}

static bool read_columns(struct thinc_node *node, struct msgpack *in)
{
    bool ok = msgpack_array(in, &node->columns_len);

    if (ok && node->columns_len > THINC_COLUMNS) {
        ok = msgpack_fail(in, in->base, "%zu columns", node->columns_len);
    }
    for (size_t i = 0; ok && i < node->columns_len; i++) {
        ok = msgpack_str(in, &node->columns[i]);
    }
    return ok;
}

static bool read_params(struct thinc_node *node, struct msgpack *in)
{
    size_t count;
    bool ok = msgpack_map(in, &count);

    for (size_t i = 0; ok && i < count; i++) {
        struct thinc_param param = {.at = in->base + in->at};
        struct msgpack_value value;

        ok = msgpack_str(in, &param.name) && msgpack_peek(in, &value);
        if (ok && value.kind == MSGPACK_NIL) {
            ok = msgpack_nil(in);
        } else if (ok) {
            ok = read_array(&param, in) &&
                 (node->params < THINC_PARAMS ||
                  msgpack_fail(in, param.at, "too many arrays in a node"));
            if (ok) {
                node->param[node->params++] = param;
            }
        }
    }
    return ok;
}

/* {b"nd": true, b"type": "<f4", b"kind": b"", b"shape": [...], b"data": ...},
 * as msgpack-numpy writes it. */
static bool read_array(struct thinc_param *param, struct msgpack *in)
{
    size_t count;
    size_t floats = 1;
    bool ok = msgpack_map(in, &count);

    for (size_t i = 0; ok && i < count; i++) {
        struct slice key;
        struct slice type;

        ok = msgpack_bin(in, &key);
        if (ok && slice_is(key, "type")) {
            ok = msgpack_str(in, &type) &&
                 (slice_is(type, "<f4") ||
                  msgpack_fail(in, param->at,
                               "numbers of type '%.*s' where '<f4' belongs",
                               (int)type.len, type.ptr));
        } else if (ok && slice_is(key, "shape")) {
            ok = read_shape(param, in);
        } else if (ok && slice_is(key, "data")) {
            ok = msgpack_bin(in, &param->data);
        } else if (ok) {
            ok = msgpack_skip(in);
        }
    }
    for (size_t i = 0; ok && i < param->rank; i++) {
        ok = param->shape[i] <= in->bytes.len / floats ||
             msgpack_fail(in, param->at, "a shape larger than the file");
        floats *= param->shape[i] != 0 ? param->shape[i] : 1;
    }
    return ok &&
           ((param->rank != 0 && param->data.len == floats * sizeof(float)) ||
            msgpack_fail(in, param->at,
                         "the array's data does not fit its shape"));
}

static bool read_shape(struct thinc_param *param, struct msgpack *in)
{
    uint64_t number;
    bool ok = msgpack_array(in, &param->rank) &&
              (param->rank <= THINC_RANK ||
               msgpack_fail(in, param->at, "an array of %zu dimensions",
                            param->rank));

    if (!ok) {
        param->rank = 0;
    }
    for (size_t i = 0; ok && i < param->rank; i++) {
        ok = msgpack_uint(in, &number) &&
             ((number != 0 && number <= in->bytes.len) ||
              msgpack_fail(in, param->at, "an array with a side of %llu",
                           (unsigned long long)number));
        param->shape[i] = (size_t)number;
    }
    return ok;
}

bool thinc_find(const struct thinc *net, const char *name, size_t *from,
                const struct thinc_node **node, struct err *err)
{
    for (size_t i = *from; i < net->len; i++) {
        if (slice_is(net->node[i].name, name)) {
            *node = &net->node[i];
            *from = i + 1;
            return true;
        }
    }
    *node = NULL;
    return part_fail(net->part, net->part->bytes.len, err,
                     "no layer '%s' after layer %zu", name, *from);
}

size_t thinc_count(const struct thinc *net, const char *name)
{
    size_t count = 0;

    for (size_t i = 0; i < net->len; i++) {
        count += slice_is(net->node[i].name, name);
    }
    return count;
}

static const struct thinc_param *find_param(const struct thinc_node *node,
                                            const char *name)
{
    for (size_t i = 0; i < node->params; i++) {
        if (slice_is(node->param[i].name, name)) {
            return &node->param[i];
        }
    }
    return NULL;
}

static bool check_shape(const struct thinc *net,
                        const struct thinc_param *param, size_t *shape,
                        size_t rank, struct err *err)
{
    bool fits = param->rank == rank;

    for (size_t i = 0; fits && i < rank; i++) {
        shape[i] = shape[i] == 0 ? param->shape[i] : shape[i];
        fits = param->shape[i] == shape[i];
    }
    return fits || part_fail(net->part, param->at, err,
                             "the array '%.*s' has another shape than this "
                             "layer's",
                             (int)param->name.len, param->name.ptr);
}

/* All exponents below the highest one: neither infinite nor not-a-number. */
static bool all_finite(const float *number, size_t count)
{
    uint32_t highest = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t bits;

        memcpy(&bits, &number[i], sizeof bits);
        bits &= 0x7f800000U;
        highest = bits > highest ? bits : highest;
    }
    return highest != 0x7f800000U;
}

float *thinc_floats(const struct thinc *net, const struct thinc_node *node,
                    const char *name, size_t *shape, size_t rank,
                    struct err *err)
{
    const struct thinc_param *param = find_param(node, name);
    size_t count;
    float *out;

    if (param == NULL) {
        (void)part_fail(net->part, node->at, err,
                        "the layer '%.*s' has no array '%s'",
                        (int)node->name.len, node->name.ptr, name);
        return NULL;
    }
    if (!check_shape(net, param, shape, rank, err)) {
        return NULL;
    }
    count = param->data.len / sizeof(float);
    out = mem_alloc_aligned(count, sizeof *out);
    memcpy(out, param->data.ptr, param->data.len);
    if (!all_finite(out, count)) {
        free(out);
        (void)part_fail(net->part, param->at, err,
                        "the array '%s' holds what is not a finite number",
                        name);
        return NULL;
    }
    return out;
}
