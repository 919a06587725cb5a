/* tok2vec_int.h - the weights of a tok2vec.  Only for tok2vec*.c. */
#ifndef DEMARCHE_LANG_TOK2VEC_INT_H
#define DEMARCHE_LANG_TOK2VEC_INT_H

#include "lang/tok2vec.h"

#define ROW     TOK2VEC_WIDTH
#define WINDOW  (3 * ROW)
#define PRODUCT (KERN_PIECES * ROW) /* of one row with a third of a window */

enum { CONVS = 4, COLUMNS = THINC_COLUMNS };

enum feature { NORM, PREFIX, SUFFIX, SHAPE, SPACY, IS_SPACE, FEATURES };

/* Rows of numbers chosen by hashing one feature of a word. */
struct table {
    enum feature feature;
    uint32_t seed;
    float *row; /* [rows][96] */
    size_t rows;
};

struct tok2vec {
    struct table table[COLUMNS];
    size_t tables;
    bool blank_counts; /* the blank after a word is one of the features */
    const struct vectors *vectors; /* NULL: the model has none */
    struct matrix fixed;           /* from a word's vector to 96 */
    struct matrix mixer;
    struct norm mixer_norm;
    struct matrix first;       /* from 96 to the products left, centre, right */
    float first_bias[PRODUCT]; /* three pieces of 96 */
    struct conv conv[CONVS];   /* conv[0] is empty: that is `first` */
    struct norm norm[CONVS];
};

#endif
