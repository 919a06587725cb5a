/*
 * trees - print the tree that a page is parsed into, one JSON a line.
 *
 *     trees <LIST        a file a line
 *
 * [[depth,"tag"],[depth,null,"text"],...] without comments and attributes;
 * the inside of <template> is left out.  eval/page/html5lib.py compares it.
 */
#include "base/caps.h"
#include "base/file.h"
#include "base/json.h"
#include "page/html/tree.h"

#include <stdio.h>

static void print_node(struct json *json, const lxb_dom_node_t *node, int depth)
{
    struct slice text = node_text(node);

    json_open(json, '[');
    json_int(json, depth);
    if (text.ptr != NULL) {
        json_none(json);
        json_slice(json, text);
    } else {
        size_t len = 0;
        const char *name = (const char *)lxb_dom_element_local_name(
            (lxb_dom_element_t *)(uintptr_t)node, &len);

        json_slice(json, (struct slice){name, len});
    }
    json_close(json, ']');
}

static void print_tree(const struct tree *tree)
{
    struct buf out = {0};
    struct json json = {.out = &out};
    lxb_dom_node_t *root = lxb_dom_interface_node(tree->document);
    lxb_dom_node_t *at = root->first_child;

    json_open(&json, '[');
    while (at != NULL) {
        bool shown = at->type == LXB_DOM_NODE_TYPE_ELEMENT ||
                     at->type == LXB_DOM_NODE_TYPE_TEXT;
        int depth = 0;

        for (const lxb_dom_node_t *up = at->parent; up != root && up != NULL;
             up = up->parent) {
            depth++;
        }
        if (shown) {
            print_node(&json, at, depth);
        }
        at = node_tag(at) == LXB_TAG_TEMPLATE ? node_after(at, root)
                                              : node_next(at, root);
    }
    json_close(&json, ']');
    (void)puts(out.ptr);
    buf_release(&out);
}

int main(void)
{
    char line[4096];

    while (fgets(line, sizeof line, stdin) != NULL) {
        struct buf bytes = {0};
        struct err err = {0};
        struct tree tree;

        line[strcspn(line, "\n")] = 0;
        if (file_read(line, CAP_PAGE_BYTES, &bytes, &err) &&
            tree_open(&tree, slice_of(line), buf_slice(&bytes), NULL, &err)) {
            print_tree(&tree);
            tree_close(&tree);
        } else {
            (void)puts("null");
        }
        buf_release(&bytes);
    }
    return 0;
}
