/*
 * sides.h - the actor and the recipients of one candidate.
 *
 *     "Kiev was asked by the union to talk"
 *      actor EU (agent of the passive), recipient UKR (addressed)
 *
 * Private to the files that find acts.
 */
#ifndef DEMARCHE_ACTS_SIDES_H
#define DEMARCHE_ACTS_SIDES_H

#include "acts/match.h"
#include "acts/parties.h"
#include "acts/why.h"

struct sides {
    struct party_list actor;
    struct party_list recipient;
    const struct mention *actor_mention; /* NULL: the speaker of a quote */
};

/* Find who acts; false if nobody does. */
bool sides_actor(const struct scene *scene, const struct candidate *candidate,
                 struct sides *sides, struct whys *whys);

/* Find towards whom.  `condition` is the verb of the act's condition,
 * TREE_NONE if there is none. */
void sides_recipients(const struct scene *scene,
                      const struct candidate *candidate,
                      const struct act_type *type, uint32_t condition,
                      struct sides *sides, struct whys *whys);

/* Whether both ends are the same side: "the president met his ministers". */
bool sides_are_one(const struct scene *scene, const struct candidate *candidate,
                   const struct sides *sides);

#endif
