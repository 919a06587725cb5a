/*
 * tongue.h - which language a text is written in.
 *
 * By its script where only one language writes that, else by its function
 * words (data/page/languages.tsv): they make up a third of any running text
 * and few languages share many.
 *
 *     "Die Gespräche wurden am Montag ..." -> "de"
 */
#ifndef DEMARCHE_PAGE_TONGUE_H
#define DEMARCHE_PAGE_TONGUE_H

#include "base/map.h"
#include "base/tsv.h"

#include <stdint.h>

enum { TONGUES = 64 };

struct tongue {
    char name[4];      /* ISO 639-1 */
    uint32_t from, to; /* code points of its script; 0: shared */
    int share;         /* per cent of all letters that must be of it */
};

struct tongues {
    struct tsv table;
    struct tongue item[TONGUES];
    size_t len;
    struct map word; /* → bits of the tongues that have it */
};

/* Read the table below `data_dir`.  On failure nothing is held. */
MUST_USE bool tongues_open(struct tongues *tongues, const char *data_dir,
                           struct err *err);
void tongues_release(struct tongues *tongues);

/* The language of `text`, a name of the table; NULL where its first pages do
 * not say. */
const char *tongue_of(const struct tongues *tongues, struct slice text);

/* How well `text` reads as any language: function words among 1000 words with
 * letters beyond ASCII, or frequent signs of a script without blanks; less for
 * signs that no text is full of.  Of one text decoded in many ways the best is
 * right. */
long tongue_score(const struct tongues *tongues, struct slice text);

#endif
