#include "views/tension.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/tsv.h"
#include "views/asked_int.h"

#include <stdlib.h>

struct tension_weights {
    struct arena memory;
    struct map weight; /* type → double */
    double thin;
};

/* --- the table --- */

static bool read_row(struct tension_weights *weights, const struct tsv *tsv,
                     struct err *err)
{
    double *weight = arena_alloc(&weights->memory, 1, sizeof *weight);
    struct slice number = arena_copy(&weights->memory, tsv->field[1]);
    char *end = NULL;

    *weight = number.len != 0 ? strtod(number.ptr, &end) : 0;
    if (number.len == 0 || *end != '\0') {
        return tsv_fail(tsv, err, "no number", tsv->field[1]);
    }
    if (slice_is(tsv->field[0], "thin")) {
        weights->thin = *weight;
        return true;
    }
    *map_put(&weights->weight, arena_copy(&weights->memory, tsv->field[0]),
             NULL) = (uintptr_t)weight;
    return true;
}

bool tension_open(struct tension_weights **weights, const char *data_dir,
                  struct err *err)
{
    struct tension_weights *made = mem_alloc(1, sizeof *made);
    struct buf path = {0};
    struct tsv tsv = {0};
    bool ok;

    *weights = NULL;
    buf_printf(&path, "%s/views/tension.tsv", data_dir);
    ok = tsv_open(&tsv, path.ptr, "type weight", err);
    buf_release(&path);
    while (ok && tsv_next(&tsv, err)) {
        ok = read_row(made, &tsv, err);
    }
    tsv_release(&tsv);
    if (!ok || err->code != ERR_NONE) {
        tension_free(made);
        return false;
    }
    *weights = made;
    return true;
}

void tension_free(struct tension_weights *weights)
{
    if (weights != NULL) {
        map_release(&weights->weight);
        arena_release(&weights->memory);
        free(weights);
    }
}

double tension_weight(const struct tension_weights *weights, const char *type)
{
    const uintptr_t *found = map_get(&weights->weight, slice_of(type));

    return found != NULL ? *(const double *)*found : 0;
}

/* --- days --- */

struct draft {
    const char *date;
    const char *a;
    const char *b;
    struct tension_act *act;
    size_t acts;
    size_t cap;
};

struct work {
    const struct tension_wish *wish;
    struct arena *arena;
    struct draft *draft;
    size_t drafts;
    size_t cap;
    size_t first; /* draft of the day that is being read */
};

/* Whether one of the pair is asked for by --actor and the other by --to. */
static bool asked(const struct query *query, const char *a, const char *b)
{
    bool actor_a = query->actor == NULL || asked_in_list(query->actor, a);
    bool actor_b = query->actor == NULL || asked_in_list(query->actor, b);
    bool to_a = query->to == NULL || asked_in_list(query->to, a);
    bool to_b = query->to == NULL || asked_in_list(query->to, b);

    return (actor_a && to_b) || (actor_b && to_a);
}

static bool has_act(const struct draft *draft, const char *id)
{
    for (size_t i = 0; i < draft->acts; i++) {
        if (strcmp(draft->act[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static struct draft *draft_of(struct work *work, const char *date,
                              const char *a, const char *b)
{
    struct draft *draft;

    for (size_t i = work->first; i < work->drafts; i++) {
        draft = &work->draft[i];
        if (strcmp(draft->a, a) == 0 && strcmp(draft->b, b) == 0) {
            return draft;
        }
    }
    MEM_GROW(work->draft, work->drafts, work->cap);
    draft = &work->draft[work->drafts++];
    *draft = (struct draft){.date = arena_strdup(work->arena, date),
                            .a = arena_strdup(work->arena, a),
                            .b = arena_strdup(work->arena, b)};
    return draft;
}

/* Dealings come by day. */
static bool take(void *context, const struct survey_dealing *dealing)
{
    struct work *work = context;
    const struct query *query = work->wish->query;
    bool swap = strcmp(dealing->actor, dealing->recipient) > 0;
    const char *a = swap ? dealing->recipient : dealing->actor;
    const char *b = swap ? dealing->actor : dealing->recipient;
    struct draft *draft;

    if (dealing->recipient[0] == '\0' || strlen(dealing->date) != 10 ||
        !asked(query, a, b)) {
        return true;
    }
    if (work->drafts == work->first ||
        strcmp(work->draft[work->first].date, dealing->date) != 0) {
        if (query->limit != 0 && work->drafts >= query->limit) {
            return false;
        }
        work->first = work->drafts;
    }
    draft = draft_of(work, dealing->date, a, b);
    if (!has_act(draft, dealing->act)) {
        MEM_GROW(draft->act, draft->acts, draft->cap);
        draft->act[draft->acts++] = (struct tension_act){
            arena_strdup(work->arena, dealing->act),
            arena_strdup(work->arena, dealing->type),
            tension_weight(work->wish->weights, dealing->type) *
                (dealing->conditional ? .5 : 1)};
    }
    return true;
}

static int by_weight(const void *a, const void *b)
{
    const struct tension_act *x = a;
    const struct tension_act *y = b;
    double wx = x->weight < 0 ? -x->weight : x->weight;
    double wy = y->weight < 0 ? -y->weight : y->weight;

    if (wx != wy) {
        return wx < wy ? 1 : -1;
    }
    return strcmp(x->id, y->id);
}

static int by_pair(const void *a, const void *b)
{
    const struct tension_day *x = a;
    const struct tension_day *y = b;
    int order = strcmp(x->date, y->date);

    order = order != 0 ? order : strcmp(x->a, y->a);
    return order != 0 ? order : strcmp(x->b, y->b);
}

static int by_pair_newest(const void *a, const void *b)
{
    return by_pair(b, a);
}

static bool write_day(struct record *record, const struct work *work,
                      const struct draft *draft, struct tension_day *day,
                      struct err *err)
{
    const char **id = arena_alloc(work->arena, draft->acts, sizeof *id);

    *day = (struct tension_day){
        .date = draft->date,
        .a = draft->a,
        .b = draft->b,
        .act =
            arena_dup(work->arena, draft->act, draft->acts, sizeof *draft->act),
        .acts = draft->acts,
        .thin = (double)draft->acts < work->wish->weights->thin};
    qsort(day->act, day->acts, sizeof *day->act, by_weight);
    for (size_t i = 0; i < day->acts; i++) {
        id[i] = day->act[i].id;
        day->tension += day->act[i].weight;
    }
    return survey_count(record, id, day->acts, &day->told, err);
}

bool tension_load(struct record *record, const struct tension_wish *wish,
                  struct arena *arena, struct tension *tension, struct err *err)
{
    struct work work = {.wish = wish, .arena = arena};
    bool newest = wish->query->order == QUERY_NEWEST;
    size_t limit = wish->query->limit;
    bool ok =
        survey_dealings(record, wish->query, wish->as_of, take, &work, err);

    *tension = (struct tension){0};
    tension->day = arena_alloc(arena, work.drafts, sizeof *tension->day);
    for (size_t i = 0; i < work.drafts; i++) {
        ok = ok && write_day(record, &work, &work.draft[i],
                             &tension->day[tension->days++], err);
        free(work.draft[i].act);
    }
    free(work.draft);
    if (ok && tension->days != 0) {
        qsort(tension->day, tension->days, sizeof *tension->day,
              newest ? by_pair_newest : by_pair);
    }
    if (limit != 0 && tension->days > limit) {
        tension->days = limit;
    }
    return ok;
}
