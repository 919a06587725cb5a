/*
 * lists.h - what data/copies/ says: how common words are, and thresholds.
 *
 * A word that stands in every tenth report says little about whether two
 * reports are one; a name that stands in none of a thousand says much.  The
 * weight of a word is the logarithm of how rare it is.
 *
 * Read once, never written again, shared by threads.
 */
#ifndef DEMARCHE_COPIES_LISTS_H
#define DEMARCHE_COPIES_LISTS_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

/* Names in thresholds.tsv, what they mean stands there. */
#define COPIES_THRESHOLD_MAP(X) \
    X(reprint_share) \
    X(reprint_words) \
    X(reprint_own) \
    X(reprint_kept) \
    X(rewrite_share) \
    X(rewrite_phrases) \
    X(translation_share) \
    X(quoted_words) \
    X(quoted_kept) \
    X(sentence_alike) \
    X(order_least) \
    X(sentences_least) \
    X(same_share)

struct copies_thresholds {
#define X(name) double name;
    COPIES_THRESHOLD_MAP(X)
#undef X
};

struct copies_stem; /* private */

struct copies_lists {
    struct copies_stem *stem; /* open addressing */
    size_t cap;
    size_t len;
    struct copies_thresholds at;
};

/* Read the tables below `data_dir`.  On failure `lists` holds nothing and
 * `err` names file and line. */
MUST_USE bool copies_lists_open(struct copies_lists *lists,
                                const char *data_dir, struct err *err);
void copies_lists_release(struct copies_lists *lists);

/* Weight of the words with this stem: 0 (in every report) to
 * COPIES_WEIGHT_MOST (not in the table). */
enum { COPIES_WEIGHT_MOST = 56 };
unsigned copies_weight(const struct copies_lists *lists, uint32_t stem);

#endif
