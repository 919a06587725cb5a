#include "acts/about.h"

#include "sense/nearness.h"

/* What a pattern counts that stands in the act's own words, elsewhere in its
 * sentence, in a sentence before it; an issue goes with the best one if it
 * has so many hundredths of its score. */
enum { OWN = 5, SAME = 2, BEFORE = 1, NEAR = 34 };

struct weighing {
    struct issue_hit hit[ISSUE_MAX]; /* hits: the weight so far */
    size_t hits;
};

/* The issues of the words of some tokens; hyphens are none, as in the table. */
static size_t read_words(const struct scene *scene, struct span token,
                         struct issue_hit hit[ISSUE_MAX])
{
    struct issue_word *word =
        arena_alloc(scene->arena, token.end - token.start + 1, sizeof *word);
    size_t words = 0;

    for (size_t i = token.start; i < token.end; i++) {
        if (!slice_is(scene->form[i], "-") && !scene->doc->token[i].is_space) {
            word[words++] = (struct issue_word){scene->form[i], scene->low[i]};
        }
    }
    return issues_match(scene->coder->issues, word, words, hit);
}

/* Add to an issue's weight; one that is not there yet is taken up only if
 * `fresh`. */
static void add(struct weighing *weighing, const char *issue, size_t weight,
                bool fresh)
{
    size_t at = 0;

    while (at < weighing->hits && weighing->hit[at].issue != issue) {
        at++;
    }
    if (at == weighing->hits && fresh) {
        weighing->hit[weighing->hits++] = (struct issue_hit){issue, 0};
    }
    if (at < weighing->hits) {
        weighing->hit[at].hits += weight;
    }
}

/* Add `weight` for every pattern in the tokens. */
static void weigh(const struct scene *scene, struct span token, size_t weight,
                  bool fresh, struct weighing *weighing)
{
    struct issue_hit hit[ISSUE_MAX];
    size_t hits = read_words(scene, token, hit);

    for (size_t i = 0; i < hits; i++) {
        add(weighing, hit[i].issue, weight * hit[i].hits, fresh);
    }
}

/* Add the issue of the example that the sentence is nearest to, if it is near
 * enough: of all of them where no words said anything, else of the codebook's
 * own. */
static void add_nearest(const struct scene *scene, struct span sentence,
                        struct weighing *weighing, struct about *about)
{
    const struct coder *coder = scene->coder;
    size_t hits = weighing->hits;
    bool told = hits != 0;
    size_t first = scene->doc->token[sentence.start].start;
    size_t end = scene->doc->token[sentence.end - 1].end;
    struct slice words = {scene->doc->text.ptr + first, end - first};
    size_t example;
    double score;

    if (coder->near == NULL) {
        return;
    }
    example = nearness_find(coder->near, words, told ? coder->own_examples : 0,
                            &score);
    if (example != NEARNESS_NONE &&
        score >=
            lexicon_score(coder->lexicon, told ? "issue-own" : "issue-near")) {
        add(weighing, issues_of_example(coder->issues, example), OWN, true);
    }
    if (weighing->hits > hits) {
        about->nearest = weighing->hit[hits].issue;
    }
}

static void keep_best(const struct weighing *weighing, struct about *about)
{
    size_t best = 0;

    for (size_t i = 0; i < weighing->hits; i++) {
        best = weighing->hit[i].hits > best ? weighing->hit[i].hits : best;
    }
    for (size_t i = 0; i < weighing->hits; i++) {
        if (weighing->hit[i].hits * 100 >= best * NEAR) {
            about->issue[about->issues++] = weighing->hit[i].issue;
        }
    }
}

void about_find(const struct scene *scene, struct span act, uint32_t predicate,
                struct about *about)
{
    struct span own = tree_sentence_span(&scene->tree, predicate);
    struct span sentence = own;
    struct weighing weighing = {.hits = 0};

    *about = (struct about){.from = "act"};
    weigh(scene, act, OWN, true, &weighing);
    if (weighing.hits == 0) {
        about->from = "sentence";
    }
    weigh(scene, sentence, SAME, true, &weighing);
    while (sentence.start > 0) {
        sentence =
            tree_sentence_span(&scene->tree, (uint32_t)sentence.start - 1);
        if (weighing.hits == 0) {
            about->from = "passage";
        }
        weigh(scene, sentence, BEFORE, weighing.hits == 0, &weighing);
    }
    add_nearest(scene, own, &weighing, about);
    keep_best(&weighing, about);
}
