/* export_dna_csv.c - the event list that Discourse Network Analyzer 3 writes:
 * one statement for each actor and issue of an act, ";" between fields.
 * Places count characters, as DNA's do; words are quoted after RFC 4180 and
 * never altered. */
#include "base/utf8.h"
#include "views/export.h"

static const char head[] =
    "statement_id;time;person;organization;concept;agreement;"
    "start_position;stop_position;text;coder;document_id;document_title;"
    "document_author;document_source;document_section;document_type\r\n";

static void field(struct buf *out, struct slice text)
{
    buf_add_char(out, ';');
    export_field(out, text, ';');
}

static void statement(struct export_job *job, const struct act_row *act,
                      struct slice actor, const char *issue)
{
    struct buf *out = &job->out;
    const struct report_row *report = &job->report;
    int agrees = export_agreement(job, act);

    buf_printf(out, "%zu;%s", ++job->items,
               act->date.value != NULL ? act->date.value : "");
    field(out, slice_of(act->has_speaker ? act->speaker.name : NULL));
    field(out, actor);
    field(out, slice_of(issue));
    buf_add_str(out, agrees < 0 ? ";" : agrees == 1 ? ";1" : ";0");
    buf_printf(out, ";%zu;%zu", act->text.at.start, act->text.at.end);
    field(out, act->text.exact);
    field(out, act->review.who != NULL ? slice_of(act->review.who)
                                       : SLICE("demarche"));
    field(out, slice_of(report->id));
    field(out, slice_of(report->title));
    field(out, slice_of(report->authors != 0 ? report->author[0] : NULL));
    field(out, slice_of(report->outlet));
    field(out, slice_of(act->type));
    field(out, slice_of(report->genre));
    buf_add_str(out, "\r\n");
}

/* The act with its places in characters instead of bytes. */
static bool in_characters(struct export_job *job, const struct act_row *act,
                          struct act_row *out, struct err *err)
{
    struct report_text text;
    struct arena arena = {0};
    bool ok = query_text(job->record, act->report, &arena, &text, err);

    *out = *act;
    if (ok) {
        out->text.at.start =
            utf8_count((struct slice){text.text.ptr, act->text.at.start});
        out->text.at.end = out->text.at.start + utf8_count(act->text.exact);
    }
    arena_release(&arena);
    return ok;
}

static bool row(struct export_job *job, const struct act_row *act,
                struct err *err)
{
    size_t actors = act->actors != 0 ? act->actors : 1;
    size_t issues = act->issues != 0 ? act->issues : 1;
    struct act_row counted;

    if (!in_characters(job, act, &counted, err)) {
        return false;
    }
    for (size_t i = 0; i < actors; i++) {
        for (size_t j = 0; j < issues; j++) {
            statement(job, &counted,
                      act->actors != 0 ? export_party(&act->actor[i])
                                       : (struct slice){0},
                      act->issues != 0 ? act->issue[j] : NULL);
        }
    }
    job->rows++;
    return true;
}

static bool write(struct export_job *job, struct err *err)
{
    buf_add_str(&job->out, head);
    return export_acts(job, row, err);
}

const struct export_format export_dna_csv = {"dna-csv", "act", "statements",
                                             false, write};
