/*
 * points.h - the elements of a page that are made for a name or a time.
 *
 *     <p>3 May by <a rel="author">Jane Doe</a></p><p>The talks ...</p>
 *      block 7     a point before block 8            block 8
 */
#ifndef DEMARCHE_PAGE_HTML_POINTS_H
#define DEMARCHE_PAGE_HTML_POINTS_H

#include "page/html/block.h"
#include "page/html/tables.h"

enum point_kind { POINT_NAME, POINT_LINK, POINT_TIME };

struct point {
    const lxb_dom_node_t *node;
    size_t block; /* the first that starts in the element or after it */
    enum point_kind kind;
    bool kept; /* rel or itemprop says so, not class */
};

struct points {
    struct point *item;
    size_t len, cap;
};

/* All of a page's, in reading order; of each kind CAP_PAGE_POINTS at most.
 * Release also after an empty page. */
void points_read(struct points *points, const struct blocks *blocks,
                 const struct tree *tree, const struct html_tables *tables);
void points_release(struct points *points);

/* What the class, id, rel and itemprop of one element say: 1 it holds a
 * byline, -1 it holds none, 0 nothing. */
int byline_mark(const lxb_dom_node_t *node, const struct html_tables *tables);

#endif
