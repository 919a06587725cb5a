#include "acts/ways.h"

#include "acts/points.h"

bool frame_has(const struct act_frame *frame, enum way_kind kind)
{
    for (size_t i = 0; i < frame->slots; i++) {
        for (size_t w = 0; w < frame->slot[i].ways; w++) {
            if (frame->slot[i].way[w].kind == kind &&
                !frame->slot[i].forbidden) {
                return true;
            }
        }
    }
    return false;
}

static bool has_to(const struct view *view, uint32_t verb)
{
    return scene_child(view->scene, verb, "aux", "to") != TREE_NONE;
}

/* "asked Kiev to talk": Kiev; "let Kiev talk" too. */
static uint32_t way_objinf(const struct view *view)
{
    const struct tree *tree = view->tree;

    for (uint32_t c = tree_first_child(tree, view->at); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        bool open =
            has_to(view, c) || (tree_is_tag(tree, c, "VB") &&
                                tree_child(tree, c, "aux mark") == TREE_NONE);

        if (!open || !tree_is_pos(tree, c, "VERB AUX")) {
            continue;
        }
        if (tree_is_dep(tree, c, "ccomp xcomp advcl") &&
            tree_child(tree, c, "nsubj nsubjpass") != TREE_NONE) {
            return tree_child(tree, c, "nsubj nsubjpass");
        }
        if (tree_is_dep(tree, c, "xcomp ccomp") &&
            view->clause->object != TREE_NONE) {
            return view->clause->object;
        }
        if (tree_is_dep(tree, c, "advcl") && has_to(view, c) &&
            view->clause->object != TREE_NONE) {
            return view->clause->object; /* a slip of the parser */
        }
    }
    /* "asked [Kiev to talk]" read as one noun phrase */
    if (tree_child(tree, view->at, "dobj") != TREE_NONE) {
        uint32_t object = tree_child(tree, view->at, "dobj");
        uint32_t verb = tree_child(tree, object, "acl relcl");

        if (verb != TREE_NONE && has_to(view, verb) &&
            party_at(view->scene, object) != NULL) {
            return object;
        }
    }
    /* "urged Kiev to:", and a list */
    return points_follow(view->scene, view->at) ? view->clause->object
                                                : TREE_NONE;
}

static uint32_t way_inf(const struct view *view)
{
    const struct tree *tree = view->tree;
    uint32_t object = view->clause->object;

    for (uint32_t c = tree_first_child(tree, view->at); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        if (c > view->at && has_to(view, c) &&
            tree_is_dep(tree, c, "xcomp ccomp acl advcl relcl") &&
            tree_child(tree, c, "nsubj mark") == TREE_NONE) {
            return c;
        }
    }
    if (tree_child(tree, view->at, "acomp") != TREE_NONE) {
        uint32_t verb =
            tree_child(tree, tree_child(tree, view->at, "acomp"), "xcomp");

        if (verb != TREE_NONE && has_to(view, verb)) {
            return verb; /* "is too early [to tell]" */
        }
    }
    /* "reserves the right [to respond]", where the frame has an object */
    if (object != TREE_NONE && object > view->at &&
        frame_has(view->frame, WAY_OBJ)) {
        uint32_t verb = tree_child(tree, object, "acl relcl");

        return verb != TREE_NONE && has_to(view, verb) ? verb : TREE_NONE;
    }
    return TREE_NONE;
}

static uint32_t way_ing(const struct view *view)
{
    const struct tree *tree = view->tree;

    for (uint32_t c = tree_first_child(tree, view->at); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        if (!tree_is_tag(tree, c, "VBG") || c < view->at ||
            tree_child(tree, c, "aux nsubj") != TREE_NONE) {
            continue;
        }
        if (tree_is_dep(tree, c, "xcomp ccomp dobj pcomp")) {
            return c;
        }
        if (tree_is_dep(tree, c, "advcl") &&
            tree_subtree(tree, c).start <= view->at + 2) {
            return c;
        }
    }
    return TREE_NONE;
}

/* Whether a clause is the verb's direct speech: it stands before the verb
 * ("..., he warned") or begins with a mark. */
static bool is_quoted(const struct view *view, uint32_t clause)
{
    size_t start = tree_subtree(view->tree, clause).start;
    const struct token *token = &view->scene->doc->token[start];

    return clause < view->at || strcmp(token->tag, "``") == 0 ||
           strcmp(token->tag, "''") == 0;
}

/* "asked [whether] it would talk": nothing is asked for. */
static bool is_question(const struct view *view, uint32_t clause)
{
    return scene_child(view->scene, clause, "mark", "if") != TREE_NONE ||
           scene_child(view->scene, clause, "mark", "whether") != TREE_NONE;
}

static uint32_t way_that(const struct view *view)
{
    const struct tree *tree = view->tree;

    for (uint32_t c = tree_first_child(tree, view->at); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        bool clause =
            tree_is_pos(tree, c, "VERB AUX") ||
            (scene_child(view->scene, c, "mark", "that") != TREE_NONE &&
             tree_child(tree, c, "nsubj") != TREE_NONE);

        if (c < view->at || !clause || has_to(view, c)) {
            continue;
        }
        if (tree_is_dep(tree, c, "ccomp") && !is_question(view, c) &&
            (!tree_is_tag(tree, c, "VBG") ||
             tree_child(tree, c, "aux") != TREE_NONE)) {
            return c;
        }
        if (tree_is_dep(tree, c, "acl relcl ccomp advcl") &&
            scene_child(view->scene, c, "mark", "that") != TREE_NONE) {
            return c;
        }
    }
    return TREE_NONE;
}

static uint32_t way_quoted(const struct view *view)
{
    const struct quotes *quotes = view->scene->quotes;

    for (uint32_t c = tree_first_child(view->tree, view->at); c != TREE_NONE;
         c = tree_next_child(view->tree, c)) {
        if (tree_is_dep(view->tree, c, "ccomp") && is_quoted(view, c)) {
            return c;
        }
    }
    for (size_t q = 0; q < quotes->len; q++) {
        if (quotes->site[q].passage == view->scene->passage &&
            quotes->site[q].cue_head == view->at &&
            quotes->quote[q].form == QUOTE_DIRECT) {
            return HOLDS;
        }
    }
    return TREE_NONE;
}

/* "called for Kiev to talk": Kiev. */
static uint32_t way_forinf(const struct view *view)
{
    const struct tree *tree = view->tree;
    uint32_t link = scene_child(view->scene, view->at, "prep", "for");

    if (link != TREE_NONE) {
        uint32_t noun = tree_child(tree, link, "pobj");
        uint32_t verb =
            noun != TREE_NONE ? tree_child(tree, noun, "acl relcl") : TREE_NONE;

        if (verb != TREE_NONE && has_to(view, verb)) {
            return noun;
        }
        if (noun != TREE_NONE && way_inf(view) != TREE_NONE) {
            return noun;
        }
        verb = tree_child(tree, link, "pcomp");
        return verb != TREE_NONE && has_to(view, verb)
                   ? tree_child(tree, verb, "nsubj nsubjpass")
                   : TREE_NONE;
    }
    for (uint32_t c = tree_first_child(tree, view->at); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        if (tree_is_dep(tree, c, "advcl ccomp xcomp") && has_to(view, c) &&
            scene_child(view->scene, c, "mark", "for") != TREE_NONE) {
            return tree_child(tree, c, "nsubj nsubjpass");
        }
    }
    return TREE_NONE;
}

/* "called Kiev [a partner]", "found the offer [unacceptable]". */
static uint32_t way_pred(const struct view *view)
{
    const struct tree *tree = view->tree;
    uint32_t found = tree_child(tree, view->at, "oprd");

    for (uint32_t c = tree_first_child(tree, view->at);
         found == TREE_NONE && c != TREE_NONE; c = tree_next_child(tree, c)) {
        if (c > view->at && tree_is_dep(tree, c, "ccomp xcomp acomp attr") &&
            (tree_is_pos(tree, c, "NOUN ADJ PROPN") ||
             tree_is_tag(tree, c, "VBN"))) {
            found = c;
        }
    }
    /* "a non - [starter]" */
    while (found != TREE_NONE && found + 2 < view->scene->doc->len &&
           scene_form_is(view->scene, found + 1, "-") &&
           tree_head(tree, found + 2) == tree_head(tree, found)) {
        found += 2;
    }
    return found;
}

/* "sat at a table [with]": below another preposition's noun. */
static uint32_t with_behind(const struct view *view)
{
    const struct tree *tree = view->tree;

    for (uint32_t c = tree_first_child(tree, view->at); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        uint32_t behind = c > view->at && tree_is_dep(tree, c, "prep")
                              ? scene_behind(view->scene, c)
                              : TREE_NONE;
        uint32_t with = behind != TREE_NONE
                            ? scene_child(view->scene, behind, "prep", "with")
                            : TREE_NONE;

        if (with != TREE_NONE) {
            return scene_behind(view->scene, with);
        }
    }
    return TREE_NONE;
}

/* The same below the object or predicate noun, and what hangs on those. */
static uint32_t prep_of_object(const struct view *view, struct slice prep)
{
    const struct tree *tree = view->tree;
    uint32_t noun = view->clause->object;

    if (noun == TREE_NONE) {
        noun = tree_child(tree, view->at, "attr"); /* "is a risk [of] war" */
    }
    if (noun == TREE_NONE || view->clause->passive) {
        return TREE_NONE;
    }
    for (int i = 0; i < SPINE && noun != TREE_NONE; i++) {
        uint32_t next = TREE_NONE;

        for (uint32_t c = tree_first_child(tree, noun); c != TREE_NONE;
             c = tree_next_child(tree, c)) {
            if (c < noun || !tree_is_dep(tree, c, "prep conj pobj")) {
                continue;
            }
            if (slice_eq(view->scene->form[c], prep)) {
                return scene_behind(view->scene, c);
            }
            next = c;
        }
        noun = next;
    }
    return TREE_NONE;
}

/* A preposition of the word, or of the object it leads to. */
static uint32_t way_prep(const struct view *view, struct slice prep)
{
    const struct tree *tree = view->tree;
    uint32_t noun = view->clause->object;

    for (uint32_t c = tree_first_child(tree, view->at); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        if (tree_is_dep(tree, c, "prep dative agent prt advmod mark") &&
            slice_eq(view->scene->form[c], prep) &&
            scene_behind(view->scene, c) != TREE_NONE) {
            return scene_behind(view->scene, c);
        }
    }
    for (uint32_t c = tree_first_child(tree, view->at); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        if (tree_is_dep(tree, c, "prep prt advmod") && c > view->at &&
            scene_child(view->scene, c, "prep", "of") != TREE_NONE &&
            slice_is(prep, "of")) { /* "walked out [of]" */
            return scene_behind(view->scene,
                                scene_child(view->scene, c, "prep", "of"));
        }
    }
    if (slice_is(prep, "with") && view->frame->kind == FRAME_VERB &&
        noun == TREE_NONE && with_behind(view) != TREE_NONE) {
        return with_behind(view);
    }
    if (slice_is(prep, "to") && view->clause->iobject != TREE_NONE) {
        return view->clause->iobject; /* "offered [Kiev] talks" */
    }
    if (view->frame->kind == FRAME_NOUN) {
        if (view->verb == TREE_NONE) {
            return TREE_NONE;
        }
        for (uint32_t c = tree_first_child(tree, view->verb); c != TREE_NONE;
             c = tree_next_child(tree, c)) {
            if (c > view->verb && tree_is_dep(tree, c, "prep dative") &&
                slice_eq(view->scene->form[c], prep)) {
                return scene_behind(view->scene, c);
            }
        }
        return TREE_NONE;
    }
    return prep_of_object(view, prep);
}

static uint32_t way_modal(const struct view *view, const struct slot *slot)
{
    for (size_t m = 0; m < view->clause->modals; m++) {
        for (size_t i = 0; slot->words != 0 && i < slot->words; i++) {
            if (slice_eq(view->clause->modal[m], slot->word[i])) {
                return HOLDS;
            }
        }
        if (slot->words == 0 && !slice_is(view->clause->modal[m], "to") &&
            lexicon_flags(view->scene->coder->lexicon, PLACE_MODAL,
                          view->clause->modal[m]) != 0) {
            return HOLDS;
        }
    }
    return TREE_NONE;
}

/* The subject of the clause; of a passive the one that suffers it, when the
 * frame is about a subject and not about who acts ("must be withdrawn"). */
static uint32_t view_subject(const struct view *view)
{
    if (view->clause->passive && frame_has(view->frame, WAY_MODAL)) {
        return view->clause->object; /* "the troops must be withdrawn" */
    }
    return view->clause->subject;
}

static uint32_t way_side(const struct view *view, enum side want)
{
    uint32_t subject = view_subject(view);

    if (subject == TREE_NONE) {
        return TREE_NONE;
    }
    return party_side(view->scene, subject, view->speech) == want ? HOLDS
                                                                  : TREE_NONE;
}

static uint32_t way_there(const struct view *view)
{
    return scene_child(view->scene, view->at, "expl", "there") != TREE_NONE
               ? HOLDS
               : TREE_NONE;
}

static bool is_plural(const struct view *view, uint32_t at)
{
    const struct mention *mention =
        at != TREE_NONE ? party_at(view->scene, at) : NULL;

    return at != TREE_NONE &&
           (tree_child(view->tree, at, "conj") != TREE_NONE ||
            tree_is_tag(view->tree, at, "NNS NNPS") ||
            (mention != NULL && (mention->plural || mention->codes > 1)));
}

static uint32_t way_alone(const struct view *view)
{
    return tree_child(view->tree, view->at,
                      "dobj xcomp ccomp oprd attr dative") == TREE_NONE &&
                   !view->clause->passive
               ? HOLDS
               : TREE_NONE;
}

static uint32_t holds_if(bool condition)
{
    return condition ? HOLDS : TREE_NONE;
}

uint32_t way_fill(const struct view *view, const struct slot *slot,
                  const struct way *way)
{
    const struct clause *clause = view->clause;

    switch (way->kind) {
    case WAY_OBJ:
        return frame_has(view->frame, WAY_OBJ2) ? clause->iobject
                                                : clause->object;
    case WAY_OBJ2:
        return clause->iobject != TREE_NONE ? clause->object : TREE_NONE;
    case WAY_OBJINF: return way_objinf(view);
    case WAY_INF: return way_inf(view);
    case WAY_ING: return way_ing(view);
    case WAY_THAT: return way_that(view);
    case WAY_FORINF: return way_forinf(view);
    case WAY_QUOTED: return way_quoted(view);
    case WAY_ALONE: return way_alone(view);
    case WAY_TOGETHER:
        return holds_if(clause->object == TREE_NONE &&
                        is_plural(view, clause->subject));
    case WAY_PRED: return way_pred(view);
    case WAY_ATTR: return tree_child(view->tree, view->at, "attr");
    case WAY_ACOMP: return tree_child(view->tree, view->at, "acomp");
    case WAY_SUBJ: return view_subject(view);
    case WAY_MODAL: return way_modal(view, slot);
    case WAY_NOT: return holds_if(clause->negated);
    case WAY_IF: return holds_if(clause->condition != TREE_NONE);
    case WAY_SPEECH: return holds_if(scene_is_said(view->scene, view->speech));
    case WAY_OWN: return way_side(view, SIDE_OWN);
    case WAY_OTHER: return way_side(view, SIDE_OTHER);
    case WAY_THING: return way_side(view, SIDE_THING);
    case WAY_THERE: return way_there(view);
    case WAY_PREP: return way_prep(view, way->prep);
    }
    return TREE_NONE;
}
