/*
 * published.h - an encoder as it was published, made when it is first needed.
 *
 * Threads share it: who comes first makes it and the others wait.  Each reads
 * some sentences at a sitting, which it takes and gives back.
 *
 *     sitting = published_sit(published);
 *     ... sitting_add(sitting, sentence, cap), sitting_run(sitting) ...
 *     published_rise(published, sitting);
 */
#ifndef DEMARCHE_SENSE_PUBLISHED_H
#define DEMARCHE_SENSE_PUBLISHED_H

#include "sense/encoder.h"

struct published; /* private */

/* Of files that are borrowed. */
struct published *published_of(const struct encoder_files *files,
                               enum encoder_weights weights);
/* Of the model in `folder`, whose files are opened only then. */
struct published *published_in(const char *folder,
                               enum encoder_weights weights);
void published_free(struct published *published);

/* A sentence that was read: its pieces and their vectors, with those of the
 * marks before and behind. */
struct sitting_sentence {
    const struct wordpiece *piece;
    size_t pieces;
    const float *vector; /* [pieces + 2][width] */
};

enum { SITTING_SENTENCES = ENCODER_SENTENCE / 3 };

struct sitting {
    const struct encoder *encoder;
    size_t width; /* floats a piece */
    struct sitting_sentence sentence[SITTING_SENTENCES];
    size_t sentences;
    float *mean; /* [width], for whoever works here */

    /* The rest is private. */
    struct encoder_bench *bench;
    struct wordpiece piece[ENCODER_SENTENCE];
    int32_t id[ENCODER_SENTENCE];
    size_t len[SITTING_SENTENCES];
    size_t ids;
    float *vector;
    struct sitting *next;
};

/* An empty sitting; NULL: the encoder cannot be made. */
struct sitting *published_sit(struct published *published);
void published_rise(struct published *published, struct sitting *sitting);

enum sitting_added { SITTING_ADDED, SITTING_NOTHING, SITTING_FULL };

/* Put one more sentence to the others, of at most `cap` pieces with its marks
 * (<= ENCODER_SENTENCE); the rest is cut off.  SITTING_NOTHING: it has no
 * pieces; SITTING_FULL: it has no room beside the others. */
enum sitting_added sitting_add(struct sitting *sitting, struct slice sentence,
                               size_t cap);

/* Read what was put there. */
void sitting_run(struct sitting *sitting);

/* Clear it for others. */
void sitting_clear(struct sitting *sitting);

#endif
