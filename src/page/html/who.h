/*
 * who.h - who may have written a page, and what speaks for each.
 *
 * All that names people in a byline's place is gathered: what the page's head
 * says, lines like "By ...", elements made for names, links to people's
 * pages.  Each list of names that comes out is a nominee; what is measured of
 * it is judged by trained trees (data/page/html-author-model.tsv).
 */
#ifndef DEMARCHE_PAGE_HTML_WHO_H
#define DEMARCHE_PAGE_HTML_WHO_H

#include "page/html/forest.h"
#include "page/html/names.h"
#include "page/html/view.h"

/* Where a nominee was found: JSON-LD, <meta>, itemprop; elements by rel or
 * itemprop, by class, links to people; lines that are marked, opened by "By",
 * hold it inside, marked below the text, a name alone, "About ..."; the site's
 * owner, as a copyright line or the site's name has it; the first of many. */
#define WHO_KIND_MAP(X, at) \
    X(at##_ld) \
    X(at##_meta) \
    X(at##_item) \
    X(at##_kept) \
    X(at##_class) \
    X(at##_link) \
    X(at##_marked) \
    X(at##_opened) \
    X(at##_inline) \
    X(at##_below) \
    X(at##_lone) \
    X(at##_about) \
    X(at##_owner) \
    X(at##_first)

enum who_kind {
#define X(name) name,
    WHO_KIND_MAP(X, WHO)
#undef X
        WHO_KINDS
};

/* What is measured of a nominee: for each kind how much it weighs there and
 * the most that any nominee of the page does; how often and where it stands;
 * what its names look like; how it stands to the others. */
#define WHO_MAP(X) \
    WHO_KIND_MAP(X, own) \
    WHO_KIND_MAP(X, page) \
    X(kinds) \
    X(times) \
    X(nominees) \
    X(names) \
    X(words) \
    X(chars) \
    X(capitals) \
    X(small) \
    X(signs) \
    X(digits) \
    X(office) \
    X(is_site) \
    X(in_site) \
    X(agree) \
    X(share) \
    X(longer) \
    X(shorter) \
    X(rank) \
    X(from_title) \
    X(from_start) \
    X(from_last) \
    X(clean) \
    X(line_words)

enum who_column {
#define X(name) W_##name,
    WHO_MAP(X) WHO_COLUMNS
#undef X
};

enum { NOMINEES = 48 };

struct nominee {
    struct names names;
    struct slice fold[NAMES]; /* letters of each name */
    float weight[WHO_KINDS];  /* most in each kind, 0 for none */
    unsigned times;           /* how often it was found */
    size_t block;             /* the first that shows it; SIZE_MAX: none */
    unsigned line;            /* words of the shortest line that shows it */
    bool unmarked;            /* stands only in comments, bios and the like */
};

struct nominees {
    const struct view *view;
    struct nominee item[NOMINEES];
    size_t len;
    struct slice site, host; /* folded */
};

void nominees_read(struct nominees *nominees, const struct view *view);

/* Measure nominee `at` into WHO_COLUMNS numbers. */
void nominee_row(const struct nominees *nominees, size_t at, float *row);

const struct columns *author_columns(void);

#endif
