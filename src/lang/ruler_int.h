/*
 * ruler_int.h - the ruler's patterns as they are matched.
 *
 * All words that patterns ask for are numbered from 1; a token is reduced to
 * the numbers of its tag, lower form and dependency (0: a word that no pattern
 * asks for).  Patterns are listed by their target: the token they write to.
 */
#ifndef DEMARCHE_LANG_RULER_INT_H
#define DEMARCHE_LANG_RULER_INT_H

#include "base/arena.h"
#include "base/map.h"
#include "lang/ruler.h"

enum field { FIELD_TAG, FIELD_LOWER, FIELD_DEP };
enum { FIELDS = FIELD_DEP + 1 };

enum attr { ATTR_TAG, ATTR_POS, ATTR_MORPH, ATTR_LEMMA, ATTR_DEP };
enum { ATTRS = ATTR_DEP + 1 };

/* A condition on a word: one of these, or none of these. */
struct word_set {
    const uint16_t *word;
    size_t len;
    bool is_not;
    bool any; /* no condition */
};

struct spec {
    struct word_set set[FIELDS];
    enum { SPACE_ANY, SPACE_YES, SPACE_NO } space;
};

struct pattern {
    struct spec spec[2];
    size_t specs;
    size_t target; /* which of the tokens is written to */
    size_t entry;
};

struct entry {
    const char *value[ATTRS]; /* NULL: not written */
};

struct pattern_list {
    uint16_t *pattern; /* numbers */
    size_t len;
    size_t cap;
};

struct ruler {
    struct arena arena;
    struct map words; /* text -> number */
    struct map kept;  /* text -> the copy that tokens get */
    struct entry *entry;
    struct pattern *pattern;
    size_t patterns;
    size_t pattern_cap;
    struct pattern_list *by_word[2]; /* FIELD_TAG, FIELD_LOWER; by number */
    size_t lists;
    struct pattern_list rest;
};

#endif
