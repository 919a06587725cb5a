#include "acts/someone.h"

enum { JOINED = 8 };

/* A name that may be a side's: not "Jr.", a day, a law, a weapon. */
static bool is_name(const struct scene *scene, uint32_t at)
{
    const char *entity = scene->doc->token[at].ent_type;

    return tree_is_tag(&scene->tree, at, "NNP NNPS") &&
           (entity[0] == '\0' ||
            label_in(entity, "PERSON ORG GPE NORP FAC LOC")) &&
           !scene_form_in(scene, at, "jr. sr. mr. mrs. ms. dr. jr sr");
}

/* A pronoun that stands for people or a group; "it" mostly is a thing where
 * nobody was found for it. */
static bool is_pronoun(const struct scene *scene, uint32_t at)
{
    if (tree_is_tag(&scene->tree, at, "PRP")) {
        return !scene_form_is(scene, at, "it") &&
               !scene_is_of(scene, at, "@reflexive");
    }
    return scene_form_in(scene, at,
                         "both neither either others those nobody everyone") &&
           !tree_is_dep(&scene->tree, at, "det predet cc preconj advmod");
}

bool someone_at(const struct scene *scene, uint32_t at)
{
    if (at == TREE_NONE || at >= scene->doc->len ||
        parties_is_some(scene, at)) {
        return false;
    }
    return party_at(scene, at) != NULL || party_is_we(scene, at) ||
           is_name(scene, at) || is_pronoun(scene, at) ||
           (tree_is_pos(&scene->tree, at, "NOUN PROPN") &&
            (scene_is_of(scene, at, "@side") ||
             scene_is_of(scene, at, "@person") ||
             scene_is_of(scene, at, "@workers") ||
             scene_is_of(scene, at, "@ourside")));
}

uint32_t someone_first(const struct scene *scene, uint32_t at)
{
    for (int i = 0; i < JOINED && tree_is_dep(&scene->tree, at, "conj") &&
                    someone_at(scene, tree_head(&scene->tree, at));
         i++) {
        at = tree_head(&scene->tree, at);
    }
    return at;
}

/* From the first word before the head that belongs to it, to the head. */
static struct span words_of(const struct scene *scene, uint32_t at)
{
    size_t first = at;

    for (uint32_t c = tree_first_child(&scene->tree, at);
         c != TREE_NONE && c < at; c = tree_next_child(&scene->tree, c)) {
        if (tree_is_dep(&scene->tree, c,
                        "det amod compound poss nmod nummod predet neg")) {
            first = tree_subtree(&scene->tree, c).start;
            break;
        }
    }
    return document_span(scene->document, scene->passage, first, at + 1);
}

const struct mention *someone_add(const struct scene *scene, uint32_t at,
                                  struct party_list *list)
{
    const struct mention *first = NULL;
    long speech = scene_speech(scene, at);

    for (int i = 0; i < JOINED && at != TREE_NONE; i++) {
        struct party_list found = {0};
        const struct mention *mention =
            parties_add(scene, at, speech, &found); /* and all joined to it */

        first = i == 0 ? mention : first;
        if (party_at(scene, at) == NULL && !party_is_we(scene, at)) {
            found.len = 0;
        }
        if (found.len == 0) {
            found.item[found.len++] = (struct party){NULL, words_of(scene, at)};
        }
        for (size_t k = 0; k < found.len && list->len < PARTY_MAX; k++) {
            if (!parties_hold(list, &found.item[k])) {
                list->item[list->len++] = found.item[k];
            }
        }
        at = tree_child(&scene->tree, at, "conj");
    }
    return first;
}
