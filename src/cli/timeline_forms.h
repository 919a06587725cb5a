/*
 * timeline_forms.h - a timeline as a document of its own.
 *
 *   md          a chronology: a heading a day, diplomacy and pressure below
 *   timelinejs  the JSON of TimelineJS 3
 *   ics         iCalendar (RFC 5545), an event a day-precise entry
 */
#ifndef DEMARCHE_CLI_TIMELINE_FORMS_H
#define DEMARCHE_CLI_TIMELINE_FORMS_H

#include "base/buf.h"
#include "views/timeline.h"

typedef void (*timeline_form_fn)(struct buf *out,
                                 const struct timeline *timeline);

/* The writer of a format, NULL if it is none of these. */
timeline_form_fn timeline_form(const char *format);

/* "diplomacy" or "pressure". */
const char *timeline_lane(const struct timeline_entry *entry);

#endif
