/* export_cite.c - the reports as references: RIS, BibTeX, CSL-JSON. */
#include "base/json.h"
#include "views/export.h"

/* --- RIS --- */

static void ris(struct buf *out, const char *tag, struct slice text)
{
    if (text.ptr != NULL && text.len != 0) {
        struct buf line = {0};

        export_one_line(&line, text);
        buf_printf(out, "%s  - ", tag);
        buf_add_slice(out, buf_slice(&line));
        buf_add_str(out, "\r\n");
        buf_release(&line);
    }
}

static void ris_date(struct buf *out, const char *value)
{
    struct date date = date_parse(slice_of(value));

    if (date.precision == DATE_NONE) {
        return;
    }
    buf_printf(out, "PY  - %04d\r\nDA  - %04d/", date.year, date.year);
    if (date.month != 0) {
        buf_printf(out, "%02d", date.month);
    }
    buf_add_char(out, '/');
    if (date.day != 0) {
        buf_printf(out, "%02d", date.day);
    }
    buf_add_str(out, "/\r\n");
}

static bool ris_row(struct export_job *job, const struct report_row *report,
                    struct err *err)
{
    struct buf *out = &job->out;

    (void)err;
    buf_add_str(out, "TY  - NEWS\r\n");
    ris(out, "ID", slice_of(report->id));
    ris(out, "TI",
        slice_of(report->title != NULL ? report->title : report->input));
    for (size_t i = 0; i < report->authors; i++) {
        ris(out, "AU", slice_of(report->author[i]));
    }
    ris(out, "T2", slice_of(report->outlet));
    ris(out, "PB", slice_of(report->agency));
    ris_date(out, report->published.value);
    ris(out, "LA", slice_of(report->language));
    ris(out, "UR", slice_of(report->url));
    buf_printf(out, "N1  - SHA-256 %s\r\nER  - \r\n\r\n", report->sha256);
    job->rows++;
    return true;
}

static bool write_ris(struct export_job *job, struct err *err)
{
    return export_reports(job, ris_row, err);
}

const struct export_format export_ris = {"ris", "report", NULL, false,
                                         write_ris};

/* --- BibTeX --- */

/* "key = {text}", with what TeX would read as commands kept as it is. */
static void bib(struct buf *out, const char *key, struct slice text)
{
    struct buf line = {0};

    if (text.ptr == NULL || text.len == 0) {
        return;
    }
    export_one_line(&line, text);
    buf_printf(out, ",\n  %s = {", key);
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];

        if (c == '\\') {
            buf_add_str(out, "\\textbackslash{}");
        } else if (c == '{' || c == '}') {
            buf_add_str(out,
                        c == '{' ? "\\textbraceleft{}" : "\\textbraceright{}");
        } else if (strchr("#$%&_", c) != NULL) {
            buf_add_char(out, '\\');
            buf_add_char(out, c);
        } else {
            buf_add_char(out, c);
        }
    }
    buf_add_char(out, '}');
    buf_release(&line);
}

static void bib_date(struct buf *out, const char *value)
{
    struct date date = date_parse(slice_of(value));

    if (date.precision != DATE_NONE) {
        buf_printf(out, ",\n  date = {%s},\n  year = {%04d}", value, date.year);
    }
}

static bool bib_row(struct export_job *job, const struct report_row *report,
                    struct err *err)
{
    struct buf *out = &job->out;
    struct buf authors = {0};

    (void)err;
    for (size_t i = 0; i < report->authors; i++) {
        buf_printf(&authors, "%s%s", i != 0 ? " and " : "", report->author[i]);
    }
    buf_printf(out, "@article{%s", report->id);
    bib(out, "title",
        slice_of(report->title != NULL ? report->title : report->input));
    bib(out, "author", buf_slice(&authors));
    bib(out, "journal", slice_of(report->outlet));
    bib_date(out, report->published.value);
    bib(out, "language", slice_of(report->language));
    bib(out, "url", slice_of(report->url));
    buf_printf(out, ",\n  note = {SHA-256 %s}\n}\n\n", report->sha256);
    buf_release(&authors);
    job->rows++;
    return true;
}

static bool write_bibtex(struct export_job *job, struct err *err)
{
    return export_reports(job, bib_row, err);
}

const struct export_format export_bibtex = {"bibtex", "report", NULL, false,
                                            write_bibtex};

/* --- CSL-JSON --- */

static void csl_date(struct json *json, const char *value)
{
    struct date date = date_parse(slice_of(value));

    if (date.precision == DATE_NONE) {
        return;
    }
    json_key(json, "issued");
    json_open(json, '{');
    json_key(json, "date-parts");
    json_open(json, '[');
    json_open(json, '[');
    json_int(json, date.year);
    if (date.month != 0) {
        json_int(json, date.month);
    }
    if (date.day != 0) {
        json_int(json, date.day);
    }
    json_close(json, ']');
    json_close(json, ']');
    json_close(json, '}');
}

static void csl_text(struct json *json, const char *key, const char *value)
{
    if (value != NULL) {
        json_key_str(json, key, value);
    }
}

static bool csl_row(struct export_job *job, const struct report_row *report,
                    struct err *err)
{
    struct json json = {.out = &job->out, .need_comma = job->rows != 0};

    (void)err;
    json_open(&json, '{');
    json_key_str(&json, "id", report->id);
    json_key_str(&json, "type", "article-newspaper");
    json_key_str(&json, "title",
                 report->title != NULL ? report->title : report->input);
    if (report->authors != 0) {
        json_key(&json, "author");
        json_open(&json, '[');
        for (size_t i = 0; i < report->authors; i++) {
            json_open(&json, '{');
            json_key_str(&json, "literal", report->author[i]);
            json_close(&json, '}');
        }
        json_close(&json, ']');
    }
    csl_text(&json, "container-title", report->outlet);
    csl_date(&json, report->published.value);
    csl_text(&json, "language", report->language);
    csl_text(&json, "URL", report->url);
    json_key_str(&json, "note", report->sha256);
    json_close(&json, '}');
    job->rows++;
    return true;
}

static bool write_csl(struct export_job *job, struct err *err)
{
    buf_add_char(&job->out, '[');
    if (!export_reports(job, csl_row, err)) {
        return false;
    }
    buf_add_str(&job->out, "]\n");
    return true;
}

const struct export_format export_csl = {"csl", "report", NULL, false,
                                         write_csl};
