#include "acts/counterpart.h"

#include "acts/parties.h"
#include "acts/why.h"

enum { SIDES_MAX = 24, NEAR_BYTES = 500, WORDS = 60 };

/* A side that the actor of an act faces elsewhere in the report. */
struct facing {
    const struct party *party;
    const struct act *act; /* the nearest one that says so */
    double weight;
    size_t acts;
};

struct vote {
    struct facing side[SIDES_MAX];
    size_t sides;
    double all;
};

static bool is_of_family(const struct scene *scene, const struct act *act,
                         const char *families)
{
    const struct act_type *type =
        ontology_type(scene->coder->ontology, slice_of(act->type));

    return type != NULL && label_in(type->family, families);
}

/* Acts that are done to somebody even if the sentence leaves out to whom. */
static bool is_directed(const struct scene *scene, const struct act *act)
{
    return !label_in(act->type, "deny request accept") &&
           is_of_family(scene, act, "ask give menace yes no later");
}

/* Acts that tell who faces whom: not those that meet or help. */
static bool is_facing(const struct scene *scene, const struct act *act)
{
    return act->recipients != 0 && !act->proposed &&
           !is_of_family(scene, act, "with meet");
}

static bool has(const struct party *party, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++) {
        if (party[i].code != NULL && strcmp(party[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

/* How near two acts stand: 1 side by side, 1/2 a paragraph away. */
static double nearness(const struct act *a, const struct act *b)
{
    size_t gap = a->text.start > b->text.start ? a->text.start - b->text.start
                                               : b->text.start - a->text.start;

    return 1 / (1 + (double)gap / NEAR_BYTES);
}

static void vote_for(struct vote *vote, const struct party *party,
                     const struct act *act, double weight)
{
    for (size_t i = 0; i < vote->sides; i++) {
        struct facing *side = &vote->side[i];

        if (strcmp(side->party->code, party->code) == 0) {
            side->weight += weight;
            side->acts++;
            vote->all += weight;
            return;
        }
    }
    if (vote->sides < SIDES_MAX) {
        vote->side[vote->sides++] = (struct facing){party, act, weight, 1};
        vote->all += weight;
    }
}

/* Let an act that names both ends say whom the actor of `act` faces. */
static void hear(const struct scene *scene, struct vote *vote,
                 const struct act *act, const struct act *told)
{
    const struct party *actor = &act->actor[0];
    const struct party *others = NULL;
    size_t count = 0;

    if (has(told->actor, told->actors, actor->code)) {
        others = told->recipient;
        count = told->recipients;
    } else if (has(told->recipient, told->recipients, actor->code)) {
        others = told->actor;
        count = told->actors;
    }
    for (size_t i = 0; i < count; i++) {
        if (others[i].code != NULL && !parties_are_ours(scene, &others[i]) &&
            !has(act->actor, act->actors, others[i].code)) {
            vote_for(vote, &others[i], told, nearness(act, told));
        }
    }
}

static const struct facing *winner(const struct vote *vote)
{
    const struct facing *best = NULL;

    for (size_t i = 0; i < vote->sides; i++) {
        if (best == NULL || vote->side[i].weight > best->weight) {
            best = &vote->side[i];
        }
    }
    return best != NULL && best->acts > 1 && best->weight * 2 > vote->all
               ? best
               : NULL;
}

/* Give the act these recipients and say why. */
static void give(const struct scene *scene, struct act *act,
                 const struct party *party, size_t parties, const char *how,
                 const struct act *told)
{
    struct whys whys = {.arena = scene->arena};
    struct slice words = slice_cut(scene->document->report->text, told->text);

    for (size_t i = 0; i < act->whys; i++) {
        whys.item[whys.len++] = act->why[i];
    }
    why_add(&whys, "recipient: by context -> %s, %s \"%.*s\"", party->code, how,
            (int)(words.len < WORDS ? words.len : WORDS), words.ptr);
    act->why = arena_dup(scene->arena, (const void *)whys.item, whys.len,
                         sizeof *act->why);
    act->whys = whys.len;
    act->recipient =
        arena_dup(scene->arena, party, parties, sizeof *act->recipient);
    act->recipients = parties;
}

/* "told Oslo that it would not sign, but [offered] talks": what the same side
 * does in the same sentence is done to the same. */
static bool carry_over(const struct scene *scene, struct act *act,
                       const struct act *last)
{
    if (last->recipients == 0 || last->recipient[0].code == NULL ||
        last->sentence.start != act->sentence.start || last->actors != 1 ||
        act->actors != 1 || last->actor[0].code == NULL ||
        strcmp(last->actor[0].code, act->actor[0].code) != 0) {
        return false;
    }
    give(scene, act, last->recipient, last->recipients, "as in", last);
    return true;
}

/* Acts that are mostly meant for whoever was told of just before, by how the
 * two hang together. */
static bool is_meant(const struct act *act, const struct act *told, bool same,
                     bool hit)
{
    if (same) { /* "rejected Oslo's plan and [vowed] to ..." */
        return label_in(act->type, "accept accuse concede defer offer reject "
                                   "request threat warning");
    }
    if (hit) { /* "Oslo accused Riga; Riga [denied] it" */
        return !label_in(act->type, "accept attack");
    }
    return told->recipients == 0 && /* "Oslo proposed talks; Riga [agreed]" */
           label_in(told->type, "demand request offer counter accuse threat") &&
           label_in(act->type, "accept accept-in-part deny");
}

/* Whom an act is meant for by one that was told just before; the number of
 * parties. */
static size_t before(const struct act *act, const struct act *told,
                     const struct party **party, const char **how)
{
    const char *actor = act->actor[0].code;
    bool same = has(told->actor, told->actors, actor);
    bool hit = has(told->recipient, told->recipients, actor);

    if (told->actors == 0 || told->actor[0].code == NULL ||
        !is_meant(act, told, same, hit)) {
        return 0;
    }
    if (!same) {
        *party = told->actor;
        *how = hit ? "who did" : "whom it answers in";
        return told->actors;
    }
    *party = told->recipient;
    *how = "as in";
    return told->recipients != 0 && told->recipient[0].code != NULL &&
                   !has(act->actor, act->actors, told->recipient[0].code)
               ? told->recipients
               : 0;
}

/* Whether a paragraph ends between two bytes of the report. */
static bool parts_paragraphs(const struct scene *scene, size_t from, size_t to)
{
    const struct report *report = scene->document->report;

    for (size_t i = 0; i < report->paragraphs; i++) {
        size_t end = report->paragraph[i].at.end;

        if (end >= from && end <= to) {
            return true;
        }
    }
    return false;
}

/* Look back from an act, a few sentences at most: of the same actor's acts the
 * last one counts. */
static void look_back(const struct scene *scene, struct act_list *list,
                      size_t at)
{
    struct act *act = &list->item[at];

    for (size_t i = at; i-- > 0;) {
        const struct act *told = &list->item[i];
        const struct party *party;
        const char *how;
        size_t parties;

        if (told->text.end > act->text.start ||
            act->text.start - told->text.end > NEAR_BYTES ||
            parts_paragraphs(scene, told->text.end, act->text.start)) {
            return;
        }
        parties = before(act, told, &party, &how);
        if (parties != 0) {
            give(scene, act, party, parties, how, told);
        }
        if (parties != 0 ||
            has(told->actor, told->actors, act->actor[0].code)) {
            return;
        }
    }
}

static bool needs_other(const struct scene *scene, const struct act *act)
{
    return act->recipients == 0 && act->actors != 0 &&
           act->actor[0].code != NULL && is_directed(scene, act);
}

/* Whether the rest of the report may tell whom an act is meant for.  Who
 * speaks for a house himself goes from one matter to the next: there only a
 * threat is meant for whom he faces. */
static bool is_told_by_rest(const struct scene *scene, const struct act *act)
{
    return scene->document->home == NULL || is_of_family(scene, act, "menace");
}

void counterparts_find(const struct scene *scene, struct act_list *list)
{
    const struct facing **found =
        arena_alloc(scene->arena, list->len, sizeof(void *));

    for (size_t i = 1; i < list->len; i++) {
        if (needs_other(scene, &list->item[i])) {
            (void)carry_over(scene, &list->item[i], &list->item[i - 1]);
        }
    }
    for (size_t i = 0; i < list->len; i++) {
        struct vote *vote = arena_alloc(scene->arena, 1, sizeof *vote);
        const struct act *act = &list->item[i];

        if (!needs_other(scene, act) || !is_told_by_rest(scene, act)) {
            continue;
        }
        for (size_t k = 0; k < list->len; k++) {
            if (is_facing(scene, &list->item[k])) {
                hear(scene, vote, act, &list->item[k]);
            }
        }
        found[i] = winner(vote);
    }
    for (size_t i = 0; i < list->len; i++) {
        if (found[i] != NULL) {
            give(scene, &list->item[i], found[i]->party, 1, "whom it faces in",
                 found[i]->act);
        }
    }
    for (size_t i = 0; i < list->len; i++) {
        struct act *act = &list->item[i];

        if (act->recipients == 0 && act->actors != 0 &&
            act->actor[0].code != NULL && is_told_by_rest(scene, act) &&
            !label_in(act->type, "state meet protest")) {
            look_back(scene, list, i);
        }
    }
}
