/*
 * likeness.h - how far the words of two acts agree.
 *
 * The one place that knows by what words are compared: today by their stems,
 * weighed by rarity.
 */
#ifndef DEMARCHE_TIES_LIKENESS_H
#define DEMARCHE_TIES_LIKENESS_H

#include "ties/gist.h"

struct likeness {
    double alike;  /* common of all, 0 to 1 */
    double cover;  /* common of the shorter one's */
    size_t common; /* telling words in both */
};

struct likeness likeness_of(const struct ties_lists *lists,
                            const struct gist_words *a,
                            const struct gist_words *b);

#endif
