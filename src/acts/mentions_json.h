/*
 * mentions_json.h - the mentions of one text as `plumb mentions` writes them.
 *
 * [{"start","end","head":{"start","end"},"kind","codes":[…],"person","name",
 *   "role","of","refers"}]; offsets are bytes of the report's text, `head` the
 * word that the rest hangs on, `refers` the place in this array of the mention
 * it points back to.  What is unknown is null.
 */
#ifndef DEMARCHE_ACTS_MENTIONS_JSON_H
#define DEMARCHE_ACTS_MENTIONS_JSON_H

#include "acts/mentions.h"
#include "base/json.h"

/* Write all mentions as one array, the next value of `json`. */
void mentions_json_write(struct json *json, const struct mentions *mentions,
                         const struct document *document);

#endif
