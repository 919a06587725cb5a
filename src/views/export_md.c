/* export_md.c - a chronology with quotes and sources, Markdown. */
#include "views/export.h"

/* Text in one line, with what Markdown would read as marks kept as it is. */
static void plain(struct buf *out, struct slice text)
{
    struct buf line = {0};

    export_one_line(&line, text);
    for (size_t i = 0; i < line.len; i++) {
        if (strchr("\\`*_{}[]<>()#+-.!|~&", line.ptr[i]) != NULL &&
            line.ptr[i] != '.' && line.ptr[i] != '-' && line.ptr[i] != '(' &&
            line.ptr[i] != ')') {
            buf_add_char(out, '\\');
        }
        buf_add_char(out, line.ptr[i]);
    }
    buf_release(&line);
}

static void sides(struct buf *out, const struct act_row *act)
{
    struct buf list = {0};

    export_parties(&list, act->actor, act->actors);
    plain(out, list.len != 0 ? buf_slice(&list) : SLICE("somebody"));
    buf_clear(&list);
    export_parties(&list, act->recipient, act->recipients);
    if (list.len != 0) {
        buf_add_str(out, " → ");
        plain(out, buf_slice(&list));
    }
    buf_release(&list);
}

static void source(struct buf *out, const struct report_row *report)
{
    bool linked = report->url != NULL;
    const char *outlet =
        report->outlet != NULL ? report->outlet : report->input;

    plain(out, slice_of(outlet));
    buf_add_str(out, ", ");
    buf_add_str(out, linked ? "[" : "");
    plain(out,
          report->title != NULL ? slice_of(report->title) : SLICE("untitled"));
    if (linked) {
        buf_add_str(out, "](<");
        for (const char *at = report->url; *at != '\0'; at++) {
            if (strchr("<>\\\n\r ", *at) == NULL) {
                buf_add_char(out, *at);
            } else {
                buf_printf(out, "%%%02X", (unsigned char)*at);
            }
        }
        buf_add_str(out, ">)");
    }
    if (report->published.value != NULL) {
        buf_printf(out, ", %s", report->published.value);
    }
}

static bool row(struct export_job *job, const struct act_row *act,
                struct err *err)
{
    struct buf *out = &job->out;

    (void)err;
    buf_printf(out, "- **%s** ",
               act->date.value != NULL ? act->date.value : "undated");
    sides(out, act);
    buf_printf(out, ": *%s%s*", act->negated ? "not " : "", act->type);
    for (size_t i = 0; i < act->issues; i++) {
        buf_add_str(out, i == 0 ? " (" : ", ");
        plain(out, slice_of(act->issue[i]));
    }
    buf_add_str(out, act->issues != 0 ? ")" : "");
    buf_add_str(out, " — “");
    plain(out, act->sentence.exact);
    buf_add_str(out, "” — ");
    source(out, &job->report);
    buf_printf(out, " `%s`\n", act->id);
    job->rows++;
    return true;
}

static bool write(struct export_job *job, struct err *err)
{
    buf_add_str(&job->out, "# Chronology\n\n");
    return export_acts(job, row, err);
}

const struct export_format export_md = {"md", "act", NULL, false, write};
