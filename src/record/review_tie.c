/* review_tie.c - acts that people tied to others: one act, one event, an
 * answer. */
#include "record/play_int.h"

bool review_set(struct record *record, long long act, const char *state,
                bool shown, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_REVIEW_SET, err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, act);
    bind_text(&bind, state);
    bind_int(&bind, shown);
    return bind_run(record, &bind, err);
}

/* What the act is tied to, the id under `key`, as it is called now; "" if no
 * reading has it any more. */
static bool find_other(struct play *play, const char *key, struct found *found,
                       struct err *err)
{
    const char *id = json_string_value(json_object_get(play->line, key));

    *found = (struct found){0};
    if (id == NULL ||
        !review_find_other(play->sheet->record, id,
                           json_object_get(play->line, "other"), found, err)) {
        return id == NULL;
    }
    if (found->key == 0) {
        buf_printf(&play->trouble,
                   "%sthe newer reading does not find %.40s, which %s tied it "
                   "to",
                   play->trouble.len != 0 ? "; " : "", id, play->who);
    }
    return true;
}

static bool merge(struct play *play, struct err *err)
{
    struct found into;

    return find_other(play, "into", &into, err) &&
           (into.key == 0 ||
            review_set(play->sheet->record, play->key, "merged", false, err));
}

static bool put_bond(struct play *play, bool same, struct err *err)
{
    struct found with;
    struct bind bind;

    if (!find_other(play, "with", &with, err)) {
        return false;
    }
    if (with.key == 0) {
        return true;
    }
    bind =
        (struct bind){.stmt = db_stmt(play->sheet->record, SQL_BOND_PUT, err)};
    if (bind.stmt == NULL) {
        return false;
    }
    bind_text(&bind, play->now);
    bind_text(&bind, with.id);
    bind_int(&bind, same);
    bind_int(&bind, play->op);
    return bind_run(play->sheet->record, &bind, err);
}

/* Without an "answers" it answers nothing. */
static bool put_reply(struct play *play, struct err *err)
{
    bool none = !json_is_string(json_object_get(play->line, "answers"));
    struct found to;
    struct bind bind;

    if (!find_other(play, "answers", &to, err)) {
        return false;
    }
    if (!none && to.key == 0) {
        return true;
    }
    bind =
        (struct bind){.stmt = db_stmt(play->sheet->record, SQL_REPLY_PUT, err)};
    if (bind.stmt == NULL) {
        return false;
    }
    bind_text(&bind, play->now);
    bind_text(&bind, none ? NULL : to.id);
    bind_text(&bind, json_string_value(json_object_get(play->line, "how")));
    bind_int(&bind, play->op);
    return bind_run(play->sheet->record, &bind, err);
}

bool play_tie(struct play *play, struct err *err)
{
    if (strcmp(play->verb, "merge") == 0) {
        return merge(play, err);
    }
    if (strcmp(play->verb, "link") == 0) {
        return put_reply(play, err);
    }
    if (strcmp(play->verb, "same-event") == 0) {
        return put_bond(play, true, err);
    }
    return strcmp(play->verb, "other-event") != 0 || put_bond(play, false, err);
}
