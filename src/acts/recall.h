/*
 * recall.h - whose "the offer", "the drafts" are, from what was told before.
 *
 *     "Kiev published two drafts. ... Moscow rejected the texts."
 *      paper: UKR                 recipient UKR
 *
 * Nouns are taken together by what they name: papers (draft, text, treaty),
 * and the types of acts (offer and proposal).  The latest owner counts.
 *
 * Private to the files that find acts.
 */
#ifndef DEMARCHE_ACTS_RECALL_H
#define DEMARCHE_ACTS_RECALL_H

#include "acts/scene.h"

/* Remember the owner of a noun ("Kiev's drafts"), a code of the actors'
 * table. */
void recall_note(struct scene *scene, uint32_t noun, const char *code,
                 struct span at);

/* The same for what an act of this type names ("offered ...": the offer). */
void recall_act(struct scene *scene, const struct act_type *type,
                const struct party *actor);

/* Remember the owners that a passage names. */
void recall_read(struct scene *scene);

/* Who owns "the drafts", "this offer"; NULL if the noun is no such one, has
 * an owner of its own, or nobody was named. */
const struct party *recall_owner(const struct scene *scene, uint32_t noun);

/* Whose the text is that "it" stands for; NULL if it stands for none. */
const struct party *recall_pointer(const struct scene *scene, uint32_t at);

#endif
