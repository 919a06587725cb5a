/*
 * pipeline.h - text in, analysis out: the language runtime's front door.
 *
 * A model is read once and never written again: threads share it.  A worker
 * holds what one thread needs (buffers, caches) and is not shared.  Results
 * do not depend on batching, caches or the number of workers.
 *
 *     lang_model_open(&model, "models/en_core_web_sm-3.8.0", &err);
 *     worker = lang_worker_new(model);
 *     lang_analyse(worker, &text, 1, &arena, &doc);
 */
#ifndef DEMARCHE_LANG_PIPELINE_H
#define DEMARCHE_LANG_PIPELINE_H

#include "base/arena.h"
#include "base/err.h"
#include "lang/analysis.h"

struct lang_model;  /* private */
struct lang_worker; /* private */

/* Open the pipeline at `path`: an unpacked folder (the one that holds
 * `tokenizer` and `tok2vec/`) or a wheel.  Errors name file, part and offset;
 * on failure `*model` is NULL. */
MUST_USE bool lang_model_open(struct lang_model **model, const char *path,
                              struct err *err);
void lang_model_free(struct lang_model *model);

/* "en_core_web_sm 3.8.0" (from the sizes and hashes of its parts). */
const char *lang_model_name(const struct lang_model *model);

struct lang_worker *lang_worker_new(const struct lang_model *model);
void lang_worker_free(struct lang_worker *worker);

/* Analyse `count` texts (valid UTF-8, any bytes else) at once; `doc[i]` is
 * the analysis of `text[i]`, kept in `arena`.  Texts are independent. */
void lang_analyse(struct lang_worker *worker, const struct slice *text,
                  size_t count, struct arena *arena, struct analysis *doc);

#endif
