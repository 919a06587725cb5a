#include "cli/page_ties.h"

#include "cli/cells.h"
#include "record/line.h"

/* "Lodestar, 2031-02-06", the file where there is no outlet; a report without
 * a date tells the `day` that others tell. */
static void witness_head(struct page *page, const struct act_row *act,
                         const char *day)
{
    struct slice outlet =
        slice_of(act->outlet != NULL ? act->outlet : act->input);
    bool lent =
        act->published == NULL && act->date.value == NULL && day != NULL;

    page_line(page, act->id, "%.*s, %s%s%s", (int)(outlet.len & 0xFFF),
              outlet.ptr, act->published != NULL ? act->published : "undated",
              lent ? ": its day by what agrees, " : "", lent ? day : "");
}

static bool witness(struct page *page, struct record *record, const char *id,
                    const char *day, struct arena *arena, struct err *err)
{
    struct act_row act;

    if (!query_act(record, id, arena, &act, err)) {
        return false;
    }
    witness_head(page, &act, day);
    page_text(page, "", act.sentence.exact);
    return true;
}

static void event_counts(struct page *page, const struct event_row *event)
{
    page_line(page, "told by", "%zu report%s of %zu independent origin%s",
              event->reports, event->reports == 1 ? "" : "s", event->origins,
              event->origins == 1 ? "" : "s");
}

bool page_event(struct page *page, struct record *record, const char *id,
                struct arena *arena, struct err *err)
{
    struct event_row event;

    if (!query_event(record, id, arena, &event, err)) {
        return false;
    }
    if (page->json) {
        line_event(&page->writer, &event);
        return true;
    }
    page_line(page, "event", "%s", event.id);
    page_line(page, "type", "%s", event.type);
    page_text(page, "date", slice_of(event.date.value));
    page_text(page, "parties", cell_list(event.party, event.parties, arena));
    if (event.place != NULL) {
        page_text(page, "place", slice_of(event.place));
    }
    event_counts(page, &event);
    page_gap(page);
    for (size_t i = 0; i < event.acts; i++) {
        if (!witness(page, record, event.act[i], event.date.value, arena,
                     err)) {
            return false;
        }
    }
    page_next(page, "demarche show %s", event.act[0]);
    return true;
}

/* The tellings of the act's event but for itself. */
static bool other_witnesses(struct page *page, struct record *record,
                            const struct act_row *act, struct arena *arena,
                            struct err *err)
{
    struct event_row event;

    if (act->event == NULL) {
        return true;
    }
    if (!query_event(record, act->event, arena, &event, err)) {
        return false;
    }
    if (event.acts < 2) {
        return true;
    }
    page_gap(page);
    page_line(page, "event", "%s", event.id);
    if (act->date.value == NULL && event.date.value != NULL) {
        page_line(page, "day", "%s, as reports that agree have it",
                  event.date.value);
    }
    event_counts(page, &event);
    for (size_t i = 0; i < event.acts; i++) {
        if (strcmp(event.act[i], act->id) != 0 &&
            !witness(page, record, event.act[i], event.date.value, arena,
                     err)) {
            return false;
        }
    }
    return true;
}

static bool linked(struct page *page, struct record *record, const char *label,
                   const struct answer_row *answer, const char *other, bool why,
                   struct arena *arena, struct err *err)
{
    struct act_row act;

    if (!query_act(record, other, arena, &act, err)) {
        return false;
    }
    page_gap(page);
    page_line(page, label, "%s: %s, %s %s", answer->how, other, act.type,
              act.date.value != NULL ? act.date.value : "undated");
    page_text(page, "", act.sentence.exact);
    if (why) {
        page_line(page, "link", "score %.2f: %s", answer->score, answer->why);
    }
    return true;
}

bool page_ties(struct page *page, struct record *record,
               const struct act_row *act, bool why, struct arena *arena,
               struct err *err)
{
    struct answer_row own = {act->answers, act->id, act->how, act->answer_score,
                             act->answer_why};
    struct answer_row *answer;
    size_t answers;

    if (!other_witnesses(page, record, act, arena, err) ||
        (act->answers != NULL && !linked(page, record, "answers", &own,
                                         act->answers, why, arena, err)) ||
        !query_answers_to(record, act->id, arena, &answer, &answers, err)) {
        return false;
    }
    for (size_t i = 0; i < answers; i++) {
        if (!linked(page, record, "answered", &answer[i], answer[i].act, why,
                    arena, err)) {
            return false;
        }
    }
    return true;
}
