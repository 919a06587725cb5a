/*
 * forest.h - trained trees that judge rows of numbers.
 *
 * A table of data/page holds decision trees; their sum gives a number between
 * 0 and 1: how surely a block belongs to the article (html-model.tsv), names
 * are the authors' (html-author-model.tsv), a day is that of publication
 * (html-date-model.tsv).
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

/* What the numbers of a row are called. */
struct columns {
    const char *const *name;
    size_t len;
};

/* Read the table page/`file` below `data_dir`, which names `columns`.  On
 * failure nothing is held. */
MUST_USE bool forest_open(struct forest *forest, const char *data_dir,
                          const char *file, const struct columns *columns,
                          struct err *err);
void forest_release(struct forest *forest);

/* Judge `rows` rows of `width` numbers each; one answer a row to `out`.  An
 * answer that is sure early on is not worked out further. */
void forest_judge(const struct forest *forest, const float *row, size_t rows,
                  size_t width, float *out);

/* Judge one row by all trees. */
float forest_weigh(const struct forest *forest, const float *row);

#endif
