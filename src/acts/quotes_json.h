/*
 * quotes_json.h - the quotes of one text as `plumb quotes` writes them.
 *
 * [{"form","source":{"start","end"}|null,"cue":…|null,"content":[…]}]; offsets
 * are bytes of the report's text.
 */
#ifndef DEMARCHE_ACTS_QUOTES_JSON_H
#define DEMARCHE_ACTS_QUOTES_JSON_H

#include "acts/quotes.h"
#include "base/json.h"

/* Write all quotes as one array, the next value of `json`. */
void quotes_json_write(struct json *json, const struct quotes *quotes);

#endif
