#include "views/score.h"

static size_t common(struct span a, struct span b)
{
    size_t start = a.start > b.start ? a.start : b.start;
    size_t end = a.end < b.end ? a.end : b.end;

    return end > start ? end - start : 0;
}

static size_t shorter(struct span a, struct span b)
{
    size_t one = a.end - a.start;
    size_t other = b.end - b.start;

    return one < other ? one : other;
}

static void match_one(struct score_item *gold, struct score_item *found,
                      size_t founds)
{
    struct score_item *best = NULL;
    size_t most = 0;

    for (size_t i = 0; i < founds; i++) {
        size_t shared = common(gold->at, found[i].at);

        if (!found[i].matched && strcmp(gold->type, found[i].type) == 0 &&
            2 * shared >= shorter(gold->at, found[i].at) && shared > most) {
            best = &found[i];
            most = shared;
        }
    }
    if (best != NULL) {
        best->matched = true;
        gold->matched = true;
    }
}

void score_match(struct score_item *gold, size_t golds,
                 struct score_item *found, size_t founds)
{
    for (size_t i = 0; i < golds; i++) {
        match_one(&gold[i], found, founds);
    }
}

static double share(size_t part, size_t whole)
{
    return whole != 0 ? (double)part / (double)whole : 0;
}

double score_precision(const struct score_type *count)
{
    return share(count->right, count->found);
}

double score_recall(const struct score_type *count)
{
    return share(count->right, count->gold);
}

double score_f1(const struct score_type *count)
{
    return share(2 * count->right, count->gold + count->found);
}
