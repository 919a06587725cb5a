/*
 * forest.h - the trained trees that judge blocks.
 *
 * data/page/html-model.tsv holds decision trees; their sum gives a number
 * between 0 and 1: how surely a block belongs to the article.
 */
#ifndef DEMARCHE_PAGE_HTML_FOREST_H
#define DEMARCHE_PAGE_HTML_FOREST_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

/* A fork asks row[feature] <= limit: if so the next node follows, if not the
 * one `no` further on.  A leaf has no 0.  8 bytes: all trees stay in the
 * processor's nearest cache. */
struct forest_node {
    float limit; /* of a leaf: its value */
    uint16_t feature;
    uint16_t no;
};

struct forest {
    struct forest_node *node;
    size_t nodes;
    uint32_t *root;  /* of each tree */
    uint32_t *depth; /* forks on its longest way */
    size_t trees;
};

/* Read the table below `data_dir`.  On failure nothing is held. */
MUST_USE bool forest_open(struct forest *forest, const char *data_dir,
                          struct err *err);
void forest_release(struct forest *forest);

/* Judge `rows` rows of `width` numbers each; one answer a row to `out`.  An
 * answer that is sure early on is not worked out further. */
void forest_judge(const struct forest *forest, const float *row, size_t rows,
                  size_t width, float *out);

#endif
