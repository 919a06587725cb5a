/*
 * line.h - rows of the record as JSON objects: the lines of the export.
 *
 * Keys and their order are those of docs/export.schema.json.  Every program
 * face that shows JSON writes these, so they agree to the byte.
 */
#ifndef DEMARCHE_RECORD_LINE_H
#define DEMARCHE_RECORD_LINE_H

#include "base/json.h"
#include "record/query.h"
#include "record/ties.h"

void line_report(struct json *json, const struct report_row *row);
void line_quote(struct json *json, const struct quote_row *row);
/* Whether the export knows an answer of this kind: whoever takes back what he
 * asked himself does not answer. */
bool line_is_answer(const char *how);

void line_event(struct json *json, const struct event_row *row);
void line_answer(struct json *json, const struct answer_row *row);
void line_act(struct json *json, const struct act_row *row);

#endif
