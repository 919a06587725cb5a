#include "base/mem.h"
#include "cli/cells.h"
#include "cli/op_words.h"
#include "cli/page.h"
#include "cli/page_evidence.h"
#include "cli/page_ties.h"
#include "cli/session.h"
#include "cli/verb.h"
#include "record/line.h"

#include <stdlib.h>

/* What is shown: the thing itself and the text it stands in. */
struct shown {
    struct session session;
    struct page page;
    struct report_row report;
    struct report_text text;
    long context;
    size_t told; /* operations in its history */
};

static bool load_text(struct shown *shown, const char *report, struct err *err)
{
    struct arena *arena = &shown->session.app->arena;
    struct record *record = shown->session.record;

    return query_report(record, report, arena, &shown->report, err) &&
           query_text(record, report, arena, &shown->text, err);
}

/* The paragraphs that [start, end) touches, and `context` more on each
 * side. */
static void in_its_place(struct shown *shown, const struct span *mark,
                         size_t marks)
{
    const struct report_text *text = &shown->text;
    size_t context = (size_t)shown->context;
    size_t first = text->paragraphs;
    size_t last = 0;

    for (size_t i = 0; i < text->paragraphs; i++) {
        struct span at = text->paragraph[i].at;

        if (at.start < mark[marks - 1].end && at.end > mark[0].start) {
            first = i < first ? i : first;
            last = i;
        }
    }
    if (first == text->paragraphs) {
        return;
    }
    first = first > context ? first - context : 0;
    last = last + context < text->paragraphs ? last + context
                                             : text->paragraphs - 1;
    page_gap(&shown->page);
    for (size_t i = first; i <= last; i++) {
        page_paragraph(&shown->page, text, i, mark, marks);
    }
}

static void source_lines(struct shown *shown, struct span at)
{
    const struct report_row *report = &shown->report;
    struct page *page = &shown->page;

    page_gap(page);
    page_line(page, "report", "%s", report->id);
    page_text(page, "title", slice_of(report->title));
    page_text(page, "outlet", slice_of(report->outlet));
    if (report->published.value != NULL) {
        page_line(page, "published", "%s (from %s)", report->published.value,
                  report->published.from);
    } else {
        page_line(page, "published", "not told by the report");
    }
    page_text(page, "url", slice_of(report->url));
    page_text(page, "input", slice_of(report->input));
    page_text(page, "sha256", slice_of(report->sha256));
    if (!span_empty(at)) {
        page_line(page, "place", "bytes %zu to %zu of the text", at.start,
                  at.end);
    }
}

static bool history_row(void *context, const struct op_row *row)
{
    struct shown *shown = context;
    struct buf line = {0};
    struct buf words = {0};

    op_words(&shown->session, row, &words);
    buf_printf(&line, "%s %s: %s%s%s%s", row->at, row->who, row->verb,
               words.len != 0 ? " " : "", words.len != 0 ? words.ptr : "",
               row->undone != NULL ? " (undone)" : "");
    page_text(&shown->page, shown->told++ == 0 ? "history" : "",
              buf_slice(&line));
    buf_release(&words);
    buf_release(&line);
    return true;
}

/* What people did to the act, from the beginning. */
static bool history(struct shown *shown, const char *id, struct err *err)
{
    const struct op_query query = {.act = id};

    page_gap(&shown->page);
    shown->told = 0;
    return review_log(shown->session.record, &query, history_row, shown, err);
}

static bool show_act(struct shown *shown, const char *id, struct err *err)
{
    struct arena *arena = &shown->session.app->arena;
    struct page *page = &shown->page;
    struct act_row act;
    struct span mark;

    if (!query_act(shown->session.record, id, arena, &act, err) ||
        !load_text(shown, act.report, err)) {
        return false;
    }
    if (page->json) {
        line_act(&page->writer, &act);
        return true;
    }
    page_act_head(page, &act, arena);
    mark = act.text.at;
    in_its_place(shown, &mark, 1);
    source_lines(shown, mark);
    if (!page_ties(page, shown->session.record, &act, false, arena, err) ||
        !history(shown, id, err)) {
        return false;
    }
    page_next(page, "demarche why %s", act.id);
    return true;
}

static bool show_quote(struct shown *shown, const char *id, struct err *err)
{
    struct arena *arena = &shown->session.app->arena;
    struct page *page = &shown->page;
    struct quote_row quote;

    if (!query_quote(shown->session.record, id, arena, &quote, err) ||
        !load_text(shown, quote.report, err)) {
        return false;
    }
    if (page->json) {
        line_quote(&page->writer, &quote);
        return true;
    }
    page_quote_head(page, &quote);
    if (quote.contents != 0) {
        in_its_place(shown, quote.content, quote.contents);
    }
    source_lines(shown, quote.text.at);
    page_next(page, "demarche acts --in %s", quote.report);
    return true;
}

static int by_place(const void *a, const void *b)
{
    const struct span *x = a;
    const struct span *y = b;

    return (x->start > y->start) - (x->start < y->start);
}

/* A report: its text with the words of its acts marked. */
static bool show_report(struct shown *shown, const char *id, struct err *err)
{
    struct arena *arena = &shown->session.app->arena;
    struct query query = {.report = id};
    struct evidence_rows evidence;
    struct page *page = &shown->page;
    struct act_row *act = NULL;
    struct span *mark = NULL;
    size_t acts = 0;

    if (!load_text(shown, id, err) ||
        !query_load_acts(shown->session.record, &query, arena, &act, &acts,
                         err) ||
        !evidence_read(shown->session.record, id, arena, &evidence, err)) {
        return false;
    }
    if (page->json) {
        line_report(&page->writer, &shown->report);
        return true;
    }
    mark = arena_alloc(arena, acts, sizeof *mark);
    for (size_t i = 0; i < acts; i++) {
        mark[i] = act[i].text.at;
    }
    qsort(mark, acts, sizeof *mark, by_place);
    page_report_head(page, &shown->report, arena);
    page_gap(page);
    for (size_t i = 0; i < shown->text.paragraphs; i++) {
        page_paragraph(page, &shown->text, i, mark, acts);
    }
    source_lines(shown, (struct span){0, 0});
    page_evidence(page, &evidence);
    page_next(page, "demarche acts --in %s", id);
    return true;
}

static bool show(struct shown *shown, struct err *err)
{
    struct session *session = &shown->session;
    char id[RECORD_ID_ROOM];

    if (!session_words(session, 1,
                       "the id of an act, a quote, an event or a report",
                       err) ||
        !args_number(&session->args, OPT_CONTEXT, 0, 1000, &shown->context,
                     err) ||
        !query_id(session->record, session->args.word[0], id, err)) {
        return false;
    }
    switch (id[0]) {
    case KIND_ACT: return show_act(shown, id, err);
    case KIND_QUOTE: return show_quote(shown, id, err);
    case KIND_EVENT:
        return page_event(&shown->page, session->record, id,
                          &session->app->arena, err);
    default: return show_report(shown, id, err);
    }
}

static int run(struct app *app, const struct args *args)
{
    struct err err = {0};
    struct shown shown = {0};
    bool ok = true;

    if (!session_open(&shown.session, app, args, 1, &err)) {
        return app_fail(app, &err);
    }
    ok = page_open(&shown.page, app, args, &err);
    if (ok) {
        ok = show(&shown, &err);
        ok = page_close(&shown.page, ok, &err);
    }
    session_close(&shown.session);
    return ok ? EXIT_OK : app_fail(app, &err);
}

const struct verb verb_show = {
    .name = "show",
    .summary = "show an act, a quote, an event or a report in its place",
    .usage = "[DOSSIER] ID",
    .about = "An act or a quote in its paragraph, its words marked >>so<<, "
             "with who says it, by whom it is reported, and the bytes and the "
             "digest of the source. A report as a whole, the words of its "
             "acts marked; captions and the like are in brackets. Under an act "
             "stand the other witnesses of its event, what it answers and what "
             "answers it, and what reviewers did; an event is all its "
             "witnesses and what each says."
             "\n\n"
             "An id may be cut short as long as nothing else begins so.",
    .example = {{"demarche show talks.demarche a-7f3c", "one act"},
                {"demarche show a-7f3c --context 2",
                 "with two paragraphs before and after"},
                {"demarche show r-3f9c", "a whole report"},
                {"demarche show e-7f3c", "an event and its witnesses"},
                {"demarche show q-19aa --format json",
                 "the line of the export"}},
    .options = OPT(OPT_DOSSIER) | OPT(OPT_CONTEXT) | OPT(OPT_FORMAT) |
               OPT(OPT_OUTPUT) | OPT(OPT_FORCE),
    .formats = "text json",
    .run = run,
};
