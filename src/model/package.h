/*
 * package.h - a published pipeline on disk, part by part.
 *
 * A package is the unpacked pipeline folder (the one that holds `tokenizer`
 * and `tok2vec/`) or the wheel it came in, which is a zip.  A part is one file
 * of it, named by its path inside the pipeline: "ner/model".
 *
 *     package_open(&package, path, &err);
 *     package_part(package, "tagger/model", &part, &err);
 *     ... read part.bytes, copy what is kept ...
 *     part_release(&part);
 *     package_close(package);
 *
 * Parts outlive their package.  Messages start with the part's path.
 */
#ifndef DEMARCHE_MODEL_PACKAGE_H
#define DEMARCHE_MODEL_PACKAGE_H

#include "base/err.h"
#include "base/slice.h"

struct package; /* private */

struct part {
    char *place; /* for messages: "models/x/ner/model", "x.whl: p/ner/model" */
    struct slice bytes;
    char *owned; /* the same bytes, or NULL if they are borrowed */
};

/* Open the folder or wheel at `path`.  On failure `*package` is NULL. */
MUST_USE bool package_open(struct package **package, const char *path,
                           struct err *err);
void package_close(struct package *package);

/* True if the package holds a part called `name`. */
bool package_has(const struct package *package, const char *name);

/* Read a whole part, at most CAP_MODEL_BYTES.  On failure it is empty. */
MUST_USE bool package_part(const struct package *package, const char *name,
                           struct part *part, struct err *err);

/* A part over bytes that the caller keeps (tests, fuzzing). */
struct part part_borrow(const char *place, struct slice bytes);

/* Free what the part holds; safe on an empty one. */
void part_release(struct part *part);

/* Set an error "PLACE: byte OFFSET: ...".  Always false. */
bool part_fail(const struct part *part, size_t offset, struct err *err,
               const char *fmt, ...) PRINTF_LIKE(4, 5);

#endif
