#include "acts/acts.h"

#include "acts/about.h"
#include "acts/attribution.h"
#include "acts/recall.h"
#include "acts/words.h"
#include "base/mem.h"

enum { CLIMB = 32, OLD_DAYS = 300 };

/* What is filled in while an act is made. */
struct making {
    const struct scene *scene;
    struct act_draft *draft;
    struct span token; /* of the act's own words */
    double score;
};

static double factor(const struct making *making, const char *name)
{
    return lexicon_score(making->scene->coder->lexicon, name);
}

/* The verb that a date hangs on: by way of prepositions, not of nouns ("the
 * first talks [since 2019]" say nothing of when). */
static uint32_t verb_above(const struct scene *scene, struct span date)
{
    const struct tree *tree = &scene->tree;
    uint32_t at = (uint32_t)date.start;

    for (int i = 0; i < CLIMB && at != TREE_NONE; i++) {
        bool inside = at >= date.start && at < date.end;

        if (tree_is_pos(tree, at, "VERB AUX")) {
            return at;
        }
        if (!inside && !tree_is_pos(tree, at, "ADP ADV SCONJ")) {
            return TREE_NONE;
        }
        at = tree_head(tree, at);
    }
    return TREE_NONE;
}

static bool tells_when(const struct making *making, uint32_t verb)
{
    const struct candidate *candidate = &making->draft->candidate;

    return verb != TREE_NONE &&
           (verb == candidate->predicate || verb == candidate->clause.verb ||
            verb == candidate->clause.top || verb == candidate->light);
}

/* When: a date that hangs on the act's verb, else on the verb of saying, else
 * the report's day. */
static struct stamp find_date(struct making *making)
{
    const struct scene *scene = making->scene;
    const struct candidate *candidate = &making->draft->candidate;
    struct span sentence =
        tree_sentence_span(&scene->tree, candidate->predicate);
    const struct timexes *told = &scene->when[scene->passage];
    struct stamp stamp = {scene->document->date, DATE_FROM_PUBLISHED};
    char text[16];

    for (size_t i = 0; i < told->len; i++) {
        const struct timex *timex = &told->timex[i];
        bool here = timex->token.start >= sentence.start &&
                    timex->token.end <= sentence.end &&
                    timex->date.precision != DATE_NONE;
        uint32_t verb = here ? verb_above(scene, timex->token) : TREE_NONE;
        bool own = tells_when(making, verb);
        bool said =
            candidate->speech >= 0 && verb != TREE_NONE &&
            scene->quotes->site[candidate->speech].passage == scene->passage &&
            scene->quotes->site[candidate->speech].cue_head == verb;

        if (own || (said && stamp.from == DATE_FROM_PUBLISHED)) {
            struct slice words = slice_cut(scene->doc->text, timex->text);

            stamp = (struct stamp){timex->date, DATE_FROM_TEXT};
            why_add(&making->draft->whys, "date: \"%.*s\" -> %s",
                    (int)words.len, words.ptr, date_format(stamp.date, text));
        }
        if (own) {
            break;
        }
    }
    return stamp;
}

static bool is_old(struct date date, struct date report)
{
    if (date.precision == DATE_YEAR) {
        return report.precision != DATE_NONE && date.year < report.year;
    }
    return date.precision != DATE_NONE && report.precision != DATE_NONE &&
           date_last_day(date) + OLD_DAYS < date_first_day(report);
}

static void find_issues(struct making *making, struct act *act)
{
    struct about about;

    about_find(making->scene, making->token, making->draft->candidate.predicate,
               &about);
    act->issues = about.issues;
    act->issue = arena_dup(making->scene->arena, about.issue, about.issues + 1,
                           sizeof *act->issue);
    for (size_t i = 0; i < act->issues; i++) {
        why_add(&making->draft->whys, "issue: %s, by the words of the %s",
                act->issue[i], about.from);
    }
}

/* "Chile's ambassador, [Ms. Rojas], ..." */
static const struct mention *apposed(const struct scene *scene,
                                     const struct mention *mention)
{
    uint32_t name =
        mention->kind != MENTION_PERSON && mention->passage == scene->passage
            ? tree_child(&scene->tree, (uint32_t)mention->head, "appos")
            : TREE_NONE;
    const struct mention *person =
        name != TREE_NONE
            ? mention_headed(scene->mentions, scene->passage, name)
            : NULL;

    return person != NULL && person->kind == MENTION_PERSON ? person : mention;
}

/* The speaker, when he speaks for the actor; a person who acts in the
 * narrator's words counts as one. */
static void find_speaker(struct making *making, struct act *act)
{
    const struct scene *scene = making->scene;
    const struct mention *mention = making->draft->sides.actor_mention;
    const struct mention *named;
    const struct speaker *speaker =
        party_speaker(scene, making->draft->candidate.speech);

    if (speaker != NULL &&
        (making->draft->candidate.from == ACTOR_SPEAKER ||
         (speaker->of != NULL &&
          parties_have(&making->draft->sides.actor, speaker->of)))) {
        act->speaker = *speaker;
        act->has_speaker = true;
        return;
    }
    if (mention != NULL && mention->kind == MENTION_PRONOUN &&
        mention->antecedent >= 0) {
        mention = &scene->mentions->item[mention->antecedent];
    }
    if (mention == NULL ||
        (mention->kind != MENTION_PERSON && mention->kind != MENTION_OFFICE &&
         mention->kind != MENTION_ANONYMOUS)) {
        return;
    }
    named = apposed(scene, mention);
    act->has_speaker = true;
    act->speaker = (struct speaker){
        .at = named != mention ? named->at
                               : making->draft->sides.actor_mention->at,
        .name = named->kind == MENTION_PERSON ? named->name : NULL,
        .code = named->person,
        .role = named->role,
        .of = named->of,
        .anonymous = named->kind == MENTION_ANONYMOUS,
    };
}

static void weigh(struct making *making, const struct act *act)
{
    const struct act_flags *flags = &act->flags;
    enum paragraph_kind kind =
        document_kind(making->scene->document, making->scene->passage);

    making->score *= making->draft->verdict.score;
    if (kind == PARAGRAPH_TITLE || kind == PARAGRAPH_HEADING) {
        making->score *= factor(making, "title");
    }
    if (flags->hypothetical) {
        making->score *= factor(making, "hypothetical");
    }
    if (act->quote >= 0 && !act->has_speaker) {
        making->score *= factor(making, "reported-by-other");
    }
    why_add(&making->draft->whys, "score: %.2f", making->score);
}

static struct span sentence_bytes(const struct scene *scene, uint32_t at)
{
    struct span tokens = tree_sentence_span(&scene->tree, at);

    return document_span(scene->document, scene->passage, tokens.start,
                         tokens.end);
}

/* The quote whose speaker tells of the act: the one it stands in, or the one
 * that its verb introduces ("warned that ..."). */
static const struct speaker *teller(const struct making *making)
{
    const struct scene *scene = making->scene;
    const struct candidate *candidate = &making->draft->candidate;

    if (candidate->speech >= 0) {
        return party_speaker(scene, candidate->speech);
    }
    if (scene->has_self) {
        return &scene->self;
    }
    for (size_t q = 0; q < scene->quotes->len; q++) {
        if (scene->quotes->site[q].passage == scene->passage &&
            scene->quotes->site[q].cue_head == candidate->predicate) {
            return party_speaker(scene, (long)q);
        }
    }
    return NULL;
}

static void copy_sides(const struct making *making, struct act *act)
{
    const struct sides *sides = &making->draft->sides;
    struct arena *arena = making->scene->arena;

    act->actors = sides->actor.len;
    act->actor = arena_dup(arena, sides->actor.item, sides->actor.len,
                           sizeof *act->actor);
    act->recipients = sides->recipient.len;
    act->recipient = arena_dup(arena, sides->recipient.item,
                               sides->recipient.len, sizeof *act->recipient);
}

static void set_flags(const struct making *making, struct act *act)
{
    const struct speaker *speaker = teller(making);

    act->flags = making->draft->reading.flags;
    act->flags.historical |=
        act->date.from == DATE_FROM_TEXT && !act->flags.hypothetical &&
        is_old(act->date.date, making->scene->document->date);
    act->flags.anonymous = speaker != NULL && speaker->anonymous;
}

/* What somebody offers or demands is his: "the offer" later on. */
static void remember(struct scene *scene, const struct act_draft *draft)
{
    const struct candidate *candidate = &draft->candidate;
    const struct party *actor = &draft->sides.actor.item[0];

    recall_act(scene, draft->verdict.type, actor);
    if (candidate->frame->kind == FRAME_NOUN) {
        recall_note(scene, candidate->predicate, actor->code, actor->at);
    }
    for (size_t i = 0; i < candidate->frame->slots; i++) {
        enum slot_role role = candidate->frame->slot[i].role;

        if (candidate->filler[i] != TREE_NONE && role == ROLE_WHAT) {
            recall_note(scene, candidate->filler[i], actor->code, actor->at);
        }
    }
}

bool act_make(struct scene *scene, struct act_draft *draft,
              struct act_list *list)
{
    struct making making = {.scene = scene, .draft = draft, .score = 1};
    struct act act = {.quote = draft->candidate.speech};
    const struct sides *sides = &draft->sides;

    sides_recipients(scene, &draft->candidate, draft->verdict.type,
                     draft->reading.condition, &draft->sides, &draft->whys);
    if (strcmp(draft->verdict.type->name, "meet") == 0 &&
        sides_are_one(scene, &draft->candidate, sides)) {
        return false;
    }
    making.score *= sides->actor.item[0].code == NULL
                        ? factor(&making, "actor-unresolved")
                        : 1;
    making.score *=
        sides->recipient.len == 0 ? factor(&making, "no-recipient") : 1;
    making.token = words_of_act(scene, &draft->candidate);
    act.type = draft->verdict.type->name;
    act.plover = draft->verdict.plover;
    act.cameo = draft->verdict.type->cameo;
    act.text = document_span(scene->document, scene->passage,
                             making.token.start, making.token.end);
    act.sentence = sentence_bytes(scene, draft->candidate.predicate);
    act.date = find_date(&making);
    set_flags(&making, &act);
    find_speaker(&making, &act);
    attribution_find(scene, &draft->candidate, &act);
    find_issues(&making, &act);
    weigh(&making, &act);
    if (making.score < factor(&making, draft->candidate.frame->file[0] == '\0'
                                           ? "reader-least"
                                           : "least")) {
        return false;
    }
    act.confidence = making.score;
    copy_sides(&making, &act);
    act.why = arena_dup(scene->arena, (const void *)draft->whys.item,
                        draft->whys.len, sizeof *act.why);
    act.whys = draft->whys.len;
    remember(scene, draft);
    MEM_GROW(list->item, list->len, list->cap);
    list->item[list->len++] = act;
    return true;
}
