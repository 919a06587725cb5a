/*
 * why.h - the reasons of an act, each a sentence a reader understands.
 *
 * Private to the files that find acts.
 */
#ifndef DEMARCHE_ACTS_WHY_H
#define DEMARCHE_ACTS_WHY_H

#include "base/arena.h"
#include "base/err.h"

enum { WHY_MAX = 16 };

struct whys {
    struct arena *arena;
    const char *item[WHY_MAX];
    size_t len;
};

/* Add a reason; one too many is left out. */
void why_add(struct whys *whys, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
