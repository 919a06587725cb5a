/*
 * styles.h - what a style's name says of its paragraphs.
 *
 * Word processors name their styles ("heading 1", "Title", "Quotations"); the
 * names stand in data/page/document-styles.tsv.
 */
#ifndef DEMARCHE_PAGE_OFFICE_STYLES_H
#define DEMARCHE_PAGE_OFFICE_STYLES_H

#include "base/map.h"
#include "base/tsv.h"
#include "page/office/prose.h"

enum style_says {
    STYLE_NOTHING, /* not in the table: ask the style it is based on */
    STYLE_PLAIN,
    STYLE_TITLE,
    STYLE_SUBTITLE,
    STYLE_HEADING,
    STYLE_LIST,
    STYLE_QUOTE,
    STYLE_CAPTION,
    STYLE_NOTE,
    STYLE_SKIP /* no text of the document: its table of contents */
};

struct style_names {
    struct tsv table;
    struct map says; /* the name in lower case → enum style_says */
};

MUST_USE bool style_names_open(struct style_names *names, const char *data_dir,
                               struct err *err);
void style_names_release(struct style_names *names);

/* A name as the table has it, or with a number behind it ("List Bullet 2",
 * "Heading_20_1"); letters in any case. */
enum style_says style_names_say(const struct style_names *names,
                                struct slice name);

/* The styles of one document: an identifier, what it says, and the style it
 * is based on; slices are borrowed. */
struct style {
    struct slice id;
    struct slice parent; /* NULL: none */
    enum style_says says;
};

struct styles {
    struct style *item;
    size_t len, cap;
    struct map place; /* identifier → place + 1 */
};

void styles_add(struct styles *styles, struct style style);
void styles_release(struct styles *styles);

/* What a paragraph of style `id` is, by the style or those it is based on. */
enum style_says styles_say(const struct styles *styles, struct slice id);

/* End the paragraph under way as one of this kind. */
void styles_end(struct prose *prose, enum style_says says);

#endif
