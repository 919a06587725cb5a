/*
 * tables.h - the tables of data/page/ by which documents are read, read once,
 * shared by threads.
 */
#ifndef DEMARCHE_PAGE_OFFICE_TABLES_H
#define DEMARCHE_PAGE_OFFICE_TABLES_H

#include "page/mail/letter.h"
#include "page/office/newswords.h"
#include "page/office/styles.h"

struct office_tables {
    struct style_names styles;
    struct news_words news;
    struct letter_words letters;
};

/* Read all below `data_dir`; NULL on failure. */
struct office_tables *office_tables_open(const char *data_dir, struct err *err);
void office_tables_close(struct office_tables *tables);

#endif
