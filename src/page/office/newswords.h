/*
 * newswords.h - the words by which exports of news databases are laid out.
 *
 * They stand in data/page/news-exports.tsv: labels ("Load-Date:"), codes of
 * two letters ("HD"), headings ("Body") and the lines that end an article.
 */
#ifndef DEMARCHE_PAGE_OFFICE_NEWSWORDS_H
#define DEMARCHE_PAGE_OFFICE_NEWSWORDS_H

#include "base/map.h"
#include "base/tsv.h"

#define NEWS_DOES_MAP(X) \
    X(NEWS_TITLE, "title") \
    X(NEWS_BYLINE, "byline") \
    X(NEWS_LENGTH, "length") \
    X(NEWS_DATE, "date") \
    X(NEWS_LOADED, "loaded") \
    X(NEWS_OUTLET, "outlet") \
    X(NEWS_SECTION, "section") \
    X(NEWS_LANGUAGE, "language") \
    X(NEWS_CREDIT, "credit") \
    X(NEWS_DATELINE, "dateline") \
    X(NEWS_HIGHLIGHT, "highlight") \
    X(NEWS_TEXT, "text") \
    X(NEWS_OTHER, "other") \
    X(NEWS_TAIL, "tail") \
    X(NEWS_ID, "id") \
    X(NEWS_END, "end") \
    X(NEWS_BODY, "body") \
    X(NEWS_AFTER, "after") \
    X(NEWS_COUNT, "count") \
    X(NEWS_DOCUMENT, "document") \
    X(NEWS_TONGUE, "tongue")

enum news_does {
    NEWS_NOTHING,
#define X(code, name) code,
    NEWS_DOES_MAP(X)
#undef X
};

struct news_word {
    enum news_does does;
    struct slice means; /* a tongue's ISO 639-1 code */
};

struct news_words {
    struct tsv table;
    struct news_word *word;
    size_t len;
    struct map label;   /* "load-date", before a colon */
    struct map code;    /* "HD", as written */
    struct map heading; /* "body", a line of its own */
    struct map unit;    /* "words", "document", "english" */
};

MUST_USE bool news_words_open(struct news_words *words, const char *data_dir,
                              struct err *err);
void news_words_release(struct news_words *words);

/* The word of that map; NULL if there is none.  Letters in any case, but for
 * codes. */
const struct news_word *news_word_find(const struct news_words *words,
                                       const struct map *map,
                                       struct slice text);

#endif
