/*
 * someone.h - whether a word can stand for a side, and how far it goes.
 *
 *     "the [ministers] of the five", "[Ossian]", "[them]"
 *     not "the [summit]", "Jr.", "[Tuesday]"
 *
 * Wider than party_at() (parties.h): also people and groups that are no
 * mention because nothing is known of them but their words.  Private to the
 * files that find acts.
 */
#ifndef DEMARCHE_ACTS_SOMEONE_H
#define DEMARCHE_ACTS_SOMEONE_H

#include "acts/parties.h"

bool someone_at(const struct scene *scene, uint32_t at);

/* The first of those who are joined with `at` by "and", at itself if none. */
uint32_t someone_first(const struct scene *scene, uint32_t at);

/* Add what stands at `at` and those joined to it: mentions with their codes,
 * others with their words.  Returns the mention of the first, NULL if it is
 * none. */
const struct mention *someone_add(const struct scene *scene, uint32_t at,
                                  struct party_list *list);

#endif
