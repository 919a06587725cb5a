/* dna_read.c - documents and statements out of a database of DNA 3. */
#include "base/mem.h"
#include "record/db_int.h"
#include "record/dna.h"

#include <stdlib.h>

struct reader {
    struct record dna;
    dna_document_fn document;
    dna_statement_fn statement;
    void *context;
};

static bool is_dna(struct reader *reader, struct err *err)
{
    struct err doubt = {0};
    sqlite3_stmt *stmt = db_stmt(&reader->dna, SQL_DNA_IS_ONE, &doubt);
    bool row = false;
    bool ok = stmt != NULL && db_step(&reader->dna, stmt, &row, &doubt) &&
              row && slice_starts(column_borrow(stmt, 0), "3.");

    (void)sqlite3_reset(stmt);
    return ok || err_set(err, ERR_SYNTAX, "%s: is no database of DNA 3",
                         reader->dna.path);
}

static bool read_documents(struct reader *reader, struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(&reader->dna, SQL_DNA_DOCUMENTS, err);
    bool row = false;
    bool ok = stmt != NULL;

    while (ok && (ok = db_step(&reader->dna, stmt, &row, err)) && row) {
        struct arena arena = {0};
        const struct dna_document one = {.id = sqlite3_column_int64(stmt, 0),
                                         .title = column_text(stmt, 1, &arena),
                                         .text = column_slice(stmt, 2, &arena),
                                         .author = column_text(stmt, 3, &arena),
                                         .source = column_text(stmt, 4, &arena),
                                         .notes = column_text(stmt, 5, &arena),
                                         .date = column_text(stmt, 7, &arena)};

        ok = reader->document(reader->context, &one, err);
        arena_release(&arena);
    }
    return ok;
}

static bool read_values(struct reader *reader, struct dna_statement *one,
                        struct arena *arena, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(&reader->dna, SQL_DNA_VALUES, err)};
    struct dna_value *list = NULL;
    size_t len = 0, cap = 0;
    bool row = false;
    bool ok = bind.stmt != NULL;

    if (ok) {
        bind_int(&bind, one->id);
    }
    while (ok && (ok = db_step(&reader->dna, bind.stmt, &row, err)) && row) {
        MEM_GROW(list, len, cap);
        list[len++] = (struct dna_value){column_text(bind.stmt, 0, arena),
                                         column_text(bind.stmt, 1, arena)};
    }
    one->value = arena_dup(arena, list, len, sizeof *list);
    one->values = len;
    free(list);
    return ok;
}

static bool read_statements(struct reader *reader, struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(&reader->dna, SQL_DNA_STATEMENTS, err);
    bool row = false;
    bool ok = stmt != NULL;

    while (ok && (ok = db_step(&reader->dna, stmt, &row, err)) && row) {
        struct arena arena = {0};
        struct dna_statement one = {.id = sqlite3_column_int64(stmt, 0),
                                    .document = sqlite3_column_int64(stmt, 1),
                                    .start = column_size(stmt, 2),
                                    .end = column_size(stmt, 3),
                                    .coder = column_text(stmt, 4, &arena),
                                    .type = column_text(stmt, 5, &arena)};

        ok = read_values(reader, &one, &arena, err) &&
             reader->statement(reader->context, &one, err);
        arena_release(&arena);
    }
    return ok;
}

bool dna_read(const char *path, dna_document_fn document,
              dna_statement_fn statement, void *context, struct err *err)
{
    struct reader reader = {
        .document = document, .statement = statement, .context = context};
    bool ok;

    reader.dna.path = (char *)(uintptr_t)path;
    ok = sqlite3_open_v2(path, &reader.dna.db, SQLITE_OPEN_READONLY, NULL) ==
             SQLITE_OK ||
         db_fail(&reader.dna, err);
    if (ok) {
        (void)sqlite3_db_config(reader.dna.db, SQLITE_DBCONFIG_DEFENSIVE, 1,
                                NULL);
        (void)sqlite3_db_config(reader.dna.db, SQLITE_DBCONFIG_TRUSTED_SCHEMA,
                                0, NULL);
        (void)sqlite3_db_config(reader.dna.db, SQLITE_DBCONFIG_ENABLE_VIEW, 0,
                                NULL);
        (void)sqlite3_db_config(reader.dna.db, SQLITE_DBCONFIG_ENABLE_TRIGGER,
                                0, NULL);
    }
    ok = ok && is_dna(&reader, err) && read_documents(&reader, err) &&
         read_statements(&reader, err);
    db_forget(&reader.dna);
    (void)sqlite3_close(reader.dna.db);
    return ok;
}
