#include "cli/line_conflict.h"

static void write_words(struct json *json, const struct conflict_side *side)
{
    json_key_int(json, "reports", (int64_t)side->told.reports);
    json_key(json, "words");
    json_open(json, '[');
    for (size_t i = 0; i < side->count; i++) {
        const struct conflict_words *words = &side->words[i];

        json_open(json, '{');
        json_key_str(json, "report", words->report);
        json_key_str(json, "outlet", words->outlet);
        json_key_str(json, "copy_of", words->copy_of);
        json_key_int(json, "start", (int64_t)words->sentence.at.start);
        json_key_int(json, "end", (int64_t)words->sentence.at.end);
        json_key_slice(json, "exact", words->sentence.exact);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_side(struct json *json, const struct conflict_side *side,
                       bool full)
{
    json_open(json, '{');
    json_key_str(json, "value", side->value);
    json_key(json, "acts");
    json_open(json, '[');
    for (size_t i = 0; i < side->count; i++) {
        if (side->words[i].act != NULL) {
            json_str(json, side->words[i].act);
        }
    }
    json_close(json, ']');
    json_key_int(json, "origins", (int64_t)side->told.origins);
    if (full) {
        write_words(json, side);
    }
    json_close(json, '}');
}

void line_conflict(struct json *json, const struct conflict *conflict,
                   bool full)
{
    json_open(json, '{');
    json_key_str(json, "kind", "conflict");
    json_key_str(json, "id", conflict->id);
    json_key_str(json, "slot", conflict->slot);
    json_key_str(json, "about", conflict->about);
    json_key(json, "sides");
    json_open(json, '[');
    for (size_t i = 0; i < conflict->sides; i++) {
        write_side(json, &conflict->side[i], full);
    }
    json_close(json, ']');
    json_close(json, '}');
}
