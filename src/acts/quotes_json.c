#include "acts/quotes_json.h"

static void write_span(struct json *json, struct span span)
{
    if (span_empty(span)) {
        json_none(json);
        return;
    }
    json_open(json, '{');
    json_key_int(json, "start", (int64_t)span.start);
    json_key_int(json, "end", (int64_t)span.end);
    json_close(json, '}');
}

void quotes_json_write(struct json *json, const struct quotes *quotes)
{
    json_open(json, '[');
    for (size_t i = 0; i < quotes->len; i++) {
        const struct quote *quote = &quotes->quote[i];

        json_open(json, '{');
        json_key_str(json, "form", quote_form_name(quote->form));
        json_key(json, "source");
        write_span(json, quote->has_speaker ? quote->speaker.at
                                            : (struct span){0, 0});
        json_key(json, "cue");
        write_span(json, quote->cue);
        json_key(json, "content");
        json_open(json, '[');
        for (size_t k = 0; k < quote->contents; k++) {
            write_span(json, quote->content[k]);
        }
        json_close(json, ']');
        json_close(json, '}');
    }
    json_close(json, ']');
}
