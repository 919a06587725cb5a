/* Network files made up here: what is read, and what is refused where. */
#include "model/thinc.h"
#include "packing.h"
#include "testing.h"

#include <math.h>
#include <stdlib.h>

/* What the one array of the test network looks like. */
struct array {
    const char *type;
    size_t shape[2];
    const float *data;
    size_t floats;
};

static void pack_setting(struct buf *out, const char *name, uint64_t number)
{
    struct buf inner = {0};

    pack_uint(&inner, number);
    pack_str(out, name);
    pack_bin(out, inner.ptr, inner.len);
    buf_release(&inner);
}

static void pack_array_of(struct buf *out, const struct array *array)
{
    pack_map(out, 5);
    pack_bin(out, "nd", 2);
    pack_bool(out, true);
    pack_bin(out, "type", 4);
    pack_str(out, array->type);
    pack_bin(out, "kind", 4);
    pack_bin(out, "", 0);
    pack_bin(out, "shape", 5);
    pack_array(out, 2);
    pack_uint(out, array->shape[0]);
    pack_uint(out, array->shape[1]);
    pack_bin(out, "data", 4);
    pack_bin(out, array->data, array->floats * sizeof *array->data);
}

/* Two nodes: a "start" without anything, a "table" with E and settings. */
static struct buf network(const struct array *array)
{
    struct buf out = {0};

    pack_map(&out, 4);
    pack_str(&out, "nodes");
    pack_array(&out, 2);
    for (size_t i = 0; i < 2; i++) {
        pack_map(&out, 2);
        pack_str(&out, "index");
        pack_uint(&out, i);
        pack_str(&out, "name");
        pack_str(&out, i == 0 ? "start" : "table");
    }
    pack_str(&out, "attrs");
    pack_array(&out, 2);
    pack_map(&out, 0);
    pack_map(&out, 2);
    pack_setting(&out, "column", 3);
    pack_setting(&out, "seed", 8);
    pack_str(&out, "params");
    pack_array(&out, 2);
    pack_map(&out, 1);
    pack_str(&out, "W");
    pack_nil(&out);
    pack_map(&out, 1);
    pack_str(&out, "E");
    pack_array_of(&out, array);
    pack_str(&out, "shims");
    pack_array(&out, 2);
    pack_array(&out, 0);
    pack_array(&out, 0);
    return out;
}

static const float six[] = {1, 2, 3, 4, 5, 6};
static const struct array good = {"<f4", {2, 3}, six, 6};

static void a_network_is_its_nodes(void **state)
{
    struct buf bytes = network(&good);
    struct part part = part_borrow("x/model", buf_slice(&bytes));
    struct err err = {0};
    struct thinc net;
    const struct thinc_node *node;
    size_t shape[] = {0, 3};
    size_t from = 0;
    float *floats;

    (void)state;
    assert_true(thinc_read(&net, &part, &err));
    assert_int_equal(net.len, 2);
    assert_int_equal(thinc_count(&net, "table"), 1);
    assert_true(thinc_find(&net, "table", &from, &node, &err));
    assert_int_equal(from, 2);
    assert_int_equal(node->column, 3);
    assert_int_equal(node->seed, 8);
    floats = thinc_floats(&net, node, "E", shape, 2, &err);
    assert_non_null(floats);
    assert_int_equal(shape[0], 2);
    assert_memory_equal(floats, six, sizeof six);
    free(floats);
    thinc_release(&net);
    part_release(&part);
    buf_release(&bytes);
}

/* Asking for E with another shape, for another array, for another layer. */
static void what_is_not_there_is_named(void **state)
{
    struct buf bytes = network(&good);
    struct part part = part_borrow("x/model", buf_slice(&bytes));
    struct err err[3] = {0};
    struct thinc net;
    const struct thinc_node *node;
    size_t shape[] = {2, 4};
    size_t from = 0;

    (void)state;
    assert_true(thinc_read(&net, &part, &err[0]));
    assert_true(thinc_find(&net, "table", &from, &node, &err[0]));
    assert_null(thinc_floats(&net, node, "E", shape, 2, &err[0]));
    assert_non_null(strstr(err[0].text, "the array 'E' has another shape"));
    assert_null(thinc_floats(&net, node, "b", shape, 1, &err[1]));
    assert_non_null(strstr(err[1].text, "the layer 'table' has no array 'b'"));
    assert_false(thinc_find(&net, "table", &from, &node, &err[2]));
    assert_null(node);
    assert_non_null(strstr(err[2].text, "no layer 'table' after layer 2"));
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(strncmp(err[i].text, "x/model: byte ", 14), 0);
    }
    thinc_release(&net);
    part_release(&part);
    buf_release(&bytes);
}

static void assert_refused(const struct array *array, const char *reason)
{
    struct buf bytes = network(array);
    struct part part = part_borrow("x/model", buf_slice(&bytes));
    struct err err = {0};
    struct thinc net;
    bool ok = thinc_read(&net, &part, &err);

    if (ok) {
        size_t shape[] = {0, 0};
        const struct thinc_node *node;
        size_t from = 0;

        assert_true(thinc_find(&net, "table", &from, &node, &err));
        assert_null(thinc_floats(&net, node, "E", shape, 2, &err));
    }
    assert_int_equal(strncmp(err.text, "x/model: byte ", 14), 0);
    assert_non_null(strstr(err.text, reason));
    thinc_release(&net);
    part_release(&part);
    buf_release(&bytes);
}

static void arrays_that_lie_are_refused(void **state)
{
    static const float odd[] = {1, INFINITY, 3, 4, 5, 6};
    static const float none[] = {1, 2, 3, 4, 5, NAN};

    (void)state;
    assert_refused(&(struct array){"<f8", {2, 3}, six, 6}, "'<f8'");
    assert_refused(&(struct array){"<f4", {2, 3}, six, 5},
                   "data does not fit its shape");
    assert_refused(&(struct array){"<f4", {2, 0}, six, 0}, "a side of 0");
    assert_refused(&(struct array){"<f4", {SIZE_MAX, 2}, six, 6}, "a side of");
    assert_refused(&(struct array){"<f4", {100, 100}, six, 6},
                   "a shape larger than the file");
    assert_refused(&(struct array){"<f4", {2, 3}, odd, 6}, "finite");
    assert_refused(&(struct array){"<f4", {2, 3}, none, 6}, "finite");
}

/* Wherever the file ends too early, it is refused, and the place is named. */
static void every_truncation_is_refused(void **state)
{
    struct buf bytes = network(&good);

    (void)state;
    for (size_t len = 0; len < bytes.len; len++) {
        struct part part =
            part_borrow("x/model", (struct slice){bytes.ptr, len});
        struct err err = {0};
        struct thinc net;

        assert_false(thinc_read(&net, &part, &err));
        assert_int_equal(net.len, 0);
        assert_int_equal(strncmp(err.text, "x/model: byte ", 14), 0);
        part_release(&part);
    }
    buf_release(&bytes);
}

/* Any byte changed: refused or read, but never a crash. */
static void every_change_is_survived(void **state)
{
    struct buf bytes = network(&good);

    (void)state;
    for (size_t at = 0; at < bytes.len; at++) {
        char kept = bytes.ptr[at];

        for (int value = 0; value < 256; value += 5) {
            struct part part = part_borrow("x/model", buf_slice(&bytes));
            struct err err = {0};
            struct thinc net;

            bytes.ptr[at] = (char)value;
            if (thinc_read(&net, &part, &err)) {
                thinc_release(&net);
            } else {
                assert_int_not_equal(err.code, ERR_NONE);
            }
            part_release(&part);
        }
        bytes.ptr[at] = kept;
    }
    buf_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_network_is_its_nodes),
        cmocka_unit_test(what_is_not_there_is_named),
        cmocka_unit_test(arrays_that_lie_are_refused),
        cmocka_unit_test(every_truncation_is_refused),
        cmocka_unit_test(every_change_is_survived),
    };

    return cmocka_run_group_tests_name("thinc", tests, NULL, NULL);
}
