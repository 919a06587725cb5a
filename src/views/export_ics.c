/* export_ics.c - meetings as a calendar, RFC 5545.  Only a meeting whose day
 * is known is written. */
#include "views/export.h"

enum { FOLD = 74 };

/* One content line, folded at 75 bytes between characters. */
static void line(struct buf *out, const struct buf *content)
{
    size_t room = FOLD;

    for (size_t i = 0; i < content->len; i++) {
        bool starts = ((unsigned char)content->ptr[i] >> 6) != 2;

        if (room < 4 && starts) {
            buf_add_str(out, "\r\n ");
            room = FOLD - 1;
        }
        buf_add_char(out, content->ptr[i]);
        room--;
    }
    buf_add_str(out, "\r\n");
}

/* A property with TEXT, its characters escaped. */
static void property(struct buf *out, const char *name, struct slice text)
{
    struct buf plain = {0};
    struct buf content = {0};

    export_one_line(&plain, text);
    buf_printf(&content, "%s:", name);
    for (size_t i = 0; i < plain.len; i++) {
        if (strchr("\\;,", plain.ptr[i]) != NULL) {
            buf_add_char(&content, '\\');
        }
        buf_add_char(&content, plain.ptr[i]);
    }
    line(out, &content);
    buf_release(&plain);
    buf_release(&content);
}

static void dates(struct buf *out, const char *value)
{
    struct date day = date_parse(slice_of(value));
    struct date next = date_from_day(date_last_day(day) + 1);

    buf_printf(out,
               "DTSTAMP:%04d%02d%02dT000000Z\r\n"
               "DTSTART;VALUE=DATE:%04d%02d%02d\r\n"
               "DTEND;VALUE=DATE:%04d%02d%02d\r\n",
               day.year, day.month, day.day, day.year, day.month, day.day,
               next.year, next.month, next.day);
}

static void summary(struct buf *out, const struct act_row *act)
{
    struct buf text = {0};

    buf_add_str(&text, act->future || act->hypothetical ? "planned: " : "");
    export_parties(&text, act->actor, act->actors);
    if (act->recipients != 0) {
        buf_add_str(&text, " – ");
        export_parties(&text, act->recipient, act->recipients);
    }
    property(out, "SUMMARY",
             text.len != 0 ? buf_slice(&text) : SLICE("meeting"));
    buf_release(&text);
}

static bool row(struct export_job *job, const struct act_row *act,
                struct err *err)
{
    struct buf *out = &job->out;

    (void)err;
    if (strcmp(act->type, "meet") != 0 || act->negated ||
        act->date.value == NULL || strcmp(act->date.precision, "day") != 0) {
        job->left++;
        return true;
    }
    buf_printf(out, "BEGIN:VEVENT\r\nUID:%s@demarche\r\n", act->id);
    dates(out, act->date.value);
    summary(out, act);
    property(out, "DESCRIPTION", act->sentence.exact);
    if (job->report.url != NULL) {
        struct buf url = {0};

        buf_add_str(&url, "URL:");
        export_one_line(&url, slice_of(job->report.url));
        line(out, &url);
        buf_release(&url);
    }
    buf_add_str(out, act->future ? "STATUS:TENTATIVE\r\nEND:VEVENT\r\n"
                                 : "STATUS:CONFIRMED\r\nEND:VEVENT\r\n");
    job->rows++;
    return true;
}

static bool write(struct export_job *job, struct err *err)
{
    buf_add_str(&job->out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                           "PRODID:-//Demarche//Demarche//EN\r\n"
                           "CALSCALE:GREGORIAN\r\n");
    if (!export_acts(job, row, err)) {
        return false;
    }
    buf_add_str(&job->out, "END:VCALENDAR\r\n");
    return true;
}

const struct export_format export_ics = {"ics", "meeting", NULL, false, write};
