#include "views/timeline.h"

#include "base/map.h"
#include "base/mem.h"
#include "record/ties.h"
#include "views/keep.h"

#include <stdlib.h>

/* Undated events that are listed at most. */
enum { UNDATED = 500 };

struct work {
    struct record *record;
    const struct timeline_wish *wish;
    struct arena *arena;
    struct act_row *first; /* of each event the act that came first */
    size_t events;
    size_t cap;
    struct map seen; /* ids of events */
    size_t most;     /* events wanted; 0: all */
    bool undated;    /* this pass takes only undated acts */
};

/* Whether the act was done, and told by the day that is asked for. */
static bool counts(const struct work *work, const struct act_row *act)
{
    struct date told = date_parse(slice_of(act->published));
    struct date as_of = work->wish->as_of;

    return !act->negated && !act->hypothetical &&
           (as_of.precision == DATE_NONE || told.precision == DATE_NONE ||
            date_first_day(told) <= date_last_day(as_of));
}

static const char *event_of(const struct act_row *act)
{
    return act->event != NULL ? act->event : act->id;
}

static bool take(void *context, const struct act_row *row)
{
    struct work *work = context;

    if (work->undated && row->date.value != NULL) {
        return false;
    }
    if ((row->date.value == NULL) != work->undated || !counts(work, row) ||
        map_get(&work->seen, slice_of(event_of(row))) != NULL) {
        return true;
    }
    if (work->most != 0 && work->events == work->most) {
        return false;
    }
    (void)map_put(&work->seen, arena_copy(work->arena, slice_of(event_of(row))),
                  NULL);
    MEM_GROW(work->first, work->events, work->cap);
    work->first[work->events++] = *keep_act(row, work->arena);
    return true;
}

/* All that is dated, or the undated rest. */
static bool pass(struct work *work, struct err *err)
{
    static const struct date earliest = {DATE_YEAR, 1000, 0, 0};
    struct query query = *work->wish->query;
    struct date as_of = work->wish->as_of;

    query.order = query.order == QUERY_NEWEST ? QUERY_NEWEST : QUERY_OLDEST;
    query.limit = 0;
    if (work->undated) {
        query.order = QUERY_STORY; /* the undated come first */
    } else if (query.since.precision == DATE_NONE) {
        query.since = earliest; /* passes the undated over by the index */
    }
    if (as_of.precision != DATE_NONE && !work->undated &&
        (query.until.precision == DATE_NONE ||
         date_last_day(as_of) < date_last_day(query.until))) {
        query.until = as_of;
    }
    return query_acts(work->record, &query, take, work, err);
}

/* --- from an event to its entry --- */

static bool has_code(const struct party_row *party, size_t parties)
{
    for (size_t i = 0; i < parties; i++) {
        if (party[i].code != NULL) {
            return true;
        }
    }
    return false;
}

static int known_sides(const struct act_row *act)
{
    return 2 * has_code(act->actor, act->actors) +
           has_code(act->recipient, act->recipients);
}

/* The telling that knows most sides, of those the surest; of equals the
 * first. */
static const struct act_row *best_of(const struct timeline_entry *entry)
{
    const struct act_row *best = &entry->all[0];

    for (size_t i = 1; i < entry->acts; i++) {
        const struct act_row *act = &entry->all[i];
        int more = known_sides(act) - known_sides(best);

        if (more > 0 || (more == 0 && act->confidence > best->confidence)) {
            best = act;
        }
    }
    return best;
}

/* The finest date of the tellings; of equals one that the words tell before
 * one that the report lends, then the first. */
static struct date_row date_of(const struct timeline_entry *entry)
{
    struct date_row best = {0};
    int most = -1;

    for (size_t i = 0; i < entry->acts; i++) {
        const struct date_row *date = &entry->all[i].date;
        int fine = 2 * (int)date_parse(slice_of(date->value)).precision +
                   (date->from != NULL && strcmp(date->from, "text") == 0);

        if (fine > most) {
            most = fine;
            best = *date;
        }
    }
    return best;
}

/* The tellings that count, `first` among them. */
static bool load_tellings(const struct work *work, const struct act_row *first,
                          struct timeline_entry *entry, struct err *err)
{
    struct event_row event = {.acts = 1};

    if (first->event != NULL &&
        !query_event(work->record, first->event, work->arena, &event, err)) {
        return false;
    }
    entry->all = arena_alloc(work->arena, event.acts, sizeof *entry->all);
    for (size_t i = 0; i < event.acts; i++) {
        struct act_row act = *first;
        bool own = first->event == NULL || strcmp(event.act[i], first->id) == 0;

        if (!own &&
            !query_act(work->record, event.act[i], work->arena, &act, err)) {
            return false;
        }
        entry->first = own ? &entry->all[entry->acts] : entry->first;
        if (own || counts(work, &act)) {
            entry->all[entry->acts++] = act;
        }
    }
    return true;
}

static bool write_entry(const struct work *work, const struct act_row *first,
                        struct timeline_entry *entry, struct err *err)
{
    const struct stance *stance = stances_of(work->wish->stances, first->type);
    const char **id;

    *entry =
        (struct timeline_entry){.event = event_of(first),
                                .pressure = stance != NULL && stance->pressure};
    if (!load_tellings(work, first, entry, err)) {
        return false;
    }
    entry->act = best_of(entry);
    entry->when = date_of(entry);
    entry->date = date_parse(slice_of(entry->when.value));
    id = arena_alloc(work->arena, entry->acts, sizeof *id);
    for (size_t i = 0; i < entry->acts; i++) {
        id[i] = entry->all[i].id;
    }
    return survey_count(work->record, id, entry->acts, &entry->told, err);
}

/* --- order --- */

static int by_date(const void *a, const void *b)
{
    const struct timeline_entry *x = a;
    const struct timeline_entry *y = b;
    int order = date_cmp(x->date, y->date);

    return order != 0 ? order : strcmp(x->event, y->event);
}

static int by_date_newest(const void *a, const void *b)
{
    return by_date(b, a);
}

/* Dated entries by date; what a filter made an undated telling speak for comes
 * among them; the others stay as they were told. */
static void put_in_order(struct timeline *timeline, struct arena *arena,
                         bool newest)
{
    struct timeline_entry *in =
        arena_alloc(arena, timeline->entries, sizeof *in);
    size_t dated = 0, undated = 0;

    for (size_t i = 0; i < timeline->entries; i++) {
        if (timeline->entry[i].date.precision != DATE_NONE) {
            in[dated++] = timeline->entry[i];
        }
    }
    for (size_t i = 0; i < timeline->entries; i++) {
        if (timeline->entry[i].date.precision == DATE_NONE) {
            in[dated + undated++] = timeline->entry[i];
        }
    }
    if (dated != 0) {
        qsort(in, dated, sizeof *in, newest ? by_date_newest : by_date);
    }
    timeline->entry = in;
    timeline->undated = undated;
}

/* --- all of it --- */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool find_events(struct work *work, struct timeline *timeline,
                        struct err *err)
{
    const struct query *query = work->wish->query;
    bool ok = pass(work, err);
    size_t dated = work->events;

    if (ok && query->since.precision == DATE_NONE &&
        query->until.precision == DATE_NONE &&
        (query->limit == 0 || dated < query->limit)) {
        work->undated = true;
        work->most = query->limit != 0 ? least(query->limit, dated + UNDATED)
                                       : dated + UNDATED;
        ok = pass(work, err);
        timeline->more_undated = work->events == dated + UNDATED;
    }
    return ok;
}

bool timeline_load(struct record *record, const struct timeline_wish *wish,
                   struct arena *arena, struct timeline *timeline,
                   struct err *err)
{
    struct work work = {.record = record,
                        .wish = wish,
                        .arena = arena,
                        .most = wish->query->limit};
    bool ok;

    *timeline = (struct timeline){0};
    ok = find_events(&work, timeline, err);
    timeline->entry = arena_alloc(arena, work.events, sizeof *timeline->entry);
    for (size_t i = 0; ok && i < work.events; i++) {
        ok = write_entry(&work, &work.first[i],
                         &timeline->entry[timeline->entries++], err);
    }
    put_in_order(timeline, arena, wish->query->order == QUERY_NEWEST);
    free(work.first);
    map_release(&work.seen);
    return ok;
}
