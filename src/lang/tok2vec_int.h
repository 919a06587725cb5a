/* tok2vec_int.h - the weights of a tok2vec, and its words.  Only for
 * tok2vec*.c. */
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

/* What follows from a word alone: the mixed vector, and its products with the
 * first convolution's weights as left, centre and right of a window. */
struct word {
    float mixed[ROW];
    float product[3][PRODUCT];
};

/* A cache of words with a fixed bound, one thread's. */
struct words; /* private */

enum { WORDS_MOST = 1024 }; /* pieces looked up together */

struct words *words_new(const struct tok2vec *net, const struct kern *kern,
                        size_t lexemes);
void words_free(struct words *words);

/* Forget all words. */
void words_forget(struct words *words);

/* Find the words of `count` <= WORDS_MOST pieces, computing those that are not
 * there; a piece that is NULL is padding.  Valid until the next call. */
void words_find(struct words *words, const struct piece *const *piece,
                size_t count, const struct word **word);

/* How many words had to be computed so far. */
size_t words_misses(const struct words *words);

#endif
