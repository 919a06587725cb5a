/*
 * manifest.h - is this the model that was published?
 *
 * The sizes and SHA-256 of the parts of the published pipelines stand in
 * data/models/manifest.tsv, which is built in.  A model whose parts all have
 * the sizes of a published one, but not its contents, is damaged: a flipped
 * bit in a weight would show in no other way.  A model with other sizes is
 * somebody's own, and is called so.
 */
#ifndef DEMARCHE_MODEL_MANIFEST_H
#define DEMARCHE_MODEL_MANIFEST_H

#include "base/sha256.h"
#include "model/package.h"

enum { MANIFEST_PARTS = 16 };

/* The parts seen so far; all zeros is empty. */
struct manifest {
    struct manifest_part {
        const char *name; /* "ner/model", borrowed */
        size_t bytes;
        char sha256[SHA256_HEX + 1];
    } part[MANIFEST_PARTS];
    size_t len;
};

/* Note the part `name`, which must stay valid as long as the manifest. */
void manifest_note(struct manifest *seen, const char *name,
                   const struct part *part);

/* The name of the model: "en_core_web_sm 3.8.0", or "own model 0123456789ab"
 * from its contents; to be freed.  NULL, with an error that starts with
 * `path`, if it is a damaged copy of a published one. */
char *manifest_name(const struct manifest *seen, const char *path,
                    struct err *err);

#endif
