/*
 * page_ties.h - the event an act tells, and what it answers, on a page.
 */
#ifndef DEMARCHE_CLI_PAGE_TIES_H
#define DEMARCHE_CLI_PAGE_TIES_H

#include "cli/page.h"
#include "record/ties.h"

/* An event: what it is, then each witness and what it says. */
MUST_USE bool page_event(struct page *page, struct record *record,
                         const char *id, struct arena *arena, struct err *err);

/* Of an act: the other witnesses of its event, what it answers, and what
 * answers it; with `why`, what the links rest on. */
MUST_USE bool page_ties(struct page *page, struct record *record,
                        const struct act_row *act, bool why,
                        struct arena *arena, struct err *err);

#endif
