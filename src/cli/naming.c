#include "cli/naming.h"

#include "cli/filter.h"
#include "flow/places.h"
#include "lore/issues.h"

void naming_close(struct naming *naming)
{
    actors_free(naming->actors);
    issues_free(naming->issues);
    *naming = (struct naming){0};
}

static bool open_tables(struct naming *naming, struct session *session,
                        struct err *err)
{
    struct codebook_text *text = NULL;
    struct buf data = {0};
    size_t texts = 0;
    bool ok = naming->actors != NULL ||
              (places_data(&data, err) &&
               session_codebook(session->record, &session->app->arena, &text,
                                &texts, err) &&
               actors_open_texts(&naming->actors, data.ptr, text, texts, err) &&
               issues_open_texts(&naming->issues, data.ptr, text, texts, err));

    buf_release(&data);
    return ok;
}

/* Put the code for the words; words that mean nobody stay words. */
static bool settle_party(const struct naming *naming, json_t *list, size_t at,
                         struct err *err)
{
    json_t *party = json_array_get(list, at);
    bool plain = json_is_string(party);
    const char *value =
        json_string_value(plain ? party : json_object_get(party, "code"));
    const struct actor *actor = NULL;

    if (value == NULL) {
        return true;
    }
    actor = filter_actor(naming->actors, value);
    if (actor != NULL && plain) {
        json_array_set_new(list, at, json_string(actor->code));
    } else if (actor != NULL) {
        json_object_set_new(party, "code", json_string(actor->code));
    } else if (plain) {
        json_array_set_new(list, at, json_pack("{s:s}", "text", value));
    } else {
        return err_set(err, ERR_USAGE,
                       "no actor has the code '%.60s' (demarche codebook takes "
                       "one of your own)",
                       value);
    }
    return true;
}

static bool settle_parties(const struct naming *naming, json_t *set,
                           const char *key, struct err *err)
{
    json_t *list = json_object_get(set, key);
    bool ok = true;

    if (json_is_string(list)) {
        list = json_pack("[O]", list);
        json_object_set_new(set, key, list);
    }
    for (size_t i = 0; ok && i < json_array_size(list); i++) {
        ok = settle_party(naming, list, i, err);
    }
    return ok;
}

static bool check_issues(const struct naming *naming, const json_t *set,
                         struct err *err)
{
    const json_t *list = json_object_get(set, "issue");
    bool ok = !json_is_string(list) ||
              filter_issue(naming->issues, json_string_value(list), err);

    for (size_t i = 0; ok && i < json_array_size(list); i++) {
        const char *name = json_string_value(json_array_get(list, i));

        ok = name == NULL || filter_issue(naming->issues, name, err);
    }
    return ok;
}

bool naming_settle(struct naming *naming, struct session *session, json_t *set,
                   struct err *err)
{
    bool needed = json_object_get(set, "actor") != NULL ||
                  json_object_get(set, "recipient") != NULL ||
                  json_object_get(set, "issue") != NULL;

    return !needed || (open_tables(naming, session, err) &&
                       settle_parties(naming, set, "actor", err) &&
                       settle_parties(naming, set, "recipient", err) &&
                       check_issues(naming, set, err));
}
