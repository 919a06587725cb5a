/*
 * tree.h - the bytes of a web page → a document tree.
 *
 * A thin seam around lexbor: it finds the encoding as browsers do (byte order
 * mark, <meta>, then what the bytes allow), keeps hostile nesting flat, and
 * answers the few questions that the rest of this folder asks of nodes.
 * Strings are borrowed from the tree and live as long as it.
 */
#ifndef DEMARCHE_PAGE_HTML_TREE_H
#define DEMARCHE_PAGE_HTML_TREE_H

#include "base/buf.h"
#include "page/tongue.h"

#include <lexbor/dom/dom.h>
#include <lexbor/html/html.h>

struct tree {
    lxb_html_parser_t *parser;
    lxb_html_document_t *document;
    lxb_dom_node_t *head; /* never NULL once open */
    lxb_dom_node_t *body;
    char encoding[24];   /* "utf-8", "windows-1252", … */
    struct buf text;     /* the page in UTF-8, where it had to be converted */
    struct slice source; /* what was parsed, in UTF-8; borrowed */
};

/* Parse `bytes`, called `input` in messages.  `tongues` tell the encoding of
 * a page that does not say it; NULL: windows-1252 then.  On failure the tree
 * holds nothing. */
MUST_USE bool tree_open(struct tree *tree, struct slice input,
                        struct slice bytes, const struct tongues *tongues,
                        struct err *err);
void tree_close(struct tree *tree);

/* The element's tag, LXB_TAG__UNDEF for other nodes and foreign elements
 * (SVG, MathML). */
lxb_tag_id_t node_tag(const lxb_dom_node_t *node);

/* An attribute's value, trimmed; a NULL slice if it is not there. */
struct slice node_attr(const lxb_dom_node_t *node, const char *name);

/* Whether any element of the page bears an attribute of this name. */
bool tree_has_attr(const struct tree *tree, const char *name);

/* Bytes of a text node; a NULL slice for other nodes. */
struct slice node_text(const lxb_dom_node_t *node);

/* The node after `node` in reading order, below `root`; NULL at the end.
 * node_after() leaves out what is inside `node`. */
lxb_dom_node_t *node_next(lxb_dom_node_t *node, const lxb_dom_node_t *root);
lxb_dom_node_t *node_after(lxb_dom_node_t *node, const lxb_dom_node_t *root);

/* Append the text below `node`, white space collapsed, as read aloud: no
 * scripts, styles or pictures. */
void node_read(lxb_dom_node_t *node, struct buf *out);

/* The same, no more than is needed to reach `most` bytes. */
void node_read_start(const lxb_dom_node_t *node, size_t most, struct buf *out);

/* Append `text` to `out`, each run of blanks (also no-break ones) as one
 * space, invisible signs left out.  A blank that `out` ends with counts. */
void text_collapse(struct buf *out, struct slice text);

/* Length of the blank or invisible sign at `at`, 0 for anything else;
 * `*shown` tells a blank from an invisible one. */
size_t blank_at(struct slice text, size_t at, bool *shown);

#endif
