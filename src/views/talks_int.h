/*
 * talks_int.h - shared by the files that make talks.
 */
#ifndef DEMARCHE_VIEWS_TALKS_INT_H
#define DEMARCHE_VIEWS_TALKS_INT_H

#include "views/talks.h"

/* Reports that are read for a page. */
enum { TALKS_PAGE = 400 };

/* A meeting that is being put together. */
struct talk_draft {
    struct telling telling; /* all that the tellings say together */
    struct talk_witness *witness;
    size_t witnesses;
    size_t cap;
};

struct talks_work {
    struct record *record;
    const struct talks_wish *wish;
    struct arena *arena;
    struct err *err;
    struct talk_draft *draft;
    size_t drafts;
    size_t cap;
    const struct report_row *report; /* that is being read */
    const struct report_text *text;
    struct date told;
    long full_on;  /* day on which the page was full; -1: not yet */
    size_t looked; /* reports so far */
    bool cut;      /* there were more */
    bool failed;
};

/* Read the tellings of all reports that a page needs into drafts. */
MUST_USE bool talks_read(struct talks_work *work);

/* What a report without a date tells of is dated by the others, where only one
 * of their meetings fits. */
void talks_date(struct talks_work *work);

/* Whether the query asks for such a meeting. */
bool talks_asked(const struct talks_work *work, const struct telling *telling);

/* Whether both are known and the same but for case. */
bool talks_same_name(const char *a, const char *b);

#endif
