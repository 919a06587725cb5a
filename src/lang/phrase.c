#include "lang/phrase.h"

#include "base/mem.h"

#include <stdlib.h>

struct phrase_node {
    uint32_t word;
    uint32_t child;
    uint32_t sibling;
    bool ends;
};

static uint32_t node_new(struct phrases *phrases, uint32_t word)
{
    if (phrases->len == 0) { /* node 0 means "none" */
        MEM_GROW(phrases->node, phrases->len, phrases->cap);
        phrases->node[phrases->len++] = (struct phrase_node){0};
    }
    MEM_GROW(phrases->node, phrases->len, phrases->cap);
    phrases->node[phrases->len] = (struct phrase_node){.word = word};
    return (uint32_t)phrases->len++;
}

static uint32_t word_new(struct phrases *phrases, struct slice text)
{
    bool added;
    uintptr_t *word = map_put(&phrases->words, text, &added);

    if (added) {
        *word = phrases->words.len;
    }
    return (uint32_t)*word;
}

static uint32_t root_of(struct phrases *phrases, uint32_t word)
{
    if (word >= phrases->roots) {
        size_t roots = 2 * ((size_t)word + 1);

        phrases->root = mem_resize(phrases->root, roots, sizeof *phrases->root);
        memset(phrases->root + phrases->roots, 0,
               (roots - phrases->roots) * sizeof *phrases->root);
        phrases->roots = roots;
    }
    if (phrases->root[word] == 0) {
        phrases->root[word] = node_new(phrases, word);
    }
    return phrases->root[word];
}

static uint32_t child_of(struct phrases *phrases, uint32_t node, uint32_t word)
{
    uint32_t child = phrases_step(phrases, node, word);

    if (child == 0) {
        child = node_new(phrases, word);
        phrases->node[child].sibling = phrases->node[node].child;
        phrases->node[node].child = child;
    }
    return child;
}

void phrases_add(struct phrases *phrases, const struct slice *text,
                 size_t count)
{
    uint32_t node = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t word = word_new(phrases, text[i]);

        node = i == 0 ? root_of(phrases, word) : child_of(phrases, node, word);
    }
    if (node != 0) {
        phrases->node[node].ends = true;
    }
}

void phrases_release(struct phrases *phrases)
{
    map_release(&phrases->words);
    free(phrases->node);
    free(phrases->root);
    *phrases = (struct phrases){0};
}

uint32_t phrases_word(const struct phrases *phrases, struct slice text)
{
    const uintptr_t *word = map_get(&phrases->words, text);

    return word != NULL ? (uint32_t)*word : 0;
}

uint32_t phrases_start(const struct phrases *phrases, uint32_t word)
{
    return word < phrases->roots ? phrases->root[word] : 0;
}

uint32_t phrases_step(const struct phrases *phrases, uint32_t node,
                      uint32_t word)
{
    uint32_t child = phrases->node[node].child;

    while (child != 0 && phrases->node[child].word != word) {
        child = phrases->node[child].sibling;
    }
    return child;
}

bool phrases_ends(const struct phrases *phrases, uint32_t node)
{
    return phrases->node[node].ends;
}
