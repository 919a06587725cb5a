/*
 * reader.h - what trained heads say of a text: who is quoted, which acts.
 *
 * A reader is an encoder (sense/encoder.h), changed by low-rank adapters, with
 * the heads of two tasks on it: attribution (sources, cues, contents and which
 * belong together) and acts (type, flags, actor and recipient of a predicate).
 * Adapters and heads were trained together and stand in one file, which may
 * hold one task's heads or both.  A reader is only read once it is open, so
 * threads share it; each has a bench of its own, and a pass allocates nothing.
 *
 *     reader_open(&reader, &place, ENCODER_BYTES, &err);
 *     bench = reader_bench_new(reader);
 *     count = reader_cut(reader, bench, &passage, &unit);
 *     reader_gather(reader, bench, &unit[0]);
 *     reader_encode(reader, bench);
 *     reader_turn_to(reader, bench, 0);
 *     reader_attribute(reader, bench, &found);
 *     reader_weigh(reader, bench, &weighed);
 *
 * A passage is cut into units: whole sentences, together at most 254 pieces of
 * words; a longer sentence is a unit alone, and what goes over 510 is not
 * read.  Words are the caller's; those without a piece (blanks) are left out.
 * A unit is encoded once, which is nearly all of the cost, and then asked for
 * either task.  Units of any passages are encoded together, as many as there
 * is room for: it is cheaper, and changes nothing.  Results live in the bench
 * until its next call.
 */
#ifndef DEMARCHE_SENSE_READER_H
#define DEMARCHE_SENSE_READER_H

#include "base/err.h"
#include "base/slice.h"
#include "sense/encoder.h"
#include "sense/nearness.h"

#define READER_NONE SIZE_MAX

enum { READER_TYPES = 32, READER_ROOTS = 32, READER_QUADS = 4 };

struct reader;       /* private */
struct reader_bench; /* private: what a thread works on */

/* Where the files of a reader are. */
struct reader_place {
    const char *name;     /* "base": base.safetensors */
    const char *trained;  /* folder of that: data/models */
    const char *encoders; /* folder that holds the encoders' folders */
};

/* On failure `*reader` is NULL; ERR_MISSING: there is no trained file, or its
 * encoder is not there. */
MUST_USE bool reader_open(struct reader **reader,
                          const struct reader_place *place,
                          enum encoder_weights weights, struct err *err);
void reader_close(struct reader *reader);

/* "base 0123456789ab": its name and a digest of its trained file. */
const char *reader_name(const struct reader *reader);

/* Which tasks it was trained for. */
bool reader_attributes(const struct reader *reader);
bool reader_weighs(const struct reader *reader);
bool reader_pairs(const struct reader *reader);

/* Nearness by its encoder as published; `example` is borrowed, and so is the
 * reader. */
struct nearness *reader_nearness(const struct reader *reader,
                                 const struct slice *example, size_t examples);

/* That encoder, which lives as long as the reader, and the name of its folder,
 * "all-MiniLM-L6-v2". */
struct published *reader_published(const struct reader *reader);
const char *reader_encoder(const struct reader *reader);

struct reader_bench *reader_bench_new(const struct reader *reader);
void reader_bench_free(struct reader_bench *bench);

struct reader_passage {
    struct slice text;       /* valid UTF-8, at most CAP_PARAGRAPH_BYTES */
    const struct span *word; /* bytes of `text`, in order */
    const bool *starts;      /* of each word: a sentence does */
    size_t words;
};

/* Words [first, end) of the passage. */
struct reader_unit {
    size_t first;
    size_t end;
    size_t piece; /* of the passage */
    size_t pieces;
};

/* Cut the passage, which must live as long as its units are read.  Returns how
 * many units there are. */
size_t reader_cut(const struct reader *reader, struct reader_bench *bench,
                  const struct reader_passage *passage,
                  const struct reader_unit **unit);

/* Put a unit of the passage that was cut last to those that are encoded next.
 * False: there is no room for it before they are.  Afterwards its passage is
 * not needed any more. */
bool reader_gather(const struct reader *reader, struct reader_bench *bench,
                   const struct reader_unit *unit);

/* Encode what was gathered; what is gathered after that comes anew. */
void reader_encode(const struct reader *reader, struct reader_bench *bench);

/* Turn to the unit that was gathered as number `at`, from 0: what the tasks
 * below are asked of. */
void reader_turn_to(const struct reader *reader, struct reader_bench *bench,
                    size_t at);

/* --- attribution ---------------------------------------------------------- */

/* READER_INNER: the content of a quote inside of another's. */
enum reader_part {
    READER_SOURCE,
    READER_CUE,
    READER_CONTENT,
    READER_INNER,
    READER_PARTS
};

struct reader_span {
    struct span word; /* of the passage */
    float score;      /* mean probability of its words' tags */
    size_t link;      /* of a content its cue, of a cue its source; or NONE */
    size_t near;      /* the likeliest there is, whether it is one or not */
};

struct reader_found {
    const struct reader_span *span[READER_PARTS];
    size_t spans[READER_PARTS];
};

void reader_attribute(const struct reader *reader, struct reader_bench *bench,
                      struct reader_found *found);

/* --- acts ----------------------------------------------------------------- */

enum reader_flag {
    READER_NEGATED,
    READER_CONDITIONAL,
    READER_FUTURE,
    READER_HYPOTHETICAL,
    READER_HISTORICAL,
    READER_REITERATED,
    READER_ANONYMOUS,
    READER_FLAGS
};

enum reader_role { READER_ACTOR, READER_RECIPIENT, READER_ROLES };

struct reader_weighed {
    size_t len;           /* words that were read */
    const uint32_t *word; /* their places in the passage, rising */
    const float *type;    /* [len][types]: that it is the predicate of one;
                             type 0 is no act */
    size_t types;         /* rows of a word in `type` */
    const float *flag;    /* [len][READER_FLAGS]; NULL: not trained */
    bool roles;           /* reader_role() answers */
};

/* Names of the types from 1 on; NULL behind the last. */
const char *reader_type(const struct reader *reader, size_t type);

void reader_weigh(const struct reader *reader, struct reader_bench *bench,
                  struct reader_weighed *weighed);

/* Who is the actor (the recipient) of a predicate, a number among the words
 * that were read: `share` gets the probability of each of those words, and
 * what is returned is that of nobody in the unit; all of them sum to 1.  Words
 * of one party share what it has. */
float reader_role(const struct reader *reader, const struct reader_bench *bench,
                  enum reader_role role, size_t predicate, float *share);

/* What one given span does to another, in bytes of `text` (empty: not given);
 * from the whole text, as far as it is one unit. */
struct reader_pair {
    float root[READER_ROOTS];
    float quad[READER_QUADS];
};

/* Names of roots from 0 on; NULL behind the last. */
const char *reader_root(const struct reader *reader, size_t root);

void reader_pair(const struct reader *reader, struct reader_bench *bench,
                 struct slice text, struct span source, struct span target,
                 struct reader_pair *pair);

#endif
