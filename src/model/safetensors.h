/*
 * safetensors.h - named arrays of floats in one file.
 *
 * The format (Hugging Face, safetensors, "Format"): a header's length as u64
 * little-endian, the header as JSON, {"name": {"dtype": "F32", "shape": [..],
 * "data_offsets": [from, to]}, ...}, then the arrays themselves; offsets count
 * from the header's end.
 *
 * Read are F32, where they lie, and F16, as copies.
 *
 *     safetensors_open(&file, "model.safetensors", &err);
 *     safetensors_f32(file, "embeddings.word_embeddings.weight",
 *                     30522, 384, &words, &err);
 *
 * The file is mapped: arrays are read where they lie, and live until it is
 * closed.  Every offset is checked against the file's size when it is opened.
 * Messages start with the path.
 */
#ifndef DEMARCHE_MODEL_SAFETENSORS_H
#define DEMARCHE_MODEL_SAFETENSORS_H

#include "base/err.h"
#include "base/slice.h"

struct safetensors; /* private */

/* On failure `*file` is NULL. */
MUST_USE bool safetensors_open(struct safetensors **file, const char *path,
                               struct err *err);

/* The same over bytes that the caller keeps, aligned to 4 (tests, fuzzing). */
MUST_USE bool safetensors_borrow(struct safetensors **file, const char *place,
                                 struct slice bytes, struct err *err);

void safetensors_close(struct safetensors *file);

/* All bytes of the file. */
struct slice safetensors_bytes(const struct safetensors *file);

bool safetensors_has(const struct safetensors *file, const char *name);

/* A text of the header's "__metadata__", NULL if there is none; it lives as
 * long as the file. */
const char *safetensors_meta(const struct safetensors *file, const char *key);

/* Rows of the array `name`, 1 if it has one dimension; 0 if there is none. */
size_t safetensors_rows(const struct safetensors *file, const char *name);

/* Copy the array `name`, F32 or F16, of `rows` times `columns` floats, to
 * `out`.  Errors as safetensors_f32; a number that is not finite is one. */
MUST_USE bool safetensors_copy(const struct safetensors *file, const char *name,
                               size_t rows, size_t columns, float *out,
                               struct err *err);

/* The array `name` of F32, of `rows` times `columns` (the sides
 * before the last, multiplied; none is 1).  It is an error if it is missing, or
 * of another shape or type. */
MUST_USE bool safetensors_f32(const struct safetensors *file, const char *name,
                              size_t rows, size_t columns, const float **array,
                              struct err *err);

#endif
