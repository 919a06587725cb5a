/*
 * sensed.h - what the reader says of a document, passage by passage.
 *
 * Each unit (sense/reader.h) is encoded once and asked for both tasks here;
 * tagged.h makes attributions of the answers, judged.h acts.  A unit in which
 * nobody is named and that holds no mark of quotation and no word of cues.tsv
 * is not read.  To be called before quotes_find; only the files that find
 * quotes and acts look at what it found.
 */
#ifndef DEMARCHE_ACTS_SENSED_H
#define DEMARCHE_ACTS_SENSED_H

#include "acts/document.h"
#include "acts/mentions.h"
#include "sense/reader.h"

/* Of one token; `type` NULL: it was not read. */
struct sensed_word {
    const float *type;               /* [types]; 0 is no act */
    const float *flag;               /* [READER_FLAGS]; NULL: not trained */
    const float *role[READER_ROLES]; /* share of each token of `unit`; what is
                                        missing to 1 is nobody's.  NULL: this
                                        is no likely predicate */
    struct span unit;                /* tokens */
};

/* Of one passage. */
struct sensed {
    struct reader_found *found; /* of each unit that was read, in order */
    size_t founds;
    struct sensed_word *word; /* one a token; NULL: not trained for acts */
    size_t types;
};

/* Read all passages to document->sensed, kept in `arena`; without a reader it
 * stays NULL. */
void sensed_read(struct document *document, const struct mentions *mentions,
                 struct arena *arena);

#endif
