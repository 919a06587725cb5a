/*
 * evidence.h - what spoke for a report's dates, as a dossier keeps it.
 *
 *     r-3f9c...  json-ld datePublished  2021-12-20  8  "2021-12-20T17:40Z"
 *                shown above the title  2024-04-16  2  "Tuesday, April 16 ..."
 */
#ifndef DEMARCHE_RECORD_EVIDENCE_H
#define DEMARCHE_RECORD_EVIDENCE_H

#include "record/record.h"

struct evidence_row {
    const char *date; /* 2021, 2021-12 or 2021-12-20 */
    bool modified;    /* of a later version */
    int weight;       /* 1–9 */
    const char *source;
    const char *written; /* NULL: unknown */
};

struct evidence_rows {
    struct evidence_row *item;
    size_t len;
    const char *why;     /* why the date was chosen; NULL: nothing to say */
    const char *section; /* NULL: unknown */
};

/* All evidence of the report with this id; kept in `arena`. */
MUST_USE bool evidence_read(struct record *record, const char *report,
                            struct arena *arena, struct evidence_rows *rows,
                            struct err *err);

#endif
