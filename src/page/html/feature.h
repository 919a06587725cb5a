/*
 * feature.h - what is measured of a block before the model judges it.
 *
 * Each row of numbers describes one block: its text, its box, where it
 * stands, its neighbours, the group of look-alikes it belongs to, and what
 * the page's own structured data says.  Names are the model file's; adding
 * one means training again.
 */
#ifndef DEMARCHE_PAGE_HTML_FEATURE_H
#define DEMARCHE_PAGE_HTML_FEATURE_H

#include "page/html/block.h"
#include "page/html/forest.h"
#include "page/lists.h"

#define PLACE_MAP(X) \
    X(article) \
    X(main) \
    X(nav) \
    X(aside) \
    X(footer) \
    X(header) \
    X(form) \
    X(figure) \
    X(caption) \
    X(list) \
    X(table) \
    X(quote) \
    X(body) \
    X(hidden) \
    X(dialog) \
    X(button) \
    X(details) \
    X(pre)

#define AROUND_MAP(X, at) \
    X(at##_chars) \
    X(at##_links) \
    X(at##_prose) \
    X(at##_tag) \
    X(at##_words) \
    X(at##_kin)

#define LEVEL_MAP(X, at) \
    X(at##_chars) \
    X(at##_links) \
    X(at##_prose) \
    X(at##_blocks) \
    X(at##_share)

#define FEATURE_MAP(X) \
    X(chars) \
    X(word_chars) \
    X(link_ratio) \
    X(links) \
    X(bold_ratio) \
    X(commas) \
    X(stops) \
    X(capitals) \
    X(digits) \
    X(latin) \
    X(ends) \
    X(lower) \
    X(breaks) \
    X(label) \
    X(sign_c) \
    X(repeated) \
    X(tag) \
    X(depth) \
    PLACE_MAP(X) \
    X(words_own) \
    X(words_up) \
    X(words_up2) \
    X(words_up3) \
    X(words_sum) \
    X(words_least) \
    X(words_most) \
    X(words_inline) \
    X(page_blocks) \
    X(page_chars) \
    X(page_prose) \
    X(at_block) \
    X(at_chars) \
    X(at_prose) \
    X(since_h1) \
    X(since_title) \
    X(is_title) \
    LEVEL_MAP(X, up0) \
    LEVEL_MAP(X, up1) \
    LEVEL_MAP(X, up2) \
    LEVEL_MAP(X, up3) \
    AROUND_MAP(X, prev) \
    AROUND_MAP(X, prev2) \
    AROUND_MAP(X, next) \
    AROUND_MAP(X, next2) \
    X(near_prose) \
    X(near_links) \
    X(core_in) \
    X(core_up) \
    X(core_down) \
    X(core_share) \
    X(core_after) \
    X(alike_blocks) \
    X(alike_share) \
    X(alike_prose) \
    X(alike_links) \
    X(told) \
    X(summary)

enum feature {
#define X(name) F_##name,
    FEATURE_MAP(X) FEATURES
#undef X
};

/* What the page's head says; NULL slices where it is silent. */
struct page_hints {
    struct slice title;
    struct slice description;
    struct slice body; /* of its structured data */
};

struct features; /* private: what is known of a page as a whole */

/* Look at the page as a whole; what is given is borrowed. */
struct features *features_new(const struct blocks *blocks,
                              const struct page_hints *hints,
                              const struct page_lists *lists);
void features_free(struct features *features);

/* Measure block `at` into FEATURES numbers; from the first to the last. */
void features_row(struct features *features, size_t at, float *row);

/* Their names, as the model file writes them. */
const struct columns *feature_columns(void);

#endif
