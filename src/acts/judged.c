#include "acts/judged.h"

#include "acts/someone.h"

enum { RUNS = 16 };

#define OF_PARTY .04 /* a word with less is no part of a party */

const struct judged *judged_read(const struct scene *scene)
{
    const struct document *document = scene->document;
    const struct sensed *read = document->sensed;
    struct judged *judged;

    if (read == NULL || read[scene->passage].word == NULL) {
        return NULL;
    }
    judged = arena_alloc(scene->arena, 1, sizeof *judged);
    judged->read = &read[scene->passage];
    for (size_t t = 1; t < READER_TYPES; t++) {
        const char *name = reader_type(document->reader, t);

        judged->type[t] =
            name != NULL ? ontology_type(scene->coder->ontology, slice_of(name))
                         : NULL;
    }
    return judged;
}

static const struct sensed_word *word_at(const struct scene *scene, uint32_t at)
{
    return scene->judged != NULL && at != TREE_NONE &&
                   scene->judged->read->word[at].type != NULL
               ? &scene->judged->read->word[at]
               : NULL;
}

double judged_act(const struct scene *scene, uint32_t at)
{
    const struct sensed_word *word = word_at(scene, at);

    return word != NULL ? 1 - (double)word->type[0] : 0;
}

const struct act_type *judged_type(const struct scene *scene, uint32_t at,
                                   double *share)
{
    const struct sensed_word *word = word_at(scene, at);
    const struct judged *judged = scene->judged;
    size_t best = 0;

    *share = 0;
    for (size_t t = 1; word != NULL && t < judged->read->types; t++) {
        if (judged->type[t] != NULL &&
            (best == 0 || word->type[t] > word->type[best])) {
            best = t;
        }
    }
    if (best == 0) {
        return NULL;
    }
    *share = (double)word->type[best] / (1 - (double)word->type[0] + 1e-6);
    return judged->type[best];
}

double judged_flag(const struct scene *scene, uint32_t at,
                   enum reader_flag flag)
{
    const struct sensed_word *word = word_at(scene, at);

    return word != NULL && word->flag != NULL ? (double)word->flag[flag] : -1;
}

static double role_at(const struct sensed_word *word, enum reader_role role,
                      size_t at)
{
    return at >= word->unit.start && at < word->unit.end
               ? (double)word->role[role][at - word->unit.start]
               : 0;
}

double judged_role(const struct scene *scene, uint32_t at,
                   enum reader_role role, struct span tokens)
{
    const struct sensed_word *word = word_at(scene, at);
    double share = 0;

    if (word == NULL || word->role[role] == NULL) {
        return 0;
    }
    for (size_t i = tokens.start; i < tokens.end; i++) {
        share += role_at(word, role, i);
    }
    return share;
}

/* Words side by side that are one party. */
struct run {
    struct span tokens;
    double share;
};

static bool is_part(const struct scene *scene, const struct sensed_word *word,
                    enum reader_role role, size_t at)
{
    return at < word->unit.end && role_at(word, role, at) >= OF_PARTY &&
           !tree_is_pos(&scene->tree, (uint32_t)at, "PUNCT SPACE CCONJ");
}

static size_t find_runs(const struct scene *scene,
                        const struct sensed_word *word, enum reader_role role,
                        double least, struct run *run)
{
    size_t runs = 0;

    for (size_t i = word->unit.start; i < word->unit.end && runs < RUNS; i++) {
        struct run now = {{i, i}, 0};

        while (is_part(scene, word, role, now.tokens.end)) {
            now.share += role_at(word, role, now.tokens.end++);
        }
        if (now.share >= least) {
            run[runs++] = now;
        }
        i = now.tokens.end > i ? now.tokens.end - 1 : i;
    }
    return runs;
}

static void sort_runs(struct run *run, size_t runs)
{
    for (size_t i = 1; i < runs; i++) {
        struct run now = run[i];
        size_t k = i;

        for (; k > 0 && run[k - 1].share < now.share; k--) {
            run[k] = run[k - 1];
        }
        run[k] = now;
    }
}

/* Who a run of words names: its last word that can stand for somebody, or the
 * noun of its article; TREE_NONE: nobody.  Whoever acts may be any noun. */
static uint32_t who_is_named(const struct scene *scene, struct span tokens,
                             enum reader_role role)
{
    for (size_t i = tokens.end; i-- > tokens.start;) {
        if (someone_at(scene, (uint32_t)i)) {
            return (uint32_t)i;
        }
    }
    for (size_t i = tokens.end; i-- > tokens.start;) {
        uint32_t head = tree_head(&scene->tree, (uint32_t)i);

        if (role == READER_ACTOR &&
            tree_is_pos(&scene->tree, (uint32_t)i, "NOUN PRON NUM")) {
            return (uint32_t)i;
        }
        if (tree_is_dep(&scene->tree, (uint32_t)i, "det amod") &&
            someone_at(scene, head)) {
            return head;
        }
    }
    return TREE_NONE;
}

/* Whether one of the first party's list is joined to the run by "and". */
static bool is_joined(const struct scene *scene, uint32_t a, uint32_t b)
{
    return someone_first(scene, a) == someone_first(scene, b);
}

const struct mention *judged_parties(const struct scene *scene, uint32_t at,
                                     enum reader_role role,
                                     const struct judged_least *least,
                                     const struct party_list *but,
                                     struct party_list *list)
{
    const struct sensed_word *word = word_at(scene, at);
    const struct mention *first = NULL;
    struct run run[RUNS];
    size_t runs;
    uint32_t head = TREE_NONE;

    if (word == NULL || word->role[role] == NULL) {
        return NULL;
    }
    runs = find_runs(scene, word, role, least->share, run);
    sort_runs(run, runs);
    for (size_t i = 0; i < runs; i++) {
        uint32_t who = who_is_named(scene, run[i].tokens, role);
        struct party_list found = {0};
        const struct mention *mention;

        if (who == TREE_NONE || (head != TREE_NONE && !least->apart &&
                                 !is_joined(scene, who, head))) {
            continue;
        }
        mention = someone_add(scene, someone_first(scene, who), &found);
        for (size_t k = 0; k < found.len && list->len < PARTY_MAX; k++) {
            if (parties_hold(but, &found.item[k]) ||
                parties_hold(list, &found.item[k])) {
                continue;
            }
            first = list->len == 0 ? mention : first;
            list->item[list->len++] = found.item[k];
            head = who;
        }
    }
    return first;
}
