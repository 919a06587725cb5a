/* talks_read.c - from the sentences of reports to meetings: which tellings are
 * one, and of which day. */
#include "base/mem.h"
#include "views/asked_int.h"
#include "views/sentences.h"
#include "views/talks_int.h"

#include <stdlib.h>

/* Days within which reports tell of a meeting, and for which more of them are
 * read when the page is full; witnesses that are kept; meetings of a sentence;
 * days before a meeting in which a report may announce it. */
enum { LATER = 10, WITNESSES = 24, SENTENCE = 4, BEFORE = 21 };

/* --- which tellings are one meeting --- */

static size_t shared(const struct telling *a, const struct telling *b)
{
    size_t count = 0;

    for (size_t i = 0; i < a->parties; i++) {
        for (size_t j = 0; j < b->parties; j++) {
            count += strcmp(a->party[i], b->party[j]) == 0;
        }
    }
    return count;
}

bool talks_same_name(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcasecmp(a, b) == 0;
}

static bool same_day(const struct telling *a, const struct telling *b)
{
    if (a->date.precision != DATE_NONE && b->date.precision != DATE_NONE) {
        long x = date_first_day(a->date);
        long y = date_first_day(b->date);

        return x <= y ? y - x < (b->days > 1 ? b->days : 1)
                      : x - y < (a->days > 1 ? a->days : 1);
    }
    if (a->date.precision != b->date.precision) {
        return false;
    }
    return a->day == NULL || b->day == NULL || talks_same_name(a->day, b->day);
}

static bool call_like(enum meeting_format format)
{
    return format == MEETING_CALL || format == MEETING_VISIT;
}

static bool same_meeting(const struct telling *a, const struct telling *b)
{
    size_t common = shared(a, b);

    if (!same_day(a, b) ||
        (a->place != NULL && b->place != NULL &&
         !talks_same_name(a->place, b->place)) ||
        ((call_like(a->format) || call_like(b->format)) &&
         a->format != b->format && a->format != MEETING_MET &&
         b->format != MEETING_MET)) {
        return false;
    }
    return common >= 2 ||
           (common == 1 && talks_same_name(a->place, b->place)) ||
           (talks_same_name(a->place, b->place) && a->format == b->format);
}

static void join_party(struct telling *telling, const char *code)
{
    for (size_t i = 0; i < telling->parties; i++) {
        if (strcmp(telling->party[i], code) == 0) {
            return;
        }
    }
    if (telling->parties < TELLING_PARTIES) {
        telling->party[telling->parties++] = code;
    }
}

static void join(struct telling *all, const struct telling *one)
{
    if (one->sure && !all->sure) {
        memcpy(all->party, one->party, sizeof all->party);
        all->parties = one->parties;
        all->sure = true;
    }
    for (size_t i = 0; i < one->parties && (one->sure || !all->sure); i++) {
        join_party(all, one->party[i]);
    }
    if (all->date.precision == DATE_NONE ||
        (one->date.precision != DATE_NONE &&
         date_cmp(one->date, all->date) < 0)) {
        all->date = one->date;
    }
    all->day = all->day != NULL ? all->day : one->day;
    all->days = all->days > one->days ? all->days : one->days;
    all->place = all->place != NULL ? all->place : one->place;
    all->level = all->level != NULL ? all->level : one->level;
    all->length = all->length != NULL ? all->length : one->length;
    all->order = all->order != 0 ? all->order : one->order;
    all->ahead = all->ahead && one->ahead;
    if ((int)one->format > (int)all->format) {
        all->format = one->format;
    }
}

static struct talk_draft *find_draft(struct talks_work *work,
                                     const struct telling *one)
{
    for (size_t i = work->drafts; i > 0; i--) {
        if (same_meeting(&work->draft[i - 1].telling, one)) {
            return &work->draft[i - 1];
        }
    }
    return NULL;
}

/* --- reading the reports --- */

static void take_telling(struct talks_work *work, const struct telling *telling,
                         struct span at, struct slice sentence)
{
    struct talk_draft *draft = find_draft(work, telling);

    if (draft == NULL) {
        MEM_GROW(work->draft, work->drafts, work->cap);
        draft = &work->draft[work->drafts++];
        *draft = (struct talk_draft){.telling = *telling};
    } else {
        join(&draft->telling, telling);
    }
    if (draft->witnesses < WITNESSES) {
        MEM_GROW(draft->witness, draft->witnesses, draft->cap);
        draft->witness[draft->witnesses++] = (struct talk_witness){
            arena_strdup(work->arena, work->report->id),
            arena_strdup(work->arena, work->report->outlet),
            {at, arena_copy(work->arena, sentence)}};
    }
}

static bool take_sentence(void *context, struct span at)
{
    struct talks_work *work = context;
    struct slice sentence = slice_cut(work->text->text, at);
    struct telling telling[SENTENCE];
    size_t tellings = tellings_read(&work->wish->tables, sentence, work->told,
                                    work->arena, telling, SENTENCE);

    for (size_t i = 0; i < tellings; i++) {
        take_telling(work, &telling[i], at, sentence);
    }
    return true;
}

bool talks_asked(const struct talks_work *work, const struct telling *telling)
{
    const struct query *query = work->wish->query;
    bool actor = query->actor == NULL;
    bool to = query->to == NULL;

    for (size_t i = 0; i < telling->parties; i++) {
        actor = actor || asked_in_list(query->actor, telling->party[i]);
        to = to || asked_in_list(query->to, telling->party[i]);
    }
    if (!actor || !to || telling->parties == 0) {
        return false;
    }
    if (query->since.precision == DATE_NONE &&
        query->until.precision == DATE_NONE) {
        return true;
    }
    return telling->date.precision != DATE_NONE &&
           (query->since.precision == DATE_NONE ||
            date_last_day(telling->date) >= date_first_day(query->since)) &&
           (query->until.precision == DATE_NONE ||
            date_first_day(telling->date) <= date_last_day(query->until));
}

/* Whether enough is there: a full page, and reports of the days behind it. */
static bool is_enough(struct talks_work *work)
{
    size_t limit = work->wish->query->limit;
    long today = date_first_day(work->told);
    size_t count = 0;

    work->cut = limit != 0 && work->looked == TALKS_PAGE;
    work->looked++;
    if (limit == 0 || work->cut || work->told.precision != DATE_DAY) {
        return work->cut;
    }
    if (work->full_on != -1) {
        return labs(today - work->full_on) > LATER;
    }
    for (size_t i = 0; i < work->drafts && count < limit; i++) {
        count += talks_asked(work, &work->draft[i].telling);
    }
    if (count >= limit) {
        work->full_on = today;
    }
    return false;
}

/* A report without a date may be of any day. */
static bool later_than(struct date told, struct date as_of)
{
    return told.precision != DATE_NONE && as_of.precision != DATE_NONE &&
           date_first_day(told) > date_last_day(as_of);
}

static bool take_report(void *context, const struct report_row *row)
{
    struct talks_work *work = context;
    struct arena arena = {0};
    struct report_text text;

    work->report = row;
    work->told = date_parse(slice_of(row->published.value));
    if (later_than(work->told, work->wish->as_of)) {
        return true;
    }
    if (is_enough(work)) {
        return false;
    }
    work->failed = !query_text(work->record, row->id, &arena, &text, work->err);
    work->text = &text;
    if (!work->failed) {
        sentences_each(&text, take_sentence, work);
    }
    arena_release(&arena);
    return !work->failed;
}

bool talks_read(struct talks_work *work)
{
    const struct talks_wish *wish = work->wish;
    struct query query = {.order = wish->query->order == QUERY_NEWEST
                                       ? QUERY_NEWEST
                                       : QUERY_OLDEST,
                          .report = wish->query->report};

    if (wish->query->limit != 0 && wish->query->since.precision != DATE_NONE) {
        query.since =
            date_from_day(date_first_day(wish->query->since) - BEFORE);
    }
    return query_reports(work->record, &query, take_report, work, work->err) &&
           !work->failed;
}

/* --- meetings whose day is not known --- */

/* Whether an undated meeting may be a dated one: the same day of the week,
 * two parties in common, and the same place, length or kind. */
static bool may_be(const struct telling *undated, const struct telling *dated)
{
    static const char *const weekday[] = {"Monday",   "Tuesday", "Wednesday",
                                          "Thursday", "Friday",  "Saturday",
                                          "Sunday"};

    return undated->day != NULL && dated->date.precision == DATE_DAY &&
           talks_same_name(
               undated->day,
               weekday[date_weekday(date_first_day(dated->date))]) &&
           shared(undated, dated) >= 2 &&
           (talks_same_name(undated->place, dated->place) ||
            talks_same_name(undated->length, dated->length) ||
            (undated->format == dated->format &&
             (undated->place == NULL || dated->place == NULL)));
}

/* The only dated meeting that it may be, NULL if there is none or more. */
static struct talk_draft *find_dated(struct talks_work *work,
                                     const struct telling *undated)
{
    struct talk_draft *found = NULL;

    for (size_t i = 0; i < work->drafts; i++) {
        if (may_be(undated, &work->draft[i].telling)) {
            if (found != NULL) {
                return NULL;
            }
            found = &work->draft[i];
        }
    }
    return found;
}

void talks_date(struct talks_work *work)
{
    size_t kept = 0;

    for (size_t i = 0; i < work->drafts; i++) {
        struct talk_draft *draft = &work->draft[i];
        struct talk_draft *dated = draft->telling.date.precision == DATE_NONE
                                       ? find_dated(work, &draft->telling)
                                       : NULL;

        if (dated == NULL) {
            continue;
        }
        join(&dated->telling, &draft->telling);
        for (size_t j = 0; j < draft->witnesses && dated->witnesses < WITNESSES;
             j++) {
            MEM_GROW(dated->witness, dated->witnesses, dated->cap);
            dated->witness[dated->witnesses++] = draft->witness[j];
        }
        draft->witnesses = 0;
    }
    for (size_t i = 0; i < work->drafts; i++) {
        if (work->draft[i].witnesses != 0) {
            work->draft[kept++] = work->draft[i];
        } else {
            free(work->draft[i].witness);
        }
    }
    work->drafts = kept;
}
