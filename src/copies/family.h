/*
 * family.h - which report is a copy of which: a tree for each origin.
 *
 * All reports have one order: earlier ones first, unknown dates last; on one
 * day an agency's own report first and those that credit one last; then the
 * longer, then the smaller id.  A report is taken for a copy of the first in
 * this order among those that it is bound to closest (enum copy_kind).  One
 * that comes before all it is like is an origin; its family is all that
 * leads back to it.  So families depend on the reports, not on the order in
 * which they were added (but for what sharers.h leaves alone), and a report
 * that tells two stories does not make one family of both.
 *
 * The store is somewhere else (a dossier, or an index.h in memory): what is
 * asked of it stands in struct family_store.
 */
#ifndef DEMARCHE_COPIES_FAMILY_H
#define DEMARCHE_COPIES_FAMILY_H

#include "base/date.h"
#include "copies/likeness.h"
#include "copies/prints.h"

/* Whose words a report says it prints. */
enum credit { CREDIT_OWN_WIRE, CREDIT_NONE, CREDIT_OTHER };

/* What the order of reports looks at. */
struct standing {
    struct date date;
    enum credit credit;
    size_t words;
    struct slice id;
};

/* One report.  Texts and slices live as long as the arena it came in. */
struct member {
    long long key; /* the store's name for it; 0: none */
    struct standing standing;
    struct slice address;
    struct words words;
    size_t prints;
};

/* What binds a report to the one it copies. */
struct bond {
    long long to;        /* key; 0: an origin */
    enum copy_kind kind; /* COPY_NONE for an origin */
    double share;        /* of its words, in phrases of the other, or (in a
                            rewrite or translation) in sentences */
    size_t sentences;    /* evidence of rewrites and translations */
    size_t names;
    double order;
};

/* A report that has so many prints of a new one. */
struct sharer {
    long long key;
    size_t common; /* 1 from family_store.holders */
    size_t prints; /* of the sharer */
};

/* A growing list, to be freed. */
struct holders {
    struct sharer *list;
    size_t len;
    size_t cap;
};

struct family_store {
    void *context;
    const struct copies_lists *lists;
    /* How many reports have this print, counted up to `most`. */
    bool (*count)(void *context, uint32_t print, size_t most, size_t *count,
                  struct err *err);
    /* Append those that have it. */
    bool (*holders)(void *context, uint32_t print, struct holders *holders,
                    struct err *err);
    bool (*load)(void *context, long long key, struct arena *arena,
                 struct member *member, struct err *err);
    /* The bond of a report, and the standing of the one it binds to. */
    bool (*bond)(void *context, long long key, struct arena *arena,
                 struct bond *bond, struct standing *to, struct err *err);
    bool (*set_bond)(void *context, long long key, const struct bond *bond,
                     struct err *err);
};

/* Whether a comes before b. */
bool standing_before(const struct standing *a, const struct standing *b);

/* Find the bond of a new report, set it, and set anew the bonds of those
 * that it comes before.  The store has the report and its prints already. */
MUST_USE bool family_place(const struct family_store *store,
                           const struct member *member,
                           const struct prints *prints, struct err *err);

#endif
