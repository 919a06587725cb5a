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

/* The outlet of a telling, or the file it stands in. */
static const char *who_tells(const struct act_row *act)
{
    return act->outlet != NULL ? act->outlet : act->input;
}

/* "Lodestar, Courier": each once, in the order of the tellings. */
static void add_witnesses(struct buf *out, const struct timeline_entry *entry)
{
    for (size_t i = 0; i < entry->acts; i++) {
        size_t before = 0;

        while (before < i && strcmp(who_tells(&entry->all[before]),
                                    who_tells(&entry->all[i])) != 0) {
            before++;
        }
        if (before == i) {
            buf_printf(out, "%s%s", i != 0 ? ", " : "",
                       who_tells(&entry->all[i]));
        }
    }
}

/* The sentence and who tells it. */
static void add_words(struct buf *out, const struct timeline_entry *entry,
                      const char *gap)
{
    buf_add_slice(out, slice_trim(entry->act->sentence.exact));
    buf_printf(out, "%s(", gap);
    add_told(out, entry);
    buf_add_str(out, ": ");
    add_witnesses(out, entry);
    buf_add_char(out, ')');
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

/* Write the day that has gathered. */
static void md_day(struct timeline_writer *writer)
{
    buf_add_slice(writer->out, buf_slice(&writer->heading));
    for (int lane = 0; lane < 2; lane++) {
        if (writer->lane[lane].len != 0) {
            buf_printf(writer->out, "\n### %s\n\n",
                       lane == 0 ? "Diplomacy" : "Pressure");
            buf_add_slice(writer->out, buf_slice(&writer->lane[lane]));
            buf_clear(&writer->lane[lane]);
        }
    }
}

/* One lane comes after the other.  Undated entries go by report. */
static void md_add(struct timeline_writer *writer,
                   const struct timeline_entry *entry, const char *url)
{
    struct buf heading = {0};

    (void)url;
    md_heading(&heading, entry);
    if (!slice_eq(buf_slice(&heading), buf_slice(&writer->heading))) {
        md_day(writer);
        buf_clear(&writer->heading);
        buf_add_slice(&writer->heading, buf_slice(&heading));
    }
    md_entry(&writer->lane[entry->pressure ? 1 : 0], entry);
    buf_release(&heading);
}

static bool md_holds(const struct timeline_entry *entry)
{
    (void)entry;
    return true;
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

/* Those who tell it: act, report, outlet. */
static void js_witnesses(struct json *json, const struct timeline_entry *entry)
{
    json_key(json, "witnesses");
    json_open(json, '[');
    for (size_t i = 0; i < entry->acts; i++) {
        json_open(json, '{');
        json_key_str(json, "act", entry->all[i].id);
        json_key_str(json, "report", entry->all[i].report);
        json_key_str(json, "outlet", entry->all[i].outlet);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void js_add(struct timeline_writer *writer,
                   const struct timeline_entry *entry, const char *url)
{
    struct json json = {.out = writer->out, .need_comma = writer->entries != 0};
    struct buf head = {0};
    struct buf text = {0};

    add_head(&head, entry->act);
    add_words(&text, entry, " ");
    json_open(&json, '{');
    js_date(&json, entry->date);
    json_key(&json, "text");
    json_open(&json, '{');
    html_text(&json, "headline", buf_slice(&head));
    html_text(&json, "text", buf_slice(&text));
    json_close(&json, '}');
    json_key_str(&json, "group", timeline_lane(entry));
    json_key_str(&json, "unique_id", entry->event);
    if (url != NULL) {
        json_key(&json, "media");
        json_open(&json, '{');
        json_key_str(&json, "url", url);
        html_text(&json, "credit", slice_of(entry->act->outlet));
        json_close(&json, '}');
    }
    js_witnesses(&json, entry);
    json_close(&json, '}');
    buf_release(&head);
    buf_release(&text);
}

static bool js_holds(const struct timeline_entry *entry)
{
    return entry->date.precision != DATE_NONE;
}

/* --- iCalendar --- */

/* A property, folded after 75 bytes between characters; its value is TEXT,
 * whose characters are escaped, or (`plain`) an address. */
static void ics_property(struct buf *out, const char *name, struct slice text,
                         bool plain)
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
        if (byte == '\n' && !plain) {
            buf_add_str(out, "\\n");
            column++;
        } else if (strchr("\\;,", byte) != NULL && !plain) {
            buf_add_char(out, '\\');
            buf_add_char(out, byte);
            column++;
        } else if ((unsigned char)byte >= 0x20) {
            buf_add_char(out, byte);
        }
        column++;
    }
    buf_add_str(out, "\r\n");
}

static void ics_line(struct buf *out, const char *name, struct slice text)
{
    ics_property(out, name, text, false);
}

static void ics_day(struct buf *out, const char *name, struct date day)
{
    buf_printf(out, "%s:%04d%02d%02d%s\r\n", name, day.year, day.month, day.day,
               strcmp(name, "DTSTAMP") == 0 ? "T000000Z" : "");
}

static void ics_add(struct timeline_writer *writer,
                    const struct timeline_entry *entry, const char *url)
{
    struct buf *out = writer->out;
    struct buf text = {0};

    buf_printf(out, "BEGIN:VEVENT\r\nUID:%s@demarche\r\n", entry->event);
    ics_day(out, "DTSTAMP", entry->date);
    ics_day(out, "DTSTART;VALUE=DATE", entry->date);
    ics_day(out, "DTEND;VALUE=DATE",
            date_from_day(date_first_day(entry->date) + 1));
    add_head(&text, entry->act);
    ics_line(out, "SUMMARY", buf_slice(&text));
    buf_clear(&text);
    add_words(&text, entry, "\n");
    ics_line(out, "DESCRIPTION", buf_slice(&text));
    ics_line(out, "CATEGORIES", slice_of(timeline_lane(entry)));
    if (url != NULL) {
        ics_property(out, "URL", slice_of(url), true);
    }
    buf_printf(out, "STATUS:%s\r\nEND:VEVENT\r\n",
               entry->act->future ? "TENTATIVE" : "CONFIRMED");
    buf_release(&text);
}

static bool ics_holds(const struct timeline_entry *entry)
{
    return entry->date.precision == DATE_DAY;
}

/* --- all of them --- */

struct timeline_form {
    const char *name;
    const char *begin; /* what stands before and behind the entries */
    const char *end;
    bool (*holds)(const struct timeline_entry *entry);
    void (*add)(struct timeline_writer *writer,
                const struct timeline_entry *entry, const char *url);
};

const struct timeline_form *timeline_form(const char *name)
{
    static const struct timeline_form form[] = {
        {"md", "# Chronology\n", "", md_holds, md_add},
        {"timelinejs", "{\"events\":[", "]}\n", js_holds, js_add},
        {"ics",
         "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
         "PRODID:-//Demarche//Demarche//EN\r\nCALSCALE:GREGORIAN\r\n",
         "END:VCALENDAR\r\n", ics_holds, ics_add}};

    for (size_t i = 0; name != NULL && i < sizeof form / sizeof form[0]; i++) {
        if (strcmp(name, form[i].name) == 0) {
            return &form[i];
        }
    }
    return NULL;
}

void timeline_writer_open(struct timeline_writer *writer,
                          const struct timeline_form *form, struct buf *out)
{
    *writer = (struct timeline_writer){.form = form, .out = out};
    buf_add_str(out, form->begin);
}

void timeline_write(struct timeline_writer *writer,
                    const struct timeline_entry *entry, const char *url)
{
    if (!writer->form->holds(entry)) {
        writer->left++;
        return;
    }
    writer->form->add(writer, entry, url);
    writer->entries++;
}

void timeline_writer_close(struct timeline_writer *writer)
{
    if (writer->heading.len != 0) {
        md_day(writer);
    }
    buf_add_str(writer->out, writer->form->end);
    buf_release(&writer->heading);
    buf_release(&writer->lane[0]);
    buf_release(&writer->lane[1]);
}
