#include "cli/page_evidence.h"

enum { WRITTEN_BYTES = 120 };

static void evidence_line(struct page *page, const char *label,
                          const struct evidence_row *row)
{
    struct buf line = {0};
    struct slice written = slice_of(row->written);

    buf_printf(&line, "%s%s, weight %d, %s", row->date,
               row->modified ? " (a change)" : "", row->weight, row->source);
    if (written.len != 0) {
        buf_add_str(&line, ": ");
        written.len = written.len < WRITTEN_BYTES ? written.len : WRITTEN_BYTES;
        while (written.len != 0 && written.len == WRITTEN_BYTES &&
               ((unsigned char)row->written[written.len] & 0xC0) == 0x80) {
            written.len--;
        }
        buf_add_slice(&line, written);
    }
    page_text(page, label, buf_slice(&line));
    buf_release(&line);
}

void page_evidence(struct page *page, const struct evidence_rows *rows)
{
    page_text(page, "section", slice_of(rows->section));
    page_text(page, "date by", slice_of(rows->why));
    for (size_t i = 0; i < rows->len; i++) {
        evidence_line(page, i == 0 ? "evidence" : "", &rows->item[i]);
    }
}

void page_evidence_json(struct json *json, const struct evidence_rows *rows)
{
    json_key_str(json, "section", rows->section);
    json_key_str(json, "why", rows->why);
    json_key(json, "evidence");
    json_open(json, '[');
    for (size_t i = 0; i < rows->len; i++) {
        const struct evidence_row *row = &rows->item[i];

        json_open(json, '{');
        json_key_str(json, "date", row->date);
        json_key_bool(json, "modified", row->modified);
        json_key_int(json, "weight", row->weight);
        json_key_str(json, "source", row->source);
        json_key_str(json, "written", row->written);
        json_close(json, '}');
    }
    json_close(json, ']');
}
