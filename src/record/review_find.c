/* review_find.c - the act that an operation is about, in the reading there is
 * now. */
#include "record/review_int.h"

bool review_ask_key(struct record *record, enum sql sql, const char *id,
                    long long report, long long *key, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, sql, err)};
    bool found = false;

    *key = 0;
    if (bind.stmt == NULL) {
        return false;
    }
    bind_text(&bind, id);
    if (report != 0) {
        bind_int(&bind, report);
    }
    if (!db_step(record, bind.stmt, &found, err)) {
        return false;
    }
    *key = found ? sqlite3_column_int64(bind.stmt, 0) : 0;
    (void)sqlite3_reset(bind.stmt);
    return true;
}

static size_t overlap(struct span a, struct span b)
{
    size_t start = a.start > b.start ? a.start : b.start;
    size_t end = a.end < b.end ? a.end : b.end;

    return end > start ? end - start : 0;
}

/* The act that tells most of what stands at found->at: of the type that it
 * had, if there is one, and at least half of the shorter of both. */
static bool find_near(const struct sheet *sheet, const json_t *was,
                      struct found *found, struct err *err)
{
    struct record *record = sheet->record;
    struct bind bind = {.stmt = db_stmt(record, SQL_REVIEW_NEAR, err)};
    const char *type = json_string_value(json_object_get(was, "type"));
    struct span at = found->at;
    size_t best = 0;
    bool row = false;
    bool ok = bind.stmt != NULL;

    if (ok) {
        bind_int(&bind, sheet->report);
        bind_size(&bind, at.start);
        bind_size(&bind, at.end);
    }
    while (ok && (ok = db_step(record, bind.stmt, &row, err)) && row) {
        struct span place = {column_size(bind.stmt, 2),
                             column_size(bind.stmt, 3)};
        struct slice id = column_borrow(bind.stmt, 1);
        size_t common = overlap(at, place);
        size_t shorter = at.end - at.start < place.end - place.start
                             ? at.end - at.start
                             : place.end - place.start;
        bool same = type != NULL && slice_is(column_borrow(bind.stmt, 4), type);
        size_t weight = 2 * common + (same ? 2 * sheet->text.len : 0);

        if (2 * common >= shorter && weight > best && id.len == RECORD_ID) {
            best = weight;
            found->key = sqlite3_column_int64(bind.stmt, 0);
            memcpy(found->id, id.ptr, RECORD_ID);
        }
    }
    return ok;
}

bool review_find(const struct sheet *sheet, const char *id, const json_t *told,
                 struct found *found, struct err *err)
{
    const json_t *anchor = json_object_get(told, "anchor");

    *found = (struct found){0};
    if (!review_ask_key(sheet->record, SQL_REVIEW_ACT, id, sheet->report,
                        &found->key, err)) {
        return false;
    }
    if (found->key != 0) {
        (void)strncpy(found->id, id, RECORD_ID);
        return true;
    }
    return anchor == NULL || !anchor_find(sheet, anchor, &found->at) ||
           find_near(sheet, json_object_get(told, "was"), found, err);
}

bool review_find_other(struct record *record, const char *id,
                       const json_t *told, struct found *found, struct err *err)
{
    const char *report = json_string_value(json_object_get(told, "report"));
    struct arena arena = {0};
    struct err doubt = {0};
    struct sheet sheet;
    bool ok = true;

    *found = (struct found){0};
    if (!review_ask_key(record, SQL_REVIEW_STANDS, id, 0, &found->key, err)) {
        return false;
    }
    if (found->key != 0) {
        (void)strncpy(found->id, id, RECORD_ID);
        return true;
    }
    if (report != NULL && sheet_open(&sheet, record, report, &arena, &doubt)) {
        ok = review_find(&sheet, id, told, found, err);
    } else if (doubt.code != ERR_NONE && doubt.code != ERR_MISSING) {
        ok = err_set(err, doubt.code, "%s", doubt.text);
    }
    arena_release(&arena);
    return ok;
}
