#include "views/talks.h"

#include "base/mem.h"
#include "base/sha256.h"
#include "views/keep.h"
#include "views/talks_int.h"

#include <stdio.h>
#include <stdlib.h>

/* Reports whose acts are looked at for the outcome; acts of a side. */
enum { SOURCES = 6, OF_SIDE = 2 };

/* --- from drafts to meetings --- */

static int by_code(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "Ellorin, round 2: XCO, XTO". */
static const char *name_of(const struct talks_work *work,
                           const struct talk *talk, int order)
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

static void write_talk(const struct talks_work *work, struct talk_draft *draft,
                       struct talk *talk)
{
    const struct telling *telling = &draft->telling;

    *talk = (struct talk){
        .date = telling->date,
        .day = telling->day,
        .place = telling->format != MEETING_CALL ? telling->place
                                                 : NULL, /* a call is nowhere */
        .parties = telling->parties,
        .level = telling->level,
        .length = telling->length,
        .format = meeting_format_name(telling->format),
        .order = telling->order,
        .ahead = telling->ahead,
        .contact = telling->format == MEETING_MET,
        .witness = arena_dup(work->arena, draft->witness, draft->witnesses,
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

static void add_issues(const struct talks_work *work, struct talk *talk,
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

static void take_act(const struct talks_work *work, struct talk *talk,
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
static bool find_outcome(struct talks_work *work, struct talk *talk)
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

static bool count_reports(struct talks_work *work, struct talk *talk)
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
            talks_same_name(a->place, b->place));
}

/* `talk` in order of date: each finds the next of its chain. */
static void link_chains(const struct talks_work *work, struct talks *talks)
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

static void write_names(const struct talks_work *work, struct talks *talks)
{
    for (size_t i = 0; i < talks->talks; i++) {
        struct talk *talk = &talks->talk[i];

        talk->name = name_of(work, talk, talk->order);
    }
}

/* --- all of it --- */

static void choose(struct talks_work *work, struct talks *talks)
{
    talks->talk = arena_alloc(work->arena, work->drafts, sizeof *talks->talk);
    for (size_t i = 0; i < work->drafts; i++) {
        if (talks_asked(work, &work->draft[i].telling)) {
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
    struct talks_work work = {.record = record,
                              .wish = wish,
                              .arena = arena,
                              .err = err,
                              .full_on = -1};
    bool ok = talks_read(&work);

    *talks = (struct talks){0};
    talks->looked = work.cut ? TALKS_PAGE : 0;
    if (ok) {
        talks_date(&work);
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
