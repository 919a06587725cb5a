/*
 * ingest.h - many reports into a dossier, coded in parallel, kept in order.
 *
 * A file may carry many reports.  The calling thread reads the files, takes
 * them apart, asks the dossier whether it has a report, and commits results
 * in the order of the inputs, one transaction each; threads code what lies
 * between, and so does the calling one instead of waiting for them.  So the
 * dossier and all that is told are the same for any number of threads, memory
 * is bounded by a few reports whatever the size of an archive, and a run that
 * is stopped or killed has kept a beginning of it.
 */
#ifndef DEMARCHE_FLOW_INGEST_H
#define DEMARCHE_FLOW_INGEST_H

#include "flow/flow.h"
#include "flow/inputs.h"
#include "record/record.h"

#define INGEST_OUTCOME_MAP(X) \
    X(INGEST_ADDED, "added") \
    X(INGEST_SAME, "same")       /* the dossier had it to the byte */ \
    X(INGEST_VERSION, "version") /* added: a version of one that was there */ \
    X(INGEST_COPY, "copy")       /* added: a copy of one that was there */ \
    X(INGEST_PASSED, "no-article") \
    X(INGEST_FAILED, "failed")

enum ingest_outcome {
#define X(code, name) code,
    INGEST_OUTCOME_MAP(X)
#undef X
        INGEST_OUTCOMES
};

/* What became of one report, or of a file or part of one that is none. */
struct ingest_event {
    const char *input; /* the file, "#3" behind it if it carries more */
    enum ingest_outcome outcome;
    struct record_receipt receipt; /* unless passed or failed */
    const char *why;               /* if passed or failed, else NULL */
    const char *note;              /* what else is to be said, or NULL */
    size_t total; /* reports found so far, and files yet unread */
};

typedef void (*ingest_tell_fn)(void *context, const struct ingest_event *event);

struct ingest_plan {
    const struct flow *flow;
    struct record *record;
    const struct inputs *inputs;
    size_t threads;          /* at least 1, the calling one among them */
    const atomic_bool *stop; /* true: end after the report at hand */
    struct slice map;        /* names of columns and keys; rows/map.h */
    ingest_tell_fn tell;     /* once a report, in their order */
    void *context;
};

struct ingest_counts {
    size_t outcome[INGEST_OUTCOMES];
    size_t quotes; /* of what was added */
    size_t acts;
    size_t foreign; /* added, but not coded: not English */
    size_t untried; /* files and reports left when the run ended early */
};

/* Read all inputs.  False if the run had to end early because the dossier
 * could not be written (busy, full, damaged); one bad input only fails
 * itself.  `counts` is right in every case. */
MUST_USE bool ingest_run(const struct ingest_plan *plan,
                         struct ingest_counts *counts, struct err *err);

/* Reports that went in: new ones, versions and copies. */
size_t ingest_added(const struct ingest_counts *counts);

const char *ingest_outcome_name(enum ingest_outcome outcome);

/* Cores that this process may use, at least 1. */
size_t ingest_cores(void);

#endif
