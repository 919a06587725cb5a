/*
 * agreement.h - how far reviewers agree, by Krippendorff's alpha.
 *
 * Each act is a unit, each reviewer who judged it a coder.  Two questions:
 * whether it is an act at all (kept or taken out), and of which type, among
 * those that were kept.  Alpha is 1 where all agree, 0 where they agree as
 * often as by chance (Krippendorff, Content Analysis, nominal data).  What a
 * reviewer undid does not count; of several judgements of one act by one
 * reviewer the last does.
 */
#ifndef DEMARCHE_VIEWS_AGREEMENT_H
#define DEMARCHE_VIEWS_AGREEMENT_H

#include "record/review.h"

/* One coder's value for one unit; both are numbers from 0 on. */
struct rating {
    size_t unit;
    size_t value;
};

struct alpha {
    size_t units;   /* that two coders or more judged */
    size_t ratings; /* of those units */
    bool defined;   /* false: too few, or all values are one */
    double alpha;
};

/* Alpha for nominal data; `ratings` in any order, one a coder and unit. */
struct alpha alpha_nominal(const struct rating *rating, size_t ratings);

/* One act that reviewers judge differently. */
struct disagreement {
    const char *act; /* id */
    const char *who; /* one reviewer, and what he says: "rejected", "offer" */
    const char *said;
    const char *other;
    const char *other_said;
};

struct agreement {
    size_t reviewers;
    size_t judged; /* acts that anybody judged */
    struct alpha verdict;
    struct alpha type;
    struct disagreement *disagreement; /* by act */
    size_t disagreements;
};

/* From the whole log; everything is kept in `arena`. */
MUST_USE bool agreement_load(struct record *record, struct arena *arena,
                             struct agreement *agreement, struct err *err);

#endif
