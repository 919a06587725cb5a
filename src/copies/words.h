/*
 * words.h - a text as folded words, with their stems, names and sentences.
 *
 *     Torvania’s envoys said on Thursday ...
 *     torvania envoys said on thursday       hash: of the folded word
 *     torvan   envoy  said on thursd         stem: of its beginning
 *     name                    name           capital inside a sentence
 *
 * Folding drops case, accents stay, apostrophes and their "s" go, every kind
 * of blank and mark parts words, so that two typesetters' versions of one
 * text are the same words.  Scripts without blanks give a word a letter.
 */
#ifndef DEMARCHE_COPIES_WORDS_H
#define DEMARCHE_COPIES_WORDS_H

#include "base/arena.h"
#include "copies/lists.h"

enum word_flags {
    WORD_NAME = 1,   /* a capital that no sentence start explains */
    WORD_NUMBER = 2, /* begins with a digit */
    WORD_FIRST = 4,  /* first of its sentence */
    WORD_QUOTED = 8  /* between quotation marks */
};

struct word {
    uint32_t hash;
    uint32_t stem;
    uint8_t weight; /* copies_weight() */
    uint8_t flags;
};

/* Words [start, end) of a text, and its bytes. */
struct sentence {
    uint32_t start;
    uint32_t end;
    struct span at;
};

struct words {
    struct word *word;
    size_t len;
    struct sentence *sentence; /* none is empty */
    size_t sentences;
};

/* Read the parts (byte ranges, in order) of `text`; kept in `arena`. */
void words_read(struct words *words, const struct copies_lists *lists,
                struct slice text, const struct span *part, size_t parts,
                struct arena *arena);

/* Hash and stem of one folded word. */
uint32_t word_hash(struct slice folded);
uint32_t word_stem(struct slice folded);

#endif
