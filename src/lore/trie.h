/*
 * trie.h - names of several words, the longest one first.
 *
 * Keys are cut into atoms: runs of letters and digits, and every other
 * character alone.  Blanks and dashes are dropped and curly apostrophes made
 * straight, so that it does not matter how a text was cut into words:
 * "secretary-general", "Secretary General" and "P5 + 1" are found as they
 * come.  A key ends where a word of the text ends.
 *
 * Look-ups allocate nothing and may run in many threads at once.
 */
#ifndef DEMARCHE_LORE_TRIE_H
#define DEMARCHE_LORE_TRIE_H

#include "base/arena.h"
#include "base/map.h"

#include <stdint.h>

struct trie_edge {
    uint64_t key; /* node in the upper half, atom in the lower; 0: free */
    uint32_t node;
};

/* An empty trie is all zeros; set `any_case` before the first key. */
struct trie {
    bool any_case;        /* ASCII letters match in either case */
    struct arena strings; /* the atoms */
    struct map atom;      /* text → number, from 1 */
    struct trie_edge *edge;
    size_t edges;
    size_t edge_cap; /* 0 or a power of two */
    uint32_t *value; /* of each node, 0: no key ends there */
    size_t nodes;
    size_t node_cap;
};

/* The value's place under `key`, 0 if new; valid until the next trie_put.
 * NULL if the key has no atoms. */
uint32_t *trie_put(struct trie *trie, struct slice key);

/* The same for a key with alternatives: in "minister of|for defence|defense"
 * every `|` stands between two choices of one word.  Sets `value` for each of
 * the readings; false if there are more than 256. */
bool trie_put_choices(struct trie *trie, struct slice key, uint32_t value);

/* The value of the longest key that starts at `word[0]`, 0 if none;
 * `*used` is the number of words it covers. */
uint32_t trie_find(const struct trie *trie, const struct slice *word,
                   size_t words, size_t *used);

void trie_release(struct trie *trie);

#endif
