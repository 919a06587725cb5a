/*
 * line_conflict.h - a contradiction as the export's line (docs/record.md).
 */
#ifndef DEMARCHE_CLI_LINE_CONFLICT_H
#define DEMARCHE_CLI_LINE_CONFLICT_H

#include "base/json.h"
#include "views/conflicts.h"

/* The line of the export; `full` adds the words of each side. */
void line_conflict(struct json *json, const struct conflict *conflict,
                   bool full);

#endif
