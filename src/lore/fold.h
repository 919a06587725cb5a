/*
 * fold.h - one key for the many spellings of a person's name.
 *
 * "Loukachevitch", "Lukashevich" and "Lukaševič" get the same key, and so do
 * "Zelensky", "Zelenskyy" and "Zelenskiy".
 * The rules are data: actors/folding.tsv (letters), actors/name-words.tsv
 * (words that are not names: "al", "bin", "Sheikh", "Jr"), and
 * actors/given-names.tsv (Sergei = Sergey, Mohammed = Muhammad, Bill =
 * William).  Keys are for comparing, not for showing.
 */
#ifndef DEMARCHE_LORE_FOLD_H
#define DEMARCHE_LORE_FOLD_H

#include "base/arena.h"
#include "base/err.h"
#include "base/map.h"

#include <stdint.h>

enum { FOLD_BYTES = 256, FOLD_WORDS = 12 };

struct fold_rule {
    struct slice from;
    struct slice to;
    bool at_end; /* only at the end of a word */
};

/* What the tables say of one folded word. */
struct fold_entry {
    int kind;          /* enum fold_word, -1: an ordinary name */
    struct slice same; /* the usual form of a given name; empty: as it is */
};

/* An opened set of rules; all zeros: none. */
struct fold {
    struct arena strings;
    struct fold_rule *rule; /* by first byte, the longest first */
    size_t rules;
    size_t rule_cap;
    uint32_t first[257]; /* rules of a first byte: first[b] … first[b + 1] */
    bool pair[128][128]; /* whether a rule may start with these two letters */
    struct map word;     /* folded word → struct fold_entry */
};

/* A name's words, folded; no key is longer than FOLD_BYTES. */
struct folded {
    struct slice word[FOLD_WORDS]; /* in `text`, or in the rules */
    bool particle[FOLD_WORDS];     /* bin, van, de: belongs to what follows */
    size_t words;
    char text[2 * FOLD_BYTES];
};

/* Read the rules below `dir` (data/actors). */
MUST_USE bool fold_open(struct fold *fold, const char *dir, struct err *err);
void fold_release(struct fold *fold);

/* Fold `name`: honorifics, articles, "Jr" and a possessive "'s" are left out,
 * and so are initials beside two other words.  False if nothing is left or
 * the name is too long to be one. */
bool fold_name(const struct fold *fold, struct slice name,
               struct folded *folded);

#endif
