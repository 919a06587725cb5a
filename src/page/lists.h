/*
 * lists.h - the word lists of data/page/ by which plain text is read.
 *
 * Read once, never written again, shared by threads.
 */
#ifndef DEMARCHE_PAGE_LISTS_H
#define DEMARCHE_PAGE_LISTS_H

#include "base/err.h"
#include "base/map.h"
#include "base/tsv.h"
#include "page/chronicle.h"
#include "page/genre.h"
#include "page/report.h"
#include "page/tongue.h"

enum label_where { LABEL_WHOLE, LABEL_START, LABEL_END, LABEL_ANY };

/* What the label says of the lines after it. */
enum label_after { AFTER_NOTHING, AFTER_HEADLINES, AFTER_END };

struct label {
    enum paragraph_kind kind;
    enum label_where where;
    struct slice words; /* in lower case */
    size_t most;        /* words in the line; 0: any number */
    enum label_after after;
    size_t next; /* of the same chain, 0: none; else its place + 1 */
};

struct html_tables;   /* html/tables.h */
struct office_tables; /* office/tables.h */
struct row_names;     /* rows/map.h */

struct page_lists {
    struct tsv label_table; /* own the bytes of all that follows */
    struct tsv agency_table;
    struct label *label;
    size_t labels;
    /* Chains of labels by the byte that they start with, if they stand at a
     * line's start, or anywhere; and that they end with, if at its end. */
    size_t at_start[256], anywhere[256], at_end[256];
    /* A bit for each two bytes that a label of `anywhere` starts with. */
    unsigned char pair[65536 / 8];
    struct map agency;  /* as written → const struct slice * (the name) */
    struct slice *name; /* of agencies */
    size_t names;
    struct tongues tongues;
    struct chronicle chronicle;
    struct genres genres;
    struct html_tables *html;     /* for web pages */
    struct office_tables *office; /* for documents */
    struct row_names *rows;       /* for JSON and tables */
};

/* Read the tables below `data_dir`.  On failure `lists` holds nothing and
 * `err` names file and line. */
MUST_USE bool page_lists_open(struct page_lists *lists, const char *data_dir,
                              struct err *err);
void page_lists_release(struct page_lists *lists);

/* The label that `line` (one paragraph) bears, or NULL. */
const struct label *page_lists_label(const struct page_lists *lists,
                                     struct slice line);

/* The name of the agency written so, or a NULL slice. */
struct slice page_lists_agency(const struct page_lists *lists,
                               struct slice written);

#endif
