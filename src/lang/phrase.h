/*
 * phrase.h - token sequences that a rule of the tokenizer puts together.
 *
 * Affix rules or white space may have split what a rule wants whole or wants
 * split otherwise (":-)", "and/or", "10a.m."): the tokenizer's second pass
 * looks for such sequences over the whole text.  Words are numbered from 1;
 * a word that occurs in no phrase is 0.
 */
#ifndef DEMARCHE_LANG_PHRASE_H
#define DEMARCHE_LANG_PHRASE_H

#include "base/map.h"
#include "base/slice.h"

#include <stdint.h>

struct phrase_node; /* private */

/* A trie over words.  All zeros is empty. */
struct phrases {
    struct map words; /* text -> number, the texts borrowed */
    struct phrase_node *node;
    size_t len;
    size_t cap;
    uint32_t *root; /* by word: the node of phrases that start with it */
    size_t roots;
};

/* Add one phrase: `count` texts, which must stay where they are. */
void phrases_add(struct phrases *phrases, const struct slice *text,
                 size_t count);

void phrases_release(struct phrases *phrases);

/* The number of a word, 0 if it occurs in no phrase. */
uint32_t phrases_word(const struct phrases *phrases, struct slice text);

/* A walk through the trie: the node of phrases starting with `word`, the node
 * after another word; 0 if there is none.  And whether a phrase ends here. */
uint32_t phrases_start(const struct phrases *phrases, uint32_t word);
uint32_t phrases_step(const struct phrases *phrases, uint32_t node,
                      uint32_t word);
bool phrases_ends(const struct phrases *phrases, uint32_t node);

#endif
