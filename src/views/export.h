/*
 * export.h - acts and sources of a dossier in the formats of other programs.
 *
 * One file a format (export_*.c).  All take the acts that a query asks for,
 * or, for formats of sources, the reports, by date; what is written is what
 * the lists show.  A format that cannot hold some of it says how many it left
 * out (`left`).
 *
 *     export_find("csv")->write(&export, &err);
 */
#ifndef DEMARCHE_VIEWS_EXPORT_H
#define DEMARCHE_VIEWS_EXPORT_H

#include "base/buf.h"
#include "lore/ontology.h"
#include "record/query.h"

typedef bool (*export_put_fn)(void *context, struct slice bytes,
                              struct err *err);

struct export_job {
    struct record *record;
    const struct query *query; /* which acts, or reports */
    const struct ontology *ontology;
    export_put_fn put; /* takes what was written */
    void *context;
    struct buf out; /* writers write here */
    size_t rows;    /* acts or reports written */
    size_t left;    /* those that the format cannot hold */
    size_t items;   /* what the format made of them, where that differs: edges,
                       statements; 0: as rows */
    struct report_row report; /* of the last act */
    struct arena memory;      /* of `report` */
};

struct export_format {
    const char *name;
    const char *what;  /* "act": what a row is */
    const char *items; /* "edges"; NULL: rows and items are the same */
    bool bytes;        /* nothing to read on a terminal */
    bool (*write)(struct export_job *job, struct err *err);
};

/* The format called `name`, or NULL. */
const struct export_format *export_find(const char *name);

/* Hand over what has gathered, if it is much or `all` is set. */
MUST_USE bool export_flush(struct export_job *job, bool all, struct err *err);

/* Give each act, with its report in job->report, to `write`. */
typedef bool (*export_act_fn)(struct export_job *job, const struct act_row *act,
                              struct err *err);
MUST_USE bool export_acts(struct export_job *job, export_act_fn write,
                          struct err *err);

typedef bool (*export_report_fn)(struct export_job *job,
                                 const struct report_row *report,
                                 struct err *err);
MUST_USE bool export_reports(struct export_job *job, export_report_fn write,
                             struct err *err);

/* --- pieces of text --- */

/* One field of RFC 4180, quoted where it holds `separator`, a quotation mark
 * or a line end. */
void export_field(struct buf *out, struct slice text, char separator);

/* Text inside XML or HTML, attributes too; characters that XML cannot hold
 * become U+FFFD. */
void export_xml(struct buf *out, struct slice text);

/* In one line: runs of white space and controls become one blank. */
void export_one_line(struct buf *out, struct slice text);

/* Codes with ";" between them; a party without a code by its words. */
void export_parties(struct buf *out, const struct party_row *party,
                    size_t parties);
struct slice export_party(const struct party_row *party);

/* Whether the acts of this type speak for (1) or against (0) their issue, -1:
 * neither; a negated act turns it. */
int export_agreement(const struct export_job *job, const struct act_row *act);

#define EXPORT_MAP(X) \
    X(csv) \
    X(md) \
    X(html) \
    X(graphml) \
    X(visone) \
    X(dna_csv) \
    X(plover) \
    X(icews) \
    X(ris) \
    X(bibtex) \
    X(csl) \
    X(bundle)

#define X(name) extern const struct export_format export_##name;
EXPORT_MAP(X)
#undef X

#endif
