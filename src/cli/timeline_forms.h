/*
 * timeline_forms.h - a timeline as a document of its own.
 *
 *   md          a chronology: a heading a day, diplomacy and pressure below
 *   timelinejs  the JSON of TimelineJS 3: an entry a dated event
 *   ics         iCalendar (RFC 5545): an entry an event whose day is known
 *
 * What the lists show is what is written: one entry an event, with all who
 * tell it.  Entries go out one by one; md alone holds those of a day.
 *
 *     timeline_writer_open(&writer, timeline_form("ics"), &sink.out);
 *     timeline_write(&writer, &entry, url);
 *     timeline_writer_close(&writer);
 */
#ifndef DEMARCHE_CLI_TIMELINE_FORMS_H
#define DEMARCHE_CLI_TIMELINE_FORMS_H

#include "base/buf.h"
#include "views/timeline.h"

struct timeline_form; /* private: how a format is written */

struct timeline_writer {
    const struct timeline_form *form;
    struct buf *out;
    size_t entries;     /* written */
    size_t left;        /* without the date that the format needs */
    struct buf heading; /* md: of the day that gathers, */
    struct buf lane[2]; /* and its entries, diplomacy and pressure */
};

/* The format with this name, NULL if it is none of these. */
const struct timeline_form *timeline_form(const char *name);

void timeline_writer_open(struct timeline_writer *writer,
                          const struct timeline_form *form, struct buf *out);
/* `url`: where the report of the best telling stands, or NULL. */
void timeline_write(struct timeline_writer *writer,
                    const struct timeline_entry *entry, const char *url);
void timeline_writer_close(struct timeline_writer *writer);

/* "diplomacy" or "pressure". */
const char *timeline_lane(const struct timeline_entry *entry);

#endif
