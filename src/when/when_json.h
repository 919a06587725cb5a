/*
 * when_json.h - date expressions as `plumb dates` writes them.
 */
#ifndef DEMARCHE_WHEN_WHEN_JSON_H
#define DEMARCHE_WHEN_WHEN_JSON_H

#include "base/json.h"
#include "when/timex.h"

/* [{"start","end","type","value","precision"}, …]; bytes of the text. */
void when_json_write(struct json *json, const struct timexes *found);

#endif
