/* export_html.c - one page that needs nothing else: no script, no link to a
 * style or a font, everything from reports escaped. */
#include "views/export.h"

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
    "'none'; style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<title>Acts</title>\n<style>\n"
    ":root{color-scheme:light dark;font:100%/1.45 system-ui,sans-serif}\n"
    "body{max-width:70rem;margin:2rem auto;padding:0 1rem}\n"
    "table{border-collapse:collapse;width:100%}\n"
    "th,td{text-align:left;vertical-align:top;padding:.35rem .5rem;"
    "border-bottom:1px solid color-mix(in srgb,currentColor 25%,transparent)}\n"
    "thead th{position:sticky;top:0;background:Canvas}\n"
    "mark{background:#ffe680;color:#000;text-decoration:underline}\n"
    "code{font-size:.85em}\n"
    "@media print{thead th{position:static}}\n"
    "</style>\n</head>\n<body>\n<h1>Acts</h1>\n<table>\n"
    "<thead><tr><th scope=\"col\">Date</th><th scope=\"col\">Act</th>"
    "<th scope=\"col\">From</th><th scope=\"col\">To</th>"
    "<th scope=\"col\">Issue</th><th scope=\"col\">Words</th>"
    "<th scope=\"col\">Source</th></tr></thead>\n<tbody>\n";

static void cell_text(struct buf *out, struct slice text)
{
    buf_add_str(out, "<td>");
    export_xml(out, text);
    buf_add_str(out, "</td>");
}

static void cell_parties(struct buf *out, const struct party_row *party,
                         size_t parties)
{
    struct buf list = {0};

    for (size_t i = 0; i < parties; i++) {
        buf_add_str(&list, i != 0 ? ", " : "");
        buf_add_slice(&list, export_party(&party[i]));
    }
    cell_text(out, buf_slice(&list));
    buf_release(&list);
}

/* The sentence with the words of the act marked. */
static void cell_words(struct buf *out, const struct act_row *act)
{
    struct slice sentence = act->sentence.exact;
    size_t start = act->text.at.start - act->sentence.at.start;
    size_t end = act->text.at.end - act->sentence.at.start;

    buf_add_str(out, "<td dir=\"auto\">");
    if (act->text.at.start < act->sentence.at.start || end > sentence.len) {
        export_xml(out, act->text.exact);
    } else {
        export_xml(out, (struct slice){sentence.ptr, start});
        buf_add_str(out, "<mark>");
        export_xml(out, slice_cut(sentence, (struct span){start, end}));
        buf_add_str(out, "</mark>");
        export_xml(out, slice_cut(sentence, (struct span){end, sentence.len}));
    }
    buf_printf(out, "<br><code>%s</code></td>", act->id);
}

/* Only addresses of the web are linked. */
static void cell_source(struct buf *out, const struct report_row *report)
{
    struct slice url = slice_of(report->url);
    bool linked = slice_starts(url, "https://") || slice_starts(url, "http://");

    buf_add_str(out, "<td dir=\"auto\">");
    export_xml(
        out, slice_of(report->outlet != NULL ? report->outlet : report->input));
    buf_add_str(out, ", ");
    if (linked) {
        buf_add_str(out, "<a rel=\"noreferrer\" href=\"");
        export_xml(out, url);
        buf_add_str(out, "\">");
    }
    export_xml(out, report->title != NULL ? slice_of(report->title)
                                          : SLICE("untitled"));
    buf_add_str(out, linked ? "</a>" : "");
    if (report->published.value != NULL) {
        buf_printf(out, ", %s", report->published.value);
    }
    buf_add_str(out, "</td>");
}

static bool row(struct export_job *job, const struct act_row *act,
                struct err *err)
{
    struct buf *out = &job->out;
    struct buf issues = {0};

    (void)err;
    for (size_t i = 0; i < act->issues; i++) {
        buf_printf(&issues, "%s%s", i != 0 ? ", " : "", act->issue[i]);
    }
    buf_printf(out, "<tr id=\"%s\">", act->id);
    cell_text(out, act->date.value != NULL ? slice_of(act->date.value)
                                           : SLICE("undated"));
    buf_add_str(out, act->negated ? "<td>not " : "<td>");
    export_xml(out, slice_of(act->type));
    buf_add_str(out, "</td>");
    cell_parties(out, act->actor, act->actors);
    cell_parties(out, act->recipient, act->recipients);
    cell_text(out, buf_slice(&issues));
    cell_words(out, act);
    cell_source(out, &job->report);
    buf_add_str(out, "</tr>\n");
    buf_release(&issues);
    job->rows++;
    return true;
}

static bool write(struct export_job *job, struct err *err)
{
    buf_add_str(&job->out, head);
    if (!export_acts(job, row, err)) {
        return false;
    }
    buf_printf(&job->out,
               "</tbody>\n</table>\n<p>%zu acts.</p>\n</body>\n"
               "</html>\n",
               job->rows);
    return true;
}

const struct export_format export_html = {"html", "act", NULL, false, write};
