/*
 * tiny.h - networks in the form of the published ones, with small tables and
 * weights made up here: for tests that must not need a model.
 *
 * The weights are the same in every run.  They can be looked at, so that a
 * test can work out for itself what the network should answer.
 */
#ifndef DEMARCHE_TESTS_LANG_TINY_H
#define DEMARCHE_TESTS_LANG_TINY_H

#include "base/buf.h"

#include <stdint.h>

#define TINY_WIDTH   ((size_t)96)
#define TINY_HIDDEN  ((size_t)64)
#define TINY_PIECES  ((size_t)3)
#define TINY_COLUMNS ((size_t)6)
#define TINY_ROWS    ((size_t)7) /* of each table */
#define TINY_LAYERS  ((size_t)5)

enum { TINY_NODES = 20 };

struct tiny_array {
    const char *name; /* NULL: no such array */
    size_t shape[4];
    size_t rank;
    float *data;
};

struct tiny_node {
    const char *name;
    int column; /* -1: none; its seed is 8 + column */
    bool lists_columns;
    struct tiny_array array[3];
};

struct tiny {
    struct tiny_node node[TINY_NODES];
    size_t nodes;
};

/* Add the layers of a tok2vec of six columns. */
void tiny_add_tok2vec(struct tiny *tiny);

/* Add the layers of a decoder. */
void tiny_add_step(struct tiny *tiny, size_t slots, size_t moves);

/* Add the layer of a tagger. */
void tiny_add_tagger(struct tiny *tiny, size_t tags);

/* The part that holds these layers. */
struct buf tiny_pack(const struct tiny *tiny);

void tiny_release(struct tiny *tiny);

/* The array `name` of the nth node called `node`. */
const float *tiny_find(const struct tiny *tiny, const char *node, size_t nth,
                       const char *name);

/* A part such as ner/moves around JSON text. */
struct buf tiny_moves(const char *json);

#endif
