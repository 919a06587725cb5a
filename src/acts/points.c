#include "acts/points.h"

#include "acts/about.h"
#include "base/mem.h"

#include <stdlib.h>

enum { WHY_WORDS = 60 };

/* What the points of a list are made of. */
struct pointing {
    struct scene *scene;
    const struct point_list *list;
    struct act_list *acts;
    struct act lead; /* a copy: the list of acts grows */
    size_t before;   /* acts that were there */
};

static bool is_ask(const struct act *act)
{
    return label_in(act->type, "demand request offer") && !act->flags.negated &&
           !act->flags.hypothetical;
}

bool points_follow(const struct scene *scene, uint32_t at)
{
    for (size_t i = 0; scene->points != NULL && i < scene->points->len; i++) {
        const struct point_list *list = &scene->points->item[i];

        if (list->passage == scene->passage && list->colon &&
            at >= list->lead.start && at < list->lead.end) {
            return true;
        }
    }
    return false;
}

static struct span lead_bytes(const struct scene *scene,
                              const struct point_list *list)
{
    return document_span(scene->document, list->passage, list->lead.start,
                         list->lead.end);
}

static struct span point_bytes(const struct scene *scene,
                               const struct point *point)
{
    return document_span(scene->document, point->passage, point->token.start,
                         point->token.end);
}

/* Whether a lemma of a class stands among the tokens. */
static bool tells(const struct scene *scene, struct span token,
                  const char *class)
{
    for (size_t i = token.start; i < token.end; i++) {
        if (scene_is_of(scene, (uint32_t)i, class)) {
            return true;
        }
    }
    return false;
}

/* The tokens of the scene's passage that an act's words are. */
static struct span tokens_of(const struct scene *scene, struct span bytes)
{
    size_t offset = scene->document->offset[scene->passage];
    struct span token = {0, 0};

    for (size_t i = 0; i < scene->doc->len; i++) {
        size_t start = offset + scene->doc->token[i].start;

        if (start >= bytes.start && start < bytes.end) {
            token.start = token.end == 0 ? i : token.start;
            token.end = i + 1;
        }
    }
    return token;
}

/* The passage that holds a place of the text. */
static size_t passage_at(const struct document *document, size_t byte)
{
    size_t p = 0;

    while (p + 1 < document->count && document->offset[p + 1] <= byte) {
        p++;
    }
    return p;
}

/* Whether an act tables a text: its words name a paper. */
static bool names_paper(struct scene *scene, const struct act *act)
{
    scene_open(scene, passage_at(scene->document, act->text.start));
    return tells(scene, tokens_of(scene, act->text), "@tabled");
}

/* Whether an act leads up to the list: no other verb stands between them, and
 * the list is not the means ("seek peace by: ..."). */
static bool leads_up(struct scene *scene, const struct point_list *list,
                     const struct act *act)
{
    uint32_t last = (uint32_t)list->lead.end - 1;
    struct span own;

    scene_open(scene, list->passage);
    own = tokens_of(scene, act->text);
    for (size_t i = own.end; i < list->lead.end; i++) {
        if (tree_is_pos(&scene->tree, (uint32_t)i, "VERB")) {
            return false;
        }
    }
    return !scene_form_in(scene, last, "by through with as in via");
}

/* The act that the list tells the points of; acts->len: none. */
static size_t find_lead(const struct pointing *pointing)
{
    const struct point_list *list = pointing->list;
    struct scene *scene = pointing->scene;
    size_t first = point_bytes(scene, &list->point[0]).start;
    struct span lead =
        list->treaty ? (struct span){0, first} : lead_bytes(scene, list);
    size_t found = pointing->acts->len;

    for (size_t i = 0; i < pointing->acts->len; i++) {
        const struct act *act = &pointing->acts->item[i];

        if (is_ask(act) && act->text.start >= lead.start &&
            act->text.start < lead.end &&
            (found == pointing->acts->len ||
             act->text.start > pointing->acts->item[found].text.start) &&
            (list->treaty ? names_paper(scene, act)
                          : leads_up(scene, list, act))) {
            found = i;
        }
    }
    return found;
}

/* The verb that the point's words hang on, else its first word. */
static uint32_t head_of(const struct scene *scene, struct span token)
{
    for (uint32_t i = (uint32_t)token.start; i < token.end; i++) {
        uint32_t head = tree_head(&scene->tree, i);

        if (tree_is_pos(&scene->tree, i, "VERB AUX NOUN") &&
            (head == TREE_NONE || head < token.start || head >= token.end)) {
            return i;
        }
    }
    return (uint32_t)token.start;
}

/* The subject of the first clause with "shall" in the tokens. */
static uint32_t who_shall(const struct scene *scene, struct span token)
{
    for (size_t i = token.start; i < token.end; i++) {
        uint32_t verb = (uint32_t)i;

        if (!scene_form_is(scene, verb, "shall")) {
            continue;
        }
        if (tree_head(&scene->tree, verb) != TREE_NONE) {
            verb = tree_head(&scene->tree, verb); /* "Japan shall:" has none */
        }
        if (clause_subject_of(scene, verb) != TREE_NONE) {
            return clause_subject_of(scene, verb);
        }
    }
    return TREE_NONE;
}

/* Who shall do what a clause of a draft says: in its words, else as in the
 * nearest clause before it. */
static struct party_list bound_by(struct scene *scene,
                                  const struct point_list *list,
                                  const struct point *point)
{
    struct party_list parties = {0};
    struct span token = {0, point->token.end};

    for (size_t p = point->passage + 1; p > list->passage; p--) {
        uint32_t subject = TREE_NONE;

        scene_open(scene, p - 1);
        token.end =
            p - 1 == point->passage ? point->token.end : scene->doc->len;
        for (size_t i = token.end; i > 0 && subject == TREE_NONE; i--) {
            subject = who_shall(scene, (struct span){i - 1, i});
        }
        if (subject != TREE_NONE) {
            (void)parties_add(scene, subject, -1, &parties);
            break;
        }
    }
    scene_open(scene, point->passage);
    return parties;
}

/* "that [the government] lift the siege": the subject of the point. */
static struct party_list asked_in(const struct scene *scene,
                                  const struct point *point, long speech)
{
    struct party_list parties = {0};
    uint32_t head = head_of(scene, point->token);
    uint32_t subject = tree_is_pos(&scene->tree, head, "VERB AUX")
                           ? tree_child(&scene->tree, head, "nsubj nsubjpass")
                           : TREE_NONE;

    if (subject != TREE_NONE && subject >= point->token.start) {
        (void)parties_add(scene, subject, speech, &parties);
    }
    return parties;
}

static bool has_party(const struct party *party, size_t parties,
                      const char *code)
{
    for (size_t i = 0; i < parties; i++) {
        if (party[i].code != NULL && strcmp(party[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

/* Those of `list` that have a code and do not act. */
static struct party_list others(const struct party_list *list,
                                const struct act *act)
{
    struct party_list found = {0};

    for (size_t i = 0; i < list->len; i++) {
        const char *code = list->item[i].code;

        if (code != NULL && !has_party(act->actor, act->actors, code)) {
            found.item[found.len++] = list->item[i];
        }
    }
    return found;
}

/* Towards whom: as in the lead, else who is to do it.  A clause of a draft
 * that binds the other side alone is a demand on it. */
static void set_recipients(const struct pointing *pointing,
                           const struct point *point, struct act *act)
{
    struct scene *scene = pointing->scene;
    bool treaty = pointing->list->treaty;
    struct party_list bound = {0};
    struct party_list towards;

    if (treaty) {
        bound = bound_by(scene, pointing->list, point);
    } else if (act->recipients == 0) {
        bound = asked_in(scene, point, act->quote);
    }
    towards = others(&bound, act);
    if (towards.len == 0) {
        return;
    }
    if (treaty && towards.len == bound.len) {
        const struct act_type *type =
            ontology_type(scene->coder->ontology, SLICE("demand"));

        act->type = type->name;
        act->plover = type->plover;
        act->cameo = type->cameo;
    }
    act->recipient = arena_dup(scene->arena, towards.item, towards.len,
                               sizeof *act->recipient);
    act->recipients = towards.len;
}

/* The quote that the words stand in, -1: none. */
static long quote_of(const struct scene *scene, struct span words)
{
    for (size_t i = 0; i < scene->quotes->len; i++) {
        struct span text = scene->quotes->quote[i].text;

        if (text.start <= words.start && words.end <= text.end) {
            return (long)i;
        }
    }
    return -1;
}

static void explain(const struct pointing *pointing, size_t number,
                    struct act *act)
{
    const struct scene *scene = pointing->scene;
    struct whys whys = {.arena = scene->arena};
    struct slice words =
        slice_cut(scene->document->report->text, pointing->lead.text);

    why_add(&whys, "point %zu of %zu of the list behind \"%.*s\"", number,
            pointing->list->points,
            (int)(words.len < WHY_WORDS ? words.len : WHY_WORDS), words.ptr);
    for (size_t i = 0; i < pointing->lead.whys && whys.len < WHY_MAX; i++) {
        whys.item[whys.len++] = pointing->lead.why[i];
    }
    act->why = arena_dup(scene->arena, (const void *)whys.item, whys.len,
                         sizeof *act->why);
    act->whys = whys.len;
}

static void make_point(struct pointing *pointing, size_t number)
{
    struct scene *scene = pointing->scene;
    const struct point *point = &pointing->list->point[number - 1];
    struct act act = pointing->lead;
    struct act_list *acts = pointing->acts;
    struct about about;
    struct span sentence;

    scene_open(scene, point->passage);
    sentence = tree_sentence_span(&scene->tree, (uint32_t)point->token.start);
    sentence.end =
        sentence.end > point->token.end ? sentence.end : point->token.end;
    act.text = point_bytes(scene, point);
    act.sentence = document_span(scene->document, point->passage,
                                 sentence.start, sentence.end);
    act.quote = quote_of(scene, act.text);
    act.flags.conditional = false;
    act.flags.condition = (struct span){0, 0};
    about_find(scene, point->token, head_of(scene, point->token), &about);
    act.issues = about.issues;
    act.issue = arena_dup(scene->arena, about.issue, about.issues + 1,
                          sizeof *act.issue);
    set_recipients(pointing, point, &act);
    explain(pointing, number, &act);
    act.point = (unsigned)number;
    act.points = (unsigned)pointing->list->points;
    MEM_GROW(acts->item, acts->len, acts->cap);
    acts->item[acts->len++] = act;
}

/* "The licence allows trade": what is so, not what is asked for. */
static bool is_statement(struct scene *scene, const struct point *point)
{
    struct tree *tree = &scene->tree;
    uint32_t verb;

    scene_open(scene, point->passage);
    verb = head_of(scene, point->token);
    return tree_is_tag(tree, verb, "VBZ VBP VBD") &&
           tree_child(tree, verb, "nsubj nsubjpass expl") != TREE_NONE &&
           tree_child(tree, verb, "nsubj nsubjpass expl") >=
               point->token.start &&
           !scene_form_is(scene, (uint32_t)point->token.start, "that") &&
           !scene_form_is(scene, verb, "must");
}

/* Half of the points or more are asked for or offered. */
static bool is_asked_for(struct scene *scene, const struct point_list *list)
{
    size_t statements = 0;

    for (size_t i = 0; i < list->points; i++) {
        statements += is_statement(scene, &list->point[i]);
    }
    return statements * 2 < list->points;
}

/* Whether an act of the list's own kind stands in the point and tells it. */
static bool is_told(const struct pointing *pointing, const struct act *act)
{
    const struct act *lead = &pointing->lead;

    return is_ask(act) && act->actors != 0 && lead->actors != 0 &&
           act->actor[0].code != NULL && lead->actor[0].code != NULL &&
           strcmp(act->actor[0].code, lead->actor[0].code) == 0;
}

/* Number the acts that tell a point themselves, take out the others inside of
 * points, and the lead if its points say all. */
static void clear(struct pointing *pointing, size_t lead, bool *told)
{
    struct act_list *acts = pointing->acts;
    bool paper = names_paper(pointing->scene, &pointing->lead);
    size_t kept = 0;

    for (size_t i = 0; i < acts->len; i++) {
        struct act *act = &acts->item[i];
        bool gone = i == lead && !paper;

        for (size_t k = 0; i != lead && k < pointing->list->points; k++) {
            struct span words =
                point_bytes(pointing->scene, &pointing->list->point[k]);

            if (act->text.start < words.start || act->text.start >= words.end) {
                continue;
            }
            gone = told[k] || !is_told(pointing, act);
            if (!gone) {
                told[k] = true;
                act->point = (unsigned)k + 1;
                act->points = (unsigned)pointing->list->points;
            }
        }
        if (!gone) {
            acts->item[kept++] = *act;
        }
    }
    acts->len = kept;
}

/* The lead's words end where its points begin. */
static void cut_lead(const struct pointing *pointing, struct act *lead)
{
    struct span words = lead_bytes(pointing->scene, pointing->list);

    if (!pointing->list->treaty && lead->text.end > words.end &&
        lead->text.start < words.end) {
        lead->text.end = words.end;
    }
}

static void make_list(struct scene *scene, const struct point_list *list,
                      struct act_list *acts)
{
    struct pointing pointing = {.scene = scene, .list = list, .acts = acts};
    size_t lead = find_lead(&pointing);
    bool *told = arena_alloc(scene->arena, list->points, sizeof *told);

    if (lead == acts->len || !is_asked_for(scene, list)) {
        return;
    }
    scene_open(scene, list->passage);
    if (!list->treaty && !list->colon && !tells(scene, list->lead, "@points")) {
        return;
    }
    cut_lead(&pointing, &acts->item[lead]);
    pointing.lead = acts->item[lead];
    clear(&pointing, lead, told);
    for (size_t i = 0; i < list->points; i++) {
        if (!told[i]) {
            make_point(&pointing, i + 1);
        }
    }
}

void points_make(struct scene *scene, const struct point_lists *lists,
                 struct act_list *list)
{
    for (size_t i = 0; i < lists->len; i++) {
        make_list(scene, &lists->item[i], list);
    }
}
