/*
 * wordpiece.h - from text to the pieces that an encoder reads.
 *
 * WordPiece as BERT's uncased models have it (Devlin et al. 2019; Wu et al.
 * 2016, section 4.1): controls dropped, white space parts, CJK ideographs and
 * punctuation stand alone, letters without accents and in lower case, then
 * greedily the longest entry of the vocabulary, "##" before all but the first
 * of a word.
 *
 *     "NATO’s refusal"  ->  nato 0-4 | ’ 4-7 | s 7-8 | refusal 9-16
 *
 * A word that cannot be made of entries, or has more than 100 letters, is one
 * piece, the unknown one.
 */
#ifndef DEMARCHE_SENSE_WORDPIECE_H
#define DEMARCHE_SENSE_WORDPIECE_H

#include "base/err.h"
#include "base/slice.h"

#include <stdint.h>

struct vocab; /* private; read-only once read, so threads may share it */

struct wordpiece {
    int32_t id;
    bool first;     /* of its word */
    struct span at; /* bytes of the text */
};

/* Read `vocab.txt`, one entry a line.  On failure `*vocab` is NULL. */
MUST_USE bool vocab_read(struct vocab **vocab, const char *path,
                         struct err *err);

/* The same from bytes; `place` is named in messages. */
MUST_USE bool vocab_parse(struct vocab **vocab, const char *place,
                          struct slice bytes, struct err *err);

void vocab_release(struct vocab *vocab);

size_t vocab_entries(const struct vocab *vocab);

/* The number of an entry, or -1. */
int32_t vocab_id(const struct vocab *vocab, struct slice entry);

/* Cut valid UTF-8 `text` into at most `cap` pieces; returns how many.  Marks of
 * beginning and end are not among them. */
size_t wordpiece_cut(const struct vocab *vocab, struct slice text,
                     struct wordpiece *piece, size_t cap);

#endif
