/*
 * map.h - how JSON and tables of reports call things.
 *
 * data/page/record-keys.tsv knows the names of common exports; --map tells
 * others and goes before them:
 *
 *     text=body,date=pubdate     this is called body, that pubdate
 */
#ifndef DEMARCHE_PAGE_ROWS_MAP_H
#define DEMARCHE_PAGE_ROWS_MAP_H

#include "base/arena.h"
#include "base/tsv.h"

#define ROW_FIELD_MAP(X) \
    X(ROW_TEXT, "text") \
    X(ROW_HTML, "html") \
    X(ROW_TITLE, "title") \
    X(ROW_URL, "url") \
    X(ROW_PUBLISHED, "published") \
    X(ROW_MODIFIED, "modified") \
    X(ROW_AUTHOR, "author") \
    X(ROW_OUTLET, "outlet") \
    X(ROW_AGENCY, "agency") \
    X(ROW_SECTION, "section") \
    X(ROW_LANGUAGE, "language") \
    X(ROW_FETCHED, "fetched") \
    X(ROW_ITEMS, "items")

enum row_field {
#define X(code, name) code,
    ROW_FIELD_MAP(X)
#undef X
        ROW_FIELDS
};

struct row_name {
    enum row_field field;
    struct slice key; /* folded */
};

/* The names of the table: read once, shared by threads. */
struct row_names {
    struct tsv table;
    struct row_name *name;
    size_t len;
    struct arena arena;
};

/* NULL on failure. */
struct row_names *row_names_open(const char *data_dir, struct err *err);
void row_names_close(struct row_names *names);

/* What is told by --map, and after that the table's names. */
struct row_map {
    struct row_name *name;
    size_t len;
};

/* Read --map (NULL: none); `names` may be NULL.  `date` stands for published,
 * `source` for outlet. */
MUST_USE bool row_map_make(struct row_map *map, struct slice told,
                           const struct row_names *names, struct arena *arena,
                           struct err *err);

/* `key` in lower case, without '_', '-' and blanks. */
struct slice row_fold(struct arena *arena, struct slice key);

/* Whether `key`, folded, is `folded`. */
bool row_folds_to(struct slice key, struct slice folded);

#endif
