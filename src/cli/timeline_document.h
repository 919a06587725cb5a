/*
 * timeline_document.h - a timeline in one of the forms of timeline_forms.h,
 * for `timeline` and `export` alike.
 */
#ifndef DEMARCHE_CLI_TIMELINE_DOCUMENT_H
#define DEMARCHE_CLI_TIMELINE_DOCUMENT_H

#include "cli/session.h"
#include "cli/timeline_forms.h"

/* What was written. */
struct timeline_sums {
    size_t entries;
    size_t left; /* events that the form cannot hold */
};

/* Give the entries that `query` and --as-of ask for to `take`. */
MUST_USE bool timeline_ask(struct session *session, const struct query *query,
                           timeline_entry_fn take, void *context,
                           struct timeline *timeline, struct err *err);

/* The timeline that the command line asks for, to where it says. */
MUST_USE bool timeline_document(struct session *session,
                                const struct timeline_form *form,
                                struct timeline_sums *sums, struct err *err);

#endif
