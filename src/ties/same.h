/*
 * same.h - whether two acts are one event, or one demand made again.
 *
 * Both are said of pairs, whatever else is known, and only where nothing
 * speaks against it: what belongs together follows from all pairs, so that it
 * does not depend on the order in which acts come.
 */
#ifndef DEMARCHE_TIES_SAME_H
#define DEMARCHE_TIES_SAME_H

#include "ties/gist.h"

/* The same side does the same thing towards the same side on the same day,
 * in words that agree; a meeting is one by its parties, day and place. */
bool same_event(const struct ties_lists *lists, const struct gist *a,
                const struct gist *b);

/* The same where one or both come from a report without a date: in another
 * report, the sides known alike and the words nearer; a meeting by its
 * parties, its place and the day of the week. */
bool same_undated(const struct ties_lists *lists, const struct gist *a,
                  const struct gist *b);

/* The same side asks the same side the same thing, on whatever day. */
bool same_demand(const struct ties_lists *lists, const struct gist *a,
                 const struct gist *b);

#endif
