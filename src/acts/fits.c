#include "acts/points.h"
#include "acts/ways.h"

static bool word_fits(const struct view *view, const struct slot *slot,
                      uint32_t at)
{
    const struct scene *scene = view->scene;

    for (size_t i = 0; i < slot->words; i++) {
        if (slice_eq(scene->low[at], slot->word[i]) ||
            slice_eq(scene->form[at], slot->word[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < slot->classes; i++) {
        if (word_class_has(slot->class[i], scene -> low[at]) ||
            word_class_has(slot->class[i], scene -> form[at])) {
            return true;
        }
    }
    return false;
}

/* "should talk", "must talk", and the bare form: "demanded that Kiev talk". */
static bool is_wish(const struct view *view, uint32_t verb)
{
    const struct tree *tree = view->tree;

    for (uint32_t c = tree_first_child(tree, verb); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        if (tree_is_dep(tree, c, "aux") &&
            scene_form_in(view->scene, c, "should must ought shall")) {
            return true;
        }
    }
    if (scene_child(view->scene, verb, "auxpass", "be") != TREE_NONE) {
        return tree_child(tree, verb, "aux") == TREE_NONE; /* "be removed" */
    }
    if (tree_child(tree, verb, "aux auxpass") != TREE_NONE) {
        return false;
    }
    if (tree_is_tag(tree, verb, "VBP")) { /* "that Kiev [implement]" */
        uint32_t subject = tree_child(tree, verb, "nsubj");

        return subject != TREE_NONE &&
               !scene_form_in(view->scene, verb,
                              "are have do need want know think say");
    }
    return tree_is_tag(tree, verb, "VB");
}

static bool is_announced(const struct view *view, uint32_t verb)
{
    const struct tree *tree = view->tree;

    for (uint32_t c = tree_first_child(tree, verb); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        if (tree_is_dep(tree, c, "aux") &&
            scene_form_in(view->scene, c, "will would 'll ’ll shall")) {
            return true;
        }
    }
    return false;
}

/* "warned that it would close the strait": the speaker's own harm. */
static bool is_own_harm(const struct view *view, uint32_t verb)
{
    const struct scene *scene = view->scene;
    const struct word_class *harm =
        lexicon_class(scene->coder->lexicon, SLICE("@harm"));
    struct clause clause;
    const struct mention *own;
    const struct mention *subject;

    clause_read(scene, verb, &clause);
    if (clause.modals == 0 || clause.negated || clause.subject == TREE_NONE ||
        view->clause->subject == TREE_NONE ||
        !word_class_has(harm, scene->low[verb])) {
        return false;
    }
    own = party_at(scene, view->clause->subject);
    subject = party_at(scene, clause.subject);
    if (own == NULL || own->codes == 0) {
        return false;
    }
    if (subject == NULL || subject->codes == 0) {
        return scene_form_in(scene, clause.subject, "it he she they we i");
    }
    return strcmp(own->code[0], subject->code[0]) == 0;
}

static bool tests_fit(const struct view *view, const struct slot *slot,
                      uint32_t at)
{
    const struct tree *tree = view->tree;

    if ((slot->tests & 1U << TEST_PARTY) != 0 &&
        (party_at(view->scene, at) != NULL ||
         (scene_is_said(view->scene, view->speech) &&
          (party_is_we(view->scene, at) ||
           scene_form_is(view->scene, at, "you"))))) {
        return true;
    }
    if ((slot->tests & 1U << TEST_PERSON) != 0) {
        const struct mention *mention = party_at(view->scene, at);

        if (strcmp(tree->doc->token[at].ent_type, "PERSON") == 0 ||
            (mention != NULL && (mention->kind == MENTION_PERSON ||
                                 mention->kind == MENTION_OFFICE))) {
            return true;
        }
    }
    if ((slot->tests & 1U << TEST_SHOULD) != 0 && is_wish(view, at)) {
        return true;
    }
    if ((slot->tests & 1U << TEST_WOULD) != 0 && is_announced(view, at)) {
        return true;
    }
    if ((slot->tests & 1U << TEST_OWNHARM) != 0 && is_own_harm(view, at)) {
        return true;
    }
    return (slot->tests & 1U << TEST_WORDS) != 0 && word_fits(view, slot, at);
}

/* Whether the words of a filler are those the slot asks for; "a series of
 * [sanctions]" and "tariffs and [sanctions]" are looked into. */
static bool filler_fits(const struct view *view, const struct slot *slot,
                        uint32_t at)
{
    const struct tree *tree = view->tree;
    const struct word_class *container =
        lexicon_class(view->scene->coder->lexicon, SLICE("@container"));

    if (slot->tests == 0 || at == HOLDS) {
        return true;
    }
    for (int i = 0; i < SPINE && at != TREE_NONE; i++) {
        uint32_t next = TREE_NONE;

        if (tests_fit(view, slot, at)) {
            return true;
        }
        if (word_class_has(container, view->scene->low[at])) {
            uint32_t of = scene_child(view->scene, at, "prep", "of");

            next = of != TREE_NONE ? scene_behind(view->scene, of) : next;
        }
        at = next != TREE_NONE ? next : tree_child(tree, at, "conj");
    }
    return false;
}

static uint32_t slot_fill(const struct view *view, const struct slot *slot)
{
    for (size_t i = 0; i < slot->ways; i++) {
        uint32_t at = way_fill(view, slot, &slot->way[i]);

        if (at != TREE_NONE &&
            (slot->way[i].kind == WAY_MODAL || filler_fits(view, slot, at))) {
            return at;
        }
    }
    /* "called on Peru to:", and what for stands in the list */
    return slot->role == ROLE_WHAT && slot->tests == 0 &&
                   points_follow(view->scene, view->at)
               ? HOLDS
               : TREE_NONE;
}

/* A verb with an object that its frame has no place for means something
 * else: "called [a meeting] for Monday". */
static bool object_is_left_over(const struct view *view)
{
    return view->frame->kind == FRAME_VERB &&
           view->clause->object != TREE_NONE && !view->clause->passive &&
           !frame_has(view->frame, WAY_OBJ) &&
           !frame_has(view->frame, WAY_OBJINF) &&
           !frame_has(view->frame, WAY_PRED) &&
           !frame_has(view->frame, WAY_QUOTED) &&
           !frame_has(view->frame, WAY_FORINF);
}

bool frame_fits(const struct view *view, struct candidate *candidate)
{
    const struct act_frame *frame = view->frame;

    candidate->fit = 0;
    if (object_is_left_over(view)) {
        return false;
    }
    for (size_t i = 0; i < frame->slots; i++) {
        const struct slot *slot = &frame->slot[i];
        uint32_t at = slot_fill(view, slot);

        if (slot->forbidden ? at != TREE_NONE
                            : at == TREE_NONE && !slot->optional) {
            return false;
        }
        candidate->filler[i] = at == HOLDS ? TREE_NONE : at;
        if (at != TREE_NONE) {
            candidate->fit += slot->tests != 0 ? 1.5 : 1;
        } else if (slot->forbidden) {
            candidate->fit += .1;
        }
    }
    return true;
}
