/*
 * block.h - a page's text in blocks, and the boxes that hold them.
 *
 * A block is a run of text without a block-level boundary: a paragraph, a
 * list item, a heading, a menu entry.  A box is a block-level element; boxes
 * form a tree, parents before children.  What is summed over a subtree
 * stands in its box.
 *
 *     <div class="story"><p>One <b>two</b>.</p><p>Three.</p></div>
 *      box 1              box 2, block 0        box 3, block 1
 */
#ifndef DEMARCHE_PAGE_HTML_BLOCK_H
#define DEMARCHE_PAGE_HTML_BLOCK_H

#include "page/html/tree.h"
#include "page/html/words.h"

#include <stdint.h>

/* Where a box stands: inside elements of these kinds. */
enum box_place {
    IN_ARTICLE = 1U << 0,
    IN_MAIN = 1U << 1,
    IN_NAV = 1U << 2,
    IN_ASIDE = 1U << 3,
    IN_FOOTER = 1U << 4,
    IN_HEADER = 1U << 5,
    IN_FORM = 1U << 6,
    IN_FIGURE = 1U << 7,
    IN_CAPTION = 1U << 8,
    IN_LIST = 1U << 9,
    IN_TABLE = 1U << 10,
    IN_QUOTE = 1U << 11,
    IN_BODY = 1U << 12, /* itemprop="articleBody" */
    IN_HIDDEN = 1U << 13,
    IN_DIALOG = 1U << 14,
    IN_BUTTON = 1U << 15,
    IN_DETAILS = 1U << 16,
    IN_PRE = 1U << 17
};

struct box {
    lxb_dom_node_t *node;
    uint32_t parent; /* the root is its own */
    uint32_t depth;
    lxb_tag_id_t tag;
    uint32_t place;    /* enum box_place, own and inherited */
    uint32_t sign;     /* hash of tag and classes, its parent's too */
    float words;       /* what its own class and id words speak for */
    float words_sum;   /* with its ancestors' */
    float words_least; /* of the same */
    float words_most;
    /* of the subtree: */
    uint32_t chars, link_chars, prose_chars;
    uint32_t blocks, prose, commas;
};

struct block {
    uint32_t box;
    struct span at;              /* in blocks->text */
    const lxb_dom_node_t *start; /* its first text */
    uint32_t chars;              /* code points */
    uint32_t link_chars, bold_chars;
    uint32_t links;
    uint32_t words, stops, commas, capitals, digits, letters;
    float inline_words; /* what the inline elements around its start say */
    bool breaks;        /* holds line breaks */
};

struct blocks {
    struct box *box;
    size_t boxes, box_cap;
    struct block *block;
    size_t len, cap;
    struct buf text; /* of all blocks, a line feed after each */
};

/* Cut the page into blocks.  Release also after an empty page. */
void blocks_read(struct blocks *blocks, const struct tree *tree,
                 const struct word_table *words);
void blocks_release(struct blocks *blocks);

struct slice block_text(const struct blocks *blocks, size_t at);

/* A block long enough and little enough linked to be running text. */
bool block_is_prose(const struct block *block);

#endif
