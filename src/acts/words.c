#include "acts/words.h"

static void widen(struct span *span, struct span by)
{
    span->start = by.start < span->start ? by.start : span->start;
    span->end = by.end > span->end ? by.end : span->end;
}

/* The tokens below `at`, without a clause of its own that is joined behind:
 * "offered its port, [and both agreed]". */
static struct span own_tokens(const struct scene *scene, uint32_t at,
                              uint32_t predicate)
{
    const struct tree *tree = &scene->tree;
    struct span all = tree_subtree(tree, at);

    for (uint32_t i = at + 1; i < all.end; i++) {
        if (scene_form_is(scene, i, ";")) {
            all.end = i;
            return all;
        }
        if (tree_is_dep(tree, i, "conj") && tree_is_pos(tree, i, "VERB AUX") &&
            tree_is_under(tree, i, at) &&
            (tree_child(tree, i, "nsubj nsubjpass") != TREE_NONE ||
             tree_head(tree, i) == predicate)) {
            uint32_t head = tree_head(tree, i);
            struct span joined = tree_subtree(tree, i);

            all.end = joined.start > at + 1 ? joined.start : all.end;
            if (head != TREE_NONE && all.end > 1 &&
                tree_is_dep(tree, (uint32_t)all.end - 1, "cc")) {
                all.end--;
            }
            return all;
        }
    }
    return all;
}

/* Objects and clauses behind a word belong to what it says; phrases only
 * where a modal verb alone makes the act ("will not come to the table").
 * The one that leads to `but` adds its own. */
static void add_complements(const struct scene *scene,
                            const struct candidate *candidate, uint32_t at,
                            uint32_t but, struct span *words)
{
    const struct tree *tree = &scene->tree;
    bool phrases = candidate->frame->kind == FRAME_MODAL;
    uint32_t predicate = candidate->predicate;

    for (uint32_t c = tree_first_child(tree, at); c != TREE_NONE;
         c = tree_next_child(tree, c)) {
        if (c > at && (but == TREE_NONE || !tree_is_under(tree, but, c)) &&
            (tree_is_dep(tree, c,
                         "prt dobj xcomp ccomp acomp attr oprd dative agent") ||
             (phrases && tree_is_dep(tree, c, "prep advmod")))) {
            widen(words, own_tokens(scene, c, predicate));
        }
    }
}

static void add_fillers(const struct scene *scene,
                        const struct candidate *candidate, struct span *words)
{
    for (size_t i = 0; i < candidate->frame->slots; i++) {
        uint32_t at = candidate->filler[i];
        struct span tokens;

        if (at == TREE_NONE ||
            (at < words->start && candidate->from != ACTOR_SPEAKER)) {
            continue;
        }
        if (tree_is_dep(&scene->tree, at, "pobj pcomp")) {
            at = tree_head(&scene->tree, at); /* with its preposition */
        }
        tokens = own_tokens(scene, at, candidate->predicate);
        if (at > words->start && tokens.start < words->start) {
            tokens.start = words->start; /* a condition put in front */
        }
        widen(words, tokens);
    }
}

/* A mark or dash that is left without its other one. */
static void close_marks(const struct scene *scene, struct span *words)
{
    size_t dash = 0;
    size_t dashes = 0;
    int open = 0;

    for (size_t i = words->start; i < words->end; i++) {
        if (scene_form_in(scene, (uint32_t)i, "– —")) {
            dash = i;
            dashes++;
        }
        open += scene_form_is(scene, (uint32_t)i, "“");
        open -= scene_form_is(scene, (uint32_t)i, "”");
    }
    if (dashes == 1 && dash > words->start + 2) {
        words->end = dash;
        return;
    }
    for (size_t i = words->end;
         open > 0 && i < words->end + 3 && i < scene->doc->len; i++) {
        if (scene_form_is(scene, (uint32_t)i, "”")) {
            words->end = i + 1;
            return;
        }
    }
}

static void trim(const struct scene *scene, struct span *words)
{
    while (words->end > words->start + 1 &&
           tree_is_pos(&scene->tree, (uint32_t)words->end - 1, "PUNCT SPACE") &&
           !scene_form_in(scene, (uint32_t)words->end - 1, "” \" »")) {
        words->end--;
    }
    while (words->start + 1 < words->end &&
           tree_is_pos(&scene->tree, (uint32_t)words->start, "PUNCT SPACE") &&
           !scene_form_in(scene, (uint32_t)words->start, "“ \" «")) {
        words->start++;
    }
}

/* "[Kenya will stop the trains], its minister threatened": the clause. */
static uint32_t clause_before(const struct candidate *candidate)
{
    for (size_t i = 0; i < candidate->frame->slots; i++) {
        if (candidate->frame->slot[i].way[0].kind == WAY_QUOTED &&
            candidate->filler[i] != TREE_NONE &&
            candidate->filler[i] < candidate->predicate) {
            return candidate->filler[i];
        }
    }
    return TREE_NONE;
}

struct span words_of_act(const struct scene *scene,
                         const struct candidate *candidate)
{
    const struct tree *tree = &scene->tree;
    uint32_t verb = candidate->clause.verb;
    uint32_t before = clause_before(candidate);
    struct span words = {candidate->predicate, candidate->predicate + 1U};

    if (before != TREE_NONE) {
        words = tree_subtree(tree, before);
        trim(scene, &words);
        return words;
    }
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
    add_complements(scene, candidate, candidate->predicate, TREE_NONE, &words);
    if (verb != candidate->predicate && candidate->light == TREE_NONE) {
        add_complements(scene, candidate, verb, candidate->predicate, &words);
    }
    add_fillers(scene, candidate, &words);
    if (candidate->from == ACTOR_OWNER) {
        widen(&words, (struct span){candidate->actor, candidate->actor + 1U});
    }
    trim(scene, &words);
    close_marks(scene, &words);
    trim(scene, &words);
    return words;
}
