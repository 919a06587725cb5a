#include "acts/mentions_json.h"

static void write_place(struct json *json, struct span at)
{
    json_key_int(json, "start", (int64_t)at.start);
    json_key_int(json, "end", (int64_t)at.end);
}

static void write_one(struct json *json, const struct mention *mention,
                      const struct document *document)
{
    json_open(json, '{');
    write_place(json, mention->at);
    json_key(json, "head");
    json_open(json, '{');
    write_place(json, document_span(document, mention->passage, mention->head,
                                    mention->head + 1));
    json_close(json, '}');
    json_key_str(json, "kind", mention_kind_name(mention->kind));
    json_key(json, "codes");
    json_open(json, '[');
    for (size_t i = 0; i < mention->codes; i++) {
        json_str(json, mention->code[i]);
    }
    json_close(json, ']');
    json_key_str(json, "person", mention->person);
    json_key_str(json, "name", mention->name);
    json_key_str(json, "role", mention->role);
    json_key_str(json, "of", mention->of);
    if (mention->antecedent >= 0) {
        json_key_int(json, "refers", mention->antecedent);
    } else {
        json_key_none(json, "refers");
    }
    json_close(json, '}');
}

void mentions_json_write(struct json *json, const struct mentions *mentions,
                         const struct document *document)
{
    json_open(json, '[');
    for (size_t i = 0; i < mentions->len; i++) {
        write_one(json, &mentions->item[i], document);
    }
    json_close(json, ']');
}
