#include "views/talks.h"

#include "base/mem.h"
#include "base/sha256.h"
#include "views/asked_int.h"
#include "views/keep.h"
#include "views/sentences.h"

#include <stdio.h>
#include <stdlib.h>

/* Days within which reports tell of a meeting, and for which more of them are
 * read when the page is full; witnesses that are kept; reports whose acts are
 * looked at for the outcome; acts of a side; meetings of a sentence;
 * reports that are read for a page; days before a meeting in which a report
 * may announce it. */
enum {
    LATER = 10,
    WITNESSES = 24,
    SOURCES = 6,
    OF_SIDE = 2,
    SENTENCE = 4,
    PAGE_READS = 400,
    BEFORE = 21
};

struct draft {
    struct telling telling; /* all that the tellings say together */
    struct talk_witness *witness;
    size_t witnesses;
    size_t cap;
};

struct work {
    struct record *record;
    const struct talks_wish *wish;
    struct arena *arena;
    struct err *err;
    struct draft *draft;
    size_t drafts;
    size_t cap;
    const struct report_row *report; /* that is being read */
    const struct report_text *text;
    struct date told;
    long full_on;  /* day on which the page was full; -1: not yet */
    size_t looked; /* reports so far */
    bool cut;      /* there were more */
    bool failed;
};

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

static bool same_words(const char *a, const char *b)
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
    return a->day == NULL || b->day == NULL || same_words(a->day, b->day);
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
         !same_words(a->place, b->place)) ||
        ((call_like(a->format) || call_like(b->format)) &&
         a->format != b->format && a->format != MEETING_MET &&
         b->format != MEETING_MET)) {
        return false;
    }
    return common >= 2 || (common == 1 && same_words(a->place, b->place)) ||
           (same_words(a->place, b->place) && a->format == b->format);
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

static struct draft *find_draft(struct work *work, const struct telling *one)
{
    for (size_t i = work->drafts; i > 0; i--) {
        if (same_meeting(&work->draft[i - 1].telling, one)) {
            return &work->draft[i - 1];
        }
    }
    return NULL;
}

/* --- reading the reports --- */

static void take_telling(struct work *work, const struct telling *telling,
                         struct span at, struct slice sentence)
{
    struct draft *draft = find_draft(work, telling);

    if (draft == NULL) {
        MEM_GROW(work->draft, work->drafts, work->cap);
        draft = &work->draft[work->drafts++];
        *draft = (struct draft){.telling = *telling};
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
    struct work *work = context;
    struct slice sentence = slice_cut(work->text->text, at);
    struct telling telling[SENTENCE];
    size_t tellings = tellings_read(&work->wish->tables, sentence, work->told,
                                    work->arena, telling, SENTENCE);

    for (size_t i = 0; i < tellings; i++) {
        take_telling(work, &telling[i], at, sentence);
    }
    return true;
}

static bool asked(const struct work *work, const struct telling *telling);

/* Whether enough is there: a full page, and reports of the days behind it. */
static bool is_enough(struct work *work)
{
    size_t limit = work->wish->query->limit;
    long today = date_first_day(work->told);
    size_t count = 0;

    work->cut = limit != 0 && work->looked == PAGE_READS;
    work->looked++;
    if (limit == 0 || work->cut || work->told.precision != DATE_DAY) {
        return work->cut;
    }
    if (work->full_on != -1) {
        return labs(today - work->full_on) > LATER;
    }
    for (size_t i = 0; i < work->drafts && count < limit; i++) {
        count += asked(work, &work->draft[i].telling);
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
    struct work *work = context;
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

/* --- meetings whose day is not known --- */

/* Whether an undated meeting may be a dated one: the same day of the week,
 * two parties in common, and the same place, length or kind. */
static bool may_be(const struct telling *undated, const struct telling *dated)
{
    static const char *const weekday[] = {"Monday",   "Tuesday", "Wednesday",
                                          "Thursday", "Friday",  "Saturday",
                                          "Sunday"};

    return undated->day != NULL && dated->date.precision == DATE_DAY &&
           same_words(undated->day,
                      weekday[date_weekday(date_first_day(dated->date))]) &&
           shared(undated, dated) >= 2 &&
           (same_words(undated->place, dated->place) ||
            same_words(undated->length, dated->length) ||
            (undated->format == dated->format &&
             (undated->place == NULL || dated->place == NULL)));
}

/* The only dated meeting that it may be, NULL if there is none or more. */
static struct draft *find_dated(struct work *work,
                                const struct telling *undated)
{
    struct draft *found = NULL;

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

/* What a report without a date tells of is dated by the others, where only
 * one of their meetings fits. */
static void date_drafts(struct work *work)
{
    size_t kept = 0;

    for (size_t i = 0; i < work->drafts; i++) {
        struct draft *draft = &work->draft[i];
        struct draft *dated = draft->telling.date.precision == DATE_NONE
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

/* --- from drafts to meetings --- */

static bool asked(const struct work *work, const struct telling *telling)
{
    const struct query *query = work->wish->query;
    bool actor = query->actor == NULL;
    bool to = query->to == NULL;

    for (size_t i = 0; i < telling->parties; i++) {
        actor = actor || asked_in_list(query->actor, telling->party[i]);
        to = to || asked_in_list(query->to, telling->party[i]);
    }
    if (!actor || !to) {
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

static int by_code(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "Ellorin, round 2: XCO, XTO". */
static const char *name_of(const struct work *work, const struct talk *talk,
                           int order)
{
    struct buf name = {0};
    const char *kept;

    if (talk->place != NULL) {
        buf_printf(&name, "%s, ", talk->place);
    }
    buf_add_str(&name, talk->format);
    if (order != 0 && strcmp(talk->format, "round") == 0) {
        buf_printf(&name, " %d", order);
    }
    for (size_t i = 0; i < talk->parties; i++) {
        buf_printf(&name, "%s%s", i == 0 ? ": " : ", ", talk->party[i]);
    }
    kept = arena_strdup(work->arena, name.ptr);
    buf_release(&name);
    return kept;
}

static void make_id(struct talk *talk)
{
    char sha256[SHA256_HEX + 1];
    char day[16];
    struct buf text = {0};

    buf_printf(&text, "talks %s %s %s %s\n", date_format(talk->date, day),
               talk->day != NULL ? talk->day : "",
               talk->place != NULL ? talk->place : "", talk->format);
    for (size_t i = 0; i < talk->parties; i++) {
        buf_printf(&text, "%s\n", talk->party[i]);
    }
    sha256_hex(buf_slice(&text), sha256);
    (void)snprintf(talk->id, sizeof talk->id, "t-%.16s", sha256);
    buf_release(&text);
}

static void write_talk(const struct work *work, struct draft *draft,
                       struct talk *talk)
{
    const struct telling *telling = &draft->telling;

    *talk = (struct talk){.date = telling->date,
                          .day = telling->day,
                          .place = telling->place,
                          .parties = telling->parties,
                          .level = telling->level,
                          .length = telling->length,
                          .format = meeting_format_name(telling->format),
                          .order = telling->order,
                          .ahead = telling->ahead,
                          .contact = telling->format == MEETING_MET,
                          .witness = arena_dup(work->arena, draft->witness,
                                               draft->witnesses,
                                               sizeof *draft->witness),
                          .witnesses = draft->witnesses};
    for (size_t i = 0; i < telling->parties; i++) {
        talk->party[i] = arena_strdup(work->arena, telling->party[i]);
    }
    if (talk->parties != 0) {
        qsort(talk->party, talk->parties, sizeof *talk->party, by_code);
    }
    make_id(talk);
}

/* --- what was said of it --- */

static bool is_party(const struct talk *talk, const struct party_row *party,
                     size_t parties)
{
    for (size_t i = 0; i < parties; i++) {
        for (size_t j = 0; j < talk->parties; j++) {
            if (party[i].code != NULL &&
                strcmp(party[i].code, talk->party[j]) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void add_issues(const struct work *work, struct talk *talk,
                       const struct act_row *act)
{
    for (size_t i = 0; i < act->issues; i++) {
        size_t at = 0;

        while (at < talk->issues &&
               strcmp(talk->issue[at], act->issue[i]) != 0) {
            at++;
        }
        if (at == talk->issues && at < TALK_ISSUES &&
            strcmp(act->issue[i], "talks") != 0) {
            talk->issue[talk->issues++] =
                arena_strdup(work->arena, act->issue[i]);
        }
    }
}

/* Room for another act of this side: at most OF_SIDE of the same actors. */
static bool has_room(const struct talk *talk, const struct act_row *act)
{
    size_t count = 0;

    for (size_t i = 0; i < talk->outcomes; i++) {
        const struct act_row *other = talk->outcome[i];

        count += other->actors != 0 && act->actors != 0 &&
                 other->actor[0].code != NULL && act->actor[0].code != NULL &&
                 strcmp(other->actor[0].code, act->actor[0].code) == 0;
    }
    return count < OF_SIDE && talk->outcomes < TALK_OUTCOMES;
}

static bool of_that_day(const struct talk *talk, const struct act_row *act)
{
    struct date date = date_parse(slice_of(act->date.value));

    return talk->date.precision == DATE_NONE || date.precision == DATE_NONE ||
           (date_first_day(date) <= date_last_day(talk->date) + 1 &&
            date_last_day(date) >= date_first_day(talk->date));
}

static void take_act(const struct work *work, struct talk *talk,
                     const struct act_row *act)
{
    const struct stance *stance = stances_of(work->wish->stances, act->type);

    if (stance == NULL || stance->inferred || act->negated ||
        act->hypothetical || act->historical || stance->weight < 4 ||
        !is_party(talk, act->actor, act->actors) || !of_that_day(talk, act)) {
        return;
    }
    add_issues(work, talk, act);
    if (has_room(talk, act)) {
        talk->outcome[talk->outcomes++] = keep_act(act, work->arena);
    }
}

/* Acts of the sides in the reports that tell of it, written on that day or
 * the next, the first reports first. */
static bool find_outcome(struct work *work, struct talk *talk)
{
    size_t sources = 0;

    for (size_t i = 0; i < talk->witnesses && sources < SOURCES; i++) {
        const struct query query = {.report = talk->witness[i].report};
        struct arena arena = {0};
        struct act_row *act;
        size_t acts;
        bool again = i != 0 && strcmp(talk->witness[i].report,
                                      talk->witness[i - 1].report) == 0;
        bool ok = again || query_load_acts(work->record, &query, &arena, &act,
                                           &acts, work->err);

        for (size_t j = 0; ok && !again && j < acts; j++) {
            take_act(work, talk, &act[j]);
        }
        sources += !again;
        arena_release(&arena);
        if (!ok) {
            return false;
        }
    }
    return true;
}

static bool count_reports(struct work *work, struct talk *talk)
{
    const char **id = arena_alloc(work->arena, talk->witnesses, sizeof *id);

    for (size_t i = 0; i < talk->witnesses; i++) {
        id[i] = talk->witness[i].report;
    }
    return survey_count_reports(work->record, id, talk->witnesses, &talk->told,
                                work->err);
}

/* --- order and chains --- */

static int compare(const struct talk *a, const struct talk *b)
{
    int order = date_cmp(a->date, b->date);

    return order != 0 ? order : strcmp(a->id, b->id);
}

static int by_date(const void *a, const void *b)
{
    const struct talk *x = a;
    const struct talk *y = b;
    bool undated_x = x->date.precision == DATE_NONE;
    bool undated_y = y->date.precision == DATE_NONE;

    if (undated_x != undated_y) {
        return undated_x ? 1 : -1;
    }
    return compare(x, y);
}

static int by_date_newest(const void *a, const void *b)
{
    const struct talk *x = a;
    const struct talk *y = b;
    bool undated_x = x->date.precision == DATE_NONE;
    bool undated_y = y->date.precision == DATE_NONE;

    if (undated_x != undated_y) {
        return undated_x ? 1 : -1;
    }
    return compare(y, x);
}

static size_t common_parties(const struct talk *a, const struct talk *b)
{
    size_t count = 0;

    for (size_t i = 0; i < a->parties; i++) {
        for (size_t j = 0; j < b->parties; j++) {
            count += strcmp(a->party[i], b->party[j]) == 0;
        }
    }
    return count;
}

static bool may_chain(const struct talk *talk)
{
    return talk->date.precision == DATE_DAY && !talk->contact &&
           strcmp(talk->format, "call") != 0 &&
           strcmp(talk->format, "visit") != 0;
}

static bool same_chain(const struct talk *a, const struct talk *b)
{
    return may_chain(a) && may_chain(b) && common_parties(a, b) >= 2 &&
           (a->place == NULL || b->place == NULL ||
            same_words(a->place, b->place));
}

/* `talk` in order of date: each finds the next of its chain. */
static void link_chains(const struct work *work, struct talks *talks)
{
    char day[16];

    for (size_t i = 0; i < talks->talks; i++) {
        struct talk *talk = &talks->talk[i];

        for (size_t j = i + 1; j < talks->talks && talk->next == NULL; j++) {
            struct talk *later = &talks->talk[j];

            if (same_chain(talk, later) && date_cmp(talk->date, later->date)) {
                talk->next_id = arena_strdup(work->arena, later->id);
                talk->next =
                    arena_strdup(work->arena, date_format(later->date, day));
                later->order = later->order != 0 || talk->order == 0
                                   ? later->order
                                   : talk->order + 1;
            }
        }
    }
}

static void write_names(const struct work *work, struct talks *talks)
{
    for (size_t i = 0; i < talks->talks; i++) {
        struct talk *talk = &talks->talk[i];

        talk->name = name_of(work, talk, talk->order);
    }
}

/* --- all of it --- */

static bool read_reports(struct work *work)
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

static void choose(struct work *work, struct talks *talks)
{
    talks->talk = arena_alloc(work->arena, work->drafts, sizeof *talks->talk);
    for (size_t i = 0; i < work->drafts; i++) {
        if (asked(work, &work->draft[i].telling)) {
            write_talk(work, &work->draft[i], &talks->talk[talks->talks++]);
        }
    }
    if (talks->talks != 0) {
        qsort(talks->talk, talks->talks, sizeof *talks->talk, by_date);
    }
    link_chains(work, talks);
    write_names(work, talks);
    if (work->wish->query->order == QUERY_NEWEST && talks->talks != 0) {
        qsort(talks->talk, talks->talks, sizeof *talks->talk, by_date_newest);
    }
    if (work->wish->query->limit != 0 &&
        talks->talks > work->wish->query->limit) {
        talks->talks = work->wish->query->limit;
    }
}

bool talks_load(struct record *record, const struct talks_wish *wish,
                struct arena *arena, struct talks *talks, struct err *err)
{
    struct work work = {.record = record,
                        .wish = wish,
                        .arena = arena,
                        .err = err,
                        .full_on = -1};
    bool ok = read_reports(&work);

    *talks = (struct talks){0};
    talks->looked = work.cut ? PAGE_READS : 0;
    if (ok) {
        date_drafts(&work);
        choose(&work, talks);
    }
    for (size_t i = 0; ok && i < talks->talks; i++) {
        ok = find_outcome(&work, &talks->talk[i]) &&
             count_reports(&work, &talks->talk[i]);
    }
    for (size_t i = 0; i < work.drafts; i++) {
        free(work.draft[i].witness);
    }
    free(work.draft);
    return ok;
}
