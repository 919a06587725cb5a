#include "acts/sides.h"

#include "acts/judged.h"
#include "acts/recall.h"
#include "acts/someone.h"

enum { NAME_BYTES = 96 };

/* What is filled in. */
struct filling {
    const struct scene *scene;
    const struct candidate *candidate;
    struct sides *sides;
    struct whys *whys;
};

static void explain(const struct filling *filling, const char *what,
                    const struct party *party, const struct mention *mention,
                    const char *how)
{
    struct slice words =
        slice_cut(filling->scene->document->report->text, party->at);
    int len = (int)(words.len < NAME_BYTES ? words.len : NAME_BYTES);

    if (mention != NULL && mention->role != NULL && mention->of != NULL) {
        why_add(filling->whys, "%s: %s \"%.*s\" -> %s of %s", what, how, len,
                words.ptr, mention->role, mention->of);
        return;
    }
    why_add(filling->whys, "%s: %s \"%.*s\" -> %s", what, how, len, words.ptr,
            party->code != NULL ? party->code : "not resolved");
}

/* Whether the quote is told by a news agency, which takes no position. */
static bool is_agency(const struct scene *scene, long speech)
{
    const struct quote_site *site = &scene->quotes->site[speech];
    const struct mention *mention =
        site->source_head != QUOTE_NO_TOKEN
            ? mention_headed(scene->mentions, site->passage, site->source_head)
            : NULL;

    return mention != NULL && mention->kind == MENTION_AGENCY;
}

/* "Moscow's response", "Belgian workers": a side by its people or papers. */
static uint32_t side_of_noun(const struct scene *scene, uint32_t at)
{
    if (parties_is_some(scene, at)) {
        return TREE_NONE; /* "one OSCE country" */
    }
    if (tree_is_tag(&scene->tree, at, "NNS") ||
        scene_is_of(scene, at, "@voice") || scene_is_of(scene, at, "@person") ||
        scene_is_of(scene, at, "@troops") ||
        scene_is_of(scene, at, "@ourside")) {
        return party_owner(scene, at);
    }
    return TREE_NONE;
}

/* "[Chile], Peru agree on talks": headlines leave out the "and". */
static void add_before_comma(const struct filling *filling, uint32_t subject)
{
    const struct scene *scene = filling->scene;
    const struct mention *before =
        subject >= 2 && scene_form_is(scene, subject - 1, ",") &&
                document_kind(scene->document, scene->passage) ==
                    PARAGRAPH_TITLE
            ? mention_over(scene->mentions, scene->passage, subject - 2)
            : NULL;

    if (before != NULL && before->kind == MENTION_ACTOR && before->codes == 1) {
        (void)parties_add(scene, (uint32_t)before->head,
                          filling->candidate->speech, &filling->sides->actor);
    }
}

static const struct mention *actor_in(const struct filling *filling)
{
    const struct scene *scene = filling->scene;
    const struct candidate *candidate = filling->candidate;
    struct party_list *actor = &filling->sides->actor;
    const struct mention *mention =
        parties_add(scene, candidate->actor, candidate->speech, actor);

    if (actor->len != 0) {
        add_before_comma(filling, candidate->actor);
    }
    if (actor->len == 0) {
        uint32_t owner = side_of_noun(scene, candidate->actor);

        mention = owner != TREE_NONE
                      ? parties_add(scene, owner, candidate->speech, actor)
                      : NULL;
    }
    if (actor->len == 0 && recall_owner(scene, candidate->actor) != NULL) {
        actor->item[actor->len++] = *recall_owner(scene, candidate->actor);
    }
    if (actor->len == 0 && recall_pointer(scene, candidate->actor) != NULL) {
        actor->item[actor->len++] = *recall_pointer(scene, candidate->actor);
    }
    return mention;
}

/* Who acts by grammar. */
static void find_actor(struct filling *filling)
{
    const struct scene *scene = filling->scene;
    const struct candidate *candidate = filling->candidate;
    const struct speaker *speaker = party_speaker(scene, candidate->speech);

    if (candidate->from != ACTOR_SPEAKER) {
        if (candidate->actor != TREE_NONE) {
            filling->sides->actor_mention = actor_in(filling);
        }
        return;
    }
    if (speaker == NULL ||
        (candidate->speech >= 0 && is_agency(scene, candidate->speech)) ||
        (speaker->of == NULL && speaker->name == NULL &&
         speaker->role == NULL)) {
        return; /* words that name nobody */
    }
    parties_add_speaker(speaker, &filling->sides->actor);
}

/* Whether all who do it stand side by side: "A met B", "A agreed with B". */
static bool is_mutual(const struct filling *filling)
{
    const struct act_type *type = filling->candidate->frame->type;

    return type != NULL && strcmp(type->name, "meet") == 0;
}

/* Nobody threatens or punishes "our allies": they do it, too. */
static void leave_out_ours(const struct filling *filling, size_t from)
{
    const struct act_type *type = filling->candidate->frame->type;
    struct party_list *list = &filling->sides->recipient;
    size_t kept = from;

    if (type == NULL || !label_in(type->family, "menace press force")) {
        return;
    }
    for (size_t i = from; i < list->len; i++) {
        if (!parties_are_ours(filling->scene, &list->item[i])) {
            list->item[kept++] = list->item[i];
        }
    }
    list->len = kept;
}

/* The parties that the reader sees in a role; true if it has any. */
static bool add_judged(const struct filling *filling, enum reader_role role)
{
    const struct scene *scene = filling->scene;
    bool acts = role == READER_ACTOR;
    struct party_list *list =
        acts ? &filling->sides->actor : &filling->sides->recipient;
    struct judged_least likely = {
        lexicon_score(scene->coder->lexicon, "reader-role"),
        is_mutual(filling)};
    size_t before = list->len;
    const struct mention *mention =
        judged_parties(scene, filling->candidate->predicate, role, &likely,
                       acts ? NULL : &filling->sides->actor, list);

    if (!acts) {
        leave_out_ours(filling, before);
    }
    if (list->len == before) {
        return false;
    }
    if (acts) {
        filling->sides->actor_mention = mention;
    }
    for (size_t i = before; i < list->len; i++) {
        explain(filling, acts ? "actor" : "recipient", &list->item[i],
                i == before ? mention : NULL, "by the reader,");
    }
    return true;
}

/* Whether the reader finds what grammar found unlikely, and others likely. */
static bool is_doubted(const struct filling *filling)
{
    const struct scene *scene = filling->scene;
    uint32_t at = filling->candidate->predicate;
    uint32_t actor = filling->candidate->actor;
    struct judged_least sure = {
        lexicon_score(scene->coder->lexicon, "reader-overrules"), false};
    struct party_list others = {0};

    if (filling->candidate->from == ACTOR_SPEAKER ||
        filling->candidate->from == ACTOR_OWNER || actor == TREE_NONE ||
        judged_role(scene, at, READER_ACTOR,
                    tree_subtree(&scene->tree, actor)) >
            lexicon_score(scene->coder->lexicon, "reader-doubt")) {
        return false;
    }
    (void)judged_parties(scene, at, READER_ACTOR, &sure, NULL, &others);
    return others.len != 0;
}

bool sides_actor(const struct scene *scene, const struct candidate *candidate,
                 struct sides *sides, struct whys *whys)
{
    static const char *const how[] = {"subject", "speaker", "owner", "from"};
    struct filling filling = {scene, candidate, sides, whys};

    *sides = (struct sides){0};
    find_actor(&filling);
    if (sides->actor.len == 0 || is_doubted(&filling)) {
        struct sides grammar = *sides;

        *sides = (struct sides){0};
        if (add_judged(&filling, READER_ACTOR)) {
            return true;
        }
        *sides = grammar;
    }
    if (sides->actor.len == 0 && candidate_is_bare(candidate) &&
        party_speaker(scene, candidate->speech) != NULL) {
        parties_add_speaker(party_speaker(scene, candidate->speech),
                            &sides->actor); /* who says it does it */
    }
    if (sides->actor.len == 0 && someone_at(scene, candidate->actor) &&
        judged_act(scene, candidate->predicate) >=
            lexicon_score(scene->coder->lexicon, "reader-new")) {
        sides->actor_mention =
            someone_add(scene, candidate->actor, &sides->actor);
    }
    if (sides->actor.len == 0) {
        return false;
    }
    explain(&filling, "actor", &sides->actor.item[0], sides->actor_mention,
            how[candidate->from]);
    return true;
}

/* The subject of a clause as recipient: "demanded that [Kiev] talk". */
static uint32_t clause_who(const struct scene *scene, uint32_t at)
{
    struct clause clause;

    if (!tree_is_pos(&scene->tree, at, "VERB AUX") &&
        tree_child(&scene->tree, at, "nsubj") == TREE_NONE) {
        return at;
    }
    clause_read(scene, at, &clause);
    return clause.subject != TREE_NONE ? clause.subject : clause.object;
}

/* Whether the words are a name: "the Hesper Group", not "the courts". */
static bool is_named(const struct scene *scene, uint32_t at)
{
    return tree_is_tag(&scene->tree, at, "NNP NNPS") || scene->forced != 0;
}

/* Add who stands at `at`: people without a name only where the words are
 * sure to be a side's, by the slot that they fill. */
static bool add_anybody(const struct filling *filling, uint32_t at,
                        const char *how, bool unnamed)
{
    struct sides *sides = filling->sides;
    struct party_list found = {0};
    const struct mention *mention;
    size_t before = sides->recipient.len;

    if (at == TREE_NONE) {
        return false;
    }
    mention =
        parties_add(filling->scene, at, filling->candidate->speech, &found);
    unnamed = unnamed && someone_at(filling->scene, at) &&
              !scene_form_in(filling->scene, at, "they he she");
    if (found.len == 0 && unnamed) {
        mention = someone_add(filling->scene, at, &found);
    }
    for (size_t i = 0; i < found.len; i++) {
        const struct party *party = &found.item[i];

        if ((party->code == NULL && !is_named(filling->scene, at) &&
             !unnamed) ||
            parties_hold(&sides->recipient, party) ||
            parties_hold(&sides->actor, party) ||
            sides->recipient.len == PARTY_MAX) {
            continue;
        }
        sides->recipient.item[sides->recipient.len++] = *party;
        explain(filling, "recipient", party, mention, how);
    }
    return sides->recipient.len > before;
}

static bool add(const struct filling *filling, uint32_t at, const char *how)
{
    return add_anybody(filling, at, how, false);
}

/* "the offer": of whom the report told one before. */
static void add_recalled(const struct filling *filling,
                         const struct party *party)
{
    struct sides *sides = filling->sides;

    if (parties_have(&sides->recipient, party->code) ||
        parties_have(&sides->actor, party->code) ||
        sides->recipient.len == PARTY_MAX) {
        return;
    }
    sides->recipient.item[sides->recipient.len++] = *party;
    explain(filling, "recipient", party, NULL, "told before,");
}

/* A party, or whose the thing is; with what is joined to it. */
static void add_whose(const struct filling *filling, uint32_t at,
                      const char *how)
{
    for (int i = 0; i < PARTY_MAX && at != TREE_NONE; i++) {
        uint32_t owner;
        uint32_t of;

        owner = party_owner(filling->scene, at);
        if (party_at(filling->scene, at) != NULL &&
            (owner == TREE_NONE || party_at(filling->scene, at)->codes > 0)) {
            (void)add_anybody(filling, at, how, true);
            return; /* with what is joined to it */
        }
        of = scene_child(filling->scene, at, "prep", "of");
        if (owner == TREE_NONE && of != TREE_NONE &&
            scene_behind(filling->scene, of) != TREE_NONE &&
            (tree_is_pos(&filling->scene->tree, at, "NUM") ||
             scene_is_of(filling->scene, at, "@container") ||
             scene_is_of(filling->scene, at, "@some"))) {
            owner =
                party_owner(filling->scene, scene_behind(filling->scene, of));
        }
        if (owner != TREE_NONE) {
            (void)add(filling, owner, "owner");
        } else if (recall_owner(filling->scene, at) != NULL) {
            add_recalled(filling, recall_owner(filling->scene, at));
        } else if (tree_is_pos(&filling->scene->tree, at, "VERB AUX")) {
            (void)add(filling, clause_who(filling->scene, at), "subject");
        }
        at = tree_child(&filling->scene->tree, at, "conj");
    }
}

/* "sanctions on", "impose costs on" */
static bool puts_on(const struct scene *scene, uint32_t head)
{
    uint32_t object = tree_child(&scene->tree, head, "dobj");

    return scene_is_of(scene, head, "@sanction") ||
           (object != TREE_NONE && (scene_is_of(scene, object, "@sanction") ||
                                    scene_form_is(scene, object, "costs")));
}

/* Whether a preposition leads to the one an act is done to: "talk [with]",
 * "sanctions [on]", not "talks [on]". */
static bool leads_to_party(const struct scene *scene, uint32_t at)
{
    uint32_t head = tree_head(&scene->tree, at);

    if (!tree_is_dep(&scene->tree, at, "prep dative")) {
        return false;
    }
    if (scene_form_in(scene, at, "between")) {
        return scene_behind(scene, at) != TREE_NONE &&
               tree_child(&scene->tree, scene_behind(scene, at), "conj") !=
                   TREE_NONE; /* "talks between Oslo and Riga" */
    }
    return scene_form_in(scene, at, "to with against from") ||
           (scene_form_in(scene, at, "on") && head != TREE_NONE &&
            puts_on(scene, head));
}

/* "will not allow [Moscow] to veto it" */
static uint32_t allowed(const struct scene *scene, uint32_t verb)
{
    const struct tree *tree = &scene->tree;
    uint32_t clause = tree_child(tree, verb, "ccomp");
    uint32_t subject = clause != TREE_NONE && clause > verb
                           ? tree_child(tree, clause, "nsubj")
                           : TREE_NONE;

    return subject != TREE_NONE && party_at(scene, subject) != NULL &&
                   scene_child(scene, clause, "aux", "to") != TREE_NONE
               ? subject
               : TREE_NONE;
}

/* Whom the content is about, where grammar says so: "ready to talk [with
 * Russia]", "refused to meet [the envoy]", "threatened to double the toll for
 * [Costa Rican] barges". */
static void add_from_content(const struct filling *filling, uint32_t verb)
{
    const struct scene *scene = filling->scene;
    const struct tree *tree = &scene->tree;
    struct span all = tree_subtree(tree, verb);
    uint32_t object = tree_child(tree, verb, "dobj");

    if (!tree_is_pos(tree, verb, "VERB")) {
        return;
    }
    if (add(filling, tree_child(tree, verb, "dative"), "in content") ||
        (object != TREE_NONE && party_at(scene, object) != NULL &&
         add(filling, object, "in content"))) {
        return;
    }
    if (add(filling, allowed(scene, verb), "in content")) {
        return;
    }
    for (uint32_t at = verb + 1; at < all.end; at++) {
        if (leads_to_party(scene, at) && scene_in_clause(scene, at, verb) &&
            scene_behind(scene, at) != TREE_NONE &&
            party_at(scene, scene_behind(scene, at)) != NULL &&
            add(filling, scene_behind(scene, at), "in content")) {
            return;
        }
    }
    for (uint32_t at = verb + 1; at < all.end; at++) {
        bool object_of =
            tree_is_dep(tree, at, "dobj") ||
            (tree_is_dep(tree, at, "pobj") &&
             scene_form_in(scene, tree_head(tree, at), "for on of against to"));

        if (object_of && scene_in_clause(scene, at, verb) &&
            add(filling, party_owner(scene, at), "in content")) {
            return;
        }
    }
}

static void add_slots(const struct filling *filling)
{
    const struct candidate *candidate = filling->candidate;

    for (size_t i = 0; i < candidate->frame->slots; i++) {
        uint32_t at = candidate->filler[i];

        if (at == TREE_NONE) {
            continue;
        }
        switch (candidate->frame->slot[i].role) {
        case ROLE_WHOM:
            add_whose(filling, at, "addressed");
            if (filling->sides->recipient.len == 0 &&
                party_owner(filling->scene, at) == TREE_NONE) {
                (void)add_anybody(filling, at, "addressed", true);
            }
            break;
        case ROLE_WITH: add_whose(filling, at, "partner"); break;
        case ROLE_WHOSE: add_whose(filling, at, "itself"); break;
        case ROLE_WHO:
            (void)add_anybody(filling, clause_who(filling->scene, at),
                              "subject of clause", true);
            break;
        case ROLE_WHAT:
        case ROLE_NONE: break;
        }
    }
    (void)add(filling, candidate->receiver, "receiver");
}

/* "demands that [Oslo] must meet" */
static uint32_t who_must(const struct scene *scene, uint32_t noun)
{
    const struct tree *tree = &scene->tree;
    uint32_t clause = tree_is_pos(tree, noun, "NOUN")
                          ? tree_child(tree, noun, "relcl acl")
                          : TREE_NONE;

    for (uint32_t c = clause != TREE_NONE ? tree_first_child(tree, clause)
                                          : TREE_NONE;
         c != TREE_NONE; c = tree_next_child(tree, c)) {
        if (tree_is_dep(tree, c, "aux") &&
            scene_form_in(scene, c, "must should shall has have ought")) {
            return tree_child(tree, clause, "nsubj");
        }
    }
    return TREE_NONE;
}

static void add_contents(const struct filling *filling)
{
    const struct candidate *candidate = filling->candidate;
    const struct party_list *recipient = &filling->sides->recipient;

    for (size_t i = 0; recipient->len == 0 && i < candidate->frame->slots;
         i++) {
        uint32_t at = candidate->filler[i];

        if (at != TREE_NONE && candidate->frame->slot[i].role == ROLE_WHAT) {
            add_from_content(filling, at);
            if (recipient->len == 0) {
                (void)add(filling, who_must(filling->scene, at), "who must");
            }
        }
    }
    if (recipient->len == 0 && candidate->frame->kind == FRAME_MODAL) {
        add_from_content(filling, candidate->predicate);
    }
    if (recipient->len == 0 && candidate->frame->kind == FRAME_NOUN) {
        (void)add(filling, who_must(filling->scene, candidate->predicate),
                  "who must");
    }
}

/* "offered [him] a clinic", "promised [the crowd] that ...". */
static void add_dative(const struct filling *filling)
{
    const struct scene *scene = filling->scene;
    const struct tree *tree = &scene->tree;
    uint32_t verb = filling->candidate->predicate;
    uint32_t to;

    if (!tree_is_pos(tree, verb, "VERB")) {
        return;
    }
    to = tree_child(tree, verb, "dative");
    if (to != TREE_NONE && tree_is_pos(tree, to, "ADP")) {
        to = scene_behind(scene, to);
    }
    if (to == TREE_NONE && tree_child(tree, verb, "ccomp") != TREE_NONE) {
        to = tree_child(tree, verb, "dobj");
    }
    if (to != TREE_NONE) {
        (void)add_anybody(filling, to, "dative", true);
    }
}

/* "told [Oslo] that it would not sign": whom the words were said to. */
static void add_addressee(const struct filling *filling)
{
    const struct scene *scene = filling->scene;
    const struct quote_site *site;
    uint32_t cue;
    uint32_t to;

    if (filling->candidate->speech < 0) {
        return;
    }
    site = &scene->quotes->site[filling->candidate->speech];
    if (site->passage != scene->passage || site->cue_head == QUOTE_NO_TOKEN ||
        !tree_is_pos(&scene->tree, (uint32_t)site->cue_head, "VERB")) {
        return;
    }
    cue = (uint32_t)site->cue_head;
    to = tree_child(&scene->tree, cue, "dative dobj");
    if (to == TREE_NONE || tree_is_pos(&scene->tree, to, "ADP")) {
        to = scene_child(scene, cue, "dative prep", "to");
        to = to != TREE_NONE ? scene_behind(scene, to) : to;
    }
    if (to != TREE_NONE && party_at(scene, to) != NULL) {
        (void)add(filling, to, "was told");
    }
}

static bool frame_has_role(const struct candidate *candidate,
                           enum slot_role role, bool filled)
{
    for (size_t i = 0; i < candidate->frame->slots; i++) {
        if (candidate->frame->slot[i].role == role &&
            (!filled || candidate->filler[i] != TREE_NONE)) {
            return true;
        }
    }
    return false;
}

static void add_all(struct party_list *list, const struct party_list *from)
{
    for (size_t i = 0; i < from->len && list->len < PARTY_MAX; i++) {
        if (from->item[i].code == NULL ||
            !parties_have(list, from->item[i].code)) {
            list->item[list->len++] = from->item[i];
        }
    }
}

/* Those who meet do it to each other, and so do those who agree. */
static void make_mutual(const struct filling *filling, bool meets)
{
    const struct candidate *candidate = filling->candidate;
    struct party_list *actor = &filling->sides->actor;
    struct party_list *recipient = &filling->sides->recipient;
    bool together = actor->len > 1 && recipient->len == 0;

    if (meets && frame_has_role(candidate, ROLE_WITH, true)) {
        struct party_list actors = *actor;

        if (recipient->len != 0) {
            add_all(actor, recipient);
            add_all(recipient, &actors);
        } else if (together) {
            *recipient = *actor;
        }
    } else if (together &&
               (meets || frame_has_role(candidate, ROLE_WITH, false))) {
        *recipient = *actor;
    }
}

void sides_recipients(const struct scene *scene,
                      const struct candidate *candidate,
                      const struct act_type *type, uint32_t condition,
                      struct sides *sides, struct whys *whys)
{
    struct filling filling = {scene, candidate, sides, whys};
    bool against =
        strcmp(type->family, "menace") == 0 || strcmp(type->family, "no") == 0;

    add_slots(&filling);
    if (sides->recipient.len == 0) {
        add_dative(&filling);
    }
    if (sides->recipient.len == 0) {
        add_addressee(&filling);
    }
    add_contents(&filling);
    if (sides->recipient.len == 0 && against && condition != TREE_NONE &&
        tree_is_pos(&scene->tree, condition, "VERB AUX")) {
        (void)add(&filling, clause_who(scene, condition),
                  "subject of condition");
    }
    if (sides->recipient.len == 0 && strcmp(type->name, "counter") == 0) {
        add_from_content(&filling, candidate->clause.verb);
    }
    if (sides->recipient.len == 0 && candidate_is_bare(candidate)) {
        add_from_content(&filling, candidate->predicate);
    }
    if (sides->recipient.len == 0) {
        (void)add_judged(&filling, READER_RECIPIENT);
    }
    make_mutual(&filling, strcmp(type->name, "meet") == 0);
}

bool sides_are_one(const struct scene *scene, const struct candidate *candidate,
                   const struct sides *sides)
{
    if (sides->recipient.len != 0 || sides->actor.len > 1) {
        return false;
    }
    for (size_t i = 0; i < candidate->frame->slots; i++) {
        enum slot_role role = candidate->frame->slot[i].role;
        const struct mention *mention =
            candidate->filler[i] != TREE_NONE
                ? party_at(scene, candidate->filler[i])
                : NULL;

        if ((role == ROLE_WITH || role == ROLE_WHOM) && mention != NULL &&
            mention->codes > 0 &&
            parties_have(&sides->actor, mention->code[0])) {
            return true;
        }
    }
    return false;
}
