#include "record/line.h"

enum { DECIMALS = 4 };

static void write_excerpt(struct json *json, const char *key,
                          const struct excerpt *excerpt);
static void write_date(struct json *json, const char *key,
                       const struct date_row *date);
static void write_speaker(struct json *json, bool known,
                          const struct speaker_row *speaker);
static void write_parties(struct json *json, const char *key,
                          const struct party_row *party, size_t parties);
static void write_texts(struct json *json, const char *key,
                        const char *const *text, size_t texts);
static void write_flags(struct json *json, const struct act_row *row);
static void write_attribution(struct json *json, const struct act_row *row);
static void write_review(struct json *json, const struct review_row *review);

/* The record knows no live blogs: their entries are news. */
static const char *genre_kept(const char *genre)
{
    return genre != NULL && strcmp(genre, "live blog") == 0 ? "news" : genre;
}

void line_report(struct json *json, const struct report_row *row)
{
    json_open(json, '{');
    json_key_str(json, "kind", "report");
    json_key_str(json, "id", row->id);
    json_key_str(json, "input", row->input);
    json_key_str(json, "sha256", row->sha256);
    json_key_str(json, "url", row->url);
    json_key_str(json, "title", row->title);
    write_texts(json, "authors", row->author, row->authors);
    json_key_str(json, "outlet", row->outlet);
    json_key_str(json, "agency", row->agency);
    write_date(json, "published", &row->published);
    json_key_str(json, "language", row->language);
    json_key_str(json, "genre", genre_kept(row->genre));
    json_key_str(json, "family", row->family);
    if (row->family != NULL) {
        json_key_bool(json, "origin", row->copy_of == NULL);
    } else {
        json_key_none(json, "origin");
    }
    json_key_str(json, "copy_of", row->copy_of);
    json_key_int(json, "words", (int64_t)row->words);
    json_close(json, '}');
}

void line_quote(struct json *json, const struct quote_row *row)
{
    json_open(json, '{');
    json_key_str(json, "kind", "quote");
    json_key_str(json, "id", row->id);
    json_key_str(json, "report", row->report);
    json_key_str(json, "form", row->form);
    write_excerpt(json, "text", &row->text);
    write_excerpt(json, "cue", &row->cue);
    write_speaker(json, row->has_speaker, &row->speaker);
    json_close(json, '}');
}

bool line_is_answer(const char *how)
{
    return how != NULL && strcmp(how, "withdrawn") != 0 &&
           strcmp(how, "superseded") != 0;
}

void line_event(struct json *json, const struct event_row *row)
{
    json_open(json, '{');
    json_key_str(json, "kind", "event");
    json_key_str(json, "id", row->id);
    json_key_str(json, "type", row->type);
    write_date(json, "date", &row->date);
    write_texts(json, "parties", row->party, row->parties);
    json_key_str(json, "place", row->place);
    write_texts(json, "acts", row->act, row->acts);
    json_key_int(json, "origins", (int64_t)row->origins);
    json_close(json, '}');
}

/* What is done as it was asked is a yes. */
void line_answer(struct json *json, const struct answer_row *row)
{
    bool done = strcmp(row->how, "fulfilled") == 0;

    json_open(json, '{');
    json_key_str(json, "kind", "answer");
    json_key_str(json, "demand", row->demand);
    json_key_str(json, "act", row->act);
    json_key_str(json, "how", done ? "yes" : row->how);
    json_key(json, "confidence");
    json_num(json, row->score, DECIMALS);
    json_close(json, '}');
}

void line_act(struct json *json, const struct act_row *row)
{
    json_open(json, '{');
    json_key_str(json, "kind", "act");
    json_key_str(json, "id", row->id);
    json_key_str(json, "report", row->report);
    json_key_str(json, "type", row->type);
    json_key_str(json, "plover", row->plover);
    json_key_str(json, "cameo", row->cameo);
    write_parties(json, "actor", row->actor, row->actors);
    write_parties(json, "recipient", row->recipient, row->recipients);
    write_speaker(json, row->has_speaker, &row->speaker);
    write_texts(json, "issue", row->issue, row->issues);
    write_excerpt(json, "text", &row->text);
    write_excerpt(json, "sentence", &row->sentence);
    write_date(json, "date", &row->date);
    write_flags(json, row);
    write_attribution(json, row);
    json_key_str(json, "quote", row->quote);
    json_key_str(json, "answers",
                 line_is_answer(row->how) ? row->answers : NULL);
    json_key_str(json, "event", row->event);
    json_key(json, "confidence");
    json_num(json, row->confidence, DECIMALS);
    write_texts(json, "why", row->why, row->whys);
    write_review(json, &row->review);
    json_close(json, '}');
}

static void write_review(struct json *json, const struct review_row *review)
{
    json_key(json, "review");
    if (review->state == NULL) {
        json_none(json);
        return;
    }
    json_open(json, '{');
    json_key_str(json, "state", review->state);
    json_key_str(json, "by", review->who);
    json_key_str(json, "at", review->at);
    json_key_str(json, "reason", review->reason);
    json_close(json, '}');
}

static void write_excerpt(struct json *json, const char *key,
                          const struct excerpt *excerpt)
{
    json_key(json, key);
    if (excerpt->exact.ptr == NULL) {
        json_none(json);
        return;
    }
    json_open(json, '{');
    json_key_int(json, "start", (int64_t)excerpt->at.start);
    json_key_int(json, "end", (int64_t)excerpt->at.end);
    json_key_slice(json, "exact", excerpt->exact);
    json_close(json, '}');
}

static void write_date(struct json *json, const char *key,
                       const struct date_row *date)
{
    json_key(json, key);
    if (date->value == NULL) {
        json_none(json);
        return;
    }
    json_open(json, '{');
    json_key_str(json, "value", date->value);
    json_key_str(json, "precision", date->precision);
    json_key_str(json, "from", date->from);
    json_close(json, '}');
}

static void write_speaker(struct json *json, bool known,
                          const struct speaker_row *speaker)
{
    json_key(json, "speaker");
    if (!known) {
        json_none(json);
        return;
    }
    json_open(json, '{');
    json_key_slice(json, "text", speaker->at.exact);
    json_key_str(json, "name", speaker->name);
    json_key_str(json, "code", speaker->code);
    json_key_str(json, "role", speaker->role);
    json_key_str(json, "of", speaker->of);
    json_close(json, '}');
}

static void write_parties(struct json *json, const char *key,
                          const struct party_row *party, size_t parties)
{
    json_key(json, key);
    json_open(json, '[');
    for (size_t i = 0; i < parties; i++) {
        json_open(json, '{');
        json_key_str(json, "code", party[i].code);
        json_key_slice(json, "text", party[i].at.exact);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_texts(struct json *json, const char *key,
                        const char *const *text, size_t texts)
{
    json_key(json, key);
    json_open(json, '[');
    for (size_t i = 0; i < texts; i++) {
        json_str(json, text[i]);
    }
    json_close(json, ']');
}

static void write_flags(struct json *json, const struct act_row *row)
{
    json_key(json, "flags");
    json_open(json, '{');
    json_key_bool(json, "negated", row->negated);
    json_key_bool(json, "conditional", row->conditional);
    write_excerpt(json, "condition", &row->condition);
    json_key_bool(json, "future", row->future);
    json_key_bool(json, "hypothetical", row->hypothetical);
    json_key_bool(json, "historical", row->historical);
    json_key_bool(json, "reiterated", row->reiterated);
    json_close(json, '}');
}

static void write_attribution(struct json *json, const struct act_row *row)
{
    json_key(json, "attribution");
    json_open(json, '[');
    for (size_t i = 0; i < row->attributions; i++) {
        const struct attribution_row *source = &row->attribution[i];

        json_open(json, '{');
        json_key_str(json, "role", source->role);
        json_key_str(json, "name", source->name);
        json_key_str(json, "text", source->text);
        json_close(json, '}');
    }
    json_close(json, ']');
}
