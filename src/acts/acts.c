#include "acts/acts.h"

#include "acts/about.h"
#include "acts/attribution.h"
#include "acts/certainty.h"
#include "acts/past.h"
#include "acts/recall.h"
#include "acts/words.h"
#include "base/mem.h"

enum { CLIMB = 6, DAYS_OF_WEEK = 7, NEAR_BEFORE = 2 };

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

static bool tells_when(const struct making *making, uint32_t verb)
{
    const struct candidate *candidate = &making->draft->candidate;

    return verb != TREE_NONE &&
           (verb == candidate->predicate || verb == candidate->clause.verb ||
            verb == candidate->clause.top || verb == candidate->light);
}

/* "[In a call to ease tensions on Tuesday], Putin asked ...": the talks that a
 * sentence begins with tell when. */
static bool sets_scene(const struct making *making, size_t at)
{
    const struct scene *scene = making->scene;
    const struct tree *tree = &scene->tree;

    for (uint32_t c = (uint32_t)at; c != TREE_NONE; c = tree_head(tree, c)) {
        uint32_t head = tree_head(tree, c);

        if (head != TREE_NONE && tree_is_dep(tree, c, "prep") && c < head &&
            tells_when(making, head)) {
            return scene_form_in(scene, c, "in during at") &&
                   scene_behind(scene, c) != TREE_NONE &&
                   scene_is_of(scene, scene_behind(scene, c), "@talks");
        }
    }
    return false;
}

/* The day of what was done: "to ease tensions on Tuesday" may look to the
 * next one. */
static struct date when_done(const struct making *making, struct date date)
{
    const struct scene *scene = making->scene;
    struct date told = scene->document->date;
    bool past =
        tree_is_tag(&scene->tree, making->draft->candidate.clause.top, "VBD");
    long ahead;

    if (!past || date.precision != DATE_DAY || told.precision != DATE_DAY) {
        return date;
    }
    ahead = date_first_day(date) - date_first_day(told);
    return ahead > 0 && ahead < DAYS_OF_WEEK
               ? date_from_day(date_first_day(date) - DAYS_OF_WEEK)
               : date;
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
        uint32_t verb = here ? past_verb_above(scene, timex->token) : TREE_NONE;
        bool scened = here && sets_scene(making, timex->token.start);
        bool own = scened || tells_when(making, verb);
        bool said =
            candidate->speech >= 0 && verb != TREE_NONE &&
            scene->quotes->site[candidate->speech].passage == scene->passage &&
            scene->quotes->site[candidate->speech].cue_head == verb;

        if (own || (said && stamp.from == DATE_FROM_PUBLISHED)) {
            struct slice words = slice_cut(scene->doc->text, timex->text);

            stamp = (struct stamp){scened ? when_done(making, timex->date)
                                          : timex->date,
                                   DATE_FROM_TEXT};
            why_add(&making->draft->whys, "date: \"%.*s\" -> %s",
                    (int)words.len, words.ptr, date_format(stamp.date, text));
        }
        if (own) {
            break;
        }
    }
    return stamp;
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
        const char *issue = act->issue[i];

        why_add(&making->draft->whys,
                issue == about.nearest
                    ? "issue: %s, by the example nearest to the %s"
                    : "issue: %s, by the words of the %s",
                issue, issue == about.nearest ? "sentence" : about.from);
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
}

/* Whether a name or an office is among the words. */
static bool names_somebody(const struct making *making, struct span words)
{
    const struct scene *scene = making->scene;
    struct span tokens =
        tree_sentence_span(&scene->tree, making->draft->candidate.predicate);

    for (size_t i = tokens.start; i < tokens.end; i++) {
        struct span at =
            document_span(scene->document, scene->passage, i, i + 1);

        if (at.start < words.end && words.start < at.end &&
            (tree_is_tag(&scene->tree, (uint32_t)i, "NNP NNPS") ||
             scene_is_of(scene, (uint32_t)i, "@person"))) {
            return true;
        }
    }
    return false;
}

/* Whether the words of the first actor say who acts: a known code, a name, an
 * office; not "who" or "the two". */
static bool is_actor_named(const struct making *making)
{
    const struct sides *sides = &making->draft->sides;
    const struct speaker *speaker =
        party_speaker(making->scene, making->draft->candidate.speech);

    return sides->actor.item[0].code != NULL ||
           (sides->actor_mention != NULL &&
            label_in(mention_kind_name(sides->actor_mention->kind),
                     "actor person office name")) ||
           names_somebody(making, sides->actor.item[0].at) ||
           (making->draft->candidate.from == ACTOR_SPEAKER && speaker != NULL &&
            (speaker->name != NULL || speaker->role != NULL));
}

/* "Request", "wanted" and no more: nobody learns what of.  A noun that the
 * reader alone takes for an act ("our support") needs words with it, too. */
static bool says_nothing(const struct making *making, const struct act *act)
{
    const struct candidate *candidate = &making->draft->candidate;

    return making->scene->judged != NULL &&
           making->token.end - making->token.start == 1 &&
           (label_in(act->type,
                     "demand request offer promise threat warning state") ||
            (candidate_is_bare(candidate) && strcmp(act->type, "meet") != 0 &&
             tree_is_pos(&making->scene->tree, candidate->predicate,
                         "NOUN PROPN")));
}

/* Whether one of the parties is known to be of another side than the house. */
static bool is_abroad(const struct party_list *list, const char *home)
{
    for (size_t i = 0; i < list->len; i++) {
        if (list->item[i].code != NULL &&
            strcmp(list->item[i].code, home) != 0) {
            return true;
        }
    }
    return false;
}

/* Whether a passage names a side that is not the house. */
static bool names_abroad(const struct scene *scene, size_t passage)
{
    for (size_t i = 0; i < scene->mentions->len; i++) {
        const struct mention *mention = &scene->mentions->item[i];

        for (size_t k = 0; mention->passage == passage && k < mention->codes;
             k++) {
            if (strcmp(mention->code[k], scene->document->home) != 0) {
                return true;
            }
        }
    }
    return false;
}

/* What a government does at home: in a paper of its own, with no one else
 * among the parties or in the words here and just before. */
static bool is_home_affair(const struct making *making)
{
    const struct scene *scene = making->scene;
    const struct sides *sides = &making->draft->sides;
    const char *home = scene->document->home;
    size_t first =
        scene->passage > NEAR_BEFORE ? scene->passage - NEAR_BEFORE : 0;

    if (home == NULL || is_abroad(&sides->actor, home) ||
        is_abroad(&sides->recipient, home)) {
        return false;
    }
    for (size_t p = first; p <= scene->passage; p++) {
        if (names_abroad(scene, p)) {
            return false;
        }
    }
    return true;
}

/* How sure the act is, and whether that is enough to show it; false if it is
 * not even worth a look. */
static bool set_confidence(struct making *making, struct act *act)
{
    const struct scene *scene = making->scene;
    bool bare = candidate_is_bare(&making->draft->candidate);

    act->confidence =
        certainty_of(scene->coder->certainty,
                     scene->judged != NULL ? scene->document->reader : NULL,
                     bare, making->score);
    act->proposed = act->confidence < factor(making, "shown") ||
                    (bare && !is_actor_named(making)) ||
                    says_nothing(making, act);
    if (is_home_affair(making)) {
        act->proposed = true;
        why_add(&making->draft->whys, "home: nobody else is named here");
    }
    why_add(&making->draft->whys, "score: %.3f, of such %.2f are right",
            making->score, act->confidence);
    return act->confidence >= factor(making, "kept");
}

static struct span sentence_bytes(const struct scene *scene, uint32_t at)
{
    struct span tokens = tree_sentence_span(&scene->tree, at);

    return document_span(scene->document, scene->passage, tokens.start,
                         tokens.end);
}

/* "a source", "two people", "officials there": somebody who stays unnamed, not
 * "the official" or "its officials". */
static bool is_unnamed(const struct scene *scene, uint32_t at)
{
    const struct tree *tree = &scene->tree;
    uint32_t det = at != TREE_NONE ? tree_child(tree, at, "det") : TREE_NONE;

    return at != TREE_NONE && scene_is_of(scene, at, "@unnamed") &&
           tree_child(tree, at, "poss") == TREE_NONE &&
           (det == TREE_NONE ||
            !scene_form_in(scene, det,
                           "the this that these those both no neither")) &&
           (det != TREE_NONE || tree_is_tag(tree, at, "NNS"));
}

/* "It could lift the ban, [a delegate] said, if ...": where no quote was found
 * the verbs above tell. */
static bool is_told_by_unnamed(const struct scene *scene, uint32_t verb)
{
    const struct tree *tree = &scene->tree;

    for (int i = 0; i < CLIMB && verb != TREE_NONE &&
                    tree_is_dep(tree, verb, "ccomp conj");
         i++) {
        uint32_t head = tree_head(tree, verb);
        bool told = tree_is_dep(tree, verb, "ccomp");

        verb = head;
        if (told && head != TREE_NONE &&
            is_unnamed(scene, tree_child(tree, head, "nsubj"))) {
            return true;
        }
    }
    return false;
}

/* Whether whoever does it, or tells it, is not named. */
static bool is_anonymous(const struct making *making)
{
    const struct scene *scene = making->scene;
    const struct candidate *candidate = &making->draft->candidate;
    const struct speaker *speaker = party_speaker(scene, candidate->speech);

    if (candidate->speech >= 0) {
        const struct quote_site *site = &scene->quotes->site[candidate->speech];

        if (site->passage == scene->passage &&
            site->source_head != QUOTE_NO_TOKEN &&
            is_unnamed(scene, (uint32_t)site->source_head)) {
            return true;
        }
    }
    return (speaker != NULL && speaker->anonymous) ||
           (candidate->from == ACTOR_SUBJECT &&
            is_unnamed(scene, candidate->actor) &&
            tree_is_tag(&scene->tree, candidate->actor, "NN")) ||
           is_told_by_unnamed(scene, candidate->clause.verb);
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
    const char *past = past_reason(making->scene, &making->draft->candidate);

    act->flags = making->draft->reading.flags;
    if (past != NULL && !act->flags.hypothetical) {
        act->flags.historical = true;
        why_add(&making->draft->whys, "flag: historical, by %s", past);
    }
    act->flags.anonymous = is_anonymous(making);
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
    if (!set_confidence(&making, &act)) {
        return false;
    }
    copy_sides(&making, &act);
    act.why = arena_dup(scene->arena, (const void *)draft->whys.item,
                        draft->whys.len, sizeof *act.why);
    act.whys = draft->whys.len;
    if (!act.proposed) {
        remember(scene, draft);
    }
    MEM_GROW(list->item, list->len, list->cap);
    list->item[list->len++] = act;
    return true;
}
