#include "acts/recall.h"

#include "acts/parties.h"

static bool is_paper(const struct scene *scene, uint32_t noun)
{
    return tree_is_pos(&scene->tree, noun, "NOUN") &&
           word_class_has(lexicon_class(scene->coder->lexicon, SLICE("@paper")),
                          scene->low[noun]);
}

/* What a noun is remembered by, NULL: nothing. */
static const char *key_of(const struct scene *scene, uint32_t noun)
{
    const struct lexicon *lexicon = scene->coder->lexicon;
    const struct act_frame *const *frame;
    size_t frames;

    if (!tree_is_pos(&scene->tree, noun, "NOUN")) {
        return NULL;
    }
    if (is_paper(scene, noun)) {
        return "paper";
    }
    if (word_class_has(lexicon_class(lexicon, SLICE("@recalled")),
                       scene->low[noun])) {
        return arena_copy(scene->arena, scene->low[noun]).ptr;
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

/* "published two [drafts] that ...": whoever the noun's verb has as subject,
 * where the verb makes an act of it. */
static const struct party *bringer(const struct scene *scene, uint32_t noun)
{
    const struct tree *tree = &scene->tree;
    const struct act_frame *const *frame;
    uint32_t verb = tree_head(tree, noun);
    uint32_t subject;
    const struct mention *mention;
    struct party *party;

    if (verb == TREE_NONE || !tree_is_dep(tree, noun, "dobj nsubjpass") ||
        lexicon_frames(scene->coder->lexicon, scene->low[verb], &frame) == 0) {
        return NULL;
    }
    subject = clause_subject_of(scene, verb);
    mention = subject != TREE_NONE ? party_at(scene, subject) : NULL;
    if (mention == NULL || mention->codes != 1) {
        return NULL;
    }
    party = arena_alloc(scene->arena, 1, sizeof *party);
    *party = (struct party){mention->code[0], mention->at};
    return party;
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
        } else if (is_paper(scene, at) && bringer(scene, at) != NULL) {
            recall_note(scene, at, bringer(scene, at)->code,
                        bringer(scene, at)->at);
        }
    }
}

const struct party *recall_pointer(const struct scene *scene, uint32_t at)
{
    const struct mention *mention =
        mention_headed(scene->mentions, scene->passage, at);
    const struct mention *before;
    size_t place = scene->memories;

    if (mention == NULL || mention->kind != MENTION_PRONOUN ||
        mention->codes != 0 || mention->antecedent < 0) {
        return NULL;
    }
    before = &scene->mentions->item[mention->antecedent];
    if (before->kind == MENTION_DOCUMENT) {
        place = find(scene, "paper");
    }
    return place < scene->memories ? &scene->memory[place].owner : NULL;
}

const struct party *recall_owner(const struct scene *scene, uint32_t noun)
{
    const char *key = key_of(scene, noun);
    size_t place = key != NULL ? find(scene, key) : scene->memories;
    bool definite = false;

    if (is_paper(scene, noun) && bringer(scene, noun) != NULL) {
        return bringer(scene, noun);
    }
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
