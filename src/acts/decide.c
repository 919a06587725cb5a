#include "acts/decide.h"

/* Take the first turn that applies. */
static const struct turn *find_turn(const struct scene *scene,
                                    const struct act_type *type,
                                    const struct reading *reading)
{
    const struct lexicon *lexicon = scene->coder->lexicon;
    const struct turn *turn = NULL;

    if (reading->refused) {
        turn = lexicon_turn(lexicon, "refused", type);
    }
    if (turn == NULL && reading->disclaims) {
        turn = lexicon_turn(lexicon, "disclaimed", type);
    }
    if (turn == NULL && reading->ended) {
        turn = lexicon_turn(lexicon, "ended", type);
    }
    if (turn == NULL && reading->instead) {
        turn = lexicon_turn(lexicon, "instead", type);
    }
    if (turn == NULL && reading->partial) {
        turn = lexicon_turn(lexicon, "partial", type);
    }
    if (turn == NULL && reading->flags.conditional && !reading->flags.negated) {
        turn = lexicon_turn(lexicon, "conditional", type);
    }
    return turn;
}

/* "The parties shall refrain": the language of treaties, not a promise. */
static bool is_stipulated(const struct scene *scene,
                          const struct candidate *candidate)
{
    const struct clause *clause = &candidate->clause;

    if (candidate->frame->kind == FRAME_MODAL ||
        !scene_is_said(scene, candidate->speech) ||
        clause->subject == TREE_NONE || party_is_we(scene, clause->subject)) {
        return false;
    }
    for (size_t i = 0; i < clause->modals; i++) {
        if (slice_is(clause->modal[i], "shall")) {
            return true;
        }
    }
    return false;
}

bool decide(const struct scene *scene, const struct candidate *candidate,
            struct reading *reading, struct verdict *verdict, struct whys *whys)
{
    const struct act_frame *frame = candidate->frame;
    struct slice word = token_text(scene->doc, candidate->predicate);
    const struct turn *turn;

    if (is_stipulated(scene, candidate)) {
        return false;
    }
    verdict->type = frame->type;
    verdict->plover = frame->plover;
    verdict->score =
        candidate->from == ACTOR_OWNER ? frame->poss : frame->weight;
    why_add(whys, "lexicon: \"%.*s\" as %s -> %s %.2f (%s:%zu)", (int)word.len,
            word.ptr, frame->text, frame->type->name, verdict->score,
            frame->file, frame->line);
    turn = find_turn(scene, frame->type, reading);
    if (turn != NULL) {
        verdict->type = turn->becomes;
        verdict->plover = turn->becomes->plover;
        verdict->score *= turn->weight;
        reading->flags.negated &=
            !reading->refused && !reading->disclaims && !reading->ended;
        reading->flags.future = false;
        why_add(whys, "turn: %s, %s -> %s x %.2f (act-turns.tsv:%zu)",
                turn->type->name, turn->when, turn->becomes->name, turn->weight,
                turn->line);
    }
    if (((strcmp(verdict->type->family, "no") == 0 &&
          scene_is_said(scene, candidate->speech)) ||
         strcmp(verdict->type->family, "later") == 0) &&
        (candidate->clause.flags & 1U << FLAG_FUTURE) == 0) {
        reading->flags.future = false; /* "will veto" refuses today */
    }
    if (reading->flags.future && !reading->flags.negated) {
        verdict->plover =
            ontology_announced(scene->coder->ontology, verdict->plover);
    }
    return true;
}
