/*
 * words.h - what the words in class and id attributes say of a box.
 *
 * data/page/html-words.tsv gives each word the weight that training found:
 * above 0 it stands on text, below on furniture ("share", "related").
 */
#ifndef DEMARCHE_PAGE_HTML_WORDS_H
#define DEMARCHE_PAGE_HTML_WORDS_H

#include "base/map.h"
#include "base/tsv.h"

struct word_table {
    struct tsv table;  /* owns the words */
    struct map weight; /* word → weight in thousandths, plus WORD_ZERO */
};

/* Read the table below `data_dir`.  On failure nothing is held. */
MUST_USE bool word_table_open(struct word_table *words, const char *data_dir,
                              struct err *err);
void word_table_release(struct word_table *words);

/* The sum of the weights of the words in a class or id value: runs of
 * letters, split where a capital begins ("relatedLinks"), in lower case. */
float word_table_sum(const struct word_table *words, struct slice value);

/* Call `see` for each word of a value, in lower case. */
typedef void (*word_sink_fn)(void *ctx, struct slice word);
void word_each(struct slice value, word_sink_fn see, void *ctx);

#endif
