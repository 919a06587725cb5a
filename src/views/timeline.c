#include "views/timeline.h"

#include "base/map.h"
#include "base/mem.h"
#include "record/ties.h"

#include <stdlib.h>

/* Undated events that are listed at most. */
enum { UNDATED = 500 };

/* An event that was found: all that a list of them holds in memory. */
struct found {
    const char *event; /* id */
    const char *first; /* id of the telling that stands first in the list */
    struct date date;
};

struct work {
    struct record *record;
    const struct timeline_wish *wish;
    struct arena memory; /* of the ids */
    struct found *found;
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

static bool take(void *context, const struct act_row *row)
{
    struct work *work = context;
    const char *event = row->event != NULL ? row->event : row->id;

    if (work->undated && row->date.value != NULL) {
        return false;
    }
    if ((row->date.value == NULL) != work->undated || !counts(work, row) ||
        map_get(&work->seen, slice_of(event)) != NULL) {
        return true;
    }
    if (work->most != 0 && work->events == work->most) {
        return false;
    }
    event = arena_strdup(&work->memory, event);
    (void)map_put(&work->seen, slice_of(event), NULL);
    MEM_GROW(work->found, work->events, work->cap);
    work->found[work->events++] = (struct found){
        .event = event, .first = arena_strdup(&work->memory, row->id)};
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

/* The tellings that count, the first one among them. */
static bool load_tellings(const struct work *work, const struct found *found,
                          struct arena *arena, struct timeline_entry *entry,
                          struct err *err)
{
    const char *alone = found->first;
    struct event_row event = {.act = &alone, .acts = 1};

    if (strcmp(found->event, found->first) != 0 &&
        !query_event(work->record, found->event, arena, &event, err)) {
        return false;
    }
    entry->all = arena_alloc(arena, event.acts, sizeof *entry->all);
    entry->first = entry->all;
    for (size_t i = 0; i < event.acts; i++) {
        struct act_row *act = &entry->all[entry->acts];
        bool first = strcmp(event.act[i], found->first) == 0;

        if (!query_act(work->record, event.act[i], arena, act, err)) {
            return false;
        }
        entry->first = first ? act : entry->first;
        entry->acts += first || counts(work, act);
    }
    return true;
}

/* The entry of an event, kept in `arena`. */
static bool write_entry(const struct work *work, const struct found *found,
                        struct arena *arena, struct timeline_entry *entry,
                        struct err *err)
{
    const struct stance *stance;
    const char **id;

    *entry = (struct timeline_entry){.event = found->event};
    if (!load_tellings(work, found, arena, entry, err)) {
        return false;
    }
    stance = stances_of(work->wish->stances, entry->first->type);
    entry->pressure = stance != NULL && stance->pressure;
    entry->act = best_of(entry);
    entry->when = date_of(entry);
    entry->date = date_parse(slice_of(entry->when.value));
    id = arena_alloc(arena, entry->acts, sizeof *id);
    for (size_t i = 0; i < entry->acts; i++) {
        id[i] = entry->all[i].id;
    }
    return survey_count(work->record, id, entry->acts, &entry->told, err);
}

/* --- order --- */

static int by_date(const void *a, const void *b)
{
    const struct found *x = a;
    const struct found *y = b;
    int order = date_cmp(x->date, y->date);

    return order != 0 ? order : strcmp(x->event, y->event);
}

static int by_date_newest(const void *a, const void *b)
{
    return by_date(b, a);
}

/* The date of each event, which is that of the finest telling. */
static bool find_dates(struct work *work, struct err *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < work->events; i++) {
        struct timeline_entry entry = {0};
        struct arena arena = {0};

        ok = load_tellings(work, &work->found[i], &arena, &entry, err);
        work->found[i].date = date_parse(slice_of(date_of(&entry).value));
        arena_release(&arena);
    }
    return ok;
}

/* Dated events by date; what a filter made an undated telling speak for comes
 * among them; the others stay as they were told. */
static void put_in_order(struct work *work, struct timeline *timeline)
{
    struct found *in = mem_alloc(work->events + 1, sizeof *in);
    size_t dated = 0;

    for (size_t i = 0; i < work->events; i++) {
        if (work->found[i].date.precision != DATE_NONE) {
            in[dated++] = work->found[i];
        }
    }
    timeline->undated = work->events - dated;
    for (size_t i = 0, at = dated; i < work->events; i++) {
        if (work->found[i].date.precision == DATE_NONE) {
            in[at++] = work->found[i];
        }
    }
    qsort(in, dated, sizeof *in,
          work->wish->query->order == QUERY_NEWEST ? by_date_newest : by_date);
    free(work->found);
    work->found = in;
}

/* --- all of it --- */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool find_undated(struct work *work, struct timeline *timeline,
                         struct err *err)
{
    const struct query *query = work->wish->query;
    size_t dated = work->events;
    bool ok = true;

    if (query->since.precision == DATE_NONE &&
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

/* The events in their order, without their tellings. */
static bool find_events(struct work *work, struct timeline *timeline,
                        struct err *err)
{
    bool ok = pass(work, err) && find_undated(work, timeline, err) &&
              find_dates(work, err);

    map_release(&work->seen);
    if (ok) {
        put_in_order(work, timeline);
    }
    return ok;
}

static void forget(struct work *work)
{
    free(work->found);
    arena_release(&work->memory);
}

bool timeline_load(struct record *record, const struct timeline_wish *wish,
                   struct arena *arena, struct timeline *timeline,
                   struct err *err)
{
    struct work work = {
        .record = record, .wish = wish, .most = wish->query->limit};
    bool ok;

    *timeline = (struct timeline){0};
    ok = find_events(&work, timeline, err);
    timeline->entry = arena_alloc(arena, work.events, sizeof *timeline->entry);
    for (size_t i = 0; ok && i < work.events; i++) {
        struct timeline_entry *entry = &timeline->entry[timeline->entries++];

        ok = write_entry(&work, &work.found[i], arena, entry, err);
        entry->event = arena_strdup(arena, entry->event);
    }
    forget(&work);
    return ok;
}

bool timeline_each(struct record *record, const struct timeline_wish *wish,
                   timeline_entry_fn put, void *context,
                   struct timeline *timeline, struct err *err)
{
    struct work work = {
        .record = record, .wish = wish, .most = wish->query->limit};
    bool ok, more = true;

    *timeline = (struct timeline){0};
    ok = find_events(&work, timeline, err);
    for (size_t i = 0; ok && more && i < work.events; i++) {
        struct timeline_entry entry;
        struct arena arena = {0};

        ok = write_entry(&work, &work.found[i], &arena, &entry, err);
        more = ok && put(context, &entry);
        timeline->entries += more;
        arena_release(&arena);
    }
    forget(&work);
    return ok;
}
