/*
 * facts.h - what a page says of itself where readers do not look.
 *
 * <meta>, <link>, microdata, JSON-LD: each names a title, an author, a date
 * and so on, often more than one, often wrongly.  All are kept in page order
 * with the place they come from; data/page/html-facts.tsv says which names
 * mean what and how much weight each place has.  Choosing is done elsewhere.
 */
#ifndef DEMARCHE_PAGE_HTML_FACTS_H
#define DEMARCHE_PAGE_HTML_FACTS_H

#include "base/arena.h"
#include "base/map.h"
#include "base/tsv.h"
#include "page/html/tree.h"

#define FACT_MAP(X) \
    X(FACT_TITLE, "title") \
    X(FACT_AUTHOR, "author") \
    X(FACT_PUBLISHED, "published") \
    X(FACT_MODIFIED, "modified") \
    X(FACT_SITE, "site") \
    X(FACT_DESCRIPTION, "description") \
    X(FACT_BODY, "body") \
    X(FACT_URL, "url") \
    X(FACT_LANGUAGE, "language") \
    X(FACT_SECTION, "section") \
    X(FACT_TYPE, "type")

enum fact_kind {
#define X(code, name) code,
    FACT_MAP(X)
#undef X
};

struct fact {
    enum fact_kind kind;
    int weight;         /* 1–9, more is better */
    struct slice value; /* white space collapsed, never empty */
    const char *source; /* "meta og:title", "json-ld datePublished" */
};

struct facts {
    struct fact *item;
    size_t len, cap;
};

struct fact_name {
    enum fact_kind kind;
    int weight;
    const char *source;
};

/* data/page/html-facts.tsv */
struct fact_table {
    struct tsv table;
    struct map name; /* "meta og:title" → index + 1 of item */
    struct fact_name *item;
    size_t len;
    struct arena arena;
};

MUST_USE bool fact_table_open(struct fact_table *table, const char *data_dir,
                              struct err *err);
void fact_table_release(struct fact_table *table);

/* What `name` in `place` ("meta", "json-ld", "itemprop", "link") means, or
 * NULL. */
const struct fact_name *fact_table_find(const struct fact_table *table,
                                        const char *place, struct slice name);

/* Collect the facts of a page; strings go to `arena`. */
void facts_read(struct facts *facts, const struct tree *tree,
                const struct fact_table *table, struct arena *arena);

/* Add one; an empty value is left out.  `source` is kept as it is. */
void facts_add(struct facts *facts, const struct fact_name *name,
               struct slice value, struct arena *arena);
void facts_release(struct facts *facts);

/* The heaviest of its kind, the first among equals; NULL if there is none. */
const struct fact *facts_best(const struct facts *facts, enum fact_kind kind);

#endif
