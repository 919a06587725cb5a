#include "cli/line_talk.h"

#include "cli/cells.h"

static void write_date(struct json *json, struct date date)
{
    char text[16];

    json_key(json, "date");
    if (date.precision == DATE_NONE) {
        json_none(json);
        return;
    }
    json_open(json, '{');
    json_key_str(json, "value", date_format(date, text));
    json_key_str(json, "precision", date_precision_name(date.precision));
    json_key_str(json, "from", "text");
    json_close(json, '}');
}

static void write_outcome(struct json *json, const struct talk *talk)
{
    json_key(json, "outcome");
    json_open(json, '[');
    for (size_t i = 0; i < talk->outcomes; i++) {
        const struct act_row *act = talk->outcome[i];

        json_open(json, '{');
        cell_write_parties(json, "actor", act->actor, act->actors);
        json_key_str(json, "type", act->type);
        json_key_slice(json, "text", act->text.exact);
        json_key_str(json, "act", act->id);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_reports(struct json *json, const struct talk *talk)
{
    json_key(json, "reports");
    json_open(json, '[');
    for (size_t i = 0; i < talk->witnesses; i++) {
        bool again = false;

        for (size_t j = 0; j < i; j++) {
            again = again || strcmp(talk->witness[j].report,
                                    talk->witness[i].report) == 0;
        }
        if (!again) {
            json_str(json, talk->witness[i].report);
        }
    }
    json_close(json, ']');
}

static void write_witnesses(struct json *json, const struct talk *talk)
{
    json_key(json, "witnesses");
    json_open(json, '[');
    for (size_t i = 0; i < talk->witnesses; i++) {
        const struct talk_witness *witness = &talk->witness[i];

        json_open(json, '{');
        json_key_str(json, "report", witness->report);
        json_key_str(json, "outlet", witness->outlet);
        json_key_int(json, "start", (int64_t)witness->sentence.at.start);
        json_key_int(json, "end", (int64_t)witness->sentence.at.end);
        json_key_slice(json, "exact", witness->sentence.exact);
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* The export knows four kinds: a session or meeting is a round of talks. */
static const char *kind_of(const struct talk *talk)
{
    static const char *const own[] = {"call", "visit", "summit"};

    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        if (strcmp(talk->format, own[i]) == 0) {
            return own[i];
        }
    }
    return "round";
}

void line_talk(struct json *json, const struct talk *talk, bool full)
{
    json_open(json, '{');
    json_key_str(json, "kind", "talks");
    json_key_str(json, "id", talk->id);
    json_key_str(json, "name", talk->name);
    write_date(json, talk->date);
    json_key_str(json, "place", talk->place);
    cell_write_strings(json, "parties", talk->party, talk->parties);
    json_key_str(json, "level", talk->level);
    json_key_str(json, "format", kind_of(talk));
    write_outcome(json, talk);
    json_key_str(json, "next", talk->next);
    write_reports(json, talk);
    if (full) {
        json_key_str(json, "day", talk->day);
        json_key_str(json, "length", talk->length);
        json_key_bool(json, "ahead", talk->ahead);
        json_key_int(json, "round", talk->order);
        cell_write_strings(json, "issue", talk->issue, talk->issues);
        json_key_str(json, "next_id", talk->next_id);
        json_key_int(json, "origins", (int64_t)talk->told.origins);
        write_witnesses(json, talk);
    }
    json_close(json, '}');
}
