/*
 * blocks - print what is measured of each block of pages, for training.
 *
 *     blocks DATA_DIR FILE...
 *
 * A page gives one line of JSON: {"file", "boxes": [[up, word...]],
 * "blocks": [[box, text, word...]], "rows": [number...]}; words are those of
 * class and id attributes, a block's own those of the inline elements around
 * its start; FEATURES numbers a block.
 */
#include "base/caps.h"
#include "base/file.h"
#include "base/json.h"
#include "page/html/feature.h"
#include "page/html/hints.h"
#include "page/html/tables.h"

#include <stdio.h>
#include <stdlib.h>

static void say_word(void *ctx, struct slice word)
{
    json_slice(ctx, word);
}

static void say_words(struct json *json, const lxb_dom_node_t *node)
{
    word_each(node_attr(node, "class"), say_word, json);
    word_each(node_attr(node, "id"), say_word, json);
}

static void say_inline(struct json *json, const struct blocks *blocks,
                       const struct block *block)
{
    const lxb_dom_node_t *node = block->start->parent;

    for (; node != NULL && node != blocks->box[block->box].node;
         node = node->parent) {
        say_words(json, node);
    }
}

static void print_page(struct json *json, const char *file,
                       const struct blocks *blocks, struct features *features)
{
    float row[FEATURES];

    json_open(json, '{');
    json_key_str(json, "file", file);
    json_key(json, "boxes");
    json_open(json, '[');
    for (size_t i = 0; i < blocks->boxes; i++) {
        json_open(json, '[');
        json_int(json, blocks->box[i].parent);
        say_words(json, blocks->box[i].node);
        json_close(json, ']');
    }
    json_close(json, ']');
    json_key(json, "blocks");
    json_open(json, '[');
    for (size_t i = 0; i < blocks->len; i++) {
        json_open(json, '[');
        json_int(json, blocks->block[i].box);
        json_slice(json, block_text(blocks, i));
        say_inline(json, blocks, &blocks->block[i]);
        json_close(json, ']');
    }
    json_close(json, ']');
    json_key(json, "rows");
    json_open(json, '[');
    for (size_t i = 0; i < blocks->len; i++) {
        features_row(features, i, row);
        for (size_t k = 0; k < FEATURES; k++) {
            json_num(json, (double)row[k], 6);
        }
    }
    json_close(json, ']');
    json_close(json, '}');
}

static bool dump(const char *file, const struct page_lists *lists,
                 struct err *err)
{
    struct buf bytes = {0};
    struct arena arena = {0};
    struct tree tree;
    bool ok = file_read(file, CAP_PAGE_BYTES, &bytes, err) &&
              tree_open(&tree, slice_of(file), buf_slice(&bytes),
                        &lists->tongues, err);

    if (ok) {
        struct blocks blocks;
        struct facts facts;
        struct features *features;
        struct buf out = {0};
        struct json json = {.out = &out};
        struct page_hints hints;

        facts_read(&facts, &tree, &lists->html->facts, &arena);
        hints = hints_of(&facts);
        blocks_read(&blocks, &tree, &lists->html->words);
        features = features_new(&blocks, &hints, lists);
        print_page(&json, file, &blocks, features);
        buf_add_char(&out, '\n');
        ok = fwrite(out.ptr, 1, out.len, stdout) == out.len;
        buf_release(&out);
        features_free(features);
        blocks_release(&blocks);
        facts_release(&facts);
        tree_close(&tree);
    }
    buf_release(&bytes);
    arena_release(&arena);
    return ok;
}

int main(int argc, char **argv)
{
    struct err err = {0};
    struct page_lists lists;
    int status = 0;

    if (argc < 3 || !page_lists_open(&lists, argv[1], &err)) {
        (void)fprintf(stderr, "blocks: %s\n", err.text);
        return 2;
    }
    for (int i = 2; i < argc; i++) {
        err = (struct err){0};
        if (!dump(argv[i], &lists, &err)) {
            (void)fprintf(stderr, "blocks: %s\n", err.text);
            status = 3;
        }
    }
    page_lists_release(&lists);
    return status;
}
