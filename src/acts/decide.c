#include "acts/decide.h"

#include "acts/judged.h"

#include <math.h>

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

/* The token at which the reader sees the predicate: the word itself, or the
 * verb that only carries it. */
static uint32_t seen_at(const struct scene *scene,
                        const struct candidate *candidate)
{
    return candidate->light != TREE_NONE &&
                   judged_act(scene, candidate->light) >
                       judged_act(scene, candidate->predicate)
               ? candidate->light
               : candidate->predicate;
}

/* What the rules say. */
static void by_rules(const struct scene *scene,
                     const struct candidate *candidate, struct reading *reading,
                     struct verdict *verdict, struct whys *whys)
{
    const struct act_frame *frame = candidate->frame;
    struct slice word = token_text(scene->doc, candidate->predicate);
    const struct turn *turn;

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
}

/* Where the lexicon has a frame its type stands and the reader weighs how sure
 * it is; a word that the reader alone sees has the reader's type. */
static void by_reader(const struct scene *scene,
                      const struct candidate *candidate,
                      struct verdict *verdict, struct whys *whys)
{
    const struct lexicon *lexicon = scene->coder->lexicon;
    uint32_t at = seen_at(scene, candidate);
    double act = judged_act(scene, at);
    double part = lexicon_score(lexicon, "reader-act");
    double share;
    const struct act_type *type = judged_type(scene, at, &share);
    struct slice word = token_text(scene->doc, at);

    if (type == NULL) {
        return;
    }
    why_add(whys, "reader: \"%.*s\" is an act %.2f, %s %.2f", (int)word.len,
            word.ptr, act, type->name, share);
    if (candidate_is_bare(candidate)) {
        verdict->type = type;
        verdict->plover = type->plover;
        verdict->score = act;
        return;
    }
    verdict->score =
        fmax(part * act + (1 - part) * verdict->score,
             lexicon_score(lexicon, "reader-spares") * verdict->score);
}

/* Flags that the reader is sure of, beside those of rules. */
static void flags_by_reader(const struct scene *scene,
                            const struct candidate *candidate,
                            struct act_flags *flags, struct whys *whys)
{
    const struct {
        enum reader_flag flag;
        const char *name;
        bool *is;
    } known[] = {{READER_NEGATED, "negated", &flags->negated},
                 {READER_CONDITIONAL, "conditional", &flags->conditional},
                 {READER_FUTURE, "future", &flags->future},
                 {READER_HYPOTHETICAL, "hypothetical", &flags->hypothetical},
                 {READER_HISTORICAL, "historical", &flags->historical},
                 {READER_REITERATED, "reiterated", &flags->reiterated}};
    double least = lexicon_score(scene->coder->lexicon, "reader-flag");
    uint32_t at = seen_at(scene, candidate);

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        double share = judged_flag(scene, at, known[i].flag);

        if (!*known[i].is && share >= least) {
            *known[i].is = true;
            why_add(whys, "flag: %s by the reader %.2f", known[i].name, share);
        }
    }
}

bool decide(const struct scene *scene, const struct candidate *candidate,
            struct reading *reading, struct verdict *verdict, struct whys *whys)
{
    if (candidate_is_bare(candidate)) {
        verdict->type = candidate->frame->type;
        verdict->plover = candidate->frame->plover;
        verdict->score = 0;
    } else if (is_stipulated(scene, candidate)) {
        return false;
    } else {
        by_rules(scene, candidate, reading, verdict, whys);
    }
    if (scene->judged != NULL) {
        by_reader(scene, candidate, verdict, whys);
        flags_by_reader(scene, candidate, &reading->flags, whys);
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
