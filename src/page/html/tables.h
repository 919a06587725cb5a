/*
 * tables.h - the tables of data/page/html-*.tsv, read once, shared by threads.
 */
#ifndef DEMARCHE_PAGE_HTML_TABLES_H
#define DEMARCHE_PAGE_HTML_TABLES_H

#include "page/html/calendar.h"
#include "page/html/facts.h"
#include "page/html/forest.h"
#include "page/html/words.h"

/* What a word does in or beside a byline (html-bylines.tsv); one may do more
 * than one thing. */
enum byline_word {
    BYLINE_OPENS = 1U << 0,
    BYLINE_JOINS = 1U << 1,
    BYLINE_ENDS = 1U << 2,
    BYLINE_ALIEN = 1U << 3,
    BYLINE_MARKS = 1U << 4,
    BYLINE_UNMARKS = 1U << 5,
    BYLINE_LEADS = 1U << 6,
    BYLINE_OFFICE = 1U << 7,
    BYLINE_TELLS = 1U << 8
};

/* What a word says of the date behind it (html-stamps.tsv). */
enum stamp_word { STAMP_SILENT, STAMP_CHANGED, STAMP_TOLD };

struct stamp_label {
    struct slice word; /* in lower case */
    enum stamp_word says;
};

enum { STAMP_LABELS = 128 };

struct html_tables {
    struct word_table words;
    struct fact_table facts;
    struct calendar calendar;
    struct tsv byline_table;
    struct map byline; /* in lower case → bits of enum byline_word */
    uint64_t mark[26]; /* by first letter: lengths of words that mark */
    struct tsv stamp_table;
    struct stamp_label label[STAMP_LABELS];
    size_t labels;
    struct forest forest;  /* judges blocks */
    struct forest authors; /* judges who may have written it */
    struct forest dates;   /* judges days on which it may have appeared */
};

/* Read all below `data_dir`; NULL on failure. */
struct html_tables *html_tables_open(const char *data_dir, struct err *err);
void html_tables_close(struct html_tables *tables);

/* What the words before a date say of it; a change is said more loudly than
 * the publication. */
enum stamp_word stamp_word(const struct html_tables *tables,
                           struct slice before);

#endif
