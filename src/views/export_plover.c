/* export_plover.c - PLOVER events, one JSON object a line.  Acts for which
 * PLOVER has no category are left out.  The text stays out: PLOVER's manual
 * wants it filled only by who has the right to. */
#include "base/json.h"
#include "views/export.h"

static void texts(struct json *json, const char *key, const char *const *text,
                  size_t count)
{
    json_key(json, key);
    json_open(json, '[');
    for (size_t i = 0; i < count; i++) {
        json_str(json, text[i]);
    }
    json_close(json, ']');
}

static void parties(struct json *json, const char *key,
                    const struct party_row *party, size_t count)
{
    json_key(json, key);
    json_open(json, '[');
    for (size_t i = 0; i < count; i++) {
        json_open(json, '{');
        json_key_str(json, "code", party[i].code);
        json_key_slice(json, "actorText", party[i].at.exact);
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* PLOVER's mode where the flags say one. */
static const char *mode(const struct act_row *act)
{
    return act->hypothetical ? "hypothetical"
           : act->future     ? "future"
           : act->historical ? "historical"
           : act->negated    ? "negated"
                             : NULL;
}

static bool row(struct export_job *job, const struct act_row *act,
                struct err *err)
{
    struct json json = {.out = &job->out};
    const struct report_row *report = &job->report;

    (void)err;
    if (act->plover == NULL) {
        job->left++;
        return true;
    }
    json_open(&json, '{');
    json_key_str(&json, "id", act->id);
    json_key_str(&json, "date", act->date.value);
    parties(&json, "source", act->actor, act->actors);
    parties(&json, "target", act->recipient, act->recipients);
    json_key_str(&json, "event", act->plover);
    json_key_str(&json, "mode", mode(act));
    json_key_int(&json, "quad", ontology_quad(job->ontology, act->plover));
    texts(&json, "context", act->issue, act->issues);
    json_key_none(&json, "text");
    json_key_none(&json, "location");
    json_key_str(&json, "storyID", report->id);
    json_key_str(&json, "publisher", report->outlet);
    json_key_str(&json, "publicationDate", report->published.value);
    json_key_str(&json, "url", report->url);
    json_key_str(&json, "language", report->language);
    json_key_str(&json, "version", "demarche");
    json_close(&json, '}');
    buf_add_char(&job->out, '\n');
    job->rows++;
    return true;
}

static bool write(struct export_job *job, struct err *err)
{
    return export_acts(job, row, err);
}

const struct export_format export_plover = {"plover", "act", NULL, false,
                                            write};
