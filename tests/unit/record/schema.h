/*
 * schema.h - as much of JSON Schema (2020-12) as docs/export.schema.json uses,
 * and one rule more: keys must come in the order of `properties`.
 *
 * A keyword that is not known here fails, so that no rule is silently
 * skipped.
 */
#ifndef DEMARCHE_TESTS_SCHEMA_H
#define DEMARCHE_TESTS_SCHEMA_H

#include "base/buf.h"

#include <jansson.h>

/* Whether `value` fits `rule` of the schema `root`; `why` says what does not,
 * with the path to it. */
bool schema_fits(json_t *root, json_t *rule, json_t *value, struct buf *why);

#endif
