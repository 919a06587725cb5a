/*
 * lemmatizer_int.h - the lemmatizer's tables, by part of speech.
 */
#ifndef DEMARCHE_LANG_LEMMATIZER_INT_H
#define DEMARCHE_LANG_LEMMATIZER_INT_H

#include "base/arena.h"
#include "base/map.h"
#include "lang/lemmatizer.h"

/* A form that ends in `from` becomes one that ends in `to`. */
struct lemma_rule {
    struct slice from;
    struct slice to;
};

/* The lemmas of an irregular form, the preferred one last. */
struct lemma_list {
    struct slice *form;
    size_t len;
};

struct lemma_table {
    uint64_t pos; /* id of the lower-case part of speech */
    struct lemma_rule *rule;
    size_t rules;
    struct map exceptions; /* form -> struct lemma_list * */
    struct map index;      /* forms that are dictionary forms */
};

enum { LEMMA_TABLES = 16 };

struct lemmatizer {
    struct arena arena; /* holds a copy of the part that strings point into */
    struct lemma_table table[LEMMA_TABLES];
    size_t tables;
    bool index_first;
};

#endif
