#include "acts/recall.h"

#include "acts/parties.h"

/* What a noun is remembered by, NULL: nothing. */
static const char *key_of(const struct scene *scene, uint32_t noun)
{
    const struct lexicon *lexicon = scene->coder->lexicon;
    const struct act_frame *const *frame;
    size_t frames;

    if (!tree_is_pos(&scene->tree, noun, "NOUN")) {
        return NULL;
    }
    if (word_class_has(lexicon_class(lexicon, SLICE("@paper")),
                       scene->low[noun])) {
        return "paper";
    }
    frames = lexicon_frames(lexicon, scene->low[noun], &frame);
    for (size_t i = 0; i < frames; i++) {
        if (frame[i]->kind == FRAME_NOUN) {
            return frame[i]->type->name;
        }
    }
    return NULL;
}

/* Its place in the memory; the number of places if it has none. */
static size_t find(const struct scene *scene, const char *key)
{
    size_t at = 0;

    while (at < scene->memories && strcmp(scene->memory[at].key, key) != 0) {
        at++;
    }
    return at;
}

static void keep(struct scene *scene, const char *key, const char *code,
                 struct span at)
{
    size_t place = key != NULL ? find(scene, key) : SCENE_MEMORIES;

    if (code == NULL || place == SCENE_MEMORIES) {
        return;
    }
    scene->memory[place] = (struct memory){key, {code, at}};
    scene->memories += place == scene->memories;
}

void recall_note(struct scene *scene, uint32_t noun, const char *code,
                 struct span at)
{
    keep(scene, key_of(scene, noun), code, at);
}

void recall_act(struct scene *scene, const struct act_type *type,
                const struct party *actor)
{
    keep(scene, type->name, actor->code, actor->at);
}

void recall_read(struct scene *scene)
{
    for (uint32_t at = 0; at < scene->doc->len; at++) {
        uint32_t owner;
        const struct mention *mention;

        if (key_of(scene, at) == NULL) {
            continue;
        }
        owner = party_owner(scene, at);
        mention = owner != TREE_NONE ? party_at(scene, owner) : NULL;
        if (mention != NULL && mention->codes == 1) {
            recall_note(scene, at, mention->code[0], mention->at);
        }
    }
}

const struct party *recall_owner(const struct scene *scene, uint32_t noun)
{
    const char *key = key_of(scene, noun);
    size_t place = key != NULL ? find(scene, key) : scene->memories;
    bool definite = false;

    if (place == scene->memories || party_owner(scene, noun) != TREE_NONE) {
        return NULL;
    }
    /* headlines drop the article */
    definite = tree_is_tag(&scene->tree, noun, "NNS") &&
               tree_child(&scene->tree, noun, "det amod") == TREE_NONE;
    for (uint32_t c = tree_first_child(&scene->tree, noun); c != TREE_NONE;
         c = tree_next_child(&scene->tree, c)) {
        definite |= tree_is_dep(&scene->tree, c, "det") &&
                    scene_form_in(scene, c, "the this these that those both");
    }
    return definite ? &scene->memory[place].owner : NULL;
}
