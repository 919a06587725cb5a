#include "base/date.h"
#include "views/asked_int.h"

#include <strings.h>

bool asked_in_list(const char *list, const char *value)
{
    size_t len = value != NULL ? strlen(value) : 0;
    const char *at = list;

    while (len != 0 && at != NULL) {
        at += strspn(at, ", ");
        if (strncasecmp(at, value, len) == 0 && strchr(", ", at[len]) != NULL) {
            return true;
        }
        at = strchr(at, ',');
    }
    return false;
}

static bool party_asked(const char *list, const struct party_row *party,
                        size_t parties)
{
    for (size_t i = 0; i < parties; i++) {
        if (asked_in_list(list, party[i].code)) {
            return true;
        }
    }
    return false;
}

static bool actor_asked(const char *list, const struct act_row *act)
{
    return party_asked(list, act->actor, act->actors) ||
           (act->has_speaker && asked_in_list(list, act->speaker.code));
}

static bool issue_asked(const char *list, const struct act_row *act)
{
    for (size_t i = 0; i < act->issues; i++) {
        if (asked_in_list(list, act->issue[i])) {
            return true;
        }
    }
    return false;
}

static bool holds(struct slice text, const char *part)
{
    size_t len = strlen(part);

    for (size_t i = 0; i + len <= text.len; i++) {
        if (strncasecmp(text.ptr + i, part, len) == 0) {
            return true;
        }
    }
    return false;
}

static bool date_asked(const struct query *query, const struct act_row *act)
{
    struct date date = date_parse(slice_of(act->date.value));

    if (query->since.precision == DATE_NONE &&
        query->until.precision == DATE_NONE) {
        return true;
    }
    return date.precision != DATE_NONE &&
           (query->since.precision == DATE_NONE ||
            date_last_day(date) >= date_first_day(query->since)) &&
           (query->until.precision == DATE_NONE ||
            date_first_day(date) <= date_last_day(query->until));
}

bool asked_act(const struct query *query, const struct act_row *act)
{
    return (query->actor == NULL || actor_asked(query->actor, act)) &&
           (query->to == NULL ||
            party_asked(query->to, act->recipient, act->recipients)) &&
           (query->type == NULL || asked_in_list(query->type, act->type)) &&
           (query->issue == NULL || issue_asked(query->issue, act)) &&
           (query->text == NULL || holds(act->sentence.exact, query->text)) &&
           date_asked(query, act);
}
