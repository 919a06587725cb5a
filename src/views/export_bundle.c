/* export_bundle.c - an evidence bundle: a ZIP with the originals to the byte,
 * their digests as sha256sum reads them, a table of what is what, the acts
 * with their places, and the log of review. */
#include "base/json.h"
#include "record/line.h"
#include "record/review.h"
#include "views/export.h"
#include "views/zip.h"

static const char readme[] =
    "An evidence bundle of Demarche.\n\n"
    "originals/     every report as it was read, named by its id\n"
    "SHA256SUMS     check them by: sha256sum -c SHA256SUMS\n"
    "manifest.csv   id, digest, size, where it was, title, outlet, address\n"
    "acts.jsonl     what was found, with byte offsets and words\n"
    "log.jsonl      what reviewers did, from the beginning\n";

struct bundle {
    struct export_job *job;
    struct zip_writer zip;
    struct buf sums;
    struct buf manifest;
    struct err *err;
    bool failed;
};

static void field(struct buf *out, struct slice text)
{
    buf_add_char(out, ',');
    export_field(out, text, ',');
}

static void list_report(struct bundle *bundle, const struct report_row *report)
{
    struct buf *out = &bundle->manifest;

    buf_printf(&bundle->sums, "%s  originals/%s\n", report->sha256, report->id);
    buf_printf(out, "%s,%s,%zu", report->id, report->sha256, report->size);
    field(out, slice_of(report->input));
    field(out, slice_of(report->title));
    field(out, slice_of(report->outlet));
    field(out, slice_of(report->published.value));
    field(out, slice_of(report->url));
    field(out, slice_of(report->model));
    buf_add_str(out, "\r\n");
}

static bool add_report(void *context, const struct report_row *report)
{
    struct bundle *bundle = context;
    struct buf bytes = {0};
    struct buf name = {0};

    buf_printf(&name, "originals/%s", report->id);
    bundle->failed =
        !query_bytes(bundle->job->record, report->id, &bytes, bundle->err) ||
        !zip_add(&bundle->zip, name.ptr, buf_slice(&bytes), bundle->err) ||
        !export_flush(bundle->job, false, bundle->err);
    list_report(bundle, report);
    bundle->job->rows++;
    buf_release(&bytes);
    buf_release(&name);
    return !bundle->failed;
}

static bool add_act(void *context, const struct act_row *act)
{
    struct json json = {.out = context};

    line_act(&json, act);
    buf_add_char(context, '\n');
    return true;
}

static bool add_op(void *context, const struct op_row *row)
{
    review_line(context, row);
    buf_add_char(context, '\n');
    return true;
}

static bool add_text(struct bundle *bundle, const char *name,
                     const struct buf *text)
{
    return zip_add(&bundle->zip, name,
                   text->ptr != NULL ? buf_slice(text) : SLICE(""),
                   bundle->err) &&
           export_flush(bundle->job, false, bundle->err);
}

static bool fill(struct bundle *bundle)
{
    struct export_job *job = bundle->job;
    struct buf acts = {0};
    struct buf log = {0};
    bool ok =
        zip_add(&bundle->zip, "README.txt", slice_of(readme), bundle->err) &&
        query_reports(job->record, job->query, add_report, bundle,
                      bundle->err) &&
        !bundle->failed &&
        query_acts(job->record, job->query, add_act, &acts, bundle->err) &&
        review_log(job->record, NULL, add_op, &log, bundle->err) &&
        add_text(bundle, "SHA256SUMS", &bundle->sums) &&
        add_text(bundle, "manifest.csv", &bundle->manifest) &&
        add_text(bundle, "acts.jsonl", &acts) &&
        add_text(bundle, "log.jsonl", &log) &&
        zip_end(&bundle->zip, bundle->err);

    buf_release(&acts);
    buf_release(&log);
    return ok;
}

static bool write(struct export_job *job, struct err *err)
{
    struct bundle bundle = {.job = job, .err = err};
    bool ok;

    bundle.zip.out = &job->out;
    buf_add_str(&bundle.manifest,
                "id,sha256,size,input,title,outlet,published,url,model\r\n");
    ok = fill(&bundle);
    zip_release(&bundle.zip);
    buf_release(&bundle.sums);
    buf_release(&bundle.manifest);
    return ok;
}

const struct export_format export_bundle = {"bundle", "report", NULL, true,
                                            write};
