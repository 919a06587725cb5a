/*
 * counterpart.h - whom an act is meant for that names nobody.
 *
 *     "Moscow demanded guarantees from NATO. ... It would not give in."
 *      demand  RUS -> NATO                        reject  RUS -> (NATO)
 *
 * A sentence often leaves out the other side because it was named before: by
 * the same side's act in the same sentence, or by the whole report, which is
 * about two sides all along.  There the acts that name both ends vote, the
 * nearer the more; whom at least two of them and more than half of the votes
 * name is it.  Denials, requests and acceptances are left alone there: too
 * often they are meant for nobody, or for a third.
 *
 * Where that tells nobody, an act that the same paragraph told just before
 * does: whoever did something to the actor, asked for an answer, or was meant
 * by the actor a moment ago.  Which types of acts that holds for was counted
 * on the corpus' train part.  `why` says so.
 *
 * Private to the files that find acts.
 */
#ifndef DEMARCHE_ACTS_COUNTERPART_H
#define DEMARCHE_ACTS_COUNTERPART_H

#include "acts/acts.h"

/* Give recipients to the acts of `list` that have none and need one. */
void counterparts_find(const struct scene *scene, struct act_list *list);

#endif
