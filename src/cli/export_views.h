/*
 * export_views.h - the lines of the export that views make: talks, conflicts.
 */
#ifndef DEMARCHE_CLI_EXPORT_VIEWS_H
#define DEMARCHE_CLI_EXPORT_VIEWS_H

#include "cli/session.h"

/* Give every meeting, or every contradiction, of the dossier to `sink` as a
 * line of the export: by date, unknown ones first, then id. */
MUST_USE bool export_talks(struct session *session, record_sink_fn sink,
                           void *context, struct err *err);
MUST_USE bool export_conflicts(struct session *session, record_sink_fn sink,
                               void *context, struct err *err);

#endif
