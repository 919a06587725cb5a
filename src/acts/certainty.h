/*
 * certainty.h - how often acts of a score were right.
 *
 * The score of an act is a product of weights; its confidence is the share of
 * acts with such a score that a careful reader had marked with this type,
 * measured on the corpus' dev part and kept in act-confidence.tsv, apart for
 * each reader and for acts that only the reader sees.
 *
 * Private to the files that find acts.
 */
#ifndef DEMARCHE_ACTS_CERTAINTY_H
#define DEMARCHE_ACTS_CERTAINTY_H

#include "base/err.h"

#include <stdbool.h>

struct certainty; /* private */
struct reader;    /* sense/reader.h */

/* Read lexicon/en/act-confidence.tsv below `data_dir`; on failure `*certainty`
 * is NULL. */
MUST_USE bool certainty_open(struct certainty **certainty, const char *data_dir,
                             struct err *err);
void certainty_free(struct certainty *certainty);

/* The confidence (0-1) of an act of this score that was found with `reader`
 * (NULL: rules alone); `unlisted`: no word of the lexicon makes it.  Between
 * two scores of the table the line that joins them; the score itself where
 * nothing was measured. */
double certainty_of(const struct certainty *certainty,
                    const struct reader *reader, bool unlisted, double score);

#endif
