#include "views/ledger.h"

#include "base/map.h"
#include "base/mem.h"
#include "views/asked_int.h"
#include "views/repeats.h"

#include <stdlib.h>

/* A wording of fewer words says too little to compare: "demanded". */
enum { TELLING = 3 };

/* A line that is being drawn up: which of the work's acts it has. */
struct draft {
    size_t *act;
    size_t acts;
    size_t cap;
};

struct work {
    const struct act_row *act; /* all that may be in the ledger, by date */
    struct arena memory;       /* for the time of the work */
    struct repeats repeats;    /* first wordings → their drafts */
    struct draft *draft;
    size_t drafts;
    size_t cap;
};

static bool load_acts(struct record *record, const struct query *query,
                      struct arena *arena, struct act_row **act, size_t *acts,
                      struct err *err);
static bool is_open_by(const struct act_row *act, struct date as_of);
static void take_act(struct work *work, size_t n);
static bool draft_asked(const struct work *work, const struct draft *draft,
                        const struct query *query);
static void write_line(const struct work *work, const struct draft *draft,
                       const struct ledger *ledger, struct arena *arena,
                       struct ledger_line *line);
static const char *status_text(const struct ledger *ledger,
                               struct arena *arena);
static void order_lines(struct ledger *ledger, const struct query *query);
static void work_release(struct work *work);

bool ledger_load(struct record *record, const struct query *query,
                 struct date as_of, struct arena *arena, struct ledger *ledger,
                 struct err *err)
{
    const struct query all = {0};
    struct work work = {0};
    struct record_counts counts;
    struct act_row *act;
    size_t acts;
    char day[16];

    *ledger = (struct ledger){0};
    query = query != NULL ? query : &all;
    if (!query_counts(record, as_of, arena, &counts, err) ||
        !load_acts(record, query, arena, &act, &acts, err)) {
        return false;
    }
    ledger->reports = counts.reports;
    ledger->up_to = counts.last;
    ledger->as_of = as_of.precision != DATE_NONE
                        ? arena_strdup(arena, date_format(as_of, day))
                        : counts.last;
    work.act = act;
    for (size_t i = 0; i < acts; i++) {
        if (is_open_by(&act[i], as_of)) {
            take_act(&work, i);
        }
    }
    ledger->line = arena_alloc(arena, work.drafts, sizeof *ledger->line);
    for (size_t i = 0; i < work.drafts; i++) {
        if (draft_asked(&work, &work.draft[i], query)) {
            write_line(&work, &work.draft[i], ledger, arena,
                       &ledger->line[ledger->lines++]);
        }
    }
    order_lines(ledger, query);
    work_release(&work);
    return true;
}

static bool is_slug(const char *list)
{
    return list != NULL && strpbrk(list, "abcdefghijklmnopqrstuvwxyz") != NULL;
}

/* All that may belong to a line that is asked for: lines are between the same
 * sides, so codes of sides may narrow what is loaded; a person may not, for
 * the state's demand may be repeated by somebody else. */
static bool load_acts(struct record *record, const struct query *query,
                      struct arena *arena, struct act_row **act, size_t *acts,
                      struct err *err)
{
    struct query wide = {.type = "demand,request,offer", .to = query->to};

    wide.actor = is_slug(query->actor) ? NULL : query->actor;
    return query_load_acts(record, &wide, arena, act, acts, err);
}

/* Whether the act was made and told by that day, and made at all. */
static bool is_open_by(const struct act_row *act, struct date as_of)
{
    struct date made = date_parse(slice_of(act->date.value));
    struct date told = date_parse(slice_of(act->published));
    bool early = as_of.precision == DATE_NONE ||
                 ((made.precision == DATE_NONE ||
                   date_first_day(made) <= date_last_day(as_of)) &&
                  (told.precision == DATE_NONE ||
                   date_first_day(told) <= date_last_day(as_of)));

    return early && !act->negated && !act->hypothetical;
}

/* --- which acts are one line --- */

/* A party by its code, else by its words. */
static struct slice party_name(const struct party_row *party)
{
    return party->code != NULL ? slice_of(party->code) : party->at.exact;
}

static int compare_slices(const void *a, const void *b)
{
    return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

static void add_side(struct buf *out, const struct party_row *party,
                     size_t parties)
{
    struct slice *name = mem_alloc(parties, sizeof *name);

    for (size_t i = 0; i < parties; i++) {
        name[i] = party_name(&party[i]);
    }
    if (parties != 0) {
        qsort(name, parties, sizeof *name, compare_slices);
    }
    for (size_t i = 0; i < parties; i++) {
        buf_add_slice(out, name[i]);
        buf_add_char(out, '\n');
    }
    buf_add_char(out, '\n');
    free(name);
}

/* "O" for an offer, "D" for the rest, then who asks whom. */
static struct slice sides_of(struct work *work, const struct act_row *act)
{
    struct buf text = {0};
    struct slice kept;

    buf_add_char(&text, strcmp(act->type, "offer") == 0 ? 'O' : 'D');
    add_side(&text, act->actor, act->actors);
    add_side(&text, act->recipient, act->recipients);
    kept = arena_copy(&work->memory, buf_slice(&text));
    buf_release(&text);
    return kept;
}

/* Blanks over the words at `at` in the copy of what stands at `window`. */
static void blank_out(char *copy, struct span window, struct span at)
{
    size_t start = at.start > window.start ? at.start : window.start;
    size_t end = at.end < window.end ? at.end : window.end;

    if (start < end) {
        memset(copy + (start - window.start), ' ', end - start);
    }
}

/* The content words of an excerpt without the names of the sides, which all
 * acts between them share. */
static struct wording words_of(struct work *work, const struct act_row *act,
                               const struct excerpt *excerpt)
{
    size_t len = excerpt->exact.len;
    char *copy = arena_dup(&work->memory, excerpt->exact.ptr, len, 1);
    struct span window = {excerpt->at.start, excerpt->at.start + len};

    for (size_t i = 0; i < act->actors; i++) {
        blank_out(copy, window, act->actor[i].at.at);
    }
    for (size_t i = 0; i < act->recipients; i++) {
        blank_out(copy, window, act->recipient[i].at.at);
    }
    if (act->has_speaker) {
        blank_out(copy, window, act->speaker.at.at);
    }
    return wording_of((struct slice){copy, len}, &work->memory);
}

static struct wording wording_of_act(struct work *work,
                                     const struct act_row *act)
{
    struct wording wording = words_of(work, act, &act->text);

    return wording.words >= TELLING ? wording
                                    : words_of(work, act, &act->sentence);
}

/* Put the act to the line between the same sides whose first wording it
 * repeats, or begin a new one.  Nobody's demands are never the same. */
static void take_act(struct work *work, size_t n)
{
    const struct act_row *act = &work->act[n];
    struct wording wording = wording_of_act(work, act);
    struct slice sides = sides_of(work, act);
    struct draft *draft;
    size_t number;

    if (act->actors == 0 ||
        !repeats_find(&work->repeats, sides, &wording, &number)) {
        number = work->drafts;
        MEM_GROW(work->draft, work->drafts, work->cap);
        work->draft[work->drafts++] = (struct draft){0};
        repeats_add(&work->repeats, sides, wording, number);
    }
    draft = &work->draft[number];
    MEM_GROW(draft->act, draft->acts, draft->cap);
    draft->act[draft->acts++] = n;
}

static void work_release(struct work *work)
{
    for (size_t i = 0; i < work->drafts; i++) {
        free(work->draft[i].act);
    }
    free(work->draft);
    repeats_release(&work->repeats);
    arena_release(&work->memory);
}

/* --- the lines --- */

/* One act must pass all filters at once, so that "--type offer --since" does
 * not find the demand of then and the offer of before. */
static bool draft_asked(const struct work *work, const struct draft *draft,
                        const struct query *query)
{
    for (size_t i = 0; i < draft->acts; i++) {
        if (asked_act(query, &work->act[draft->act[i]])) {
            return true;
        }
    }
    return false;
}

static size_t count_reports(const struct ledger_line *line)
{
    struct map seen = {0};
    size_t reports;

    for (size_t i = 0; i < line->acts; i++) {
        (void)map_put(&seen, slice_of(line->act[i]->report), NULL);
    }
    reports = seen.len;
    map_release(&seen);
    return reports;
}

/* Acts come undated first: turn that round. */
static void copy_acts(const struct work *work, const struct draft *draft,
                      struct arena *arena, struct ledger_line *line)
{
    size_t undated = 0;

    while (undated < draft->acts &&
           work->act[draft->act[undated]].date.value == NULL) {
        undated++;
    }
    line->acts = draft->acts;
    line->act = arena_alloc(arena, line->acts, sizeof(struct act_row *));
    for (size_t i = 0; i < line->acts; i++) {
        line->act[i] = &work->act[draft->act[(i + undated) % line->acts]];
    }
    line->first = line->act[0];
    line->last = line->act[undated < line->acts ? line->acts - undated - 1
                                                : line->acts - 1];
}

static void write_line(const struct work *work, const struct draft *draft,
                       const struct ledger *ledger, struct arena *arena,
                       struct ledger_line *line)
{
    struct date day = date_parse(slice_of(ledger->as_of));
    struct date since;

    copy_acts(work, draft, arena, line);
    line->reports = count_reports(line);
    line->since = line->first->date.value;
    line->status = status_text(ledger, arena);
    line->days_open = -1;
    since = date_parse(slice_of(line->since));
    if (since.precision == DATE_NONE) {
        return;
    }
    if (strcmp(line->last->date.value, line->since) != 0) {
        line->repeated = line->last->date.value;
    }
    if (since.precision == DATE_DAY && day.precision == DATE_DAY) {
        long days = date_first_day(day) - date_first_day(since);

        line->days_open = days > 0 ? days : 0;
    }
}

static const char *status_text(const struct ledger *ledger, struct arena *arena)
{
    struct buf text = {0};
    const char *status;

    buf_printf(&text, "no answer found in %zu report%s", ledger->reports,
               ledger->reports == 1 ? "" : "s");
    if (ledger->up_to != NULL) {
        buf_printf(&text, " up to %s", ledger->up_to);
    }
    status = arena_strdup(arena, text.ptr);
    buf_release(&text);
    return status;
}

static int compare_oldest(const void *a, const void *b)
{
    const struct ledger_line *x = a;
    const struct ledger_line *y = b;
    int order = slice_cmp(slice_of(x->since), slice_of(y->since));

    return order != 0 ? order : strcmp(x->first->id, y->first->id);
}

static int compare_newest(const void *a, const void *b)
{
    return compare_oldest(b, a);
}

static void order_lines(struct ledger *ledger, const struct query *query)
{
    bool newest = query->order == QUERY_NEWEST;

    if (ledger->lines != 0) {
        qsort(ledger->line, ledger->lines, sizeof *ledger->line,
              newest ? compare_newest : compare_oldest);
    }
    if (query->limit != 0 && query->limit < ledger->lines) {
        ledger->lines = query->limit;
    }
}
