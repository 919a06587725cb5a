/*
 * line_talk.h - a meeting as the export's line (docs/record.md).
 */
#ifndef DEMARCHE_CLI_LINE_TALK_H
#define DEMARCHE_CLI_LINE_TALK_H

#include "base/json.h"
#include "views/talks.h"

/* The line of the export; `full` adds level of detail for the list: length,
 * agenda, words of the witnesses. */
void line_talk(struct json *json, const struct talk *talk, bool full);

#endif
