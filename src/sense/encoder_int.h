/* encoder_int.h - an encoder from the inside.  Only for this folder. */
#ifndef DEMARCHE_SENSE_ENCODER_INT_H
#define DEMARCHE_SENSE_ENCODER_INT_H

#include "kern/encode.h"
#include "model/safetensors.h"
#include "sense/encoder.h"

/* What config.json says. */
struct encoder_config {
    const char *name; /* "bert" or "mpnet" */
    size_t width;     /* hidden_size */
    size_t inner;     /* intermediate_size */
    size_t heads;
    size_t layers;
    size_t entries;   /* of the vocabulary */
    size_t positions; /* rows of their table */
    size_t position;  /* of the first piece */
    size_t buckets;   /* of relative positions, a head; 0: none */
    float epsilon;    /* of layer norms */
};

/* An affine layer in one form or the other. */
struct dense {
    struct matrix floats;
    struct bytes bytes;
};

struct encoder_norm {
    float *gain;
    float *bias;
};

struct encoder_layer {
    struct dense asked; /* queries, keys and values, one behind the other */
    struct dense gathered;
    struct dense widened;
    struct dense narrowed;
    struct encoder_norm after_attention;
    struct encoder_norm after_inner;
};

/* What encoders of one model share. */
struct encoder_files {
    struct encoder_config config;
    struct safetensors *file; /* holds the tables of words and positions */
    struct vocab *vocab;
    int32_t unknown;
    int32_t begin;
    int32_t end;
};

struct encoder {
    struct encoder_config config;
    enum encoder_weights weights;
    const struct kern *kern;
    const struct encode *encode;
    const struct encoder_files *files;
    struct encoder_files *owned; /* the same, or NULL if they are borrowed */
    const float *word;
    const float *place;
    const float *kind; /* added to every piece; NULL: nothing */
    struct encoder_norm embedded;
    struct encoder_layer *layer;
    float *near; /* [heads][2 * ENCODER_SENTENCE - 1], or NULL */
};

/* Read config.json. */
MUST_USE bool encoder_config_read(struct encoder_config *config,
                                  const char *path, struct err *err);

/* Read, adapt and pack all weights; `encoder` has its config and files. */
MUST_USE bool encoder_weights_read(struct encoder *encoder,
                                   const struct safetensors *adapter,
                                   struct err *err);
void encoder_weights_release(struct encoder *encoder);

#endif
