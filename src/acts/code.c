#include "acts/code.h"

#include "acts/about.h"
#include "acts/acts.h"
#include "acts/certainty.h"
#include "acts/counterpart.h"
#include "acts/home.h"
#include "acts/judged.h"
#include "acts/points.h"
#include "acts/recall.h"
#include "acts/sensed.h"
#include "acts/voice.h"
#include "base/mem.h"
#include "lore/cues.h"
#include "sense/reader.h"

#include <stdlib.h>

bool coder_open(struct coder **coder, const char *data_dir,
                const struct actors *actors, struct err *err)
{
    return coder_open_texts(coder, data_dir, actors, NULL, 0, err);
}

bool coder_open_texts(struct coder **coder, const char *data_dir,
                      const struct actors *actors,
                      const struct codebook_text *text, size_t texts,
                      struct err *err)
{
    struct coder *made = mem_alloc(1, sizeof *made);

    made->actors = actors;
    if (!ontology_open(&made->ontology, data_dir, err) ||
        !lexicon_open_texts(&made->lexicon, data_dir, made->ontology, text,
                            texts, err) ||
        !issues_open_texts(&made->issues, data_dir, text, texts, err) ||
        !cues_open(&made->cues, data_dir, err) ||
        !when_words_open(&made->dates, data_dir, err) ||
        !certainty_open(&made->certainty, data_dir, err)) {
        coder_free(made);
        *coder = NULL;
        return false;
    }
    *coder = made;
    return true;
}

void coder_compare(struct coder *coder, const struct reader *reader)
{
    const struct slice *example;
    size_t examples;

    example = issues_examples(coder->issues, &examples, &coder->own_examples);
    coder->near = reader_nearness(reader, example, examples);
}

void coder_free(struct coder *coder)
{
    if (coder == NULL) {
        return;
    }
    nearness_free(coder->near);
    lexicon_free(coder->lexicon);
    issues_free(coder->issues);
    cues_free(coder->cues);
    when_words_free(coder->dates);
    certainty_free(coder->certainty);
    ontology_free(coder->ontology);
    free(coder);
}

static int by_place(const void *a, const void *b)
{
    const struct act *left = a;
    const struct act *right = b;

    if (left->text.start != right->text.start) {
        return left->text.start < right->text.start ? -1 : 1;
    }
    if (left->text.end != right->text.end) {
        return left->text.end < right->text.end ? -1 : 1;
    }
    return strcmp(left->type, right->type);
}

static void find_in_passage(struct scene *scene, size_t passage,
                            struct act_list *list)
{
    struct act_drafts drafts;

    scene_open(scene, passage);
    voice_of_passage(scene);
    recall_read(scene);
    if (scene->mute) {
        return;
    }
    scene->judged = judged_read(scene);
    act_drafts_find(scene, &drafts);
    for (size_t i = 0; i < drafts.len; i++) {
        if (!drafts.item[i].dropped) {
            (void)act_make(scene, &drafts.item[i], list);
        }
    }
}

/* The dates of all passages, in the order in which they are read: "the
 * following day" follows what went before. */
static void find_dates(struct scene *scene)
{
    const struct document *document = scene->document;
    struct when_setting setting = {.ref = document->date};
    struct timexes *when =
        arena_alloc(scene->arena, document->count, sizeof *when);

    for (size_t p = 0; p < document->count; p++) {
        when[p] = timex_find(scene->coder->dates, &document->doc[p], &setting,
                             scene->arena);
    }
    scene->when = when;
}

/* Headlines come last: they speak of what the text explains. */
static void find_acts(struct scene *scene, struct act_list *list)
{
    voice_of_document(scene);
    find_dates(scene);
    for (int round = 0; round < 2; round++) {
        for (size_t p = 0; p < scene->document->count; p++) {
            bool title = document_kind(scene->document, p) == PARAGRAPH_TITLE;

            if (title == (round == 1)) {
                find_in_passage(scene, p, list);
            }
        }
    }
}

void coding_make(const struct coder *coder, const struct document *document,
                 struct arena *arena, struct coding *coding)
{
    struct document own = *document;
    struct mentions mentions;
    struct quotes quotes;
    struct point_lists lists;
    struct act_list list = {0};
    struct scene scene = {.coder = coder,
                          .document = &own,
                          .mentions = &mentions,
                          .quotes = &quotes,
                          .points = &lists,
                          .arena = arena};

    own.actors = coder->actors;
    own.cues = coder->cues;
    own.home = home_find(coder->lexicon, &own);
    mentions_find(&mentions, &own, arena);
    sensed_read(&own, &mentions, arena);
    quotes_find(&quotes, &own, &mentions, QUOTES_SAID, arena);
    point_lists_find(&scene, &lists);
    find_acts(&scene, &list);
    points_make(&scene, &lists, &list);
    acts_answered(&scene, &list);
    counterparts_find(&scene, &list);
    acts_fold(&own, &list);
    if (list.len != 0) {
        qsort(list.item, list.len, sizeof *list.item, by_place);
    }
    *coding = (struct coding){
        .quote = quotes.quote,
        .quotes = quotes.len,
        .act = arena_dup(arena, list.item, list.len, sizeof *list.item),
        .acts = list.len};
    free(list.item);
}

/* A given span as a party without a code. */
static struct mention given(const struct analysis *analysis, struct span at)
{
    struct mention mention = {.kind = MENTION_NAME, .at = at};
    bool found = false;

    for (size_t i = 0; i < analysis->len; i++) {
        const struct token *token = &analysis->token[i];

        if (token->end > at.start && token->start < at.end) {
            mention.token.start = found ? mention.token.start : i;
            mention.token.end = i + 1;
            mention.head = i;
            found = true;
        }
    }
    return mention;
}

static bool touches(const struct party *party, size_t count, struct span at)
{
    for (size_t i = 0; i < count; i++) {
        if (party[i].at.start < at.end && party[i].at.end > at.start) {
            return true;
        }
    }
    return false;
}

/* How well an act is the one between the two spans. */
static double pair_score(const struct act *act, struct span source,
                         struct span target)
{
    double score = act->confidence;

    score += touches(act->actor, act->actors, source) ? 2 : 0;
    score += touches(act->recipient, act->recipients, target) ? 1 : 0;
    score += !span_empty(target) && act->text.start < target.end &&
                     act->text.end > target.start
                 ? .5
                 : 0;
    score -= touches(act->actor, act->actors, target) &&
                     !touches(act->actor, act->actors, source)
                 ? 1
                 : 0;
    return score;
}

bool coding_pair(const struct coder *coder, const struct analysis *analysis,
                 struct span source, struct span target, struct arena *arena,
                 struct act *act)
{
    struct paragraph paragraph = {PARAGRAPH_BODY, {0, analysis->text.len}};
    struct report report = {
        .text = analysis->text, .paragraph = &paragraph, .paragraphs = 1};
    struct document document;
    struct mentions mentions;
    struct quotes quotes;
    struct act_list list = {0};
    struct scene scene = {.coder = coder,
                          .document = &document,
                          .mentions = &mentions,
                          .quotes = &quotes,
                          .arena = arena};
    double best = 0;

    *act = (struct act){.quote = -1};
    document_make(&document, &report, analysis, arena);
    document.actors = coder->actors;
    document.cues = coder->cues;
    mentions_find(&mentions, &document, arena);
    quotes_find(&quotes, &document, &mentions, QUOTES_SAID, arena);
    if (!span_empty(source)) {
        scene.force[scene.forced++] = given(analysis, source);
    }
    if (!span_empty(target)) {
        scene.force[scene.forced++] = given(analysis, target);
    }
    find_acts(&scene, &list);
    for (size_t i = 0; i < list.len; i++) {
        double score = pair_score(&list.item[i], source, target);

        if (score > best) {
            best = score;
            *act = list.item[i];
        }
    }
    free(list.item);
    return best > 0;
}

/* The type that stands for a root where rules found none. */
static const struct act_type *type_of_root(const struct coder *coder,
                                           const char *root)
{
    const struct act_type *type;
    size_t types = ontology_types(coder->ontology, &type);

    for (size_t i = 0; i < types; i++) {
        if (type[i].plover != NULL && strcmp(type[i].plover, root) == 0) {
            return &type[i];
        }
    }
    return NULL;
}

bool coding_pair_read(const struct coder *coder, const struct pair_asked *asked,
                      struct arena *arena, struct act *act)
{
    const struct reader *reader = asked->reader;
    bool found = coding_pair(coder, asked->analysis, asked->source,
                             asked->target, arena, act);
    const struct act_type *type;
    struct reader_pair pair;
    const char *root;
    size_t best = 0;

    if (reader == NULL || !reader_pairs(reader)) {
        return found;
    }
    reader_pair(reader, asked->bench, asked->analysis->text, asked->source,
                asked->target, &pair);
    for (size_t i = 1; i < READER_ROOTS; i++) {
        best = pair.root[i] > pair.root[best] ? i : best;
    }
    root = ontology_root(coder->ontology, slice_of(reader_root(reader, best)));
    type = root != NULL ? type_of_root(coder, root) : NULL;
    if (root == NULL) {
        return found;
    }
    if (act->type == NULL || act->plover == NULL ||
        strcmp(act->plover, root) != 0) {
        act->type = type != NULL ? type->name : act->type;
    }
    act->plover = root;
    act->confidence = (double)pair.root[best];
    return true;
}

size_t coding_issues(const struct coder *coder, const struct analysis *analysis,
                     struct span predicate, struct arena *arena,
                     const char ***issue)
{
    struct paragraph paragraph = {PARAGRAPH_BODY, {0, analysis->text.len}};
    struct report report = {
        .text = analysis->text, .paragraph = &paragraph, .paragraphs = 1};
    struct document document;
    struct quotes quotes = {0};
    struct scene scene = {.coder = coder,
                          .document = &document,
                          .quotes = &quotes,
                          .arena = arena};
    struct about about;
    size_t at = 0;

    if (analysis->len == 0) {
        return 0;
    }
    document_make(&document, &report, analysis, arena);
    scene_open(&scene, 0);
    while (at + 1 < analysis->len &&
           analysis->token[at].end <= predicate.start) {
        at++;
    }
    about_find(&scene, (struct span){at, at + 1}, (uint32_t)at, &about);
    *issue = arena_dup(arena, about.issue, about.issues + 1, sizeof **issue);
    return about.issues;
}

int coder_quad(const struct coder *coder, const char *plover)
{
    return plover != NULL ? ontology_quad(coder->ontology, plover) : 0;
}
