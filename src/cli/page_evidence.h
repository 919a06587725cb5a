/*
 * page_evidence.h - what spoke for a report's date, on a page of `show` or
 * `why`.
 */
#ifndef DEMARCHE_CLI_PAGE_EVIDENCE_H
#define DEMARCHE_CLI_PAGE_EVIDENCE_H

#include "cli/page.h"
#include "record/evidence.h"

/* The section, why the date was chosen, and a line for each piece of
 * evidence. */
void page_evidence(struct page *page, const struct evidence_rows *rows);

/* The same as the keys "section", "why" and "evidence" of an open object. */
void page_evidence_json(struct json *json, const struct evidence_rows *rows);

#endif
