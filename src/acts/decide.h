/*
 * decide.h - what a candidate is, and how sure that is: the seam where
 * trained heads will stand beside the rules.
 *
 * decide() sees the candidate with its frame, its parties' tokens and its
 * flags, and answers with a type and a score, or with no act.  Today the
 * answer is the frame's type, turned by its flags (act-turns.tsv), with the
 * frame's weight.  A head that scores (sentence, actor, recipient, predicate)
 * will give its answer here; rules may overrule it and say so in `whys`.
 */
#ifndef DEMARCHE_ACTS_DECIDE_H
#define DEMARCHE_ACTS_DECIDE_H

#include "acts/flags.h"

struct verdict {
    const struct act_type *type;
    const char *plover; /* NULL: none */
    double score;       /* 0-1 */
};

/* False: no act. */
bool decide(const struct scene *scene, const struct candidate *candidate,
            struct reading *reading, struct verdict *verdict,
            struct whys *whys);

#endif
