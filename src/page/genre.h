/*
 * genre.h - what kind of text a report is, and whose wire it came by.
 *
 *     .../opinion/2021/12/why-...                          opinion
 *     "Article 1  The Parties shall ..."                   document
 *     "MR PRICE: Good afternoon. QUESTION: ..."            transcript
 *     "10:42  The minister has arrived ..."                live blog
 *
 * The address, section and title speak by data/page/genres.tsv, the text by
 * its speakers' turns, articles, times, first persons and words of saying.
 */
#ifndef DEMARCHE_PAGE_GENRE_H
#define DEMARCHE_PAGE_GENRE_H

#include "base/tsv.h"

struct report;
struct page_lists;
struct genre_mark;

struct genres {
    struct tsv table; /* owns the words */
    struct genre_mark *mark;
    size_t marks;
};

MUST_USE bool genres_open(struct genres *genres, const char *data_dir,
                          struct err *err);
void genres_release(struct genres *genres);

/* The genre of a report that is read: "news", "opinion", "analysis",
 * "document", "transcript" or "live blog"; NULL where nothing tells. */
const char *genre_of(const struct report *report,
                     const struct page_lists *lists);

/* The agency that a report credits beside a dateline: as its author, in
 * brackets where its text begins, or in a short line at its end.  A NULL
 * slice if it credits none. */
struct slice agency_credit(const struct report *report,
                           const struct page_lists *lists);

#endif
