/*
 * analysis_json.h - an analysis as JSON, the form of `plumb analyse`.
 *
 * One object of arrays, one entry a token in each: start, end, norm, lemma,
 * tag, pos, morph, dep, head, sent_start, ent_iob, ent_type.
 */
#ifndef DEMARCHE_LANG_ANALYSIS_JSON_H
#define DEMARCHE_LANG_ANALYSIS_JSON_H

#include "base/json.h"
#include "lang/analysis.h"

/* Write the tokens of `doc` as the next value of `json`. */
void analysis_json_write(struct json *json, const struct analysis *doc);

#endif
