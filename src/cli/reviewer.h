/*
 * reviewer.h - operations of review from a command line, and who does them.
 *
 *     edit a-7f3c type=offer actor=RUS,BLR date=2021-12 negated=yes
 *     → {"op":"edit","act":"a-7f3c","set":{"type":"offer","plover":"AGREE",
 *        "cameo":"03","actor":["RUS","BLR"],"date":"2021-12",
 *        "negated":true}}
 */
#ifndef DEMARCHE_CLI_REVIEWER_H
#define DEMARCHE_CLI_REVIEWER_H

#include "cli/naming.h"
#include "record/review.h"

struct reviewer {
    struct session *session;
    struct ontology *ontology;
    struct naming naming;
    const char *who;
    bool foreign; /* codes and issues are another program's: any goes */
};

/* Who works: --who, else $DEMARCHE_WHO, else the user's name.  On failure
 * nothing is held. */
MUST_USE bool reviewer_open(struct reviewer *reviewer, struct session *session,
                            struct err *err);
void reviewer_close(struct reviewer *reviewer);

/* The operation that `word[0..words)` means, as JSON appended to `out`. */
MUST_USE bool reviewer_words(const char **word, size_t words, struct buf *out,
                             struct err *err);

/* Do an operation: the codes of a type are filled in, actors and issues are
 * looked up (naming.h; what comes from a log stays), then it is kept. */
MUST_USE bool reviewer_apply(struct reviewer *reviewer, struct slice op,
                             struct op_row *done, bool *same, struct err *err);

/* "edit a-7f3c91: type=offer": an operation in one line for people. */
void reviewer_tell(const struct session *session, const struct op_row *row,
                   struct buf *out);

#endif
