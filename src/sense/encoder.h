/*
 * encoder.h - sentences to vectors: a transformer encoder.
 *
 * Reads BERT (Devlin et al. 2019) and MPNet (Song et al. 2020) from the files
 * they are published in: config.json, model.safetensors, vocab.txt.  Weights
 * are packed once at load and then only read, so threads share an encoder;
 * each has a bench of its own to work on.  A pass allocates nothing.
 *
 *     encoder_open(&encoder, "models/all-MiniLM-L6-v2", ENCODER_BYTES, &err);
 *     bench = encoder_bench(encoder, 256);
 *     encoder_run(encoder, bench, piece, sentence, 3, out);
 *
 * A sentence's vectors do not depend on what else is in the pass.
 */
#ifndef DEMARCHE_SENSE_ENCODER_H
#define DEMARCHE_SENSE_ENCODER_H

#include "sense/wordpiece.h"

#define ENCODER_SENTENCE ((size_t)512) /* pieces of one, its marks included */

enum encoder_weights {
    ENCODER_FLOATS, /* 32 bits: what the published weights are */
    ENCODER_BYTES   /* 8 bits, a scale a row: twice as fast */
};

struct encoder;       /* private */
struct encoder_files; /* private */
struct encoder_bench; /* private: what a thread works on */
struct safetensors;   /* model/safetensors.h */

/* Open the folder of a model.  On failure `*encoder` is NULL. */
MUST_USE bool encoder_open(struct encoder **encoder, const char *folder,
                           enum encoder_weights weights, struct err *err);
void encoder_close(struct encoder *encoder);

/* The same in two steps, for encoders that share a model's files and differ in
 * what they were adapted to.  Files whose sizes are those of a published model
 * but whose bytes are not (model/manifest.h) are refused. */
MUST_USE bool encoder_files_open(struct encoder_files **files,
                                 const char *folder, struct err *err);
void encoder_files_close(struct encoder_files *files);

/* `adapter` (NULL: none) holds low-rank changes of the layers' weights,
 *
 *     adapter.L.M.a [rank][in]   adapter.L.M.b [out][rank]   W += b a
 *
 * for layer L and M of query, key, value, output, inner and outer; what it
 * does not hold stays.  `files` are borrowed, `adapter` is not kept. */
MUST_USE bool encoder_make(struct encoder **encoder,
                           const struct encoder_files *files,
                           enum encoder_weights weights,
                           const struct safetensors *adapter, struct err *err);

const struct vocab *encoder_vocab(const struct encoder *encoder);
size_t encoder_width(const struct encoder *encoder);     /* floats a piece */
const char *encoder_name(const struct encoder *encoder); /* "bert", "mpnet" */

/* For at most `pieces` in a pass, their sentences' marks included.  To be
 * freed with encoder_bench_free. */
struct encoder_bench *encoder_bench(const struct encoder *encoder,
                                    size_t pieces);
void encoder_bench_free(struct encoder_bench *bench);

/* One sentence's pieces with the marks of its beginning and end: `id` has room
 * for `count` + 2.  What goes over ENCODER_SENTENCE is cut off.  Returns how
 * many ids there are. */
size_t encoder_frame(const struct encoder *encoder,
                     const struct wordpiece *piece, size_t count, int32_t *id);

/* The vectors of `sentences` sentences, whose framed ids lie one behind the
 * other; sentence i has len[i].  Their sum must not exceed the bench.  `out`
 * has encoder_width() floats an id.  An id that is not in the vocabulary is
 * read as the unknown one. */
void encoder_run(const struct encoder *encoder, struct encoder_bench *bench,
                 const int32_t *id, const size_t *len, size_t sentences,
                 float *out);

#endif
