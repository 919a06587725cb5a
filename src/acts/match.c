#include "acts/match.h"

#include "acts/recall.h"

enum { SPINE = 6 };

/* What a slot looks at. */
struct view {
    const struct scene *scene;
    const struct tree *tree;
    const struct clause *clause;
    const struct act_frame *frame;
    uint32_t at;   /* the word of the frame */
    uint32_t verb; /* the verb of the clause; a noun's light verb */
    long speech;
};

/* A condition that holds and fills no words. */
#define HOLDS (TREE_NONE - 1)

static bool frame_has(const struct act_frame *frame, enum way_kind kind)
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
    return TREE_NONE;
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
        noun == TREE_NONE) { /* "sat at a table [with]" */
        for (uint32_t c = tree_first_child(tree, view->at); c != TREE_NONE;
             c = tree_next_child(tree, c)) {
            uint32_t behind = c > view->at && tree_is_dep(tree, c, "prep")
                                  ? scene_behind(view->scene, c)
                                  : TREE_NONE;
            uint32_t with =
                behind != TREE_NONE
                    ? scene_child(view->scene, behind, "prep", "with")
                    : TREE_NONE;

            if (with != TREE_NONE) {
                return scene_behind(view->scene, with);
            }
        }
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

static uint32_t way_fill(const struct view *view, const struct slot *slot,
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
    return TREE_NONE;
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

static bool frame_fits(const struct view *view, struct candidate *candidate)
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
    if (!draft.clause.finite) {
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
    draft.clause = (struct clause){.verb = at,
                                   .top = at,
                                   .subject = TREE_NONE,
                                   .object = TREE_NONE,
                                   .iobject = TREE_NONE,
                                   .condition = TREE_NONE};
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
        candidate->light = verb;
        candidate->actor = candidate->clause.subject;
        candidate->from = ACTOR_SUBJECT;
        if (who == LIGHT_OBJECT) {
            uint32_t from = scene_child(scene, at, "prep", "from");

            if (from == TREE_NONE) {
                from = scene_child(scene, verb, "prep", "from");
            }
            candidate->from = ACTOR_FROM;
            candidate->receiver = candidate->clause.subject;
            candidate->actor =
                from != TREE_NONE ? scene_behind(scene, from) : TREE_NONE;
        }
        return true;
    }
    /* named with its owner: only when it says what it is about */
    if (candidate->frame->poss == 0 || candidate->fit < 1) {
        return false;
    }
    candidate->clause = (struct clause){.verb = at,
                                        .top = at,
                                        .subject = TREE_NONE,
                                        .object = TREE_NONE,
                                        .iobject = TREE_NONE,
                                        .condition = TREE_NONE};
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
