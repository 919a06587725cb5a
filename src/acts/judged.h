/*
 * judged.h - what the reader's heads say of the words of a passage: which are
 * predicates of which act, how it is meant, who is its actor and recipient.
 *
 * Private to the files that find acts; rules stand beside it (decide.h).
 */
#ifndef DEMARCHE_ACTS_JUDGED_H
#define DEMARCHE_ACTS_JUDGED_H

#include "acts/parties.h"
#include "acts/scene.h"
#include "acts/sensed.h"

struct judged {
    const struct sensed *read;                 /* the passage's */
    const struct act_type *type[READER_TYPES]; /* NULL: no such type here */
};

/* The passage of the scene; NULL unless a reader for acts read it. */
const struct judged *judged_read(const struct scene *scene);

/* The probability that a token is a predicate; 0 if it was not read. */
double judged_act(const struct scene *scene, uint32_t at);

/* The likeliest type of a token with its share among all types; NULL and 0 if
 * it was not read. */
const struct act_type *judged_type(const struct scene *scene, uint32_t at,
                                   double *share);

/* -1 if it was not read. */
double judged_flag(const struct scene *scene, uint32_t at,
                   enum reader_flag flag);

/* How likely the tokens are the actor (the recipient) of the predicate `at`:
 * the sum of their shares; 0 if that was not read. */
double judged_role(const struct scene *scene, uint32_t at,
                   enum reader_role role, struct span tokens);

/* Which words are seen as parties. */
struct judged_least {
    double share; /* the least probability of its words together */
    bool apart;   /* also such as are not joined by "and": those who meet */
};

/* Add the parties that the reader sees as actor (recipient) of `at`, the
 * likeliest first; those of `but` are left out.  Returns the mention of the
 * first, NULL if it is none. */
const struct mention *judged_parties(const struct scene *scene, uint32_t at,
                                     enum reader_role role,
                                     const struct judged_least *least,
                                     const struct party_list *but,
                                     struct party_list *list);

#endif
