/*
 * dna.h - databases of Discourse Network Analyzer 3 (`.dna`, SQLite).
 *
 * A dossier becomes documents and statements of two types: DNA's default one
 * (person, organization, concept, agreement), for scripts that know it, and
 * "Diplomatic act" (actor, recipient, act, issue, speaker, negated, id).  A
 * variable has one value a statement, so an act of several sides or issues is
 * several statements.  Places count characters; what lies beyond the basic
 * plane, where DNA counts two ways, becomes U+FFFD.
 */
#ifndef DEMARCHE_RECORD_DNA_H
#define DEMARCHE_RECORD_DNA_H

#include "record/query.h"

/* The coder "Admin" opens it by this password. */
#define DNA_PASSWORD "demarche"

struct dna_counts {
    size_t documents;
    size_t acts;
    size_t statements;
};

struct dna_plan {
    const struct query *query; /* which acts; NULL: all */
    /* 1: for its issue, 0: against it, -1: neither. */
    int (*agreement)(const void *context, const struct act_row *act);
    const void *context;
};

/* Make the database at `path`, which must not exist. */
MUST_USE bool dna_write(struct record *record, const struct dna_plan *plan,
                        const char *path, struct dna_counts *counts,
                        struct err *err);

/* A document of a database that is read, and a statement in it.  Strings live
 * until the callback returns. */
struct dna_document {
    long long id;
    const char *title;
    struct slice text;
    const char *author;
    const char *source;
    const char *notes; /* of one that dna_write() made: the report's id */
    const char *date;  /* 2021-12-17 */
};

struct dna_value {
    const char *variable;
    const char *value;
};

struct dna_statement {
    long long id;
    long long document;
    size_t start; /* characters */
    size_t end;
    const char *coder;
    const char *type;
    struct dna_value *value;
    size_t values;
};

typedef bool (*dna_document_fn)(void *context, const struct dna_document *one,
                                struct err *err);
typedef bool (*dna_statement_fn)(void *context, const struct dna_statement *one,
                                 struct err *err);

/* Read the database at `path`: first all documents, then all statements.
 * ERR_SYNTAX if it is none of DNA 3. */
MUST_USE bool dna_read(const char *path, dna_document_fn document,
                       dna_statement_fn statement, void *context,
                       struct err *err);

#endif
