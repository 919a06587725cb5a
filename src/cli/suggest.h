/*
 * suggest.h - "did you mean ...?"
 */
#ifndef DEMARCHE_CLI_SUGGEST_H
#define DEMARCHE_CLI_SUGGEST_H

#include <stddef.h>

static inline char ascii_upper(char byte)
{
    if (byte >= 'a' && byte <= 'z') {
        return (char)(byte - 'a' + 'A');
    }
    return byte;
}

/* Letters to add, drop, change or swap to get from `a` to `b`, in any case of
 * letters; words over 63 bytes count as far apart. */
size_t suggest_distance(const char *a, const char *b);

/* The one of `count` names nearest to `word`, or NULL if none is near enough
 * to be meant: a third of its letters wrong at most, or it begins so. */
const char *suggest_nearest(const char *word, const char *const *name,
                            size_t count);

#endif
