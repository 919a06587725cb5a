/* export_timeline.c - TimelineJS: one JSON object with an event for each act.
 * TimelineJS reads text as HTML, so it is escaped. */
#include "base/json.h"
#include "views/export.h"

struct timeline {
    struct export_job *job;
    struct json json;
};

static void html(struct json *json, const char *key, struct slice text)
{
    struct buf escaped = {0};

    export_xml(&escaped, text);
    json_key_slice(json, key,
                   escaped.ptr != NULL ? buf_slice(&escaped) : SLICE(""));
    buf_release(&escaped);
}

static void start_date(struct json *json, const char *value)
{
    struct date date = date_parse(slice_of(value));

    json_key(json, "start_date");
    json_open(json, '{');
    json_key_int(json, "year", date.year);
    if (date.month != 0) {
        json_key_int(json, "month", date.month);
    }
    if (date.day != 0) {
        json_key_int(json, "day", date.day);
    }
    json_close(json, '}');
}

static void headline(struct json *json, const struct act_row *act)
{
    struct buf text = {0};

    export_parties(&text, act->actor, act->actors);
    if (act->recipients != 0) {
        buf_add_str(&text, " → ");
        export_parties(&text, act->recipient, act->recipients);
    }
    buf_printf(&text, "%s%s%s", text.len != 0 ? ": " : "",
               act->negated ? "not " : "", act->type);
    html(json, "headline", buf_slice(&text));
    buf_release(&text);
}

/* An act without a date has no place on a line of time. */
static bool row(struct export_job *job, const struct act_row *act,
                struct err *err)
{
    struct json json = {.out = &job->out, .need_comma = job->rows != 0};

    (void)err;
    if (act->date.value == NULL) {
        job->left++;
        return true;
    }
    json_open(&json, '{');
    start_date(&json, act->date.value);
    json_key_str(&json, "unique_id", act->id);
    json_key_str(&json, "group", act->type);
    json_key(&json, "text");
    json_open(&json, '{');
    headline(&json, act);
    html(&json, "text", act->sentence.exact);
    json_close(&json, '}');
    if (job->report.url != NULL) {
        json_key(&json, "media");
        json_open(&json, '{');
        json_key_str(&json, "url", job->report.url);
        html(&json, "credit", slice_of(job->report.outlet));
        json_close(&json, '}');
    }
    json_close(&json, '}');
    job->rows++;
    return true;
}

static bool write(struct export_job *job, struct err *err)
{
    buf_add_str(&job->out, "{\"title\":{\"text\":{\"headline\":\"Acts\"}},"
                           "\"events\":[");
    if (!export_acts(job, row, err)) {
        return false;
    }
    buf_add_str(&job->out, "]}\n");
    return true;
}

const struct export_format export_timelinejs = {"timelinejs", "act", NULL,
                                                false, write};
