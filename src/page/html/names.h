/*
 * names.h - people's names out of what bylines say.
 *
 *     "By JANE DOE, John Roe and Reuters staff | 3 May" → Jane... as written
 *     "Von Anna Berg (dpa)" → Anna Berg
 */
#ifndef DEMARCHE_PAGE_HTML_NAMES_H
#define DEMARCHE_PAGE_HTML_NAMES_H

#include "page/html/tables.h"

enum { NAMES = 12 };

struct names {
    struct slice item[NAMES];
    size_t len;
};

/* Add the names that `text` lists, each once; slices of `text`.  `shown`: it
 * is a line of the page, where a first word like "By" is asked for. */
void names_of_people(struct names *names, struct slice text,
                     const struct html_tables *tables, bool shown);

/* Whether `text` opens as a byline does ("By", "Von"); `*alone`: and holds
 * nothing else, so that the name stands in what follows. */
bool names_open(struct slice text, const struct html_tables *tables,
                bool *alone);

/* What `word` does in a byline, bits of enum byline_word; letters in any
 * case. */
unsigned byline_word(const struct html_tables *tables, struct slice word);

#endif
