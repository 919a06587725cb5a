#include "acts/flags.h"

enum { CLIMB = 6 };

static unsigned bit(enum flag_bit flag)
{
    return 1U << flag;
}

/* Flags of the adverbs and phrases around a verb. */
static unsigned adverb_flags(const struct scene *scene, uint32_t verb)
{
    const struct tree *tree = &scene->tree;
    unsigned flags = 0;

    for (uint32_t c = tree_first_child(tree, verb); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        if (tree_is_dep(tree, c, "advmod npadvmod dep")) {
            uint32_t first = (uint32_t)tree_subtree(tree, c).start;

            flags |= scene_flags(scene, PLACE_ADVERB, c);
            flags |= first != c ? scene_flags(scene, PLACE_ADVERB, first) : 0;
        }
        if (tree_is_dep(tree, c, "prep advmod")) {
            flags |= scene_flags(scene, PLACE_PHRASE, c);
        }
    }
    return flags & ~bit(FLAG_NEGATED) & ~bit(FLAG_CONDITIONAL);
}

/* "proposed a wait of ten years [instead]": wherever the parser hangs it. */
static bool ends_with_instead(const struct scene *scene, uint32_t verb)
{
    const struct tree *tree = &scene->tree;
    struct span all = tree_subtree(tree, verb);

    for (uint32_t i = verb + 1; i < all.end; i++) {
        if (i > verb + 1 && tree_is_pos(tree, i, "VERB AUX")) {
            return false;
        }
        if (scene_form_is(scene, i, "instead")) {
            return true;
        }
    }
    return false;
}

static unsigned determiner_flags(const struct scene *scene, uint32_t noun)
{
    const struct tree *tree = &scene->tree;
    unsigned flags = 0;

    if (noun == TREE_NONE) {
        return 0;
    }
    for (uint32_t c = tree_first_child(tree, noun); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        if (tree_is_dep(tree, c, "det amod preconj advmod")) {
            flags |= scene_flags(scene, PLACE_DETERMINER,
                                 (uint32_t)tree_subtree(tree, c).start);
        }
    }
    return flags;
}

/* "nor did it accept", "neither rejected nor [accepted]". */
static bool is_after_nor(const struct scene *scene, uint32_t verb)
{
    const struct tree *tree = &scene->tree;
    uint32_t head = tree_head(tree, verb);
    uint32_t nor;

    if (head == TREE_NONE || !tree_is_dep(tree, verb, "conj ccomp")) {
        return false;
    }
    nor = scene_child(scene, head, "cc preconj", "nor");
    return nor != TREE_NONE && nor < verb;
}

static bool is_negated(const struct scene *scene,
                       const struct candidate *candidate)
{
    const struct clause *clause = &candidate->clause;
    unsigned around = 0;

    around |= determiner_flags(scene, candidate->predicate);
    around |= determiner_flags(scene, clause->subject);
    around |= determiner_flags(scene, clause->object);
    return clause->negated || (around & bit(FLAG_NEGATED)) != 0 ||
           ((clause->flags | candidate->flags) & bit(FLAG_NEGATED)) != 0 ||
           is_after_nor(scene, clause->verb);
}

/* "the draft would forbid exercises": that is what it says. */
static bool is_of_paper(const struct scene *scene,
                        const struct candidate *candidate)
{
    return candidate->from == ACTOR_SUBJECT && candidate->actor != TREE_NONE &&
           word_class_has(lexicon_class(scene->coder->lexicon, SLICE("@paper")),
                          scene->low[candidate->actor]);
}

/* "will" is the future; "would" is a reported "will", or a mere thought, but
 * under a condition only the other half of it. */
static unsigned modal_flags(const struct scene *scene,
                            const struct candidate *candidate, bool conditional)
{
    const struct clause *clause = &candidate->clause;
    bool reported =
        candidate->speech >= 0 &&
        scene->quotes->quote[candidate->speech].form == QUOTE_INDIRECT;
    unsigned flags = 0;

    if (is_of_paper(scene, candidate)) {
        return 0;
    }
    for (size_t i = 0; i < clause->modals; i++) {
        unsigned more =
            lexicon_flags(scene->coder->lexicon, PLACE_MODAL, clause->modal[i]);

        if (reported && slice_is(clause->modal[i], "would")) {
            more = bit(FLAG_FUTURE);
        } else if (conditional && (slice_is(clause->modal[i], "would") ||
                                   slice_is(clause->modal[i], "should"))) {
            more = 0;
        }
        flags |= more;
    }
    if (candidate->frame->kind == FRAME_MODAL) {
        return conditional ? flags & bit(FLAG_HYPOTHETICAL) : 0;
    }
    if (clause->infinitive && clause->top == clause->verb) {
        flags |= bit(FLAG_FUTURE); /* headlines: "Ministers to meet" */
    }
    return flags;
}

/* Words of repetition, time and doubt in the clause, wherever the parser hangs
 * them: "asked Fiji [once more] for a map". */
static unsigned clause_flags(const struct scene *scene, uint32_t verb)
{
    struct span sentence = tree_sentence_span(&scene->tree, verb);
    unsigned flags = 0;

    for (uint32_t i = (uint32_t)sentence.start; i < sentence.end; i++) {
        if (scene_in_clause(scene, i, verb) &&
            !scene_form_is(scene, i + 1, "-")) { /* "long-term" */
            flags |= scene_flags(scene, PLACE_ADVERB, i);
        }
    }
    return flags & (bit(FLAG_REITERATED) | bit(FLAG_HISTORICAL) |
                    bit(FLAG_HYPOTHETICAL));
}

/* A condition of a verb that the clause of `verb` is part of: "it will sign,
 * he said, [if ...]", "[if they come], it will sign and pay". */
static uint32_t condition_above(const struct scene *scene, uint32_t verb)
{
    const struct tree *tree = &scene->tree;

    for (int i = 0; i < CLIMB; i++) {
        uint32_t head = tree_head(tree, verb);
        uint32_t found;

        if (head == TREE_NONE || !tree_is_dep(tree, verb, "ccomp conj")) {
            return TREE_NONE;
        }
        found = clause_condition(scene, head);
        if (found != TREE_NONE &&
            (tree_is_dep(tree, verb, "ccomp") || found < head)) {
            return found;
        }
        verb = head;
    }
    return TREE_NONE;
}

/* A condition below the verb, or below what it promises or threatens. */
static uint32_t condition_of(const struct scene *scene,
                             const struct candidate *candidate)
{
    uint32_t found = candidate->clause.condition;

    for (size_t i = 0; found == TREE_NONE && i < candidate->frame->slots; i++) {
        uint32_t filler = candidate->filler[i];

        if (filler != TREE_NONE &&
            tree_is_pos(&scene->tree, filler, "VERB AUX")) {
            found = clause_condition(scene, filler);
        }
    }
    /* "will use force [to answer if ...]" */
    if (found == TREE_NONE && candidate->frame->kind == FRAME_MODAL) {
        uint32_t below =
            tree_child(&scene->tree, candidate->predicate, "xcomp ccomp");

        found = below != TREE_NONE ? clause_condition(scene, below) : found;
    }
    return found != TREE_NONE || candidate->clause.verb == TREE_NONE
               ? found
               : condition_above(scene, candidate->clause.verb);
}

static bool can_be_refused(const struct candidate *candidate)
{
    static const char *const words[] = {"will", "would", "shall", "can",
                                        "could"};

    if (candidate->frame->kind == FRAME_ADJECTIVE ||
        candidate->clause.top != candidate->clause.verb) {
        return true; /* "is not ready to", "does not wish to" */
    }
    for (size_t m = 0; m < candidate->clause.modals; m++) {
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
            if (slice_is(candidate->clause.modal[m], words[i])) {
                return true;
            }
        }
    }
    return false;
}

static bool uses_not(const struct act_frame *frame)
{
    for (size_t i = 0; i < frame->slots; i++) {
        if (frame->slot[i].way[0].kind == WAY_NOT) {
            return true;
        }
    }
    return false;
}

/* "accepted two of the demands" */
static bool takes_some(const struct scene *scene,
                       const struct candidate *candidate)
{
    uint32_t object = candidate->clause.object;

    return object != TREE_NONE &&
           scene_child(scene, object, "prep", "of") != TREE_NONE &&
           (tree_is_pos(&scene->tree, object, "NUM") ||
            word_class_has(lexicon_class(scene->coder->lexicon, SLICE("@some")),
                           scene->low[object]));
}

static void explain(const struct act_flags *flags, struct whys *whys)
{
    if (flags->negated) {
        why_add(whys, "flag: negated");
    }
    if (flags->conditional) {
        why_add(whys, "flag: conditional, by a clause of condition");
    }
    if (flags->future) {
        why_add(whys, "flag: future, by \"will\" or a word of intention");
    }
    if (flags->hypothetical) {
        why_add(whys, "flag: hypothetical, by a word of possibility");
    }
    if (flags->historical) {
        why_add(whys, "flag: historical, by an adverb of time");
    }
    if (flags->reiterated) {
        why_add(whys, "flag: reiterated, by a word of repetition");
    }
}

/* "reiterated that the offer was unacceptable" */
static bool is_said_again(const struct scene *scene,
                          const struct candidate *candidate)
{
    const struct quote_site *site;

    if (candidate->speech < 0) {
        return false;
    }
    site = &scene->quotes->site[candidate->speech];
    return site->passage == scene->passage &&
           site->cue_head != QUOTE_NO_TOKEN &&
           word_class_has(lexicon_class(scene->coder->lexicon, SLICE("@again")),
                          scene->low[site->cue_head]);
}

void flags_read(const struct scene *scene, const struct candidate *candidate,
                struct reading *reading, struct whys *whys)
{
    const struct clause *clause = &candidate->clause;
    struct act_flags *flags = &reading->flags;
    uint32_t condition = condition_of(scene, candidate);
    unsigned bits = candidate->flags | clause->flags |
                    modal_flags(scene, candidate, condition != TREE_NONE) |
                    adverb_flags(scene, clause->verb) |
                    clause_flags(scene, clause->verb) |
                    determiner_flags(scene, candidate->predicate);

    if (clause->top != clause->verb) {
        bits |= adverb_flags(scene, clause->top);
    }
    if (ends_with_instead(scene, clause->verb)) {
        bits |= bit(FLAG_INSTEAD);
    }
    if (clause->object != TREE_NONE) { /* "offers a wait [in place of]" */
        bits |= adverb_flags(scene, clause->object) & bit(FLAG_INSTEAD);
    }
    if (word_class_has(lexicon_class(scene->coder->lexicon, SLICE("@again")),
                       scene->low[candidate->predicate])) {
        bits |= bit(FLAG_REITERATED);
    }
    if (is_said_again(scene, candidate)) {
        bits |= bit(FLAG_REITERATED);
    }
    *reading = (struct reading){0};
    flags->negated =
        is_negated(scene, candidate) && !uses_not(candidate->frame);
    if (condition != TREE_NONE) {
        struct span tokens = tree_subtree(&scene->tree, condition);

        flags->conditional = true;
        flags->condition = document_span(scene->document, scene->passage,
                                         tokens.start, tokens.end);
    }
    reading->condition = condition;
    flags->hypothetical = (bits & bit(FLAG_HYPOTHETICAL)) != 0;
    flags->future = (bits & bit(FLAG_FUTURE)) != 0 && !flags->hypothetical &&
                    !flags->conditional;
    flags->historical = (bits & bit(FLAG_HISTORICAL)) != 0;
    flags->reiterated = (bits & bit(FLAG_REITERATED)) != 0;
    reading->partial =
        (bits & bit(FLAG_PARTIAL)) != 0 || takes_some(scene, candidate);
    reading->ended = (bits & bit(FLAG_ENDED)) != 0;
    reading->instead = (bits & bit(FLAG_INSTEAD)) != 0;
    reading->refused = clause->negated && !uses_not(candidate->frame) &&
                       can_be_refused(candidate);
    reading->disclaims =
        flags->negated && scene_is_said(scene, candidate->speech) &&
        clause->subject != TREE_NONE &&
        party_side(scene, clause->subject, candidate->speech) == SIDE_OWN;
    explain(flags, whys);
}
