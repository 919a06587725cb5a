#include "acts/parties.h"

enum { STEPS = 4 };

/* "one OSCE country" is not the OSCE. */
bool parties_is_some(const struct scene *scene, uint32_t head)
{
    if (!scene_form_in(scene, head, "country state member nation ally")) {
        return false;
    }
    for (uint32_t c = tree_first_child(&scene->tree, head); c != TREE_NONE;
         c = tree_next_child(&scene->tree, c)) {
        if (scene_form_in(scene, c, "one another a an any some no every")) {
            return true;
        }
    }
    return false;
}

static bool can_act(const struct scene *scene, const struct mention *mention)
{
    const char *entity = scene->doc->token[mention->head].ent_type;

    if (parties_is_some(scene, (uint32_t)mention->head)) {
        return false;
    }
    switch (mention->kind) {
    case MENTION_ACTOR:
    case MENTION_PERSON:
    case MENTION_OFFICE:
    case MENTION_BODY:
    case MENTION_ANONYMOUS: return true;
    case MENTION_PRONOUN:
    case MENTION_DOCUMENT: return mention->codes > 0;
    case MENTION_NAME: return label_in(entity, "PERSON ORG GPE NORP FAC LOC");
    case MENTION_AGENCY: break;
    }
    return false;
}

static const struct mention *forced_at(const struct scene *scene, uint32_t at)
{
    for (size_t i = 0; i < scene->forced; i++) {
        if (at >= scene->force[i].token.start &&
            at < scene->force[i].token.end) {
            return &scene->force[i];
        }
    }
    return NULL;
}

/* The mention that a token is the head of, one with a code before others. */
static const struct mention *mention_of(const struct scene *scene, uint32_t at)
{
    const struct mention *headed =
        mention_headed(scene->mentions, scene->passage, at);
    const struct mention *over =
        mention_over(scene->mentions, scene->passage, at);

    if (over == NULL || over->head != at) {
        return headed;
    }
    /* "Neutral [Switzerland]" */
    return headed == NULL || headed->codes == 0 ? over : headed;
}

/* "members of [the alliance]", "a group of [states]" */
static uint32_t behind_of(const struct scene *scene, uint32_t at)
{
    const struct word_class *parts =
        lexicon_class(scene->coder->lexicon, SLICE("@partof"));
    uint32_t of = scene_child(scene, at, "prep", "of");

    return of != TREE_NONE && word_class_has(parts, scene->low[at])
               ? scene_behind(scene, of)
               : TREE_NONE;
}

const struct mention *party_at(const struct scene *scene, uint32_t at)
{
    const struct mention *mention = forced_at(scene, at);

    if (mention != NULL) {
        return mention;
    }
    for (int i = 0; i < STEPS && at < scene->doc->len; i++) {
        uint32_t of = tree_child(&scene->tree, at, "appos");

        mention = mention_of(scene, at);
        if (mention != NULL) {
            return can_act(scene, mention) ? mention : NULL;
        }
        mention = of != TREE_NONE
                      ? mention_headed(scene->mentions, scene->passage, of)
                      : NULL;
        if (mention != NULL && mention->codes > 0 && can_act(scene, mention)) {
            return mention; /* "his counterpart, Mr. Lavrov" */
        }
        at = behind_of(scene, at);
    }
    return NULL;
}

/* "Russian", "U.S." before a noun. */
static bool names_owner(const struct scene *scene, uint32_t at)
{
    const struct mention *mention;
    const struct actor *actor = NULL;

    if (!tree_is_dep(&scene->tree, at, "poss amod compound nmod")) {
        return false;
    }
    mention = party_at(scene, at);
    if (mention != NULL && mention->use == NAME_ADJECTIVE &&
        mention->codes > 0 && scene->document->actors != NULL) {
        actor =
            actors_by_code(scene->document->actors, slice_of(mention->code[0]));
    }
    /* a "European draft" may be anybody's */
    return mention != NULL && (actor == NULL || actor->kind != ACTOR_GROUPING);
}

/* "refused a request [by Oslo]": an active verb has nobody else who acts, so
 * that what a parser hangs on the verb is its object's. */
static uint32_t owner_by_verb(const struct scene *scene, uint32_t at)
{
    const struct tree *tree = &scene->tree;
    uint32_t verb = tree_head(tree, at);
    uint32_t by, behind;

    if (!tree_is_dep(tree, at, "dobj") ||
        tree_child(tree, verb, "auxpass nsubjpass") != TREE_NONE) {
        return TREE_NONE;
    }
    by = scene_child(scene, verb, "prep agent", "by");
    behind = by != TREE_NONE && by > at ? scene_behind(scene, by) : TREE_NONE;
    return behind != TREE_NONE && party_at(scene, behind) != NULL ? behind
                                                                  : TREE_NONE;
}

uint32_t party_owner(const struct scene *scene, uint32_t at)
{
    const struct tree *tree = &scene->tree;
    const struct lexicon *lexicon = scene->coder->lexicon;
    const struct act_frame *const *frame;
    bool event = lexicon_frames(lexicon, scene->low[at], &frame) != 0;
    uint32_t owner = TREE_NONE;

    for (uint32_t c = tree_first_child(tree, at); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        bool border = scene_form_in(scene, at, "border borders frontier") &&
                      scene_form_is(scene, c, "with");
        bool person = scene_form_is(scene, c, "in") &&
                      word_class_has(lexicon_class(scene->coder->lexicon,
                                                   SLICE("@person")),
                                     scene->low[at]);
        bool source = border || person || scene_form_in(scene, c, "by from") ||
                      (!event && scene_form_is(scene, c, "of"));
        uint32_t behind;

        if (names_owner(scene, c) &&
            (owner == TREE_NONE || party_at(scene, c)->codes != 0)) {
            owner = c;
            continue;
        }
        if (owner == TREE_NONE && tree_is_dep(tree, c, "compound nmod")) {
            uint32_t poss = tree_child(tree, c, "poss");

            if (poss != TREE_NONE && names_owner(scene, poss)) {
                owner = poss; /* "[Oslo]'s security demands" */
                continue;
            }
        }
        if (!source || !tree_is_dep(tree, c, "prep agent")) {
            continue;
        }
        behind = scene_behind(scene, c);
        if ((owner == TREE_NONE || border ||
             (person && tree_is_tag(tree, owner, "PRP$"))) &&
            behind != TREE_NONE && party_at(scene, behind) != NULL) {
            owner = behind;
        }
    }
    return owner != TREE_NONE ? owner : owner_by_verb(scene, at);
}

bool party_is_we(const struct scene *scene, uint32_t at)
{
    if (scene_form_in(scene, at, "we i us me ourselves")) {
        return true;
    }
    for (uint32_t c = tree_first_child(&scene->tree, at); c != TREE_NONE;
         c = tree_next_child(&scene->tree, c)) {
        if (tree_is_dep(&scene->tree, c, "poss") &&
            scene_form_in(scene, c, "our my") &&
            word_class_has(
                lexicon_class(scene->coder->lexicon, SLICE("@ourside")),
                scene->low[at])) {
            return true;
        }
    }
    return false;
}

/* "I think [he accepted it]", "[that it will stop], as you know": who has the
 * floor says it himself. */
static bool is_own_quote(const struct scene *scene, long speech)
{
    const struct quote *quote = &scene->quotes->quote[speech];
    const struct quote_site *site = &scene->quotes->site[speech];

    if (!quote->has_speaker) {
        return quote->form == QUOTE_INDIRECT;
    }
    return site->passage == scene->passage &&
           site->source_head != QUOTE_NO_TOKEN &&
           scene_form_in(scene, (uint32_t)site->source_head, "i we");
}

const struct speaker *party_speaker(const struct scene *scene, long speech)
{
    const struct quote *quote;

    if (speech < 0) {
        return scene->has_self ? &scene->self : NULL;
    }
    quote = &scene->quotes->quote[speech];
    if (scene->has_self && is_own_quote(scene, speech)) {
        return &scene->self;
    }
    return quote->has_speaker ? &quote->speaker : NULL;
}

/* "his government", in words that are told: the speaker's own. */
static bool party_is_home(const struct scene *scene, uint32_t at, long speech)
{
    const struct mention *mention = party_at(scene, at);

    if ((mention != NULL && mention->codes > 0) || speech < 0 ||
        !word_class_has(lexicon_class(scene->coder->lexicon, SLICE("@ourside")),
                        scene->low[at])) {
        return false;
    }
    for (uint32_t c = tree_first_child(&scene->tree, at); c != TREE_NONE;
         c = tree_next_child(&scene->tree, c)) {
        if (tree_is_dep(&scene->tree, c, "poss") &&
            scene_form_in(scene, c, "his her its their our my")) {
            return true;
        }
    }
    return false;
}

/* Whether a quote is told in the narrator's words. */
static bool is_told(const struct scene *scene, long speech)
{
    return speech >= 0 && scene->quotes->quote[speech].form != QUOTE_DIRECT;
}

/* A party that a known speaker names: his own side or another one. */
static enum side named_side(const struct scene *scene,
                            const struct mention *mention, long speech)
{
    const struct speaker *speaker = party_speaker(scene, speech);

    if (is_told(scene, speech) &&
        (speaker == NULL || (speaker->of == NULL &&
                             (speaker->role == NULL || speaker->anonymous)))) {
        return SIDE_OWN; /* somebody says of a party what it does */
    }
    for (size_t i = 0;
         speaker != NULL && speaker->of != NULL && i < mention->codes; i++) {
        if (strcmp(mention->code[i], speaker->of) == 0) {
            return SIDE_OWN;
        }
    }
    return SIDE_OTHER;
}

enum side party_side(const struct scene *scene, uint32_t subject, long speech)
{
    const struct mention *mention = party_at(scene, subject);

    if (!scene_is_said(scene, speech)) {
        return mention != NULL ? SIDE_OWN : SIDE_THING;
    }
    if (party_is_we(scene, subject) || party_is_home(scene, subject, speech)) {
        return SIDE_OWN;
    }
    if (scene_form_is(scene, subject, "you") ||
        (mention == NULL && !is_told(scene, speech) &&
         scene_form_is(scene, subject, "they"))) {
        return SIDE_OTHER;
    }
    if (mention == NULL) {
        /* "said it would": a pronoun that nothing was found for */
        return scene_form_in(scene, subject, "it he she they") &&
                       is_told(scene, speech)
                   ? SIDE_OWN
                   : SIDE_THING;
    }
    return named_side(scene, mention, speech);
}

bool parties_have(const struct party_list *list, const char *code)
{
    for (size_t i = 0; code != NULL && i < list->len; i++) {
        if (list->item[i].code != NULL &&
            strcmp(list->item[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

bool parties_hold(const struct party_list *list, const struct party *party)
{
    for (size_t i = 0; list != NULL && i < list->len; i++) {
        const struct party *other = &list->item[i];

        if (party->code != NULL && other->code != NULL
                ? strcmp(party->code, other->code) == 0
                : party->at.start < other->at.end &&
                      other->at.start < party->at.end) {
            return true;
        }
    }
    return false;
}

bool parties_are_ours(const struct scene *scene, const struct party *party)
{
    return slice_starts(slice_cut(scene->document->report->text, party->at),
                        "our ");
}

static void add(struct party_list *list, const char *code, struct span at)
{
    if (list->len < PARTY_MAX && !parties_have(list, code)) {
        list->item[list->len++] = (struct party){code, at};
    }
}

void parties_add_speaker(const struct speaker *speaker, struct party_list *list)
{
    add(list, speaker->of, speaker->at);
}

/* A capital that is visited is a place, but the visit is to its state. */
static void add_mention(const struct mention *mention, struct party_list *list)
{
    bool visited = mention->kind == MENTION_NAME &&
                   (mention->use == NAME_CAPITAL || mention->use == NAME_SEAT);

    for (size_t i = 0; i < mention->codes; i++) {
        add(list, mention->code[i], mention->at);
    }
    if (mention->codes == 0) {
        add(list, visited ? mention->of : NULL, mention->at);
    }
}

/* "the Cypriot and [Turkish] ministers", "the ministers of Fiji and
 * [Tonga]". */
static void add_joined(const struct scene *scene, uint32_t at,
                       struct party_list *list)
{
    const struct tree *tree = &scene->tree;

    for (uint32_t c = tree_first_child(tree, at); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        uint32_t first = c;

        if (scene_form_is(scene, c, "of") && tree_is_dep(tree, c, "prep")) {
            first = scene_behind(scene, c);
        } else if (!tree_is_dep(tree, c, "amod compound poss nmod")) {
            continue;
        }
        for (int i = 0; i < PARTY_MAX && first != TREE_NONE; i++) {
            const struct mention *mention = party_at(scene, first);

            first = tree_child(tree, first, "conj");
            if (mention == NULL || mention->codes == 0) {
                break;
            }
            if (first != TREE_NONE || i > 0) {
                add_mention(mention, list);
            }
        }
    }
}

/* "Russian officials" who are no entry of a table are of Russia. */
static void add_unresolved(const struct scene *scene, uint32_t at,
                           const struct mention *mention,
                           struct party_list *list)
{
    uint32_t owner =
        mention->kind != MENTION_NAME && mention->kind != MENTION_PERSON
            ? party_owner(scene, at)
            : TREE_NONE;
    const struct mention *of =
        owner != TREE_NONE ? party_at(scene, owner) : NULL;

    if (of != NULL && of->codes > 0) {
        add_mention(of, list);
    } else {
        add_mention(mention, list);
    }
}

/* Whether the speaker's own words say better who a pronoun of his side is:
 * "NATO said [it] ...", not "Biden: I think [he] ...". */
static bool is_told_by(const struct scene *scene, uint32_t at,
                       const struct mention *mention,
                       const struct speaker *speaker)
{
    return mention == NULL || mention->codes == 0 || party_is_we(scene, at) ||
           (speaker->of != NULL && speaker != &scene->self);
}

const struct mention *parties_add(const struct scene *scene, uint32_t at,
                                  long speech, struct party_list *list)
{
    const struct mention *first = NULL;
    const struct speaker *speaker = party_speaker(scene, speech);

    for (int i = 0; i < PARTY_MAX && at != TREE_NONE; i++) {
        const struct mention *mention = party_at(scene, at);
        bool named = mention != NULL && mention->kind != MENTION_PRONOUN;

        if (speaker != NULL &&
            (party_is_home(scene, at, speech) ||
             (!named && is_told_by(scene, at, mention, speaker) &&
              party_side(scene, at, speech) == SIDE_OWN))) {
            parties_add_speaker(speaker, list);
        } else if (named) {
            if (mention->codes > 0) {
                add_mention(mention, list);
            }
            if (label_in(mention_kind_name(mention->kind),
                         "office body anonymous")) {
                add_joined(scene, at, list);
            }
            if (mention->codes == 0 && list->len == 0) {
                add_unresolved(scene, at, mention, list);
            }
        } else if (mention != NULL) {
            add_mention(mention, list);
        }
        first = i == 0 ? mention : first;
        at = tree_child(&scene->tree, at, "conj");
    }
    return first;
}
