/*
 * ingest.h - many reports into a dossier, coded in parallel, kept in order.
 *
 * Threads code reports; the calling thread reads the files, asks the dossier
 * whether it has them, and commits the results in the order of the inputs,
 * one transaction each.  So the dossier and all that is told are the same for
 * any number of threads, and a run that is stopped or killed has kept a
 * beginning of the list.
 */
#ifndef DEMARCHE_FLOW_INGEST_H
#define DEMARCHE_FLOW_INGEST_H

#include "flow/flow.h"
#include "flow/inputs.h"
#include "record/record.h"

#define INGEST_OUTCOME_MAP(X) \
    X(INGEST_ADDED, "added") \
    X(INGEST_SAME, "same") \
    X(INGEST_FAILED, "failed")

enum ingest_outcome {
#define X(code, name) code,
    INGEST_OUTCOME_MAP(X)
#undef X
};

/* What became of one input. */
struct ingest_event {
    const char *input;
    enum ingest_outcome outcome;
    struct record_receipt receipt; /* unless failed */
    const struct err *err;         /* if failed */
};

typedef void (*ingest_tell_fn)(void *context, const struct ingest_event *event);

struct ingest_plan {
    const struct flow *flow;
    struct record *record;
    const struct inputs *inputs;
    size_t threads;          /* at least 1 */
    const atomic_bool *stop; /* true: end after the report at hand */
    ingest_tell_fn tell;     /* once an input, in their order */
    void *context;
};

struct ingest_counts {
    size_t outcome[3]; /* by enum ingest_outcome */
    size_t quotes;     /* of what was added */
    size_t acts;
    size_t untried; /* left when the run ended early */
};

/* Read all inputs.  False if the run had to end early because the dossier
 * could not be written (busy, full, damaged); one bad input only fails
 * itself.  `counts` is right in every case. */
MUST_USE bool ingest_run(const struct ingest_plan *plan,
                         struct ingest_counts *counts, struct err *err);

const char *ingest_outcome_name(enum ingest_outcome outcome);

/* Cores that this process may use, at least 1. */
size_t ingest_cores(void);

#endif
