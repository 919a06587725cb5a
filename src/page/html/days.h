/*
 * days.h - the days on which a page may have appeared, and what speaks for
 * each.
 *
 * Everything on the page that names a day is a clue: what its head says, its
 * address, lines near the title and elsewhere, <time>, the text.  What is
 * measured of each day that comes out is judged by trained trees
 * (data/page/html-date-model.tsv).
 */
#ifndef DEMARCHE_PAGE_HTML_DAYS_H
#define DEMARCHE_PAGE_HTML_DAYS_H

#include "page/html/forest.h"
#include "page/html/view.h"

/* Where a day was found: JSON-LD, <meta>, itemprop, scripts, the address;
 * lines and <time> near the title, lines below the text and elsewhere, the
 * text, a dateline. */
#define DAY_KIND_MAP(X, at) \
    X(at##_ld) \
    X(at##_meta) \
    X(at##_item) \
    X(at##_script) \
    X(at##_url) \
    X(at##_near) \
    X(at##_time) \
    X(at##_below) \
    X(at##_elsewhere) \
    X(at##_text) \
    X(at##_dateline)

enum day_kind {
#define X(name) name,
    DAY_KIND_MAP(X, DAY)
#undef X
        DAY_KINDS
};

/* What is measured of a day: the most that it weighs in each kind, as the day
 * of publication and as that of a change; what the page has of each; where it
 * is shown first; how many days it lies after others; how it is written. */
#define DAY_MAP(X) \
    DAY_KIND_MAP(X, own) \
    DAY_KIND_MAP(X, changed) \
    X(page_said) \
    X(page_changed) \
    X(page_near) \
    X(page_near_changed) \
    X(days) \
    X(kinds) \
    X(times) \
    X(rank_near) \
    X(from_title) \
    X(from_start) \
    X(line_words) \
    X(told) \
    X(since_said) \
    X(since_changed) \
    X(since_near) \
    X(since_text) \
    X(first_said) \
    X(last_said) \
    X(url) \
    X(url_days) \
    X(utc) \
    X(other_way) \
    X(first_of_month)

enum day_column {
#define X(name) D_##name,
    DAY_MAP(X) DAY_COLUMNS
#undef X
};

enum { CLUES = 128 };

/* A piece of evidence, and where on the page it stands. */
struct clue {
    struct evidence evidence;
    enum day_kind kind;
    size_t block;   /* SIZE_MAX: nowhere */
    unsigned words; /* of the line that shows it */
    bool told;      /* "published" stands before it */
    bool other_way; /* 3/4 read as another country does */
};

struct clues {
    const struct view *view;
    struct clue item[CLUES];
    size_t len;
    bool month_first;
};

/* Gather what the page says of its days. */
void clues_read(struct clues *clues, const struct view *view);

/* Measure the day of clue `at` into DAY_COLUMNS numbers. */
void day_row(const struct clues *clues, size_t at, float *row);

const struct columns *day_columns(void);

#endif
