/*
 * calendar.h - dates as pages of many languages write them.
 *
 * "2021-12-20T09:00:00Z", "20.12.2021", "12/20/2021", "20 décembre 2021",
 * "Dec 20th, 2021", "20 de diciembre de 2021", "2021年12月20日".  Months'
 * names stand in data/page/html-months.tsv.
 */
#ifndef DEMARCHE_PAGE_HTML_CALENDAR_H
#define DEMARCHE_PAGE_HTML_CALENDAR_H

#include "base/date.h"
#include "base/map.h"
#include "base/tsv.h"

struct calendar {
    struct tsv table;
    struct map month; /* name in lower case → 1–12 */
};

MUST_USE bool calendar_open(struct calendar *calendar, const char *data_dir,
                            struct err *err);
void calendar_release(struct calendar *calendar);

/* The first whole day that `text` names from byte `from` on; false if there
 * is none.  `month_first`: 3/4/2021 is in March. */
bool calendar_find(const struct calendar *calendar, struct slice text,
                   size_t from, bool month_first, struct date *date,
                   struct span *at);

/* The day in an address's path; a month where it has only that. */
struct date calendar_in_url(struct slice url);

#endif
