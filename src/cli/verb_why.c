#include "cli/cells.h"
#include "cli/page.h"
#include "cli/page_evidence.h"
#include "cli/page_ties.h"
#include "cli/session.h"
#include "cli/verb.h"

#include <stdio.h>

static void json_sentence(struct page *page, const char *id,
                          struct slice sentence)
{
    json_open(&page->writer, '{');
    json_key_str(&page->writer, "id", id);
    json_key_slice(&page->writer, "sentence", sentence);
}

/* One numbered line each. */
static void reasons(struct page *page, const char *const *why, size_t whys)
{
    char number[16];

    if (whys == 0) {
        page_line(page, "why", "nothing was kept");
    }
    for (size_t i = 0; i < whys; i++) {
        (void)snprintf(number, sizeof number,
                       i == 0 ? "why  %4zu" : "     %4zu", i + 1);
        page_text(page, number, slice_of(why[i]));
    }
}

static void act_as_json(struct page *page, const struct act_row *act)
{
    struct json *json = &page->writer;

    json_sentence(page, act->id, act->sentence.exact);
    json_key_slice(json, "text", act->text.exact);
    json_key_str(json, "type", act->type);
    json_key(json, "confidence");
    json_num(json, act->confidence, 3);
    json_key(json, "why");
    json_open(json, '[');
    for (size_t i = 0; i < act->whys; i++) {
        json_str(json, act->why[i]);
    }
    json_close(json, ']');
    json_key_str(json, "event", act->event);
    json_key(json, "answers");
    if (act->answers != NULL) {
        json_open(json, '{');
        json_key_str(json, "act", act->answers);
        json_key_str(json, "how", act->how);
        json_key(json, "score");
        json_num(json, act->answer_score, 4);
        json_key_str(json, "why", act->answer_why);
        json_close(json, '}');
    } else {
        json_none(json);
    }
    json_close(json, '}');
}

static bool why_act(struct session *session, struct page *page, const char *id,
                    struct err *err)
{
    struct arena *arena = &session->app->arena;
    struct act_row act;
    struct report_row report;
    struct span mark = {0, 0};

    if (!query_act(session->record, id, arena, &act, err) ||
        !query_report(session->record, act.report, arena, &report, err)) {
        return false;
    }
    if (page->json) {
        act_as_json(page, &act);
        return true;
    }
    page_act_head(page, &act, arena);
    page_gap(page);
    if (act.text.at.start >= act.sentence.at.start) {
        mark = (struct span){act.text.at.start - act.sentence.at.start,
                             act.text.at.end - act.sentence.at.start};
    }
    passage_write(&page->sink.out, &page->passage, act.sentence.exact, &mark,
                  1);
    page_gap(page);
    page_line(page, "confidence", "%.2f", act.confidence);
    reasons(page, act.why, act.whys);
    page_text(page, "read by", slice_of(report.model));
    page_codebook(page, &report);
    if (!page_ties(page, session->record, &act, true, arena, err)) {
        return false;
    }
    page_next(page, "demarche show %s", act.id);
    return true;
}

/* A quote's reasons are its cue and its speaker. */
static bool why_quote(struct session *session, struct page *page,
                      const char *id, struct err *err)
{
    struct arena *arena = &session->app->arena;
    struct quote_row quote;

    if (!query_quote(session->record, id, arena, &quote, err)) {
        return false;
    }
    if (page->json) {
        json_sentence(page, quote.id, quote.text.exact);
        json_key_str(&page->writer, "form", quote.form);
        json_key_slice(&page->writer, "cue", quote.cue.exact);
        json_close(&page->writer, '}');
        return true;
    }
    page_quote_head(page, &quote);
    page_gap(page);
    page_text(page, "words", quote.text.exact);
    page_line(page, "pieces", "%zu", quote.contents);
    page_text(page, "found by",
              quote.cue.exact.ptr != NULL
                  ? SLICE("the words of saying given as the cue")
                  : SLICE("quotation marks alone; no word of saying"));
    page_next(page, "demarche show %s", quote.id);
    return true;
}

/* A report's: where its date and names come from. */
static bool why_report(struct session *session, struct page *page,
                       const char *id, struct err *err)
{
    struct arena *arena = &session->app->arena;
    struct report_row report;
    struct evidence_rows evidence;

    if (!query_report(session->record, id, arena, &report, err) ||
        !evidence_read(session->record, id, arena, &evidence, err)) {
        return false;
    }
    if (page->json) {
        json_open(&page->writer, '{');
        json_key_str(&page->writer, "id", report.id);
        json_key_str(&page->writer, "published", report.published.value);
        json_key_str(&page->writer, "published_from", report.published.from);
        json_key_str(&page->writer, "encoding", report.encoding);
        json_key_str(&page->writer, "model", report.model);
        json_key_str(&page->writer, "codebook", report.codebook);
        page_evidence_json(&page->writer, &evidence);
        json_close(&page->writer, '}');
        return true;
    }
    page_line(page, "report", "%s", report.id);
    page_text(page, "title", slice_of(report.title));
    page_text(page, "published",
              report.published.value != NULL ? slice_of(report.published.value)
                                             : SLICE("not told by the report"));
    page_text(page, "found in", slice_of(report.published.from));
    page_evidence(page, &evidence);
    page_text(page, "encoding", slice_of(report.encoding));
    page_text(page, "read by", slice_of(report.model));
    page_codebook(page, &report);
    page_next(page, "demarche show %s", report.id);
    return true;
}

static bool why(struct session *session, struct page *page, struct err *err)
{
    char id[RECORD_ID_ROOM];

    if (!session_words(session, 1, "the id of an act, a quote or a report",
                       err) ||
        !query_id(session->record, session->args.word[0], id, err)) {
        return false;
    }
    switch (id[0]) {
    case KIND_ACT: return why_act(session, page, id, err);
    case KIND_QUOTE: return why_quote(session, page, id, err);
    default: return why_report(session, page, id, err);
    }
}

static int run(struct app *app, const struct args *args)
{
    struct err err = {0};
    struct session session;
    struct page page;
    bool ok = true;

    if (!session_open(&session, app, args, 1, &err)) {
        return app_fail(app, &err);
    }
    ok = page_open(&page, app, args, &err);
    if (ok) {
        ok = why(&session, &page, &err);
        ok = page_close(&page, ok, &err);
    }
    session_close(&session);
    return ok ? EXIT_OK : app_fail(app, &err);
}

const struct verb verb_why = {
    .name = "why",
    .summary = "every rule and score that made an act",
    .usage = "[DOSSIER] ID",
    .about = "For an act: its sentence, what each part was decided by, in the "
             "order in which it was decided, and the confidence. For a quote: "
             "its cue and speaker. For a report: where its date was found, all "
             "that spoke for it, and what it was read by.",
    .example = {{"demarche why talks.demarche a-7f3c", "one act"},
                {"demarche why a-7f3c --format json | jq -r '.why[]'",
                 "only the reasons"}},
    .options =
        OPT(OPT_DOSSIER) | OPT(OPT_FORMAT) | OPT(OPT_OUTPUT) | OPT(OPT_FORCE),
    .formats = "text json",
    .run = run,
};
