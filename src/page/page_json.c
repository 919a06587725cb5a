#include "page/page_json.h"

void page_json_stamp(struct json *json, const char *key,
                     const struct stamp *stamp)
{
    char value[16];

    json_key(json, key);
    if (stamp->date.precision == DATE_NONE) {
        json_none(json);
        return;
    }
    json_open(json, '{');
    json_key_str(json, "value", date_format(stamp->date, value));
    json_key_str(json, "precision", date_precision_name(stamp->date.precision));
    json_key_str(json, "from", date_source_name(stamp->from));
    json_close(json, '}');
}

static void add_paragraphs(struct json *json, const struct report *report)
{
    json_key(json, "paragraphs");
    json_open(json, '[');
    for (size_t i = 0; i < report->paragraphs; i++) {
        const struct paragraph *par = &report->paragraph[i];

        json_open(json, '{');
        json_key_str(json, "kind", paragraph_kind_name(par->kind));
        json_key_int(json, "start", (int64_t)par->at.start);
        json_key_int(json, "end", (int64_t)par->at.end);
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* Beyond the record's keys: what the date rests on. */
static void add_evidence(struct json *json, const struct report *report)
{
    json_key(json, "evidence");
    json_open(json, '[');
    for (size_t i = 0; i < report->evidences; i++) {
        const struct evidence *own = &report->evidence[i];
        char value[16];

        json_open(json, '{');
        json_key_str(json, "date", date_format(own->date, value));
        json_key_bool(json, "modified", own->modified);
        json_key_int(json, "weight", own->weight);
        json_key_str(json, "source", own->source);
        json_key_slice(json, "written", own->written);
        json_close(json, '}');
    }
    json_close(json, ']');
}

void page_json(struct json *json, const struct report *report)
{
    json_open(json, '{');
    json_key_slice(json, "input", report->input);
    json_key_slice(json, "title", report->title);
    json_key(json, "authors");
    json_open(json, '[');
    for (size_t i = 0; i < report->authors; i++) {
        json_slice(json, report->author[i]);
    }
    json_close(json, ']');
    json_key_slice(json, "outlet", report->outlet);
    json_key_slice(json, "agency", report->agency);
    page_json_stamp(json, "published", &report->published);
    page_json_stamp(json, "modified", &report->modified);
    json_key_str(json, "language", report->language);
    json_key_str(json, "genre", report->genre);
    json_key_slice(json, "text", report->text);
    add_paragraphs(json, report);
    json_key_slice(json, "url", report->url);
    json_key_slice(json, "canonical", report->canonical);
    json_key_str(json, "encoding", report->encoding);
    json_key_slice(json, "section", report->section);
    json_key_str(json, "why", report->why);
    add_evidence(json, report);
    json_close(json, '}');
}
