/* export_csv.c - a table of all acts, RFC 4180. */
#include "views/export.h"

#include <stdio.h>

static void field(struct buf *out, struct slice text)
{
    buf_add_char(out, ',');
    export_field(out, text, ',');
}

static void text(struct buf *out, const char *value)
{
    field(out, slice_of(value));
}

static void number(struct buf *out, size_t value)
{
    buf_printf(out, ",%zu", value);
}

static void parties(struct buf *out, const struct party_row *party,
                    size_t count, bool words)
{
    struct buf list = {0};

    for (size_t i = 0; i < count; i++) {
        if (i != 0) {
            buf_add_char(&list, ';');
        }
        buf_add_slice(&list,
                      words ? party[i].at.exact : slice_of(party[i].code));
    }
    field(out, buf_slice(&list));
    buf_release(&list);
}

static void issues(struct buf *out, const struct act_row *act)
{
    struct buf list = {0};

    for (size_t i = 0; i < act->issues; i++) {
        buf_printf(&list, "%s%s", i != 0 ? ";" : "", act->issue[i]);
    }
    field(out, buf_slice(&list));
    buf_release(&list);
}

static void flags(struct buf *out, const struct act_row *act)
{
    const bool flag[] = {act->negated,      act->conditional, act->future,
                         act->hypothetical, act->historical,  act->reiterated,
                         act->anonymous};

    for (size_t i = 0; i < sizeof flag / sizeof flag[0]; i++) {
        buf_add_str(out, flag[i] ? ",1" : ",0");
    }
}

static const char head[] =
    "id,report,type,plover,cameo,date,date_precision,date_from,actor,"
    "actor_words,recipient,recipient_words,speaker,speaker_code,"
    "speaker_role,speaker_of,issue,text,text_start,text_end,sentence,"
    "negated,conditional,future,hypothetical,historical,reiterated,anonymous,"
    "condition,quote,confidence,review,reviewer,title,outlet,agency,"
    "published,url,input,sha256,family,copy_of\r\n";

static void source(struct buf *out, const struct report_row *report)
{
    text(out, report->title);
    text(out, report->outlet);
    text(out, report->agency);
    text(out, report->published.value);
    text(out, report->url);
    text(out, report->input);
    text(out, report->sha256);
    text(out, report->family);
    text(out, report->copy_of);
    buf_add_str(out, "\r\n");
}

static bool row(struct export_job *job, const struct act_row *act,
                struct err *err)
{
    struct buf *out = &job->out;

    (void)err;
    buf_add_str(out, act->id);
    text(out, act->report);
    text(out, act->type);
    text(out, act->plover);
    text(out, act->cameo);
    text(out, act->date.value);
    text(out, act->date.precision);
    text(out, act->date.from);
    parties(out, act->actor, act->actors, false);
    parties(out, act->actor, act->actors, true);
    parties(out, act->recipient, act->recipients, false);
    parties(out, act->recipient, act->recipients, true);
    text(out, act->has_speaker ? act->speaker.name : NULL);
    text(out, act->has_speaker ? act->speaker.code : NULL);
    text(out, act->has_speaker ? act->speaker.role : NULL);
    text(out, act->has_speaker ? act->speaker.of : NULL);
    issues(out, act);
    field(out, act->text.exact);
    number(out, act->text.at.start);
    number(out, act->text.at.end);
    field(out, act->sentence.exact);
    flags(out, act);
    field(out, act->condition.exact);
    text(out, act->quote);
    buf_printf(out, ",%.4f", act->confidence);
    text(out, act->review.state);
    text(out, act->review.who);
    source(out, &job->report);
    job->rows++;
    return true;
}

static bool write(struct export_job *job, struct err *err)
{
    buf_add_str(&job->out, head);
    return export_acts(job, row, err);
}

const struct export_format export_csv = {"csv", "act", NULL, false, write};
