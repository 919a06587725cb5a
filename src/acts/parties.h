/*
 * parties.h - who acts, and towards whom.
 *
 * A party is a mention that can act: a state or organisation, a person or
 * office (whose words are those of their state), a body, a name that no
 * table knows.  Private to the files that find acts.
 */
#ifndef DEMARCHE_ACTS_PARTIES_H
#define DEMARCHE_ACTS_PARTIES_H

#include "acts/scene.h"

enum { PARTY_MAX = 8 };

struct party_list {
    struct party item[PARTY_MAX];
    size_t len;
};

/* What a token stands for as a party, or NULL. */
const struct mention *party_at(const struct scene *scene, uint32_t at);

/* The party that a thing belongs to or comes from: "Moscow's offer", "the
 * Russian offer", "an offer by Moscow"; as a token, TREE_NONE if nobody. */
uint32_t party_owner(const struct scene *scene, uint32_t at);

/* Whether a subject is the side of whoever speaks, another party, or a
 * thing.  `speech` is the quote it stands in, -1: none. */
enum side { SIDE_OWN, SIDE_OTHER, SIDE_THING };
enum side party_side(const struct scene *scene, uint32_t subject, long speech);

/* Whether the word means the speaker and those he speaks for: we, I, our. */
bool party_is_we(const struct scene *scene, uint32_t at);

/* The speaker of a quote, NULL if nobody is known to speak it. */
const struct speaker *party_speaker(const struct scene *scene, long speech);

/* Add the party at `at` and those joined to it with "and"; `speech` tells who
 * "we" are.  Returns the mention of the first, or NULL. */
const struct mention *parties_add(const struct scene *scene, uint32_t at,
                                  long speech, struct party_list *list);

/* Add the side that a speaker speaks for. */
void parties_add_speaker(const struct speaker *speaker,
                         struct party_list *list);

/* Whether the noun is one member of a group that is not named. */
bool parties_is_some(const struct scene *scene, uint32_t head);

/* Whether the words say that it is on the speaker's side: "our allies". */
bool parties_are_ours(const struct scene *scene, const struct party *party);

bool parties_have(const struct party_list *list, const char *code);

/* Whether a list (NULL: none) has the party: by its code, and by its words
 * where one of the two has none. */
bool parties_hold(const struct party_list *list, const struct party *party);

#endif
