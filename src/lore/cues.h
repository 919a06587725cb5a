/*
 * cues.h - the words that say that somebody said, thought or wanted something.
 *
 * data/lexicon/en/cues.tsv, one cue a row: a lemma, its part of speech, the
 * frames in which its content stands, what it signals and how surely.
 *
 *     warn    verb  quote clause hearer of against  speech  3
 *     "warned [of war]", "warned them [that ...]", "“...,” he warned"
 *
 * Frames: `quote` words in marks, `clause` a clause, `to` an infinitive,
 * `ing` a gerund, `object` a noun phrase, `small` an object and what it is
 * called, `raise` the subject with an infinitive ("is expected to"), `hearer`
 * the object is who is told; any other word is a preposition that leads to the
 * content, one with `+` a preposition that goes on behind the object ("accused
 * X +of Y").
 */
#ifndef DEMARCHE_LORE_CUES_H
#define DEMARCHE_LORE_CUES_H

#include "base/err.h"
#include "base/slice.h"

enum cue_frame {
    FRAME_QUOTE = 1 << 0,
    FRAME_CLAUSE = 1 << 1,
    FRAME_TO = 1 << 2,
    FRAME_ING = 1 << 3,
    FRAME_OBJECT = 1 << 4,
    FRAME_SMALL = 1 << 5,
    FRAME_RAISE = 1 << 6,
    FRAME_HEARER = 1 << 7
};

/* A light verb lends its subject to a noun: "made the claim that". */
#define CUE_CLASS_MAP(X) \
    X(CUE_VERB, "verb") \
    X(CUE_NOUN, "noun") \
    X(CUE_ADJECTIVE, "adjective") \
    X(CUE_LIGHT, "light") \
    X(CUE_PHRASE, "phrase")

enum cue_class {
#define X(code, name) code,
    CUE_CLASS_MAP(X)
#undef X
};

/* Words said or written; opinions; what one knows or sees; wishes and plans;
 * for or against; rulings; what a source shows; how something looks. */
#define CUE_SIGNAL_MAP(X) \
    X(SIGNAL_SPEECH, "speech") \
    X(SIGNAL_THOUGHT, "thought") \
    X(SIGNAL_KNOWLEDGE, "knowledge") \
    X(SIGNAL_WISH, "wish") \
    X(SIGNAL_STANCE, "stance") \
    X(SIGNAL_DECREE, "decree") \
    X(SIGNAL_EVIDENCE, "evidence") \
    X(SIGNAL_SEEMING, "seeming")

enum cue_signal {
#define X(code, name) code,
    CUE_SIGNAL_MAP(X)
#undef X
};

struct cue {
    struct slice word;
    enum cue_class is;
    unsigned frames;       /* FRAME_* */
    struct slice link[12]; /* prepositions to the content */
    size_t links;
    struct slice after[4]; /* prepositions behind the object */
    size_t afters;
    enum cue_signal signal;
    int strength; /* 3 always a cue, 2 where a person or actor is the source,
                     1 only with words in marks */
};

/* What a common noun or a name says about who is quoted: an unnamed person, who
 * speaks for a state or for himself, an organ of a state, a news agency, a
 * paper; a title before a name; an office that only tells the sex of its
 * holder. */
#define SOURCE_KIND_MAP(X) \
    X(SOURCE_ANONYMOUS, "anonymous") \
    X(SOURCE_PRIVATE, "private") \
    X(SOURCE_BODY, "body") \
    X(SOURCE_PAIR, "pair") \
    X(SOURCE_STATE, "state") \
    X(SOURCE_AGENCY, "agency") \
    X(SOURCE_DOCUMENT, "document") \
    X(SOURCE_TITLE, "title") \
    X(SOURCE_SEX, "sex")

enum source_kind {
#define X(code, name) code,
    SOURCE_KIND_MAP(X)
#undef X
};

struct source_word {
    struct slice word;
    enum source_kind kind;
    char sex; /* 'm', 'f' or 0 */
};

struct cues; /* private */

/* Read cues.tsv, sources.tsv and places.tsv below `data_dir`.  On failure
 * `*cues` is NULL and `err` names file and line. */
MUST_USE bool cues_open(struct cues **cues, const char *data_dir,
                        struct err *err);
void cues_free(struct cues *cues);

/* The row of `word` (in lower case) in a class, or NULL. */
const struct cue *cues_find(const struct cues *cues, enum cue_class is,
                            struct slice word);

/* The row of a lemma or of a name as it is written, or NULL. */
const struct source_word *cues_source(const struct cues *cues,
                                      struct slice word);

/* Whether a city's name is a place where `word` leads to it by `link`: a
 * preposition, "object", "before", or "alone" for a preposition itself. */
bool cues_makes_place(const struct cues *cues, struct slice word,
                      struct slice link);

#endif
