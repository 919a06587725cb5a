/* reader_int.h - a reader from the inside.  Only for this folder. */
#ifndef DEMARCHE_SENSE_READER_INT_H
#define DEMARCHE_SENSE_READER_INT_H

#include "base/caps.h"
#include "model/safetensors.h"
#include "sense/encoder_int.h"
#include "sense/reader.h"

enum {
    READER_TAGS = 3,    /* outside, begin, inside */
    READER_ASK = 64,    /* floats that a word asks and answers with */
    READER_STEPS = 24,  /* of nearness: to words behind, then before */
    READER_HIDDEN = 256 /* floats of a word or pair before its classes */
};

#define READER_UNIT  ((size_t)254)          /* pieces, if of sentences */
#define READER_LONG  (ENCODER_SENTENCE - 2) /* pieces, if of one */
#define READER_UNITS (CAP_PARAGRAPH_BYTES / READER_UNIT * 2 + 2)
#define READER_WIDE  ((size_t)6 * KERN_PANEL) /* of a head's result */

/* An affine layer of floats on an encoder's vectors. */
struct head {
    struct matrix matrix;
    size_t out; /* without padding; 0: not trained */
};

/* Whose words ask and whose answer, among a unit's. */
enum { ASK_CUE, KEY_CUE, ASK_SOURCE, KEY_SOURCE, LINKS };
enum { ASK_ACTOR, KEY_ACTOR, ASK_RECIPIENT, KEY_RECIPIENT, ROLES };

struct attribution_heads {
    struct head tag; /* of four parts, outside, begin, inside */
    float step[READER_PARTS][READER_TAGS][READER_TAGS];
    struct head link; /* LINKS times READER_ASK */
    float none[2][READER_ASK];
};

/* What weighs how a word answers a predicate. */
struct role_weights {
    float step[READER_STEPS][READER_ASK]; /* by how far away it stands */
    float word[READER_ASK];
    float nobody[READER_ASK]; /* where no word is asked */
    float nobody_bias;
};

struct act_heads {
    struct head word;
    struct head answer; /* types, then flags */
    size_t types;       /* with "no act" */
    bool flags;
    struct head role; /* ROLES times READER_ASK */
    struct role_weights weigh[READER_ROLES];
    struct head ask;  /* of a pair: H from 2H */
    struct head pair; /* READER_HIDDEN from source, target, pool */
    struct head kind; /* roots, then quads */
    float *absent[2]; /* source, target that is not given */
    int32_t sign[2];  /* pieces around source, target; 0: none */
    size_t roots;
    char *type_name[READER_TYPES + 1];
    char *root_name[READER_ROOTS + 1];
};

struct reader {
    char *name;
    char *encoder_name;
    struct encoder_files *files;
    enum encoder_weights weights;
    struct encoder *encoder;     /* adapted */
    struct published *published; /* as it was */
    struct attribution_heads attribution;
    struct act_heads act;
};

/* What is encoded in one pass.  A unit has three pieces at least, with its
 * marks. */
struct reader_pass {
    int32_t id[ENCODER_SENTENCE];
    size_t ids;
    size_t len[ENCODER_SENTENCE / 3]; /* ids of each unit */
    size_t words_end[ENCODER_SENTENCE / 3];
    size_t units;
    bool encoded;
    uint32_t word[ENCODER_SENTENCE];  /* of all units: places in passages */
    uint32_t piece[ENCODER_SENTENCE]; /* and their first ids */
    size_t words;
};

struct reader_bench {
    struct encoder_bench *encoder;
    struct reader_pass pass;
    const struct reader_passage *passage;
    struct wordpiece *piece; /* of the passage */
    size_t pieces;
    struct reader_unit unit[READER_UNITS];
    size_t units;
    float *vector;        /* of all ids of the pass */
    float *first;         /* of the unit's words */
    const uint32_t *word; /* their places in the passage */
    size_t words;
    float *hidden;  /* [words][READER_WIDE] */
    float *answer;  /* [words][READER_WIDE] */
    float *related; /* [words][READER_WIDE]: who asks, who answers */
    float *type;
    float *flag;
    unsigned char tag[ENCODER_SENTENCE][READER_TAGS];
    struct reader_span span[READER_PARTS][ENCODER_SENTENCE];
};

/* Read all heads; `reader` has nothing yet. */
MUST_USE bool reader_read(struct reader *reader,
                          const struct reader_place *place,
                          enum encoder_weights weights, struct err *err);
void reader_release(struct reader *reader);

/* y = head of `count` rows x, `wide` floats apart; rows of y are READER_WIDE
 * apart. */
void head_run(const struct encoder *encoder, const struct head *head,
              struct rows x, float *y);

/* Turn scores into probabilities that sum to 1. */
void softmax(float *score, size_t len);

#endif
