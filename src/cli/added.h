/*
 * added.h - what became of each report that `add` was given, as a list.
 *
 * To standard output in the formats of listing.h (--format, or -v for a
 * table), and as JSON lines to the file of --report.
 */
#ifndef DEMARCHE_CLI_ADDED_H
#define DEMARCHE_CLI_ADDED_H

#include "cli/listing.h"
#include "flow/ingest.h"

struct added {
    struct listing list;
    struct sink log;
    bool listing;
    bool logging;
};

/* Open what `args` ask for; nothing is fine. */
MUST_USE bool added_open(struct added *added, struct app *app,
                         const struct args *args, struct err *err);

/* One event into each. */
MUST_USE bool added_row(struct added *added, const struct ingest_event *event,
                        struct err *err);
MUST_USE bool added_close(struct added *added, struct err *err);

#endif
