#include "cli/timeline_forms.h"

#include "base/json.h"
#include "base/term.h"
#include "base/utf8.h"
#include "cli/cells.h"

#include <stdlib.h>

const char *timeline_lane(const struct timeline_entry *entry)
{
    return entry->pressure ? "pressure" : "diplomacy";
}

/* "XTO → COTA: demand"; who is not named is left out. */
static void add_head(struct buf *out, const struct act_row *act)
{
    struct arena arena = {0};
    struct slice from = cell_parties(act->actor, act->actors, &arena);
    struct slice to = cell_parties(act->recipient, act->recipients, &arena);

    buf_add_slice(out, from);
    if (to.len != 0) {
        buf_add_str(out, " → ");
        buf_add_slice(out, to);
    }
    buf_printf(out, "%s%s", from.len + to.len != 0 ? ": " : "", act->type);
    arena_release(&arena);
}

static void add_told(struct buf *out, const struct timeline_entry *entry)
{
    buf_printf(out, "%s, %zu report%s / %zu origin%s", entry->event,
               entry->told.reports, entry->told.reports == 1 ? "" : "s",
               entry->told.origins, entry->told.origins == 1 ? "" : "s");
}

/* --- Markdown --- */

static void add_safe(struct buf *out, struct slice text)
{
    struct buf safe = {0};

    term_safe(&safe, slice_trim(text));
    for (size_t i = 0; i < safe.len; i++) {
        if (strchr("\\`*_<>[]|#", safe.ptr[i]) != NULL) {
            buf_add_char(out, '\\');
        }
        buf_add_char(out, safe.ptr[i]);
    }
    buf_release(&safe);
}

static void md_entry(struct buf *out, const struct timeline_entry *entry)
{
    struct buf head = {0};

    add_head(&head, entry->act);
    buf_add_str(out, "- **");
    add_safe(out, buf_slice(&head));
    buf_add_str(out, "** — ");
    add_safe(out, entry->act->sentence.exact);
    buf_add_str(out, " (");
    add_told(out, entry);
    buf_add_str(out, ")\n");
    buf_release(&head);
}

/* "2031-02-24", "Undated, in 003.txt (r-5b0e)". */
static void md_heading(struct buf *out, const struct timeline_entry *entry)
{
    const struct act_row *first = entry->first;

    if (entry->when.value != NULL) {
        buf_printf(out, "\n## %s\n", entry->when.value);
        return;
    }
    buf_add_str(out, "\n## Undated, in ");
    add_safe(out, slice_of(first->input));
    buf_printf(out, " (%s)\n", first->report);
}

/* The entries [first, end) of one day, one lane after the other. */
static void md_day(struct buf *out, const struct timeline *timeline,
                   size_t first, size_t end)
{
    md_heading(out, &timeline->entry[first]);
    for (int lane = 0; lane < 2; lane++) {
        bool headed = false;

        for (size_t i = first; i < end; i++) {
            const struct timeline_entry *entry = &timeline->entry[i];

            if (entry->pressure != (lane == 1)) {
                continue;
            }
            if (!headed) {
                buf_printf(out, "\n### %s\n\n",
                           lane == 0 ? "Diplomacy" : "Pressure");
                headed = true;
            }
            md_entry(out, entry);
        }
    }
}

/* Undated entries go by report. */
static bool same_day(const struct timeline_entry *a,
                     const struct timeline_entry *b)
{
    return slice_eq(slice_of(a->when.value), slice_of(b->when.value)) &&
           (a->when.value != NULL ||
            strcmp(a->first->report, b->first->report) == 0);
}

static void write_md(struct buf *out, const struct timeline *timeline)
{
    size_t end;

    buf_add_str(out, "# Chronology\n");
    for (size_t first = 0; first < timeline->entries; first = end) {
        end = first + 1;
        while (end < timeline->entries &&
               same_day(&timeline->entry[first], &timeline->entry[end])) {
            end++;
        }
        md_day(out, timeline, first, end);
    }
}

/* --- TimelineJS --- */

/* TimelineJS shows text as HTML: what a report says stays text. */
static void html_text(struct json *json, const char *key, struct slice text)
{
    struct buf safe = {0};

    for (size_t i = 0; i < text.len; i++) {
        switch (text.ptr[i]) {
        case '<': buf_add_str(&safe, "&lt;"); break;
        case '>': buf_add_str(&safe, "&gt;"); break;
        case '&': buf_add_str(&safe, "&amp;"); break;
        case '"': buf_add_str(&safe, "&quot;"); break;
        default: buf_add_char(&safe, text.ptr[i]);
        }
    }
    json_key_slice(json, key, safe.ptr != NULL ? buf_slice(&safe) : SLICE(""));
    buf_release(&safe);
}

static void js_date(struct json *json, struct date date)
{
    json_key(json, "start_date");
    json_open(json, '{');
    json_key_int(json, "year", date.year);
    if (date.precision >= DATE_MONTH) {
        json_key_int(json, "month", date.month);
    }
    if (date.precision >= DATE_DAY) {
        json_key_int(json, "day", date.day);
    }
    json_close(json, '}');
}

static void js_entry(struct json *json, const struct timeline_entry *entry)
{
    struct buf head = {0};
    struct buf text = {0};

    add_head(&head, entry->act);
    buf_add_slice(&text, slice_trim(entry->act->sentence.exact));
    buf_add_str(&text, " (");
    add_told(&text, entry);
    buf_add_str(&text, ")");
    json_open(json, '{');
    js_date(json, entry->date);
    json_key(json, "text");
    json_open(json, '{');
    html_text(json, "headline", buf_slice(&head));
    html_text(json, "text", buf_slice(&text));
    json_close(json, '}');
    json_key_str(json, "group", timeline_lane(entry));
    json_key_str(json, "unique_id", entry->event);
    json_close(json, '}');
    buf_release(&head);
    buf_release(&text);
}

static void write_timelinejs(struct buf *out, const struct timeline *timeline)
{
    struct json json = {.out = out};

    json_open(&json, '{');
    json_key(&json, "events");
    json_open(&json, '[');
    for (size_t i = 0; i < timeline->entries; i++) {
        if (timeline->entry[i].date.precision != DATE_NONE) {
            js_entry(&json, &timeline->entry[i]);
        }
    }
    json_close(&json, ']');
    json_close(&json, '}');
    buf_add_char(out, '\n');
}

/* --- iCalendar --- */

/* A line folded after 75 bytes, between characters. */
static void ics_line(struct buf *out, const char *name, struct slice text)
{
    size_t column = strlen(name) + 1;

    buf_printf(out, "%s:", name);
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];
        bool starts = ((unsigned char)byte & 0xC0) != 0x80;

        if (starts && column >= 71) {
            buf_add_str(out, "\r\n ");
            column = 1;
        }
        if (byte == '\n') {
            buf_add_str(out, "\\n");
        } else if (byte == '\\' || byte == ';' || byte == ',') {
            buf_add_char(out, '\\');
            buf_add_char(out, byte);
        } else if ((unsigned char)byte >= 0x20) {
            buf_add_char(out, byte);
        }
        column += 1;
    }
    buf_add_str(out, "\r\n");
}

static void ics_entry(struct buf *out, const struct timeline_entry *entry)
{
    struct date next = date_from_day(date_first_day(entry->date) + 1);
    struct buf text = {0};

    buf_add_str(out, "BEGIN:VEVENT\r\n");
    buf_printf(out, "UID:%s@demarche\r\n", entry->event);
    buf_printf(out, "DTSTAMP:%04d%02d%02dT000000Z\r\n", entry->date.year,
               entry->date.month, entry->date.day);
    buf_printf(out, "DTSTART;VALUE=DATE:%04d%02d%02d\r\n", entry->date.year,
               entry->date.month, entry->date.day);
    buf_printf(out, "DTEND;VALUE=DATE:%04d%02d%02d\r\n", next.year, next.month,
               next.day);
    add_head(&text, entry->act);
    ics_line(out, "SUMMARY", buf_slice(&text));
    buf_clear(&text);
    buf_add_slice(&text, slice_trim(entry->act->sentence.exact));
    buf_add_str(&text, "\n");
    add_told(&text, entry);
    ics_line(out, "DESCRIPTION", buf_slice(&text));
    ics_line(out, "CATEGORIES", slice_of(timeline_lane(entry)));
    buf_add_str(out, "END:VEVENT\r\n");
    buf_release(&text);
}

static void write_ics(struct buf *out, const struct timeline *timeline)
{
    buf_add_str(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                     "PRODID:-//demarche//timeline//EN\r\n");
    for (size_t i = 0; i < timeline->entries; i++) {
        if (timeline->entry[i].date.precision == DATE_DAY) {
            ics_entry(out, &timeline->entry[i]);
        }
    }
    buf_add_str(out, "END:VCALENDAR\r\n");
}

timeline_form_fn timeline_form(const char *format)
{
    static const struct {
        const char *name;
        timeline_form_fn write;
    } form[] = {
        {"md", write_md}, {"timelinejs", write_timelinejs}, {"ics", write_ics}};

    for (size_t i = 0; format != NULL && i < sizeof form / sizeof form[0];
         i++) {
        if (strcmp(format, form[i].name) == 0) {
            return form[i].write;
        }
    }
    return NULL;
}
