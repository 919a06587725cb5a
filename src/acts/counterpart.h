/*
 * counterpart.h - whom an act is meant for that names nobody.
 *
 *     "Moscow demanded guarantees from NATO. ... It would not give in."
 *      demand  RUS -> NATO                        reject  RUS -> (NATO)
 *
 * A sentence often leaves out the other side because the report is about two
 * sides all along.  The acts that name both ends vote, the nearer the more;
 * who has more than half of the votes is it, and `why` says so.
 *
 * Private to the files that find acts.
 */
#ifndef DEMARCHE_ACTS_COUNTERPART_H
#define DEMARCHE_ACTS_COUNTERPART_H

#include "acts/acts.h"

/* Give recipients to the acts of `list` that have none and need one. */
void counterparts_find(const struct scene *scene, struct act_list *list);

#endif
