/*
 * scene.h - one passage while its acts are looked for.
 *
 * Shared by the files that find acts, and by nobody else: the parse as a
 * tree, who speaks each token, and the clause around a verb with its voice,
 * its negation and its auxiliaries read once.
 *
 *     "Kiev was not asked by the union to talk"
 *      object   not     subject     infinitive     of the clause "asked"
 */
#ifndef DEMARCHE_ACTS_SCENE_H
#define DEMARCHE_ACTS_SCENE_H

#include "acts/coding.h"
#include "acts/document.h"
#include "acts/mentions.h"
#include "acts/quotes.h"
#include "lang/tree.h"
#include "lore/issues.h"
#include "lore/lexicon.h"
#include "lore/ontology.h"
#include "when/timex.h"

struct certainty;   /* acts/certainty.h */
struct judged;      /* acts/judged.h */
struct point_lists; /* acts/points.h */

struct coder {
    struct ontology *ontology;
    struct lexicon *lexicon;
    struct issues *issues;
    struct cues *cues;
    struct when_words *dates;
    struct certainty *certainty;
    const struct actors *actors; /* borrowed */
    struct nearness *near;       /* to examples of issues; NULL: no reader */
    size_t own_examples;         /* from here on they are the codebook's */
};

/* Whose a kind of thing was, last time somebody's was told of. */
struct memory {
    const char *key;
    struct party owner;
};

enum { SCENE_MEMORIES = 64 };

struct scene {
    const struct coder *coder;
    const struct document *document;
    const struct mentions *mentions;
    const struct quotes *quotes;
    const struct timexes *when;       /* the dates that each passage names */
    const struct point_lists *points; /* NULL: no lists */
    struct arena *arena;
    size_t passage;
    const struct analysis *doc;
    struct tree tree;
    const struct judged *judged; /* acts/judged.h; NULL: rules alone */
    size_t *speech;    /* a token → 1 + the quote whose content it is, or 0 */
    struct slice *low; /* a token's lemma in lower case */
    struct slice *form;      /* a token's text in lower case */
    struct mention force[2]; /* parties that were given, not found */
    size_t forced;
    struct speaker issuer; /* for whom the whole document speaks */
    bool has_issuer;
    struct speaker self; /* who says "we" in the passage outside of quotes */
    bool has_self;
    bool mute;          /* a question from the floor: no acts */
    bool turns;         /* a text of turns: one lasts until the next label */
    struct speaker now; /* who has the floor, while `has_floor` */
    bool has_floor;
    bool asking; /* the floor has one who asks */
    struct memory memory[SCENE_MEMORIES];
    size_t memories;
};

/* Whether somebody speaks the words: in a quote, or in a passage that is all
 * his. */
static inline bool scene_is_said(const struct scene *scene, long speech)
{
    return speech >= 0 || scene->has_self;
}

void scene_open(struct scene *scene, size_t passage);

/* The quote that token `at` is part of, -1: none. */
static inline long scene_speech(const struct scene *scene, uint32_t at)
{
    return (long)scene->speech[at] - 1;
}

static inline bool scene_form_is(const struct scene *scene, uint32_t at,
                                 const char *word)
{
    return at != TREE_NONE && slice_is(scene->form[at], word);
}

/* Flags of the longest run of words of act-flags.tsv that starts at `at`. */
unsigned scene_flags(const struct scene *scene, enum flag_place place,
                     uint32_t at);

/* Whether a token's text is one of the words of `list` (single blanks). */
bool scene_form_in(const struct scene *scene, uint32_t at, const char *list);

/* Whether a token's lemma is in a class of act-classes.tsv: "@paper". */
bool scene_is_of(const struct scene *scene, uint32_t at, const char *name);

/* Whether `at` belongs to the clause of `verb` itself. */
bool scene_in_clause(const struct scene *scene, uint32_t at, uint32_t verb);

/* A clause: the predicate and what hangs on it, passive undone. */
enum { CLAUSE_AUX = 6 };

struct clause {
    uint32_t verb; /* the predicate: a verb, or "be" of an adjective */
    uint32_t top;  /* the verb that carries tense and subject: "plans" of
                      "plans to visit", else the verb */
    uint32_t subject;
    uint32_t object;
    uint32_t iobject;
    bool passive;
    bool finite;     /* stands as a statement */
    bool infinitive; /* has "to" */
    bool negated;    /* by a word of its own or of `top` */
    unsigned flags;  /* bits of lore/lexicon.h from governors and modals */
    struct slice modal[CLAUSE_AUX]; /* "will", "must", in lower case */
    size_t modals;
    uint32_t condition; /* verb of an if-clause below it, or its marker */
};

/* Read the clause of a verb, or of the "be" above an adjective. */
void clause_read(const struct scene *scene, uint32_t verb,
                 struct clause *clause);

/* The verb or preposition of a condition right below a verb, or TREE_NONE. */
uint32_t clause_condition(const struct scene *scene, uint32_t verb);

/* Who a noun or verb belongs to as subject: relative pronouns are replaced
 * by what they stand for. */
uint32_t clause_subject_of(const struct scene *scene, uint32_t verb);

/* The first child of `at` whose label is in `deps` and whose text is `word`
 * (lower case). */
uint32_t scene_child(const struct scene *scene, uint32_t at, const char *deps,
                     const char *word);

/* The noun or clause behind a preposition. */
uint32_t scene_behind(const struct scene *scene, uint32_t preposition);

#endif
