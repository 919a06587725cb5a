/*
 * about.h - what an act is about, by its words.
 *
 * The act's own words say it first; else its sentence, else the nearest
 * sentence before it in the passage that says anything.  Of several issues
 * those go first that the rest of the passage tells of, too.  Where no words
 * say anything, the nearest example does, and one of the codebook's also
 * beside words.
 *
 * Private to the files that find acts; code.h has the front door.
 */
#ifndef DEMARCHE_ACTS_ABOUT_H
#define DEMARCHE_ACTS_ABOUT_H

#include "acts/scene.h"

struct about {
    const char *issue[ISSUE_MAX];
    size_t issues;
    const char *from;    /* "act", "sentence", "passage": whose words said it */
    const char *nearest; /* that of them that only an example said, or NULL */
};

/* The issues of the tokens `act` of the passage that `scene` stands at, round
 * the predicate. */
void about_find(const struct scene *scene, struct span act, uint32_t predicate,
                struct about *about);

#endif
