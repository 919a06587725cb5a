/* recode.c - a report that is there, coded anew; what people said of its acts
 * is played on the new ones. */
#include "base/mem.h"
#include "record/add_int.h"
#include "record/review_int.h"
#include "record/row_int.h"
#include "record/survey.h"
#include "record/ties_int.h"

#include <stdlib.h>

/* The statements that take the old coding out, in this order. */
static const enum sql drop[] = {SQL_RECODE_READINGS, SQL_RECODE_PARTIES,
                                SQL_RECODE_ISSUES,   SQL_RECODE_ATTRIBUTIONS,
                                SQL_RECODE_WHYS,     SQL_RECODE_ACTS,
                                SQL_RECODE_PIECES,   SQL_RECODE_QUOTES};

static bool run(struct record *record, enum sql sql, long long report,
                struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, sql, err)};

    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, report);
    return bind_run(record, &bind, err);
}

static bool drop_coding(struct record *record, long long report,
                        struct err *err)
{
    bool ok =
        survey_forget(record, report, err) && ties_forget(record, report, err);

    for (size_t i = 0; ok && i < sizeof drop / sizeof drop[0]; i++) {
        ok = run(record, drop[i], report, err);
    }
    return ok;
}

static bool put_coding(struct adding *adding, struct err *err)
{
    const struct coding *coding = adding->entry->coding;
    bool ok = true;

    adding->quote = mem_alloc(coding->quotes, sizeof *adding->quote);
    for (size_t i = 0; ok && i < coding->quotes; i++) {
        ok = adding_quote(adding, i, err);
    }
    for (size_t i = 0; ok && i < coding->acts; i++) {
        ok = adding_act(adding, i, err);
    }
    free(adding->quote);
    ids_release(&adding->ids);
    return ok;
}

static bool put_maker(struct adding *adding, struct err *err)
{
    struct bind bind = {0};
    long long maker = 0;

    if (!adding_maker(adding, &maker, err)) {
        return false;
    }
    bind.stmt = db_stmt(adding->record, SQL_RECODE_MAKER, err);
    if (bind.stmt == NULL) {
        return false;
    }
    bind_int(&bind, adding->report);
    bind_int(&bind, maker);
    return bind_run(adding->record, &bind, err);
}

bool record_recode(struct record *record, const struct record_entry *entry,
                   const char *report, struct err *err)
{
    struct arena arena = {0};
    struct sheet sheet;
    struct adding adding = {
        .record = record, .entry = entry, .report_id = report};
    struct tying tying = {record, entry->ties, err, entry->meant,
                          entry->meants};
    bool ok = db_exec(record, "BEGIN IMMEDIATE", err) &&
              sheet_open(&sheet, record, report, &arena, err);

    if (ok) {
        adding.text = sheet.text;
        adding.report = sheet.report;
        ok = drop_coding(record, sheet.report, err) &&
             put_coding(&adding, err) && put_maker(&adding, err) &&
             survey_note(record, sheet.report, err) &&
             review_replay(record, report, err) &&
             (entry->ties == NULL || ties_place(&tying, sheet.report)) &&
             db_exec(record, "COMMIT", err);
    }
    if (!ok && sqlite3_get_autocommit(record->db) == 0) {
        (void)sqlite3_exec(record->db, "ROLLBACK", NULL, NULL, NULL);
    }
    arena_release(&arena);
    return ok;
}

bool record_stale(struct record *record, const struct record_entry *entry,
                  struct arena *arena, const char ***id, size_t *ids,
                  struct err *err)
{
    struct adding adding = {.record = record, .entry = entry};
    const char **list = NULL;
    size_t len = 0, cap = 0;
    long long maker = 0;
    struct bind bind;
    bool row = false;
    bool ok = db_exec(record, "BEGIN IMMEDIATE", err) &&
              adding_maker(&adding, &maker, err) &&
              db_exec(record, "COMMIT", err);

    bind = (struct bind){.stmt = ok ? db_stmt(record, SQL_RECODE_STALE, err)
                                    : NULL};
    ok = bind.stmt != NULL;
    if (ok) {
        bind_int(&bind, maker);
    }
    while (ok && (ok = db_step(record, bind.stmt, &row, err)) && row) {
        MEM_GROW(list, len, cap);
        list[len++] = column_text(bind.stmt, 0, arena);
    }
    *ids = ok ? len : 0;
    *id = arena_dup(arena, list, *ids, sizeof *list);
    free(list);
    return ok;
}
