/*
 * moment.h - days as machines write them: in feeds, headers, exports.
 *
 * RFC 822 and 850, asctime, ISO 8601 in its long and short forms, HTTP's
 * dates, digits only ("20220113101500"), seconds or milliseconds since 1970.
 *
 *     "Thu, 13 Jan 2022 23:55:00 -0500"  2022-01-13, as it is written there
 */
#ifndef DEMARCHE_PAGE_MOMENT_H
#define DEMARCHE_PAGE_MOMENT_H

#include "base/date.h"

/* The day that `text` names, in the zone in which it is written; a month or
 * a year where it says no more; DATE_NONE for anything else. */
struct date moment_read(struct slice text);

#endif
