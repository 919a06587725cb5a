/*
 * ontology.h - the types of acts, and how PLOVER and CAMEO count them.
 *
 * Read-only table made from data/ontology/.  A type is a name first: code
 * that branches on one uses its name ("meet"), the list itself is data.
 *
 *     reject -> PLOVER REJECT (quad 3), CAMEO 12, family "no"
 */
#ifndef DEMARCHE_LORE_ONTOLOGY_H
#define DEMARCHE_LORE_ONTOLOGY_H

#include "base/err.h"
#include "base/slice.h"

struct act_type {
    const char *name;   /* "reject" */
    const char *plover; /* "REJECT"; NULL: none */
    const char *cameo;  /* "12"; NULL: none */
    const char *family; /* "no" */
    const char *what;   /* what makes it this type */
    int agreement;      /* 1 for its issue, 0 against it, -1 neither */
};

struct ontology; /* private */

/* Read acts.tsv, plover.tsv and agreement.tsv below `data_dir`/ontology. Errors
 * name file and line; on failure `*ontology` is NULL. */
MUST_USE bool ontology_open(struct ontology **ontology, const char *data_dir,
                            struct err *err);
void ontology_free(struct ontology *ontology);

/* The type with this name, or NULL. */
const struct act_type *ontology_type(const struct ontology *ontology,
                                     struct slice name);

/* All types, in the order of the table. */
size_t ontology_types(const struct ontology *ontology,
                      const struct act_type **types);

/* The spelling of a PLOVER root that lives as long as the ontology, or NULL
 * if there is no such root. */
const char *ontology_root(const struct ontology *ontology, struct slice root);

/* The quad class 1-4 of a PLOVER root, 0 for none or NULL. */
int ontology_quad(const struct ontology *ontology, const char *root);

/* What a root counts as when the act is only announced ("will meet" agrees,
 * "will bomb" threatens): a root, `root` itself where nothing changes. */
const char *ontology_announced(const struct ontology *ontology,
                               const char *root);

#endif
