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

static const char manifest[] =
    "id,sha256,size,input,title,outlet,published,url,model\r\n";

struct bundle {
    struct export_job *job;
    struct zip_writer zip;
    struct buf line; /* of the table or list that is being written */
    struct err *err;
    bool failed;
};

/* --- the reports --- */

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
    bundle->job->rows++;
    buf_release(&bytes);
    buf_release(&name);
    return !bundle->failed;
}

/* --- lines --- */

/* The line that was written goes into the entry. */
static bool put_line(struct bundle *bundle)
{
    bundle->failed =
        !zip_put(&bundle->zip, buf_slice(&bundle->line), bundle->err) ||
        !export_flush(bundle->job, false, bundle->err);
    buf_clear(&bundle->line);
    return !bundle->failed;
}

static bool put_sum(void *context, const struct report_row *report)
{
    struct bundle *bundle = context;

    buf_printf(&bundle->line, "%s  originals/%s\n", report->sha256, report->id);
    return put_line(bundle);
}

static void field(struct buf *out, struct slice text)
{
    buf_add_char(out, ',');
    export_field(out, text, ',');
}

static bool put_report(void *context, const struct report_row *report)
{
    struct bundle *bundle = context;
    struct buf *out = &bundle->line;

    buf_printf(out, "%s,%s,%zu", report->id, report->sha256, report->size);
    field(out, slice_of(report->input));
    field(out, slice_of(report->title));
    field(out, slice_of(report->outlet));
    field(out, slice_of(report->published.value));
    field(out, slice_of(report->url));
    field(out, slice_of(report->model));
    buf_add_str(out, "\r\n");
    return put_line(bundle);
}

static bool put_act(void *context, const struct act_row *act)
{
    struct bundle *bundle = context;
    struct json json = {.out = &bundle->line};

    line_act(&json, act);
    buf_add_char(&bundle->line, '\n');
    return put_line(bundle);
}

static bool put_op(void *context, const struct op_row *row)
{
    struct bundle *bundle = context;

    review_line(&bundle->line, row);
    buf_add_char(&bundle->line, '\n');
    return put_line(bundle);
}

/* --- the archive --- */

static bool each_report(struct bundle *bundle, report_row_fn write)
{
    return query_reports(bundle->job->record, bundle->job->query, write, bundle,
                         bundle->err) &&
           !bundle->failed;
}

static bool add_lists(struct bundle *bundle)
{
    struct export_job *job = bundle->job;
    struct zip_writer *zip = &bundle->zip;
    struct err *err = bundle->err;

    return zip_begin(zip, "SHA256SUMS", err) && each_report(bundle, put_sum) &&
           zip_finish(zip, err) && zip_begin(zip, "manifest.csv", err) &&
           zip_put(zip, slice_of(manifest), err) &&
           each_report(bundle, put_report) && zip_finish(zip, err) &&
           zip_begin(zip, "acts.jsonl", err) &&
           query_acts(job->record, job->query, put_act, bundle, err) &&
           !bundle->failed && zip_finish(zip, err) &&
           zip_begin(zip, "log.jsonl", err) &&
           review_log(job->record, NULL, put_op, bundle, err) &&
           !bundle->failed && zip_finish(zip, err);
}

static bool write(struct export_job *job, struct err *err)
{
    struct bundle bundle = {.job = job, .err = err};
    bool ok;

    bundle.zip.out = &job->out;
    ok = zip_add(&bundle.zip, "README.txt", slice_of(readme), err) &&
         each_report(&bundle, add_report) && add_lists(&bundle);
    if (ok) {
        zip_end(&bundle.zip);
    }
    zip_release(&bundle.zip);
    buf_release(&bundle.line);
    return ok;
}

const struct export_format export_bundle = {"bundle", "report", NULL, true,
                                            write};
