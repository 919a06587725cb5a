#include "views/agreement.h"

#include "base/map.h"
#include "base/mem.h"

#include <stdlib.h>

/* One reviewer's last word on one act. */
struct judgement {
    const char *act;
    const char *who;
    const char *type; /* NULL: taken out */
};

struct gathering {
    struct arena *arena;
    struct judgement *judgement;
    size_t len;
    size_t cap;
    struct map place; /* "act who" → index + 1 */
    struct map reviewer;
};

/* --- alpha --- */

static int by_unit(const void *a, const void *b)
{
    const struct rating *x = a;
    const struct rating *y = b;

    return x->unit != y->unit ? (x->unit > y->unit) - (x->unit < y->unit)
                              : (x->value > y->value) - (x->value < y->value);
}

/* Add one unit's pairs that differ to `*apart`, and its values to `count`. */
static void weigh(const struct rating *rating, size_t ratings, double *apart,
                  double *count)
{
    double pairs = 0;

    for (size_t i = 0; i < ratings; i++) {
        count[rating[i].value]++;
        for (size_t j = 0; j < ratings; j++) {
            pairs += rating[i].value != rating[j].value;
        }
    }
    *apart += pairs / (double)(ratings - 1);
}

struct alpha alpha_nominal(const struct rating *rating, size_t ratings)
{
    struct rating *sorted = mem_alloc(ratings, sizeof *sorted);
    struct alpha result = {0};
    double *count = NULL;
    double apart = 0, expected = 0, total = 0;
    size_t values = 0;

    for (size_t i = 0; i < ratings; i++) {
        sorted[i] = rating[i];
        values = rating[i].value >= values ? rating[i].value + 1 : values;
    }
    qsort(sorted, ratings, sizeof *sorted, by_unit);
    count = mem_alloc(values, sizeof *count);
    for (size_t from = 0, to = 0; from < ratings; from = to) {
        while (to < ratings && sorted[to].unit == sorted[from].unit) {
            to++;
        }
        if (to - from >= 2) {
            weigh(&sorted[from], to - from, &apart, count);
            result.units++;
            result.ratings += to - from;
        }
    }
    total = (double)result.ratings;
    for (size_t v = 0; v < values; v++) {
        expected += count[v] * (total - count[v]);
    }
    result.defined = expected > 0;
    result.alpha = result.defined ? 1 - (total - 1) * apart / expected : 0;
    free(count);
    free(sorted);
    return result;
}

/* --- judgements --- */

static struct judgement *judgement_of(struct gathering *all, const char *act,
                                      const char *who)
{
    struct buf key = {0};
    uintptr_t *place = NULL;
    bool added = false;

    buf_printf(&key, "%s %s", act, who);
    place =
        map_put(&all->place, arena_copy(all->arena, buf_slice(&key)), &added);
    buf_release(&key);
    if (added) {
        MEM_GROW(all->judgement, all->len, all->cap);
        all->judgement[all->len++] =
            (struct judgement){.act = arena_strdup(all->arena, act),
                               .who = arena_strdup(all->arena, who)};
        *place = all->len;
        (void)map_put(&all->reviewer,
                      slice_of(all->judgement[all->len - 1].who), NULL);
    }
    return &all->judgement[*place - 1];
}

static bool take(void *context, const struct op_row *row)
{
    static const char *const kept[] = {"accept", "edit", "add", "split"};
    struct gathering *all = context;
    const char *act = row->now != NULL ? row->now : row->act;
    bool keeps = false;

    for (size_t i = 0; i < 4; i++) {
        keeps = keeps || strcmp(row->verb, kept[i]) == 0;
    }
    if (act == NULL || row->undone != NULL ||
        (!keeps && strcmp(row->verb, "reject") != 0 &&
         strcmp(row->verb, "merge") != 0)) {
        return true;
    }
    judgement_of(all, act, row->who)->type =
        keeps ? arena_strdup(all->arena, row->type != NULL ? row->type : "?")
              : NULL;
    return true;
}

static int by_act(const void *a, const void *b)
{
    const struct judgement *x = a;
    const struct judgement *y = b;
    int order = strcmp(x->act, y->act);

    return order != 0 ? order : strcmp(x->who, y->who);
}

static size_t number_of(struct map *map, const char *text)
{
    uintptr_t *place = map_put(map, slice_of(text), NULL);

    *place = *place != 0 ? *place : map->len;
    return *place - 1;
}

static const char *said(const struct judgement *one)
{
    return one->type != NULL ? one->type : "rejected";
}

/* Whether both say something else of the same act. */
static bool differ(const struct judgement *a, const struct judgement *b)
{
    return strcmp(a->act, b->act) == 0 && strcmp(said(a), said(b)) != 0;
}

static void list_differences(const struct gathering *all,
                             struct agreement *agreement)
{
    agreement->disagreement =
        arena_alloc(all->arena, all->len, sizeof *agreement->disagreement);
    for (size_t i = 1; i < all->len; i++) {
        const struct judgement *one = &all->judgement[i - 1];
        const struct judgement *other = &all->judgement[i];

        if (differ(one, other)) {
            agreement->disagreement[agreement->disagreements++] =
                (struct disagreement){one->act, one->who, said(one), other->who,
                                      said(other)};
        }
    }
}

/* Alpha over all judgements: of the verdict, or of the type of what is kept. */
static struct alpha measure(const struct gathering *all, bool of_type)
{
    struct rating *rating = mem_alloc(all->len, sizeof *rating);
    struct map acts = {0}, types = {0};
    struct alpha alpha;
    size_t len = 0;

    for (size_t i = 0; i < all->len; i++) {
        const struct judgement *one = &all->judgement[i];
        size_t unit = number_of(&acts, one->act);

        if (!of_type) {
            rating[len++] = (struct rating){unit, one->type != NULL};
        } else if (one->type != NULL) {
            rating[len++] = (struct rating){unit, number_of(&types, one->type)};
        }
    }
    alpha = alpha_nominal(rating, len);
    map_release(&acts);
    map_release(&types);
    free(rating);
    return alpha;
}

bool agreement_load(struct record *record, struct arena *arena,
                    struct agreement *agreement, struct err *err)
{
    struct gathering all = {.arena = arena};
    bool ok = review_log(record, NULL, take, &all, err);

    *agreement = (struct agreement){.reviewers = all.reviewer.len};
    if (ok && all.len != 0) {
        qsort(all.judgement, all.len, sizeof *all.judgement, by_act);
        for (size_t i = 0; i < all.len; i++) {
            agreement->judged +=
                i == 0 ||
                strcmp(all.judgement[i].act, all.judgement[i - 1].act) != 0;
        }
        agreement->verdict = measure(&all, false);
        agreement->type = measure(&all, true);
        list_differences(&all, agreement);
    }
    map_release(&all.place);
    map_release(&all.reviewer);
    free(all.judgement);
    return ok;
}
