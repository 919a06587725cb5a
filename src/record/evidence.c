#include "record/evidence.h"

#include "base/mem.h"
#include "record/add_int.h"

#include <stdlib.h>

/* --- in --- */

static bool add_note(struct adding *adding, struct err *err)
{
    const struct report *report = adding->entry->report;
    struct bind bind = {.stmt =
                            db_stmt(adding->record, SQL_EVIDENCE_NOTE, err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_slice(&bind, report->section);
    bind_text(&bind, report->why);
    bind_int(&bind, adding->report);
    return bind_run(adding->record, &bind, err);
}

static bool add_one(struct adding *adding, size_t n, struct err *err)
{
    const struct evidence *own = &adding->entry->report->evidence[n];
    struct bind bind = {.stmt =
                            db_stmt(adding->record, SQL_EVIDENCE_INSERT, err)};
    char value[16];

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, adding->report);
    bind_size(&bind, n);
    bind_text(&bind, date_format(own->date, value));
    bind_int(&bind, own->modified);
    bind_int(&bind, own->weight);
    bind_text(&bind, own->source);
    bind_slice(&bind, own->written);
    return bind_run(adding->record, &bind, err);
}

bool adding_evidence(struct adding *adding, struct err *err)
{
    const struct report *report = adding->entry->report;
    bool ok = true;

    if (report->section.ptr != NULL || report->why != NULL) {
        ok = add_note(adding, err);
    }
    for (size_t i = 0; ok && i < report->evidences; i++) {
        ok = add_one(adding, i, err);
    }
    return ok;
}

/* --- out --- */

static const char *kept(struct arena *arena, sqlite3_stmt *stmt, int column)
{
    struct slice text = column_borrow(stmt, column);

    return text.ptr != NULL ? arena_copy(arena, text).ptr : NULL;
}

static bool read_note(struct record *record, const char *report,
                      struct arena *arena, struct evidence_rows *rows,
                      struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_EVIDENCE_WHY, err)};
    bool row = false;

    if (bind.stmt == NULL) {
        return false;
    }
    bind_text(&bind, report);
    if (!db_step(record, bind.stmt, &row, err)) {
        return false;
    }
    if (row) {
        rows->section = kept(arena, bind.stmt, 0);
        rows->why = kept(arena, bind.stmt, 1);
    }
    (void)sqlite3_reset(bind.stmt);
    return true;
}

bool evidence_read(struct record *record, const char *report,
                   struct arena *arena, struct evidence_rows *rows,
                   struct err *err)
{
    struct bind bind = {0};
    struct evidence_row *item = NULL;
    size_t cap = 0;
    bool row = false;
    bool ok;

    *rows = (struct evidence_rows){0};
    if (!read_note(record, report, arena, rows, err) ||
        (bind.stmt = db_stmt(record, SQL_EVIDENCE_OF, err)) == NULL) {
        return false;
    }
    bind_text(&bind, report);
    while ((ok = db_step(record, bind.stmt, &row, err)) && row) {
        MEM_GROW(item, rows->len, cap);
        item[rows->len++] = (struct evidence_row){
            .date = kept(arena, bind.stmt, 0),
            .modified = sqlite3_column_int(bind.stmt, 1) != 0,
            .weight = sqlite3_column_int(bind.stmt, 2),
            .source = kept(arena, bind.stmt, 3),
            .written = kept(arena, bind.stmt, 4)};
    }
    rows->item = arena_dup(arena, item, rows->len, sizeof *item);
    free(item);
    return ok;
}
