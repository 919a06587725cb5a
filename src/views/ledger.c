#include "views/ledger.h"

#include "base/mem.h"
#include "record/survey.h"
#include "views/asked_int.h"

#include <stdlib.h>
#include <strings.h>

struct work {
    struct record *record;
    const struct ledger_query *asked;
    const struct query *query;
    struct ledger *ledger;
    struct ledger_line *line;
    size_t lines;
    size_t cap;
    struct arena *arena;
    struct err *err;
    bool failed;
};

static const char *const status_name[] = {
#define X(code, name) [code] = name,
    LEDGER_STATUS_MAP(X)
#undef X
};

static bool take(void *context, const struct demand_row *row);
static void order_lines(struct ledger *ledger, const struct query *query);

const char *ledger_status_name(enum ledger_status status)
{
    return status_name[status];
}

bool ledger_load(struct record *record, const struct ledger_query *asked,
                 struct arena *arena, struct ledger *ledger, struct err *err)
{
    const struct query all = {0};
    struct work work = {.record = record,
                        .asked = asked,
                        .query = asked->query != NULL ? asked->query : &all,
                        .ledger = ledger,
                        .arena = arena,
                        .err = err};
    struct record_span span;
    char day[16];
    bool ok;

    *ledger = (struct ledger){0};
    if (!survey_span(record, asked->as_of, arena, &span, err)) {
        return false;
    }
    ledger->reports = span.reports;
    ledger->up_to = span.last;
    ledger->as_of = asked->as_of.precision != DATE_NONE
                        ? arena_strdup(arena, date_format(asked->as_of, day))
                        : span.last;
    ok = query_demands(record, work.query, asked->as_of, take, &work, err) &&
         !work.failed;
    ledger->line = arena_dup(arena, work.line, work.lines, sizeof *work.line);
    ledger->lines = work.lines;
    free(work.line);
    order_lines(ledger, work.query);
    return ok;
}

/* --- one line --- */

static bool load_act(struct work *work, const char *id,
                     const struct act_row **act)
{
    struct act_row *row = arena_alloc(work->arena, 1, sizeof *row);

    *act = row;
    return query_act(work->record, id, work->arena, row, work->err);
}

static bool is_narrowed(const struct query *query)
{
    return query->actor != NULL || query->to != NULL || query->type != NULL ||
           query->issue != NULL || query->text != NULL ||
           query->since.precision != DATE_NONE ||
           query->until.precision != DATE_NONE;
}

/* One act must pass all filters at once, so that "--act offer --since" does
 * not find the demand of then and the offer of before. */
static bool is_asked(struct work *work, const struct demand_row *row,
                     bool *asked)
{
    *asked = !is_narrowed(work->query);
    for (size_t i = 0; i < row->acts && !*asked; i++) {
        struct arena arena = {0};
        struct act_row act;

        if (!query_act(work->record, row->act[i], &arena, &act, work->err)) {
            arena_release(&arena);
            return false;
        }
        *asked = asked_act(work->query, &act);
        arena_release(&arena);
    }
    return true;
}

/* Undated acts come last: the last dated one, else the last. */
static bool load_ends(struct work *work, const struct demand_row *row,
                      struct ledger_line *line)
{
    if (!load_act(work, row->act[0], &line->first)) {
        return false;
    }
    line->last = line->first;
    line->since = line->first->date.value;
    for (size_t i = row->acts; i > 1 && line->since != NULL; i--) {
        const struct act_row *last;

        if (!load_act(work, row->act[i - 1], &last)) {
            return false;
        }
        if (last->date.value != NULL) {
            line->last = last;
            break;
        }
    }
    if (line->since != NULL &&
        strcmp(line->last->date.value, line->since) != 0) {
        line->repeated = line->last->date.value;
    }
    return true;
}

static bool load_answers(struct work *work, const struct demand_row *row,
                         struct ledger_line *line)
{
    line->answers = row->answers;
    line->answer = arena_alloc(work->arena, row->answers, sizeof *line->answer);
    for (size_t i = 0; i < row->answers; i++) {
        const struct answer_row *from = &row->answer[i];
        struct ledger_answer *to = &line->answer[i];

        if (!load_act(work, from->act, &to->act)) {
            return false;
        }
        to->demand = arena_strdup(work->arena, from->demand);
        to->how = to->act->how;
        to->why = to->act->answer_why;
        to->score = from->score;
        to->date = to->act->date.value != NULL ? to->act->date.value
                                               : to->act->published;
    }
    return true;
}

/* --- what became of it --- */

static enum ledger_status status_of(const char *how)
{
    static const struct {
        const char *how;
        enum ledger_status status;
    } row[] = {
        {"yes", LEDGER_ACCEPTED},
        {"part", LEDGER_IN_PART},
        {"no", LEDGER_REFUSED},
        {"counter", LEDGER_COUNTERED},
        {"defer", LEDGER_DEFERRED},
        {"withdrawn", LEDGER_WITHDRAWN},
        {"superseded", LEDGER_SUPERSEDED},
        {"fulfilled", LEDGER_FULFILLED},
    };

    for (size_t i = 0; how != NULL && i < sizeof row / sizeof row[0]; i++) {
        if (strcmp(how, row[i].how) == 0) {
            return row[i].status;
        }
    }
    return LEDGER_OPEN;
}

/* What ends a demand goes before what leaves it standing, and that before
 * what puts it off, where one day has several. */
static int weight_of(const struct ledger_answer *answer)
{
    enum ledger_status status = status_of(answer->how);

    return status == LEDGER_DEFERRED ? 0 : status >= LEDGER_WITHDRAWN ? 2 : 1;
}

static const struct ledger_answer *latest_of(const struct ledger_line *line)
{
    const struct ledger_answer *latest = NULL;

    for (size_t i = 0; i < line->answers; i++) {
        const struct ledger_answer *next = &line->answer[i];
        int order = latest != NULL ? slice_cmp(slice_of(next->date),
                                               slice_of(latest->date))
                                   : 1;

        if (order > 0 ||
            (order == 0 && (weight_of(next) > weight_of(latest) ||
                            (weight_of(next) == weight_of(latest) &&
                             next->score > latest->score)))) {
            latest = next;
        }
    }
    return latest;
}

static bool ends(enum ledger_status status)
{
    return status == LEDGER_ACCEPTED || status == LEDGER_WITHDRAWN ||
           status == LEDGER_FULFILLED || status == LEDGER_SUPERSEDED;
}

static void judge(const struct ledger *ledger, struct ledger_line *line)
{
    struct date since = date_parse(slice_of(line->since));
    struct date day = date_parse(slice_of(ledger->as_of));

    line->latest = latest_of(line);
    line->status = line->latest != NULL ? status_of(line->latest->how)
                   : line->repeated != NULL || line->first->reiterated
                       ? LEDGER_REPEATED
                       : LEDGER_OPEN;
    if (ends(line->status)) {
        day = date_parse(slice_of(line->latest->date));
    }
    line->days_open = -1;
    if (since.precision == DATE_DAY && day.precision == DATE_DAY) {
        long days = date_first_day(day) - date_first_day(since);

        line->days_open = days > 0 ? days : 0;
    }
}

/* --- all of them --- */

static bool make_line(struct work *work, const struct demand_row *row,
                      struct ledger_line *line)
{
    const char **act = arena_alloc(work->arena, row->acts, sizeof *act);

    for (size_t i = 0; i < row->acts; i++) {
        act[i] = arena_strdup(work->arena, row->act[i]);
    }
    *line = (struct ledger_line){.act = act,
                                 .acts = row->acts,
                                 .reports = row->reports,
                                 .origins = row->origins};
    if (!load_ends(work, row, line) || !load_answers(work, row, line)) {
        return false;
    }
    judge(work->ledger, line);
    return true;
}

/* False: there are enough, or something went wrong. */
static bool take(void *context, const struct demand_row *row)
{
    struct work *work = context;
    struct ledger_line line;
    bool asked;

    if (!is_asked(work, row, &asked)) {
        work->failed = true;
        return false;
    }
    if (!asked) {
        return true;
    }
    if (!make_line(work, row, &line)) {
        work->failed = true;
        return false;
    }
    if (work->asked->status == NULL ||
        asked_in_list(work->asked->status, status_name[line.status])) {
        MEM_GROW(work->line, work->lines, work->cap);
        work->line[work->lines++] = line;
    }
    return work->query->limit == 0 || work->lines < work->query->limit;
}

static int compare_oldest(const void *a, const void *b)
{
    const struct ledger_line *x = a;
    const struct ledger_line *y = b;
    size_t at = x->first->text.at.start;
    size_t other = y->first->text.at.start;
    int order = slice_cmp(slice_of(x->since), slice_of(y->since));

    order = order != 0 ? order : strcmp(x->first->report, y->first->report);
    order = order != 0 ? order : (at > other) - (at < other);
    return order != 0 ? order : strcmp(x->first->id, y->first->id);
}

static int compare_newest(const void *a, const void *b)
{
    return compare_oldest(b, a);
}

/* They come in this order but for those whose first telling was not known yet
 * on the day of the ledger. */
static void order_lines(struct ledger *ledger, const struct query *query)
{
    bool newest = query->order == QUERY_NEWEST;

    if (ledger->lines != 0) {
        qsort(ledger->line, ledger->lines, sizeof *ledger->line,
              newest ? compare_newest : compare_oldest);
    }
}

bool ledger_status_check(const char *list, struct slice *wrong)
{
    struct slice rest = slice_of(list);

    while (rest.len != 0) {
        const char *comma = memchr(rest.ptr, ',', rest.len);
        size_t len = comma != NULL ? (size_t)(comma - rest.ptr) : rest.len;
        struct slice name = slice_trim((struct slice){rest.ptr, len});
        bool known = name.len == 0;

        for (size_t i = 0; i < sizeof status_name / sizeof status_name[0];
             i++) {
            known =
                known || (strlen(status_name[i]) == name.len &&
                          strncasecmp(name.ptr, status_name[i], name.len) == 0);
        }
        if (!known) {
            *wrong = name;
            return false;
        }
        len += comma != NULL;
        rest = (struct slice){rest.ptr + len, rest.len - len};
    }
    return true;
}

const char *ledger_looked(const struct ledger *ledger, struct arena *arena)
{
    struct buf text = {0};
    const char *looked;

    buf_printf(&text, "no answer found in %zu report%s", ledger->reports,
               ledger->reports == 1 ? "" : "s");
    if (ledger->up_to != NULL) {
        buf_printf(&text, " up to %s", ledger->up_to);
    }
    looked = arena_strdup(arena, text.ptr);
    buf_release(&text);
    return looked;
}
