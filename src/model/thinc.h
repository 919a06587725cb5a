/*
 * thinc.h - the layers of a network file: spaCy's `model` parts.
 *
 * Such a part is a list of nodes, each with a name, a few settings and its
 * weights.  How nodes hang together is not stored: whoever reads a network
 * knows its plan and takes the nodes by name, in file order, asking for each
 * array by the shape that the plan gives it.  What has another shape is
 * refused, and so are weights that are no numbers.
 *
 * A network points into its part, which must outlive it.
 */
#ifndef DEMARCHE_MODEL_THINC_H
#define DEMARCHE_MODEL_THINC_H

#include "model/package.h"

#include <stdint.h>

/* What the largest network there is (md: 68 nodes) stays far below. */
enum {
    THINC_NODES = 1024,
    THINC_RANK = 4,
    THINC_PARAMS = 4,
    THINC_COLUMNS = 8
};

struct thinc_param {
    struct slice name;
    size_t at; /* offset of its description in the part */
    size_t shape[THINC_RANK];
    size_t rank;
    struct slice data; /* little-endian floats, not aligned */
};

struct thinc_node {
    struct slice name;
    size_t at;
    /* Settings; -1 and 0 where the node has none of that name. */
    int64_t column;
    int64_t seed;
    int64_t pad;
    struct slice columns[THINC_COLUMNS];
    size_t columns_len;
    struct thinc_param param[THINC_PARAMS];
    size_t params;
};

struct thinc {
    const struct part *part;
    struct thinc_node *node;
    size_t len;
};

/* Read all nodes of `part`.  On failure `net` is empty. */
MUST_USE bool thinc_read(struct thinc *net, const struct part *part,
                         struct err *err);
void thinc_release(struct thinc *net);

/* The first node called `name` from index `*from` on; `*from` moves behind it.
 * An error if there is none. */
MUST_USE bool thinc_find(const struct thinc *net, const char *name,
                         size_t *from, const struct thinc_node **node,
                         struct err *err);

/* Number of nodes called `name`. */
size_t thinc_count(const struct thinc *net, const char *name);

/* The parameter `name` of a node, as floats from the heap aligned to 64.  Its
 * shape must be `shape[0..rank)`; a 0 there stands for any length >= 1 and is
 * replaced by what it is.  NULL on failure. */
float *thinc_floats(const struct thinc *net, const struct thinc_node *node,
                    const char *name, size_t *shape, size_t rank,
                    struct err *err);

#endif
