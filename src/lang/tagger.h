/*
 * tagger.h - a part-of-speech tag for each token.
 */
#ifndef DEMARCHE_LANG_TAGGER_H
#define DEMARCHE_LANG_TAGGER_H

#include "kern/kern.h"
#include "model/thinc.h"

struct tagger; /* private, read-only */

/* Read the layer in `net` (`tagger/model`) and the names of its rows in
 * `labels` (`tagger/cfg`).  On failure `*tagger` is NULL. */
MUST_USE bool tagger_read(struct tagger **tagger, const struct thinc *net,
                          const struct part *labels, struct err *err);
void tagger_free(struct tagger *tagger);

/* Floats of scratch that tagger_run() needs. */
size_t tagger_scratch(const struct tagger *tagger);

/* The tag of each row of vectors, into `tag`; the strings are the tagger's. */
void tagger_run(const struct tagger *tagger, const struct kern *kern,
                struct rows vectors, float *scratch, const char **tag);

#endif
