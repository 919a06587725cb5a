/*
 * tree.h - walking the heads of an analysis.
 *
 * Built once for an analysis, in linear time; then every question about
 * children, subtrees and sentences is answered without a search.
 *
 *     "The alliance refused to withdraw its troops ."
 *        refused -> alliance (nsubj), withdraw (xcomp), .
 *        tree_bytes(tree, tree_subtree(tree, withdraw)) = "to withdraw its
 *        troops"
 *
 * Tokens are named by their index in the document; TREE_NONE means there is
 * none.  Lists of labels are words with single blanks between them: "nsubj
 * nsubjpass csubj".
 */
#ifndef DEMARCHE_LANG_TREE_H
#define DEMARCHE_LANG_TREE_H

#include "base/arena.h"
#include "lang/analysis.h"

#define TREE_NONE UINT32_MAX

struct tree_node {
    uint32_t first_child;
    uint32_t next_sibling; /* children are in text order */
    uint32_t left;         /* the subtree spans tokens [left, right) */
    uint32_t right;
    uint32_t sentence; /* index into analysis.sentence */
};

struct tree {
    const struct analysis *doc; /* borrowed */
    struct tree_node *node;     /* one a token, in the arena */
};

struct tree tree_build(const struct analysis *doc, struct arena *arena);

/* Whether the word `label` stands in the blank-separated `list`. */
bool label_in(const char *label, const char *list);

/* Whether the token's dependency, tag, part of speech is in the list. */
bool tree_is_dep(const struct tree *tree, uint32_t at, const char *list);
bool tree_is_tag(const struct tree *tree, uint32_t at, const char *list);
bool tree_is_pos(const struct tree *tree, uint32_t at, const char *list);

/* Whether its lemma is one of the list (lemmas without blanks). */
bool tree_is_lemma(const struct tree *tree, uint32_t at, const char *list);

/* The head, TREE_NONE at a root. */
uint32_t tree_head(const struct tree *tree, uint32_t at);

/* Children in text order: first, then next of each. */
uint32_t tree_first_child(const struct tree *tree, uint32_t at);
uint32_t tree_next_child(const struct tree *tree, uint32_t child);

/* The first child whose dependency is in the list. */
uint32_t tree_child(const struct tree *tree, uint32_t at, const char *list);

/* The nearest token up the chain of heads, `at` not included, whose
 * dependency or part of speech is in the list. */
uint32_t tree_up_dep(const struct tree *tree, uint32_t at, const char *list);
uint32_t tree_up_pos(const struct tree *tree, uint32_t at, const char *list);

/* Whether `at` is `ancestor` or below it. */
bool tree_is_under(const struct tree *tree, uint32_t at, uint32_t ancestor);

/* Steps up to the root of its sentence. */
size_t tree_depth(const struct tree *tree, uint32_t at);

/* The tokens from the leftmost to the rightmost of its subtree. */
struct span tree_subtree(const struct tree *tree, uint32_t at);

/* The token's sentence, as an index and as a range of tokens; and the root of
 * a sentence. */
size_t tree_sentence(const struct tree *tree, uint32_t at);
struct span tree_sentence_span(const struct tree *tree, uint32_t at);
uint32_t tree_root(const struct tree *tree, size_t sentence);

/* The bytes of a range of tokens, white-space tokens at its ends left out;
 * nothing if there is no other. */
struct span tree_bytes(const struct tree *tree, struct span tokens);

/* The whole name or mention (ent_iob B I I ...) that token `at` is in, as a
 * range of tokens; nothing (start == end) outside of entities. */
struct span tree_entity(const struct tree *tree, uint32_t at);

/* The token that holds or follows byte `at` of the text, TREE_NONE behind the
 * last one. */
uint32_t tree_token_at(const struct tree *tree, size_t byte);

#endif
