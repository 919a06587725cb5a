#include "acts/match.h"

#include "acts/recall.h"
#include "acts/ways.h"

/* Whether the verb has the words that follow in the lexicon: "rule [out]". */
static bool rest_fits(const struct scene *scene, uint32_t at,
                      const struct act_frame *frame)
{
    const struct tree *tree = &scene->tree;

    for (size_t i = 0; i < frame->rests; i++) {
        bool found = false;

        for (uint32_t c = tree_first_child(tree, at); !found && c != TREE_NONE;
             c = tree_next_child(tree, c)) {
            found = slice_eq(scene->form[c], frame->rest[i]) &&
                    !tree_is_dep(tree, c, "nsubj");
            for (uint32_t g = tree_first_child(tree, c);
                 !found && i > 0 && g != TREE_NONE;
                 g = tree_next_child(tree, g)) {
                found = slice_eq(scene->form[g], frame->rest[i]);
            }
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

static void keep_best(struct candidate *best, bool *found,
                      const struct candidate *next)
{
    double margin = *found ? next->fit - best->fit : 1;

    if (margin > 0 ||
        (margin == 0 && next->frame->weight > best->frame->weight)) {
        *best = *next;
        *found = true;
    }
}

/* "must withdraw", "should talk" do not say that anybody does. */
static bool is_wished(const struct clause *clause)
{
    for (size_t i = 0; i < clause->modals; i++) {
        if (slice_is(clause->modal[i], "must") ||
            slice_is(clause->modal[i], "should") ||
            slice_is(clause->modal[i], "ought")) {
            return true;
        }
    }
    return false;
}

static bool wants(const struct view *view, const struct act_frame *frame,
                  enum frame_kind kind)
{
    return frame->kind == kind
               ? !is_wished(view->clause)
               : kind == FRAME_VERB && frame->kind == FRAME_MODAL;
}

static void try_frames(struct view *view, struct slice word,
                       enum frame_kind kind, struct candidate *draft,
                       struct candidate *best, bool *found)
{
    const struct act_frame *const *frame;
    size_t frames = lexicon_frames(view->scene->coder->lexicon, word, &frame);

    for (size_t i = 0; i < frames; i++) {
        view->frame = frame[i];
        draft->frame = frame[i];
        if (wants(view, frame[i], kind) &&
            rest_fits(view->scene, view->at, frame[i]) &&
            frame_fits(view, draft)) {
            draft->fit += (double)frame[i]->rests;
            keep_best(best, found, draft);
        }
    }
}

/* Who acts where the frame gives the subject a part of its own: the
 * speaker. */
static void set_actor(struct candidate *candidate)
{
    for (size_t i = 0; i < candidate->frame->slots; i++) {
        const struct slot *slot = &candidate->frame->slot[i];

        if (slot->way[0].kind == WAY_SUBJ && slot->role != ROLE_NONE) {
            candidate->from = ACTOR_SPEAKER;
            candidate->actor = TREE_NONE;
            return;
        }
    }
    for (size_t i = 0; i < candidate->frame->slots; i++) {
        if (candidate->frame->slot[i].way[0].kind == WAY_THERE) {
            candidate->from = ACTOR_SPEAKER;
            return;
        }
    }
    candidate->from = ACTOR_SUBJECT;
    candidate->actor = candidate->clause.subject;
    if (candidate->clause.passive && frame_has(candidate->frame, WAY_MODAL)) {
        candidate->actor = candidate->clause.object; /* "will not be told" */
    }
}

/* "[felt] threatened by its neighbour" tells what somebody feels. */
static bool is_felt(const struct scene *scene, uint32_t verb)
{
    uint32_t aux = tree_child(&scene->tree, verb, "aux");

    return tree_is_tag(&scene->tree, verb, "VBN") && aux != TREE_NONE &&
           scene_form_in(scene, aux,
                         "feel feels felt seem seems seemed appear appeared");
}

static bool match_verb(const struct scene *scene, uint32_t at,
                       struct candidate *candidate)
{
    struct candidate draft = {.predicate = at,
                              .light = TREE_NONE,
                              .receiver = TREE_NONE,
                              .actor = TREE_NONE,
                              .speech = scene_speech(scene, at)};
    struct view view = {.scene = scene,
                        .tree = &scene->tree,
                        .clause = &draft.clause,
                        .at = at,
                        .verb = at,
                        .speech = draft.speech};
    const struct act_frame *const *frame;
    bool found = false;

    if (lexicon_frames(scene->coder->lexicon, scene->low[at], &frame) == 0 &&
        !scene_is_said(scene, draft.speech)) {
        return false;
    }
    clause_read(scene, at, &draft.clause);
    if (!draft.clause.finite || is_felt(scene, at)) {
        return false;
    }
    try_frames(&view, scene->low[at], FRAME_VERB, &draft, candidate, &found);
    if (!found && scene_is_said(scene, draft.speech) &&
        !word_class_has(lexicon_class(scene->coder->lexicon, SLICE("@plain")),
                        scene->low[at])) {
        try_frames(&view, SLICE("*"), FRAME_VERB, &draft, candidate, &found);
    }
    if (found) {
        set_actor(candidate);
    }
    return found;
}

/* An adjective after "be": "is ready to talk". */
static bool match_adjective(const struct scene *scene, uint32_t at,
                            struct candidate *candidate)
{
    const struct tree *tree = &scene->tree;
    struct candidate draft = {.predicate = at,
                              .light = TREE_NONE,
                              .receiver = TREE_NONE,
                              .actor = TREE_NONE,
                              .speech = scene_speech(scene, at)};
    struct view view = {.scene = scene,
                        .tree = tree,
                        .clause = &draft.clause,
                        .at = at,
                        .verb = at,
                        .speech = draft.speech};
    const struct act_frame *const *frame;
    uint32_t verb = at;
    bool found = false;

    if (lexicon_frames(scene->coder->lexicon, scene->form[at], &frame) == 0) {
        return false;
    }
    for (int i = 0;
         i < SPINE && verb != TREE_NONE && !tree_is_pos(tree, verb, "VERB AUX");
         i++) {
        if (!tree_is_dep(tree, verb, "acomp attr oprd conj")) {
            return false;
        }
        verb = tree_head(tree, verb);
    }
    if (verb == TREE_NONE ||
        (verb == at && tree_child(tree, at, "auxpass") == TREE_NONE)) {
        return false;
    }
    clause_read(scene, verb, &draft.clause);
    if (!draft.clause.finite) {
        return false;
    }
    if (draft.clause.passive && verb == at) { /* "is prepared to talk" */
        draft.clause.subject = draft.clause.object;
        draft.clause.object = TREE_NONE;
    }
    try_frames(&view, scene->form[at], FRAME_ADJECTIVE, &draft, candidate,
               &found);
    if (found) {
        set_actor(candidate);
    }
    return found;
}

/* "some of the [requests]": the word that stands for the noun. */
static uint32_t contained_in(const struct scene *scene, uint32_t noun)
{
    uint32_t link = tree_head(&scene->tree, noun);
    uint32_t head;

    if (link == TREE_NONE || !scene_form_is(scene, link, "of")) {
        return noun;
    }
    head = tree_head(&scene->tree, link);
    return head != TREE_NONE &&
                   word_class_has(lexicon_class(scene->coder->lexicon,
                                                SLICE("@container")),
                                  scene->low[head])
               ? head
               : noun;
}

/* The light verb that a noun is the object of, TREE_NONE: none. */
static uint32_t light_verb(const struct scene *scene, uint32_t noun,
                           enum light_who *who, unsigned *flags,
                           struct slice *name)
{
    const struct tree *tree = &scene->tree;
    uint32_t verb;
    uint32_t particle;

    noun = contained_in(scene, noun);
    verb = tree_head(tree, noun);

    if (verb == TREE_NONE || !tree_is_pos(tree, verb, "VERB") ||
        !(tree_is_dep(tree, noun, "dobj nsubjpass") ||
          (tree_is_dep(tree, verb, "acl relcl") && verb > noun))) {
        return TREE_NONE;
    }
    *name = scene->low[verb];
    particle = tree_child(tree, verb, "prt");
    if (particle != TREE_NONE) {
        char *joined = arena_alloc(
            scene->arena, name->len + scene->form[particle].len + 2, 1);

        memcpy(joined, name->ptr, name->len);
        joined[name->len] = ' ';
        memcpy(joined + name->len + 1, scene->form[particle].ptr,
               scene->form[particle].len);
        *name =
            (struct slice){joined, name->len + 1 + scene->form[particle].len};
    }
    *who = lexicon_light(scene->coder->lexicon, *name, flags);
    return verb;
}

/* "talks between [Ecuador and Peru]" name both who talk. */
static uint32_t partners(const struct scene *scene,
                         const struct candidate *candidate)
{
    for (size_t i = 0; i < candidate->frame->slots; i++) {
        uint32_t at = candidate->filler[i];

        if (candidate->frame->slot[i].role == ROLE_WITH && at != TREE_NONE &&
            tree_child(&scene->tree, at, "conj") != TREE_NONE) {
            return at;
        }
    }
    return TREE_NONE;
}

/* Whether a noun comes with a clause: "the demand [that ...]". */
static bool says_what(const struct scene *scene,
                      const struct candidate *candidate)
{
    for (size_t i = 0; i < candidate->frame->slots; i++) {
        if (candidate->filler[i] != TREE_NONE &&
            tree_is_pos(&scene->tree, candidate->filler[i], "VERB AUX") &&
            scene_child(scene, candidate->filler[i], "mark", "that") !=
                TREE_NONE) {
            return true;
        }
    }
    return false;
}

/* A noun that no verb governs. */
static struct clause no_clause(uint32_t noun)
{
    return (struct clause){.verb = noun,
                           .top = noun,
                           .subject = TREE_NONE,
                           .object = TREE_NONE,
                           .iobject = TREE_NONE,
                           .condition = TREE_NONE};
}

/* The light verb's subject acts, or receives: "got a warning from Oslo". */
static void give_light_verb(const struct scene *scene,
                            struct candidate *candidate, uint32_t verb,
                            enum light_who who)
{
    uint32_t from = scene_child(scene, candidate->predicate, "prep", "from");

    candidate->light = verb;
    candidate->actor = candidate->clause.subject;
    candidate->from = ACTOR_SUBJECT;
    if (who != LIGHT_OBJECT) {
        return;
    }
    if (from == TREE_NONE) {
        from = scene_child(scene, verb, "prep", "from");
    }
    candidate->from = ACTOR_FROM;
    candidate->receiver = candidate->clause.subject;
    candidate->actor =
        from != TREE_NONE ? scene_behind(scene, from) : TREE_NONE;
}

/* A noun named with its owner: only when it says what it is about. */
static bool match_owned(const struct scene *scene, uint32_t at,
                        struct candidate *candidate)
{
    if (candidate->frame->poss == 0 || candidate->fit < 1) {
        return false;
    }
    candidate->clause = no_clause(at);
    if (scene_child(scene, at, "det", "no") != TREE_NONE) {
        return false; /* "no Greek offer came" */
    }
    candidate->flags = 0;
    candidate->from = ACTOR_OWNER;
    candidate->actor = party_owner(scene, at);
    if (candidate->actor == TREE_NONE) {
        candidate->actor = partners(scene, candidate);
    }
    if (candidate->actor == TREE_NONE && recall_owner(scene, at) != NULL &&
        says_what(scene, candidate)) {
        candidate->actor = at; /* "the demand that ...", told before */
    }
    return candidate->actor != TREE_NONE;
}

static bool match_noun(const struct scene *scene, uint32_t at,
                       struct candidate *candidate)
{
    struct candidate draft = {.predicate = at,
                              .light = TREE_NONE,
                              .receiver = TREE_NONE,
                              .actor = TREE_NONE,
                              .speech = scene_speech(scene, at)};
    struct view view = {.scene = scene,
                        .tree = &scene->tree,
                        .clause = &draft.clause,
                        .at = at,
                        .verb = TREE_NONE,
                        .speech = draft.speech};
    const struct act_frame *const *frame;
    enum light_who who = LIGHT_NONE;
    struct slice name = {0};
    uint32_t verb;
    bool found = false;

    if (lexicon_frames(scene->coder->lexicon, scene->low[at], &frame) == 0) {
        return false;
    }
    draft.clause = no_clause(at);
    verb = light_verb(scene, at, &who, &draft.flags, &name);
    if (verb != TREE_NONE) {
        clause_read(scene, verb, &draft.clause);
        view.verb = verb;
    }
    try_frames(&view, scene->low[at], FRAME_NOUN, &draft, candidate, &found);
    if (!found) {
        return false;
    }
    if (verb != TREE_NONE && who == LIGHT_NONE &&
        word_class_has(candidate->frame->light, name)) {
        who = LIGHT_SUBJECT;
    }
    if (who != LIGHT_NONE && draft.clause.finite) {
        give_light_verb(scene, candidate, verb, who);
        return true;
    }
    return match_owned(scene, at, candidate);
}

/* A verb taken for a noun: "insists on a visit and [demands] that ...". */
static bool is_verb_after_all(const struct scene *scene, uint32_t at)
{
    const struct tree *tree = &scene->tree;
    uint32_t head = tree_head(tree, at);

    return tree_child(tree, at, "ccomp") != TREE_NONE &&
           (tree_child(tree, at, "nsubj") != TREE_NONE ||
            (tree_is_dep(tree, at, "conj") && head != TREE_NONE &&
             tree_is_pos(tree, head, "VERB")));
}

bool match_token(const struct scene *scene, uint32_t at,
                 struct candidate *candidate)
{
    const struct tree *tree = &scene->tree;

    if (tree_is_pos(tree, at, "NOUN")) {
        return match_noun(scene, at, candidate) ||
               (is_verb_after_all(scene, at) &&
                match_verb(scene, at, candidate));
    }
    if (tree_is_pos(tree, at, "ADJ")) {
        return match_adjective(scene, at, candidate);
    }
    if (tree_is_pos(tree, at, "VERB") ||
        (tree_is_pos(tree, at, "AUX") &&
         !tree_is_dep(tree, at, "aux auxpass"))) {
        return (tree_is_tag(tree, at, "VBN") &&
                match_adjective(scene, at, candidate)) ||
               (!(tree_is_tag(tree, at, "VBN") &&
                  tree_is_dep(tree, at, "acomp oprd xcomp ccomp attr") &&
                  tree_child(tree, at, "aux auxpass") == TREE_NONE) &&
                match_verb(scene, at, candidate));
    }
    return false;
}

void match_bare(const struct scene *scene, uint32_t at,
                const struct act_type *type, struct candidate *candidate)
{
    const struct tree *tree = &scene->tree;
    struct act_frame *frame = arena_alloc(scene->arena, 1, sizeof *frame);
    bool is_verb = tree_is_pos(tree, at, "VERB AUX");

    *frame = (struct act_frame){.kind = is_verb ? FRAME_VERB
                                        : tree_is_pos(tree, at, "ADJ")
                                            ? FRAME_ADJECTIVE
                                            : FRAME_NOUN,
                                .words = "",
                                .text = "",
                                .file = "",
                                .type = type,
                                .plover = type->plover};
    *candidate = (struct candidate){.frame = frame,
                                    .predicate = at,
                                    .light = TREE_NONE,
                                    .receiver = TREE_NONE,
                                    .actor = TREE_NONE,
                                    .from = ACTOR_SUBJECT,
                                    .speech = scene_speech(scene, at)};
    if (is_verb) {
        clause_read(scene, at, &candidate->clause);
        candidate->actor = candidate->clause.subject;
        return;
    }
    candidate->clause = no_clause(at);
    candidate->actor = party_owner(scene, at);
    if (candidate->actor != TREE_NONE) {
        candidate->from = ACTOR_OWNER;
    }
}
