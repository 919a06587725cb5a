/*
 * import.h - codings of other programs become operations of review.
 *
 * Nothing is taken as read by the program: what a person coded elsewhere is
 * an act added, or accepted where it is there already, under that person's
 * name, in the log, and can be undone.
 */
#ifndef DEMARCHE_CLI_IMPORT_H
#define DEMARCHE_CLI_IMPORT_H

#include "cli/reviewer.h"
#include "flow/flow.h"

struct importing {
    struct session *session;
    struct reviewer reviewer;
    struct flow *flow; /* opened when the first document must be read */
    struct flow_worker worker;
    const char *path;
    size_t reports; /* added */
    size_t added;   /* acts */
    size_t known;   /* acts that are there already */
    size_t failed;  /* named on standard error */
};

/* A database of Discourse Network Analyzer: documents are read as reports,
 * statements become acts. */
MUST_USE bool import_dna(struct importing *importing, struct err *err);

/* JSON lines that demarche export wrote of another dossier: its acts of
 * reports that are here. */
MUST_USE bool import_lines(struct importing *importing, struct err *err);

/* Add an act of the report unless it is there: `set` as in review.h. */
MUST_USE bool import_act(struct importing *importing, const char *report,
                         const char *id, const char *who, struct slice set,
                         struct err *err);

/* Name what could not be taken, and count it. */
void import_fail(struct importing *importing, const char *what,
                 const struct err *why);

#endif
