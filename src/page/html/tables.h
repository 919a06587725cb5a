/*
 * tables.h - the tables of data/page/html-*.tsv, read once, shared by threads.
 */
#ifndef DEMARCHE_PAGE_HTML_TABLES_H
#define DEMARCHE_PAGE_HTML_TABLES_H

#include "page/html/calendar.h"
#include "page/html/facts.h"
#include "page/html/forest.h"
#include "page/html/words.h"

/* What a word does in or beside a byline (html-bylines.tsv). */
enum byline_word {
    BYLINE_OPENS = 1,
    BYLINE_JOINS,
    BYLINE_ENDS,
    BYLINE_ALIEN,
    BYLINE_MARKS,
    BYLINE_UNMARKS
};

struct html_tables {
    struct word_table words;
    struct fact_table facts;
    struct calendar calendar;
    struct tsv byline_table;
    struct map byline; /* in lower case → enum byline_word */
    struct forest forest;
};

/* Read all below `data_dir`; NULL on failure. */
struct html_tables *html_tables_open(const char *data_dir, struct err *err);
void html_tables_close(struct html_tables *tables);

#endif
