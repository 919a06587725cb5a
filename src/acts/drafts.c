#include "acts/acts.h"
#include "acts/judged.h"

enum { DEPTH = 40 };

/* "They will not accept it, so what next?": only the last part asks. */
static bool is_asked_behind(const struct scene *scene, uint32_t at, size_t end)
{
    for (uint32_t i = at + 1; i + 1 < end; i++) {
        if (scene_form_is(scene, i, ",") &&
            (tree_is_tag(&scene->tree, i + 1, "WRB WP WDT CC") ||
             scene_form_is(scene, i + 1, "so"))) {
            return true;
        }
    }
    return false;
}

static bool ends_with_question(const struct scene *scene, uint32_t at)
{
    struct span sentence = tree_sentence_span(&scene->tree, at);

    while (sentence.end > sentence.start) {
        struct slice text = token_text(scene->doc, --sentence.end);

        if (slice_is(text, "?")) {
            return !is_asked_behind(scene, at, sentence.end);
        }
        if (!slice_is(text, "\"") && !slice_is(text, "”") &&
            !slice_is(text, "’") && !slice_is(text, "'") &&
            !scene->doc->token[sentence.end].is_space) {
            return false;
        }
    }
    return false;
}

/* "We will not talk; we will not wait": the parser may hang one below the
 * other. */
static bool is_apart(const struct scene *scene, uint32_t a, uint32_t b)
{
    for (uint32_t i = a < b ? a : b; i < (a < b ? b : a); i++) {
        if (scene_form_is(scene, i, ";")) {
            return true;
        }
    }
    return false;
}

/* Whether `at` is part of what the predicate `above` says: below it, and not
 * by way of a clause that stands for itself. */
static bool is_part_of(const struct scene *scene, uint32_t at, uint32_t above)
{
    const struct tree *tree = &scene->tree;

    for (int i = 0; i < DEPTH && at != TREE_NONE; i++) {
        uint32_t head = tree_head(tree, at);

        if (head == TREE_NONE || tree_is_dep(tree, at, "parataxis appos")) {
            return false;
        }
        if (tree_is_dep(tree, at, "relcl") &&
            tree_child(tree, at, "mark") == TREE_NONE &&
            scene_child(scene, at, "aux", "to") == TREE_NONE) {
            return false;
        }
        if (head == above) {
            return !is_apart(scene, at, above) &&
                   (!tree_is_dep(tree, at,
                                 "conj nsubj nsubjpass csubj advcl agent") ||
                    (tree_is_dep(tree, at, "advcl") &&
                     scene_child(scene, at, "aux", "to") != TREE_NONE));
        }
        at = head;
    }
    return false;
}

static bool same_side(const struct scene *scene, const struct act_draft *outer,
                      const struct act_draft *inner)
{
    const struct mention *a;
    const struct mention *b;

    if (inner->candidate.from == ACTOR_SPEAKER ||
        inner->candidate.actor == TREE_NONE ||
        outer->candidate.actor == TREE_NONE) {
        return true;
    }
    a = party_at(scene, outer->candidate.actor);
    b = party_at(scene, inner->candidate.actor);
    return a == NULL || b == NULL || a->codes == 0 || b->codes == 0 ||
           strcmp(a->code[0], b->code[0]) == 0;
}

/* Whether it is known that somebody else does the inner act: two codes, or
 * two phrases of which one has none ("[the chief] refused a request by
 * [Peru]"). */
static bool is_another(const struct scene *scene, const struct act_draft *outer,
                       const struct act_draft *inner)
{
    const struct mention *a;
    const struct mention *b;

    if (outer->candidate.actor == TREE_NONE) {
        return false;
    }
    a = party_at(scene, outer->candidate.actor);
    b = party_at(scene, inner->candidate.actor);
    return b != NULL && a != b &&
           (a == NULL || a->codes == 0 || b->codes == 0 ||
            strcmp(a->code[0], b->code[0]) != 0);
}

/* An act inside another one.  What somebody demands, denies or promises is
 * not done; what somebody merely states is the act itself. */
static void settle(const struct scene *scene, struct act_draft *outer,
                   struct act_draft *inner)
{
    bool states = strcmp(outer->verdict.type->name, "state") == 0;
    bool refuses = strcmp(outer->verdict.type->name, "reject") == 0;
    bool said = inner->candidate.speech >= 0 && outer->candidate.speech < 0;

    if (inner->candidate.from == ACTOR_OWNER &&
        !tree_is_pos(&scene->tree, inner->candidate.actor, "PRON") &&
        is_another(scene, outer, inner)) {
        return; /* "rejected a demand by Moscow that ..." tells both */
    }
    if (states && strcmp(inner->verdict.type->name, "state") != 0 &&
        same_side(scene, outer, inner)) {
        outer->dropped = true;
        inner->reading.flags.reiterated |= outer->reading.flags.reiterated;
        return;
    }
    if (said &&
        strcmp(outer->verdict.type->family, inner->verdict.type->family) == 0) {
        outer->dropped = true; /* "will close the strait, he warned" */
        return;
    }
    if (said &&
        scene->quotes->quote[inner->candidate.speech].form == QUOTE_DIRECT) {
        return; /* warned: "We will not accept ..." */
    }
    if (refuses && strcmp(inner->candidate.frame->type->name, "reject") == 0 &&
        (inner->candidate.clause.flags & 1U << FLAG_NEGATED) != 0) {
        outer->reading.flags.negated ^= true; /* "refused to rule out" */
        why_add(&outer->whys, "flag: a refusal to refuse");
    }
    inner->dropped = true;
}

/* "ruled out [accepting] it": what fills the outer one is part of it, however
 * the parser hangs it. */
static bool is_filler_of(const struct act_draft *outer,
                         const struct act_draft *inner)
{
    for (size_t i = 0; i < outer->candidate.frame->slots; i++) {
        if (outer->candidate.filler[i] == inner->candidate.predicate) {
            return true;
        }
    }
    return false;
}

static uint32_t light_or_predicate(const struct act_draft *draft)
{
    return draft->candidate.light != TREE_NONE ? draft->candidate.light
                                               : draft->candidate.predicate;
}

/* "impose sanctions" may be told by the verb and by the noun: the surer. */
static void settle_light(struct act_draft *verb, struct act_draft *noun)
{
    if (noun->verdict.score > verb->verdict.score) {
        verb->dropped = true;
    } else {
        noun->dropped = true;
    }
}

static void settle_all(const struct scene *scene, struct act_drafts *drafts)
{
    for (size_t i = 0; i < drafts->len; i++) {
        for (size_t k = 0; k < drafts->len; k++) {
            struct act_draft *a = &drafts->item[i];
            struct act_draft *b = &drafts->item[k];

            if (i != k && a->candidate.light == b->candidate.predicate) {
                settle_light(b, a);
            }
            if (i < k && a->candidate.light != TREE_NONE &&
                a->candidate.light == b->candidate.light) {
                b->dropped = true; /* "a counter - proposal" */
            }
        }
    }
    for (size_t i = 0; i < drafts->len; i++) {
        for (size_t k = 0; k < drafts->len && !drafts->item[i].dropped; k++) {
            struct act_draft *outer = &drafts->item[i];
            struct act_draft *inner = &drafts->item[k];

            if (i != k && !inner->dropped &&
                tree_sentence(&scene->tree, outer->candidate.predicate) ==
                    tree_sentence(&scene->tree, inner->candidate.predicate) &&
                (is_filler_of(outer, inner) ||
                 is_part_of(scene, light_or_predicate(inner),
                            outer->candidate.predicate) ||
                 (outer->candidate.light != TREE_NONE &&
                  is_part_of(scene, light_or_predicate(inner),
                             outer->candidate.light)))) {
                settle(scene, outer, inner);
            }
        }
    }
}

/* "Thank you", "I'm happy to take questions", "I can't give you a number":
 * how one speaks to a room. */
static bool is_courtesy(const struct scene *scene,
                        const struct candidate *candidate)
{
    uint32_t at = candidate->predicate;
    uint32_t given = tree_child(&scene->tree, at, "dative");
    uint32_t whom = tree_child(&scene->tree, at, "dobj dative");
    uint32_t who = candidate->clause.subject;

    if (scene->turns && candidate->speech < 0 && given != TREE_NONE &&
        scene_form_is(scene, given, "you")) {
        return true;
    }

    if (!scene_is_of(scene, at, "@courteous") ||
        (who != TREE_NONE && !party_is_we(scene, who))) {
        return false;
    }
    if (whom == TREE_NONE) {
        return tree_child(&scene->tree, at, "ccomp prep nsubjpass") ==
               TREE_NONE;
    }
    return scene_form_in(scene, whom, "you everybody everyone all guys folks");
}

/* What the reader sees as a predicate, where the lexicon sees none. */
static bool match_judged(const struct scene *scene, uint32_t at,
                         struct candidate *candidate)
{
    double share;
    const struct act_type *type;

    if (judged_act(scene, at) <
            lexicon_score(scene->coder->lexicon, "reader-new") ||
        !tree_is_pos(&scene->tree, at, "VERB AUX NOUN PROPN ADJ")) {
        return false;
    }
    type = judged_type(scene, at, &share);
    if (type != NULL) {
        match_bare(scene, at, type, candidate);
    }
    return type != NULL;
}

void act_drafts_find(const struct scene *scene, struct act_drafts *drafts)
{
    *drafts = (struct act_drafts){
        arena_alloc(scene->arena, scene->doc->len + 1, sizeof *drafts->item),
        0};
    for (uint32_t at = 0; at < scene->doc->len; at++) {
        struct act_draft *draft = &drafts->item[drafts->len];

        *draft = (struct act_draft){.whys = {.arena = scene->arena}};
        if (!(match_token(scene, at, &draft->candidate) ||
              match_judged(scene, at, &draft->candidate)) ||
            is_courtesy(scene, &draft->candidate) ||
            ends_with_question(scene, at)) {
            continue;
        }
        flags_read(scene, &draft->candidate, &draft->reading, &draft->whys);
        if (decide(scene, &draft->candidate, &draft->reading, &draft->verdict,
                   &draft->whys) &&
            sides_actor(scene, &draft->candidate, &draft->sides,
                        &draft->whys)) {
            drafts->len++;
        }
    }
    settle_all(scene, drafts);
}
