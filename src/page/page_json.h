/*
 * page_json.h - a report as `demarche plumb page` prints it.
 */
#ifndef DEMARCHE_PAGE_PAGE_JSON_H
#define DEMARCHE_PAGE_PAGE_JSON_H

#include "base/json.h"
#include "page/report.h"

/* One object: input, title, authors, outlet, agency, published, modified,
 * language, genre, text, paragraphs, url, canonical, encoding. */
void page_json(struct json *json, const struct report *report);

/* `"key":{"value":…,"precision":…,"from":…}`, or null for an unknown date.
 * Shared by everything that shows a date. */
void page_json_stamp(struct json *json, const char *key,
                     const struct stamp *stamp);

#endif
