#include "lang/tree.h"

/* Heads form a forest; a broken input with a ring of heads must not hang us:
 * no walk is longer than the document. */

static void link_children(struct tree *tree)
{
    const struct analysis *doc = tree->doc;

    for (uint32_t i = 0; i < doc->len; i++) {
        tree->node[i] = (struct tree_node){.first_child = TREE_NONE,
                                           .next_sibling = TREE_NONE,
                                           .left = i,
                                           .right = i + 1};
    }
    for (uint32_t i = (uint32_t)doc->len; i-- > 0;) {
        uint32_t head = doc->token[i].head;

        if (head != i && head < doc->len) {
            tree->node[i].next_sibling = tree->node[head].first_child;
            tree->node[head].first_child = i;
        }
    }
}

static void widen(struct tree_node *head, const struct tree_node *child)
{
    head->left = child->left < head->left ? child->left : head->left;
    head->right = child->right > head->right ? child->right : head->right;
}

/* Widen every head by its children's spans, leaves first: a token is done
 * when all its children are. */
static void find_edges(struct tree *tree, struct arena *arena)
{
    const struct analysis *doc = tree->doc;
    uint32_t *waiting = arena_alloc(arena, doc->len, sizeof *waiting);

    for (size_t i = 0; i < doc->len; i++) {
        uint32_t head = doc->token[i].head;

        if (head != i && head < doc->len) {
            waiting[head]++;
        }
    }
    for (uint32_t i = 0; i < doc->len; i++) {
        uint32_t at = i;

        while (waiting[at] == 0) {
            uint32_t head = doc->token[at].head;

            waiting[at] = TREE_NONE; /* done */
            if (head == at || head >= doc->len) {
                break;
            }
            widen(&tree->node[head], &tree->node[at]);
            waiting[head]--;
            if (head > i) {
                break; /* the outer loop will come to it */
            }
            at = head;
        }
    }
}

static void find_sentences(struct tree *tree)
{
    const struct analysis *doc = tree->doc;

    for (size_t s = 0; s < doc->sentences; s++) {
        for (size_t i = doc->sentence[s].start;
             i < doc->sentence[s].end && i < doc->len; i++) {
            tree->node[i].sentence = (uint32_t)s;
        }
    }
}

struct tree tree_build(const struct analysis *doc, struct arena *arena)
{
    struct tree tree = {doc, NULL};

    tree.node = arena_alloc(arena, doc->len, sizeof *tree.node);
    link_children(&tree);
    find_edges(&tree, arena);
    find_sentences(&tree);
    return tree;
}

static bool text_in(struct slice text, const char *list)
{
    while (*list != '\0') {
        size_t len = strcspn(list, " ");

        if (len == text.len && memcmp(list, text.ptr, len) == 0) {
            return true;
        }
        list += len;
        list += *list == ' ';
    }
    return false;
}

bool label_in(const char *label, const char *list)
{
    return text_in(slice_of(label), list);
}

bool tree_is_dep(const struct tree *tree, uint32_t at, const char *list)
{
    return label_in(tree->doc->token[at].dep, list);
}

bool tree_is_tag(const struct tree *tree, uint32_t at, const char *list)
{
    return label_in(tree->doc->token[at].tag, list);
}

bool tree_is_pos(const struct tree *tree, uint32_t at, const char *list)
{
    return label_in(tree->doc->token[at].pos, list);
}

bool tree_is_lemma(const struct tree *tree, uint32_t at, const char *list)
{
    return text_in(tree->doc->token[at].lemma, list);
}

uint32_t tree_head(const struct tree *tree, uint32_t at)
{
    uint32_t head = tree->doc->token[at].head;

    return head == at ? TREE_NONE : head;
}

uint32_t tree_first_child(const struct tree *tree, uint32_t at)
{
    return tree->node[at].first_child;
}

uint32_t tree_next_child(const struct tree *tree, uint32_t child)
{
    return tree->node[child].next_sibling;
}

uint32_t tree_child(const struct tree *tree, uint32_t at, const char *list)
{
    uint32_t child = tree->node[at].first_child;

    while (child != TREE_NONE && !tree_is_dep(tree, child, list)) {
        child = tree->node[child].next_sibling;
    }
    return child;
}

uint32_t tree_up_dep(const struct tree *tree, uint32_t at, const char *list)
{
    size_t left = tree->doc->len;

    do {
        at = tree_head(tree, at);
    } while (at != TREE_NONE && left-- > 0 && !tree_is_dep(tree, at, list));
    return at;
}

uint32_t tree_up_pos(const struct tree *tree, uint32_t at, const char *list)
{
    size_t left = tree->doc->len;

    do {
        at = tree_head(tree, at);
    } while (at != TREE_NONE && left-- > 0 && !tree_is_pos(tree, at, list));
    return at;
}

bool tree_is_under(const struct tree *tree, uint32_t at, uint32_t ancestor)
{
    size_t left = tree->doc->len;

    while (at != ancestor && at != TREE_NONE && left-- > 0) {
        at = tree_head(tree, at);
    }
    return at == ancestor;
}

size_t tree_depth(const struct tree *tree, uint32_t at)
{
    size_t depth = 0;

    while (depth < tree->doc->len && tree_head(tree, at) != TREE_NONE) {
        at = tree_head(tree, at);
        depth++;
    }
    return depth;
}

struct span tree_subtree(const struct tree *tree, uint32_t at)
{
    return (struct span){tree->node[at].left, tree->node[at].right};
}

size_t tree_sentence(const struct tree *tree, uint32_t at)
{
    return tree->node[at].sentence;
}

struct span tree_sentence_span(const struct tree *tree, uint32_t at)
{
    return tree->doc->sentence[tree->node[at].sentence];
}

uint32_t tree_root(const struct tree *tree, size_t sentence)
{
    struct span span = tree->doc->sentence[sentence];

    for (size_t i = span.start; i < span.end; i++) {
        if (tree->doc->token[i].head == i && !tree->doc->token[i].is_space) {
            return (uint32_t)i;
        }
    }
    return (uint32_t)span.start;
}

struct span tree_bytes(const struct tree *tree, struct span tokens)
{
    const struct token *token = tree->doc->token;

    while (tokens.start < tokens.end && token[tokens.start].is_space) {
        tokens.start++;
    }
    while (tokens.start < tokens.end && token[tokens.end - 1].is_space) {
        tokens.end--;
    }
    if (span_empty(tokens)) {
        return (struct span){0, 0};
    }
    return (struct span){token[tokens.start].start, token[tokens.end - 1].end};
}

struct span tree_entity(const struct tree *tree, uint32_t at)
{
    const struct analysis *doc = tree->doc;
    size_t start = at;
    size_t end = at + 1U;

    if (doc->token[at].ent_iob == ENT_OUTSIDE) {
        return (struct span){0, 0};
    }
    while (start > 0 && doc->token[start].ent_iob == ENT_INSIDE) {
        start--;
    }
    while (end < doc->len && doc->token[end].ent_iob == ENT_INSIDE) {
        end++;
    }
    return (struct span){start, end};
}

uint32_t tree_token_at(const struct tree *tree, size_t byte)
{
    size_t low = 0;
    size_t high = tree->doc->len;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (tree->doc->token[middle].end <= byte) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < tree->doc->len ? (uint32_t)low : TREE_NONE;
}
