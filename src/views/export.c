#include "views/export.h"

#include "base/utf8.h"

#include <stdio.h>

enum { ENOUGH = 1 << 16 };

const struct export_format *export_find(const char *name)
{
    static const struct export_format *const format[] = {
#define X(name) &export_##name,
        EXPORT_MAP(X)
#undef X
    };

    for (size_t i = 0; i < sizeof format / sizeof format[0]; i++) {
        if (strcmp(format[i]->name, name) == 0) {
            return format[i];
        }
    }
    return NULL;
}

bool export_flush(struct export_job *job, bool all, struct err *err)
{
    bool ok = true;

    if (job->out.len >= ENOUGH || (all && job->out.len != 0)) {
        ok = job->put(job->context, buf_slice(&job->out), err);
        buf_clear(&job->out);
    }
    return ok;
}

/* --- walking --- */

struct walk {
    struct export_job *job;
    export_act_fn act;
    export_report_fn report;
    struct err *err;
    bool failed;
};

static bool know_report(struct export_job *job, const char *id, struct err *err)
{
    if (job->report.id != NULL && strcmp(job->report.id, id) == 0) {
        return true;
    }
    arena_release(&job->memory);
    job->report = (struct report_row){0};
    return query_report(job->record, id, &job->memory, &job->report, err);
}

static bool take_act(void *context, const struct act_row *act)
{
    struct walk *walk = context;

    walk->failed = !know_report(walk->job, act->report, walk->err) ||
                   !walk->act(walk->job, act, walk->err) ||
                   !export_flush(walk->job, false, walk->err);
    return !walk->failed;
}

bool export_acts(struct export_job *job, export_act_fn write, struct err *err)
{
    struct walk walk = {.job = job, .act = write, .err = err};
    bool ok = query_acts(job->record, job->query, take_act, &walk, err) &&
              !walk.failed;

    arena_release(&job->memory);
    job->report = (struct report_row){0};
    return ok;
}

static bool take_report(void *context, const struct report_row *report)
{
    struct walk *walk = context;

    walk->failed = !walk->report(walk->job, report, walk->err) ||
                   !export_flush(walk->job, false, walk->err);
    return !walk->failed;
}

bool export_reports(struct export_job *job, export_report_fn write,
                    struct err *err)
{
    struct walk walk = {.job = job, .report = write, .err = err};

    return query_reports(job->record, job->query, take_report, &walk, err) &&
           !walk.failed;
}

/* --- pieces of text --- */

void export_field(struct buf *out, struct slice text, char separator)
{
    bool quoted = false;

    for (size_t i = 0; i < text.len; i++) {
        quoted = quoted || text.ptr[i] == separator || text.ptr[i] == '"' ||
                 text.ptr[i] == '\n' || text.ptr[i] == '\r';
    }
    if (!quoted) {
        buf_add_slice(out, text);
        return;
    }
    buf_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"') {
            buf_add_char(out, '"');
        }
        buf_add_char(out, text.ptr[i]);
    }
    buf_add_char(out, '"');
}

static bool xml_holds(uint32_t point)
{
    return point == '\t' || point == '\n' || point == '\r' ||
           (point >= 0x20 && point < 0x7F) ||
           (point >= 0xA0 && point != 0xFFFE && point != 0xFFFF);
}

void export_xml(struct buf *out, struct slice text)
{
    size_t len = 1;

    for (size_t at = 0; at < text.len; at += len) {
        uint32_t point = utf8_decode(text, at, &len);

        switch (point) {
        case '<': buf_add_str(out, "&lt;"); break;
        case '>': buf_add_str(out, "&gt;"); break;
        case '&': buf_add_str(out, "&amp;"); break;
        case '"': buf_add_str(out, "&quot;"); break;
        case '\'': buf_add_str(out, "&#39;"); break;
        case '\r': buf_add_str(out, "&#13;"); break;
        default:
            if (xml_holds(point)) {
                buf_add(out, text.ptr + at, len);
            } else {
                buf_add_str(out, "\xef\xbf\xbd");
            }
        }
    }
}

void export_one_line(struct buf *out, struct slice text)
{
    bool blank = false;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];

        if (byte <= ' ' || byte == 0x7F) {
            blank = true;
            continue;
        }
        if (blank && out->len != 0) {
            buf_add_char(out, ' ');
        }
        blank = false;
        buf_add_char(out, text.ptr[i]);
    }
}

struct slice export_party(const struct party_row *party)
{
    return party->code != NULL ? slice_of(party->code) : party->at.exact;
}

void export_parties(struct buf *out, const struct party_row *party,
                    size_t parties)
{
    for (size_t i = 0; i < parties; i++) {
        if (i != 0) {
            buf_add_char(out, ';');
        }
        export_one_line(out, export_party(&party[i]));
    }
}

int export_agreement(const struct export_job *job, const struct act_row *act)
{
    const struct act_type *type =
        ontology_type(job->ontology, slice_of(act->type));
    int agrees = type != NULL ? type->agreement : -1;

    if (agrees >= 0 && act->plover != NULL &&
        strcmp(act->plover, "ACCUSE") == 0) {
        agrees = 0; /* a position taken against */
    }
    return agrees >= 0 && act->negated ? 1 - agrees : agrees;
}
