/*
 * news.h - one file of many articles, as news databases export them.
 *
 * Four layouts are known, by their words (newswords.h) and never by a name:
 *
 *     Nexis Uni       title, outlet, date, labels, "Body", text, labels,
 *                     "End of Document"
 *     older Nexis     "3 of 10 DOCUMENTS", outlet, date, title, labels in
 *                     capitals, text, labels, copyright
 *     Factiva, codes  a column of codes: HD title, BY, WC, PD, SN … LP, TD, AN
 *     Factiva, shown  title, author, "505 words", date, outlet, …, copyright,
 *                     text, "Document XXXX000020310407en4700001"
 *
 * An article without text or title is passed over with a reason.
 */
#ifndef DEMARCHE_PAGE_OFFICE_NEWS_H
#define DEMARCHE_PAGE_OFFICE_NEWS_H

#include "page/lists.h"
#include "page/office/newswords.h"
#include "page/office/prose.h"

/* Whether the document is an export in one of these layouts. */
bool news_is(const struct prose *prose, const struct page_lists *lists);

/* Give each article to the sink, named "name#1", "name#2", … */
MUST_USE bool news_articles(const struct prose *prose, struct slice name,
                            const struct piece_sink *sink, struct arena *arena,
                            struct err *err);

/* --- for the layouts --- */

/* A line of the document, and what it looks like. */
struct news_line {
    struct slice text;
    size_t item;          /* of the prose; lines of one item follow */
    enum news_does does;  /* NEWS_NOTHING: text */
    char form;            /* 'l' label, 'c' code, 'h' heading, 'n' "505 words",
                             'o' "3 of 10 DOCUMENTS", 'd' "Document XXXX…" */
    struct slice value;   /* behind a label or a code */
    enum prose_kind kind; /* of its item */
};

struct news_article {
    struct slice title;
    struct slice outlet;
    struct slice section;
    struct slice byline;
    struct slice credit;
    struct slice language; /* ISO 639-1 */
    struct slice dateline;
    struct date date;
    struct date loaded;
    struct prose body;
    size_t item; /* the body's last line was of, + 1 */
};

struct news {
    const struct news_words *words;
    const struct page_lists *lists;
    struct arena *arena;
    struct news_line *line;
    size_t len, cap;
};

/* A layout: where its next article is, and what it says.  `next` sets
 * [*start, *end) of the first article at or behind *end; false: no more. */
struct news_layout {
    bool (*is)(const struct news *news);
    bool (*next)(const struct news *news, size_t *start, size_t *end);
    void (*read)(const struct news *news, size_t start, size_t end,
                 struct news_article *article);
};

extern const struct news_layout news_nexis_uni;
extern const struct news_layout news_nexis_old;
extern const struct news_layout news_factiva_codes;
extern const struct news_layout news_factiva_shown;

/* Add a line to the article's text. */
void news_add(struct news_article *article, const struct news_line *line,
              struct slice text);

/* A label's or a code's value, with the lines that follow it up to `end`
 * joined: all of its item's, or all without a label of their own. */
struct slice news_value(const struct news *news, size_t at, size_t end);

/* Set what a field says; false if it says nothing of the article. */
bool news_field(const struct news *news, struct news_article *article,
                enum news_does does, struct slice value);

/* The day that a line is about and little else; DATE_NONE if it is not. */
struct date news_day(const struct news *news, struct slice line);

/* "Copyright 2031 The Lodestar", "(c) 2031 …", "All rights reserved". */
bool news_is_copyright(struct slice line);

#endif
