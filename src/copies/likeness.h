/*
 * likeness.h - how much of one report stands in another, and in what words.
 *
 * Two looks at a pair.  Phrases: which words stand in runs of four that both
 * texts have, wherever; cutting and reordering paragraphs does not touch
 * them.  Sentences: which sentence of the shorter text tells what a sentence
 * of the longer one tells, by the weight of the stems they share, and
 * whether these come in the same order; a translation there and back keeps
 * names, numbers and their order, but few phrases.
 *
 * Symmetric: the judgement on (a, b) is that on (b, a), and it depends on
 * nothing but the two.
 */
#ifndef DEMARCHE_COPIES_LIKENESS_H
#define DEMARCHE_COPIES_LIKENESS_H

#include "copies/words.h"

#define COPY_KIND_MAP(X) \
    X(COPY_NONE, "none") \
    X(COPY_TRANSLATION, "translation") \
    X(COPY_REWRITE, "rewrite") \
    X(COPY_REPRINT, "reprint") \
    X(COPY_SAME, "same") \
    X(COPY_VERSION, "version")

/* Later ones bind a report closer to its source. */
enum copy_kind {
#define X(code, name) code,
    COPY_KIND_MAP(X)
#undef X
};

struct likeness {
    enum copy_kind kind;
    double share[2]; /* of a's words (0) and b's (1) in common phrases */
    double told[2];  /* the same in sentences that both tell */
    size_t words;    /* in common phrases, the fewer of both */
    double kept;     /* share of the sentences with common phrases that stand
                        word for word, in the text that has more of them */
    size_t quoted;   /* words between quotation marks in sentences that both
                        tell, and how many of them are in common phrases */
    size_t quoted_kept;
    size_t sentences; /* of the shorter text that the longer one tells */
    size_t names;     /* different names and numbers in these, in both */
    double order;     /* share of these sentences in the same order */
};

/* Compare; `lists` gives the thresholds.  Scratch memory is the arena's. */
void likeness_find(struct likeness *like, const struct copies_lists *lists,
                   const struct words *a, const struct words *b,
                   struct arena *arena);

const char *copy_kind_name(enum copy_kind kind);

/* The kind of this name; COPY_NONE for none. */
enum copy_kind copy_kind_of(struct slice name);

#endif
