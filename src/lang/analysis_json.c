#include "lang/analysis_json.h"

enum number_field { START, END, HEAD, SENT_START, ENT_IOB };
enum name_field { TAG, POS, MORPH, DEP, ENT_TYPE };

static int64_t number_of(const struct token *token, enum number_field field)
{
    switch (field) {
    case START: return token->start;
    case END: return token->end;
    case HEAD: return token->head;
    case SENT_START: return token->sent_start;
    case ENT_IOB: return token->ent_iob;
    }
    return 0;
}

static const char *name_of(const struct token *token, enum name_field field)
{
    switch (field) {
    case TAG: return token->tag;
    case POS: return token->pos;
    case MORPH: return token->morph;
    case DEP: return token->dep;
    case ENT_TYPE: return token->ent_type;
    }
    return "";
}

static void write_numbers(struct json *json, const struct analysis *doc,
                          const char *key, enum number_field field)
{
    json_key(json, key);
    json_open(json, '[');
    for (size_t i = 0; i < doc->len; i++) {
        json_int(json, number_of(&doc->token[i], field));
    }
    json_close(json, ']');
}

static void write_names(struct json *json, const struct analysis *doc,
                        const char *key, enum name_field field)
{
    json_key(json, key);
    json_open(json, '[');
    for (size_t i = 0; i < doc->len; i++) {
        json_str(json, name_of(&doc->token[i], field));
    }
    json_close(json, ']');
}

static void write_norms(struct json *json, const struct analysis *doc)
{
    json_key(json, "norm");
    json_open(json, '[');
    for (size_t i = 0; i < doc->len; i++) {
        json_slice(json, doc->token[i].norm);
    }
    json_close(json, ']');
}

static void write_lemmas(struct json *json, const struct analysis *doc)
{
    json_key(json, "lemma");
    json_open(json, '[');
    for (size_t i = 0; i < doc->len; i++) {
        json_slice(json, doc->token[i].lemma);
    }
    json_close(json, ']');
}

void analysis_json_write(struct json *json, const struct analysis *doc)
{
    json_open(json, '{');
    write_numbers(json, doc, "start", START);
    write_numbers(json, doc, "end", END);
    write_norms(json, doc);
    write_lemmas(json, doc);
    write_names(json, doc, "tag", TAG);
    write_names(json, doc, "pos", POS);
    write_names(json, doc, "morph", MORPH);
    write_names(json, doc, "dep", DEP);
    write_numbers(json, doc, "head", HEAD);
    write_numbers(json, doc, "sent_start", SENT_START);
    write_numbers(json, doc, "ent_iob", ENT_IOB);
    write_names(json, doc, "ent_type", ENT_TYPE);
    json_close(json, '}');
}
