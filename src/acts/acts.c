#include "acts/acts.h"

#include "base/mem.h"
#include "when/when.h"

enum { WHEN_MAX = 16, CLIMB = 32, OLD_DAYS = 45, NAME_BYTES = 96 };

/* What is filled in while an act is made. */
struct making {
    const struct scene *scene;
    struct act_draft *draft;
    struct party_list actor;
    struct party_list recipient;
    const struct mention *actor_mention;
    struct span token; /* of the act's own words */
    double score;
};

static void widen(struct span *span, struct span by)
{
    span->start = by.start < span->start ? by.start : span->start;
    span->end = by.end > span->end ? by.end : span->end;
}

static double factor(const struct making *making, const char *name)
{
    return lexicon_score(making->scene->coder->lexicon, name);
}

static struct slice words_of(const struct making *making, struct span at)
{
    struct slice words = slice_cut(making->scene->document->report->text, at);

    words.len = words.len < NAME_BYTES ? words.len : NAME_BYTES;
    return words;
}

static void explain_party(struct making *making, const char *what,
                          const struct party *party,
                          const struct mention *mention, const char *how)
{
    struct slice words = words_of(making, party->at);

    if (mention != NULL && mention->role != NULL && mention->of != NULL) {
        why_add(&making->draft->whys, "%s: %s \"%.*s\" -> %s of %s", what, how,
                (int)words.len, words.ptr, mention->role, mention->of);
        return;
    }
    why_add(&making->draft->whys, "%s: %s \"%.*s\" -> %s", what, how,
            (int)words.len, words.ptr,
            party->code != NULL ? party->code : "not resolved");
}

/* Who acts; false if nobody does. */
static bool find_actor(struct making *making)
{
    static const char *const how[] = {"subject", "speaker", "owner", "from"};
    const struct candidate *candidate = &making->draft->candidate;
    const struct speaker *speaker =
        party_speaker(making->scene, candidate->speech);

    if (candidate->from == ACTOR_SPEAKER) {
        if (speaker == NULL) {
            return false;
        }
        parties_add_speaker(speaker, &making->actor);
    } else if (candidate->actor != TREE_NONE) {
        making->actor_mention = parties_add(making->scene, candidate->actor,
                                            candidate->speech, &making->actor);
        if (making->actor.len == 0) {
            uint32_t owner = TREE_NONE;

            if (word_class_has(lexicon_class(making->scene->coder->lexicon,
                                             SLICE("@voice")),
                               making->scene->low[candidate->actor])) {
                owner = party_owner(making->scene, candidate->actor);
            }
            making->actor_mention =
                owner != TREE_NONE
                    ? parties_add(making->scene, owner, candidate->speech,
                                  &making->actor)
                    : NULL;
        }
    }
    if (making->actor.len == 0) {
        return false;
    }
    explain_party(making, "actor", &making->actor.item[0],
                  making->actor_mention, how[candidate->from]);
    if (making->actor.item[0].code == NULL) {
        making->score *= factor(making, "actor-unresolved");
    }
    return true;
}

/* The subject of a clause as recipient: "demanded that [Kiev] talk". */
static uint32_t clause_who(const struct making *making, uint32_t at)
{
    struct clause clause;

    if (!tree_is_pos(&making->scene->tree, at, "VERB AUX")) {
        return at;
    }
    clause_read(making->scene, at, &clause);
    return clause.subject != TREE_NONE ? clause.subject : clause.object;
}

static void add_recipient(struct making *making, uint32_t at, const char *how)
{
    struct party_list found = {0};
    const struct mention *mention;

    if (at == TREE_NONE) {
        return;
    }
    mention =
        parties_add(making->scene, at, making->draft->candidate.speech, &found);
    for (size_t i = 0; i < found.len; i++) {
        bool known = parties_have(&making->recipient, found.item[i].code);

        if (known || parties_have(&making->actor, found.item[i].code) ||
            making->recipient.len == PARTY_MAX) {
            continue;
        }
        making->recipient.item[making->recipient.len++] = found.item[i];
        explain_party(making, "recipient", &found.item[i], mention, how);
    }
}

static void add_whose(struct making *making, uint32_t at)
{
    uint32_t owner;

    for (int i = 0; i < PARTY_MAX && at != TREE_NONE; i++) {
        if (party_at(making->scene, at) != NULL) {
            add_recipient(making, at, "itself");
            return; /* with what is joined to it */
        }
        owner = party_owner(making->scene, at);
        add_recipient(making, owner, "owner");
        if (owner == TREE_NONE) {
            add_recipient(making, clause_who(making, at), "subject");
        }
        at = tree_child(&making->scene->tree, at, "conj");
    }
}

static void find_recipients(struct making *making)
{
    const struct candidate *candidate = &making->draft->candidate;

    for (size_t i = 0; i < candidate->frame->slots; i++) {
        uint32_t at = candidate->filler[i];

        if (at == TREE_NONE) {
            continue;
        }
        switch (candidate->frame->slot[i].role) {
        case ROLE_WHOM: add_recipient(making, at, "addressed"); break;
        case ROLE_WITH: add_recipient(making, at, "partner"); break;
        case ROLE_WHOSE: add_whose(making, at); break;
        case ROLE_WHO:
            add_recipient(making, clause_who(making, at), "subject of clause");
            break;
        case ROLE_WHAT:
        case ROLE_NONE: break;
        }
    }
    add_recipient(making, candidate->receiver, "receiver");
    if (making->recipient.len == 0) {
        making->score *= factor(making, "no-recipient");
    }
}

/* Those who meet do it to each other. */
static void make_mutual(struct making *making)
{
    size_t actors = making->actor.len;

    if (strcmp(making->draft->verdict.type->name, "meet") != 0) {
        return;
    }
    for (size_t i = 0; i < making->recipient.len; i++) {
        if (!parties_have(&making->actor, making->recipient.item[i].code) &&
            making->actor.len < PARTY_MAX) {
            making->actor.item[making->actor.len++] = making->recipient.item[i];
        }
    }
    for (size_t i = 0; actors + making->recipient.len > 1 && i < actors &&
                       making->recipient.len < PARTY_MAX;
         i++) {
        making->recipient.item[making->recipient.len++] = making->actor.item[i];
    }
}

/* The words of the act: auxiliaries, predicate and what fills its slots. */
static void find_words(struct making *making)
{
    const struct scene *scene = making->scene;
    const struct candidate *candidate = &making->draft->candidate;
    const struct tree *tree = &scene->tree;
    uint32_t verb = candidate->clause.verb;
    struct span words = {candidate->predicate, candidate->predicate + 1U};

    widen(&words, (struct span){verb, verb + 1U});
    if (candidate->clause.top < verb) {
        widen(&words, (struct span){candidate->clause.top, verb});
        verb = candidate->clause.top;
    }
    for (uint32_t c = tree_first_child(tree, verb); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        if (c < verb && tree_is_dep(tree, c, "aux auxpass neg")) {
            widen(&words, (struct span){c, verb});
        }
    }
    for (size_t i = 0; i < candidate->frame->slots; i++) {
        uint32_t at = candidate->filler[i];

        if (at != TREE_NONE &&
            (at > words.start || candidate->from == ACTOR_SPEAKER)) {
            struct span tokens = tree_subtree(tree, at);

            if (at > words.start && tokens.start < words.start) {
                tokens.start = words.start; /* a condition put in front */
            }
            widen(&words, tokens);
        }
    }
    if (candidate->from == ACTOR_OWNER) {
        widen(&words, (struct span){candidate->actor, candidate->actor + 1U});
    }
    while (words.end > words.start + 1 &&
           (tree_is_pos(tree, (uint32_t)words.end - 1, "PUNCT SPACE") &&
            !slice_is(token_text(scene->doc, words.end - 1), "”") &&
            !slice_is(token_text(scene->doc, words.end - 1), "\""))) {
        words.end--;
    }
    making->token = words;
}

/* The nearest verb above a token. */
static uint32_t verb_above(const struct scene *scene, uint32_t at)
{
    const struct tree *tree = &scene->tree;

    for (int i = 0; i < CLIMB && at != TREE_NONE; i++) {
        if (tree_is_pos(tree, at, "VERB AUX")) {
            return at;
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
    struct when_hit hit[WHEN_MAX];
    struct date report = scene->document->date;
    size_t hits = when_find(scene->doc, sentence, report, hit, WHEN_MAX);
    struct stamp stamp = {report, DATE_FROM_PUBLISHED};
    char text[16];

    for (size_t i = 0; i < hits; i++) {
        uint32_t verb = verb_above(scene, (uint32_t)hit[i].token.start);
        bool own = tells_when(making, verb);
        bool said =
            candidate->speech >= 0 && verb != TREE_NONE &&
            scene->quotes->site[candidate->speech].passage == scene->passage &&
            scene->quotes->site[candidate->speech].cue_head == verb;

        if (own || (said && stamp.from == DATE_FROM_PUBLISHED)) {
            struct slice words = slice_cut(
                scene->doc->text, tree_bytes(&scene->tree, hit[i].token));

            stamp = (struct stamp){hit[i].date, DATE_FROM_TEXT};
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
    return date.precision != DATE_NONE && report.precision != DATE_NONE &&
           date_last_day(date) + OLD_DAYS < date_first_day(report);
}

static void find_issues(struct making *making, struct act *act)
{
    const struct scene *scene = making->scene;
    struct span sentence =
        tree_sentence_span(&scene->tree, making->draft->candidate.predicate);
    struct issue_hit all[ISSUE_MAX];
    struct issue_hit own[ISSUE_MAX];
    size_t len = sentence.end - sentence.start;
    struct issue_word *word = arena_alloc(scene->arena, len + 1, sizeof *word);
    size_t words = 0;
    size_t from = 0;
    size_t to = 0;
    size_t alls;
    size_t owns;

    for (size_t i = sentence.start; i < sentence.end; i++) {
        from = i == making->token.start ? words : from;
        if (!slice_is(scene->form[i], "-") && !scene->doc->token[i].is_space) {
            word[words++] = (struct issue_word){scene->form[i], scene->low[i]};
        }
        to = i + 1 == making->token.end ? words : to;
    }
    alls = issues_match(scene->coder->issues, word, words, all);
    owns = issues_match(scene->coder->issues, word + from, to - from, own);
    act->issue = arena_alloc(scene->arena, alls + 1, sizeof *act->issue);
    for (size_t i = 0; i < owns; i++) {
        act->issue[act->issues++] = own[i].issue;
    }
    for (size_t i = 0; act->issues == 0 && i < alls; i++) {
        act->issue[act->issues++] = all[i].issue;
    }
    for (size_t i = 0; i < act->issues; i++) {
        why_add(&making->draft->whys, "issue: %s, by the words of the %s",
                act->issue[i], owns != 0 ? "act" : "sentence");
    }
}

static const char *copy_words(const struct making *making, struct span at)
{
    return arena_copy(making->scene->arena,
                      slice_cut(making->scene->document->report->text, at))
        .ptr;
}

/* The speaker, when he speaks for the actor; a person who acts in the
 * narrator's words counts as one. */
static void find_speaker(struct making *making, struct act *act)
{
    const struct scene *scene = making->scene;
    const struct mention *mention = making->actor_mention;
    const struct speaker *speaker =
        party_speaker(scene, making->draft->candidate.speech);

    if (speaker != NULL &&
        (making->draft->candidate.from == ACTOR_SPEAKER ||
         (speaker->of != NULL && parties_have(&making->actor, speaker->of)))) {
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
    act->has_speaker = true;
    act->speaker = (struct speaker){
        .at = making->actor_mention->at,
        .name = mention->kind == MENTION_PERSON ? mention->name : NULL,
        .code = mention->person,
        .role = mention->role,
        .of = mention->of,
        .anonymous = mention->kind == MENTION_ANONYMOUS,
    };
}

/* speaker <- official <- agency <- outlet */
static void find_attribution(const struct making *making, struct act *act)
{
    const struct scene *scene = making->scene;
    const struct report *report = scene->document->report;
    const struct speaker *speaker =
        party_speaker(scene, making->draft->candidate.speech);

    act->attribution = arena_alloc(scene->arena, 3, sizeof *act->attribution);
    if (speaker == NULL && act->has_speaker) {
        speaker = &act->speaker;
    }
    if (speaker != NULL) {
        act->attribution[act->attributions++] = (struct attribution){
            speaker->anonymous      ? ATTRIBUTION_ANONYMOUS
            : speaker->name != NULL ? ATTRIBUTION_SPEAKER
                                    : ATTRIBUTION_OFFICIAL,
            speaker->name, copy_words(making, speaker->at)};
    }
    if (report->agency.ptr != NULL) {
        act->attribution[act->attributions++] = (struct attribution){
            ATTRIBUTION_AGENCY, arena_copy(scene->arena, report->agency).ptr,
            NULL};
    }
    if (report->outlet.ptr != NULL) {
        act->attribution[act->attributions++] = (struct attribution){
            ATTRIBUTION_OUTLET, arena_copy(scene->arena, report->outlet).ptr,
            NULL};
    }
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

bool act_make(const struct scene *scene, struct act_draft *draft,
              struct act_list *list)
{
    struct making making = {.scene = scene, .draft = draft, .score = 1};
    struct act act = {.quote = draft->candidate.speech};

    if (!find_actor(&making)) {
        return false;
    }
    find_recipients(&making);
    make_mutual(&making);
    find_words(&making);
    act.type = draft->verdict.type->name;
    act.plover = draft->verdict.plover;
    act.cameo = draft->verdict.type->cameo;
    act.flags = draft->reading.flags;
    act.text = document_span(scene->document, scene->passage,
                             making.token.start, making.token.end);
    act.sentence = sentence_bytes(scene, draft->candidate.predicate);
    act.date = find_date(&making);
    act.flags.historical |= act.date.from == DATE_FROM_TEXT &&
                            is_old(act.date.date, scene->document->date);
    find_speaker(&making, &act);
    act.flags.anonymous = act.has_speaker && act.speaker.anonymous;
    find_attribution(&making, &act);
    find_issues(&making, &act);
    weigh(&making, &act);
    if (making.score < factor(&making, "least")) {
        return false;
    }
    act.confidence = making.score;
    act.actor = arena_dup(scene->arena, making.actor.item, making.actor.len,
                          sizeof *act.actor);
    act.actors = making.actor.len;
    act.recipient = arena_dup(scene->arena, making.recipient.item,
                              making.recipient.len, sizeof *act.recipient);
    act.recipients = making.recipient.len;
    act.why = arena_dup(scene->arena, (const void *)draft->whys.item,
                        draft->whys.len, sizeof *act.why);
    act.whys = draft->whys.len;
    MEM_GROW(list->item, list->len, list->cap);
    list->item[list->len++] = act;
    return true;
}
