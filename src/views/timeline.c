#include "views/timeline.h"

#include "base/map.h"
#include "base/mem.h"
#include "views/keep.h"
#include "views/wording.h"

#include <stdlib.h>

/* Undated acts that are listed at most; days within which the same words tell
 * the same: a reprint dates what it tells by its own day. */
enum { UNDATED = 500, REPRINT = 7 };

/* An entry that is being drawn up. */
struct draft {
    const struct act_row *act; /* the first telling */
    struct wording wording;
    const struct act_row **all;
    size_t acts;
    size_t cap;
    size_t next; /* 1 + the next draft of the same day, type and sides */
};

struct work {
    const struct timeline_wish *wish;
    struct arena *arena;
    struct draft *draft;
    size_t drafts;
    size_t cap;
    struct map same; /* day, type and sides → 1 + the last such draft */
    struct map word; /* type and words → 1 + the last such draft */
    size_t most;     /* drafts wanted; 0: all */
    bool undated;    /* this pass takes only undated acts */
};

static void add_codes(struct buf *key, const struct party_row *party,
                      size_t parties)
{
    for (size_t i = 0; i < parties; i++) {
        buf_add_str(key, party[i].code != NULL ? party[i].code : "?");
        buf_add_char(key, ',');
    }
    buf_add_char(key, '\n');
}

static struct slice key_of(struct work *work, const struct act_row *act)
{
    struct buf key = {0};
    struct slice kept;

    buf_printf(&key, "%s\n%s\n", act->date.value != NULL ? act->date.value : "",
               act->type);
    add_codes(&key, act->actor, act->actors);
    add_codes(&key, act->recipient, act->recipients);
    kept = arena_copy(work->arena, buf_slice(&key));
    buf_release(&key);
    return kept;
}

/* The draft that the act tells again, or NULL. */
static struct draft *find_same(struct work *work, size_t last,
                               const struct wording *wording,
                               const struct act_row *act)
{
    for (size_t at = last; at != 0; at = work->draft[at - 1].next) {
        struct draft *draft = &work->draft[at - 1];

        if (slice_eq(draft->act->text.exact, act->text.exact) ||
            wording_same(&draft->wording, wording)) {
            return draft;
        }
    }
    return NULL;
}

static struct slice words_of(struct work *work, const struct act_row *act)
{
    struct buf key = {0};
    struct slice kept;

    buf_printf(&key, "%s\n", act->type);
    buf_add_slice(&key, act->text.exact);
    kept = arena_copy(work->arena, buf_slice(&key));
    buf_release(&key);
    return kept;
}

/* The draft with the very same words of a few days before, or NULL. */
static struct draft *find_reprinted(struct work *work, size_t last,
                                    const struct act_row *act)
{
    struct date now = date_parse(slice_of(act->date.value));
    struct date then;

    if (last == 0 || now.precision != DATE_DAY) {
        return NULL;
    }
    then = date_parse(slice_of(work->draft[last - 1].act->date.value));
    return then.precision == DATE_DAY &&
                   labs(date_first_day(now) - date_first_day(then)) <= REPRINT
               ? &work->draft[last - 1]
               : NULL;
}

static void add_telling(struct draft *draft, const struct act_row *act)
{
    MEM_GROW(draft->all, draft->acts, draft->cap);
    draft->all[draft->acts++] = act;
}

static bool counts(const struct work *work, const struct act_row *act)
{
    struct date told = date_parse(slice_of(act->published));
    struct date as_of = work->wish->as_of;

    return !act->negated && !act->hypothetical &&
           (act->date.value == NULL) == work->undated &&
           (as_of.precision == DATE_NONE || told.precision == DATE_NONE ||
            date_first_day(told) <= date_last_day(as_of));
}

/* Acts come by date: drafts of one day are complete when the next begins. */
static bool take(void *context, const struct act_row *row)
{
    struct work *work = context;
    const struct act_row *act;
    struct wording wording;
    struct draft *draft;
    uintptr_t *last;
    uintptr_t *again;

    if (work->undated && row->date.value != NULL) {
        return false;
    }
    if (!counts(work, row)) {
        return true;
    }
    act = keep_act(row, work->arena);
    wording = wording_of(act->text.exact, work->arena);
    last = map_put(&work->same, key_of(work, act), NULL);
    again = map_put(&work->word, words_of(work, act), NULL);
    draft = find_same(work, *last, &wording, act);
    draft = draft != NULL ? draft : find_reprinted(work, *again, act);
    if (draft == NULL) {
        if (work->most != 0 && work->drafts == work->most) {
            return false;
        }
        MEM_GROW(work->draft, work->drafts, work->cap);
        draft = &work->draft[work->drafts++];
        *draft = (struct draft){.act = act, .wording = wording, .next = *last};
        *last = work->drafts;
        *again = work->drafts;
    }
    add_telling(draft, act);
    return true;
}

static void work_release(struct work *work)
{
    for (size_t i = 0; i < work->drafts; i++) {
        free(work->draft[i].all);
    }
    free(work->draft);
    map_release(&work->same);
    map_release(&work->word);
}

/* The telling that is surest; of equals the first. */
static const struct act_row *surest(const struct draft *draft)
{
    const struct act_row *best = draft->all[0];

    for (size_t i = 1; i < draft->acts; i++) {
        if (draft->all[i]->confidence > best->confidence) {
            best = draft->all[i];
        }
    }
    return best;
}

static bool write_entry(struct record *record, const struct work *work,
                        const struct draft *draft, struct timeline_entry *entry,
                        struct err *err)
{
    const struct stance *stance =
        stances_of(work->wish->stances, draft->act->type);
    const char **id = arena_alloc(work->arena, draft->acts, sizeof *id);

    for (size_t i = 0; i < draft->acts; i++) {
        id[i] = draft->all[i]->id;
    }
    *entry = (struct timeline_entry){
        .date = date_parse(slice_of(draft->act->date.value)),
        .pressure = stance != NULL && stance->pressure,
        .act = surest(draft),
        .all =
            arena_dup(work->arena, draft->all, draft->acts, sizeof *draft->all),
        .acts = draft->acts};
    return survey_count(record, id, draft->acts, &entry->told, err);
}

/* All that is dated, or the undated rest. */
static bool pass(struct record *record, struct work *work, struct err *err)
{
    static const struct date earliest = {DATE_YEAR, 1000, 0, 0};
    struct query query = *work->wish->query;
    struct date as_of = work->wish->as_of;

    query.order = query.order == QUERY_NEWEST ? QUERY_NEWEST : QUERY_OLDEST;
    query.limit = 0;
    if (work->undated) {
        query.order = QUERY_OLDEST; /* the undated come first */
    } else if (query.since.precision == DATE_NONE) {
        query.since = earliest; /* passes the undated over by the index */
    }
    if (as_of.precision != DATE_NONE && !work->undated &&
        (query.until.precision == DATE_NONE ||
         date_last_day(as_of) < date_last_day(query.until))) {
        query.until = as_of;
    }
    return query_acts(record, &query, take, work, err);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

bool timeline_load(struct record *record, const struct timeline_wish *wish,
                   struct arena *arena, struct timeline *timeline,
                   struct err *err)
{
    const struct query *query = wish->query;
    struct work work = {.wish = wish, .arena = arena, .most = query->limit};
    bool ok = pass(record, &work, err);
    size_t dated = work.drafts;

    *timeline = (struct timeline){0};
    if (ok && query->since.precision == DATE_NONE &&
        query->until.precision == DATE_NONE &&
        (query->limit == 0 || dated < query->limit)) {
        work.undated = true;
        work.most = query->limit != 0 ? least(query->limit, dated + UNDATED)
                                      : dated + UNDATED;
        ok = pass(record, &work, err);
        timeline->more_undated = work.drafts == dated + UNDATED;
    }
    timeline->entry = arena_alloc(arena, work.drafts, sizeof *timeline->entry);
    timeline->undated = work.drafts - dated;
    for (size_t i = 0; ok && i < work.drafts; i++) {
        ok = write_entry(record, &work, &work.draft[i],
                         &timeline->entry[timeline->entries++], err);
    }
    work_release(&work);
    return ok;
}
