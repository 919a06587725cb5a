/* codebook.c - the dossier's own tables of actors and offices. */
#include "base/mem.h"
#include "base/sha256.h"
#include "record/add_int.h"
#include "record/db_int.h"

#include <stdlib.h>

enum { NAME_LEN = 100 };

/* A name that is safe to become a file's again. */
static bool name_ok(struct slice name)
{
    if (name.len == 0 || name.len > NAME_LEN || name.ptr[0] == '.') {
        return false;
    }
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-')) {
            return false;
        }
    }
    return true;
}

static bool put_file(struct record *record, const struct codebook_file *file,
                     struct err *err)
{
    struct bind bind = {0};
    char sha256[SHA256_HEX + 1];

    if (!name_ok(file->name)) {
        return err_set(err, ERR_USAGE,
                       "%s: '%.*s' is no name for a codebook's file",
                       record->path, (int)(file->name.len & 0xFF),
                       file->name.ptr != NULL ? file->name.ptr : "");
    }
    bind.stmt = db_stmt(record, SQL_CODEBOOK_PUT, err);
    if (bind.stmt == NULL) {
        return false;
    }
    sha256_hex(file->content, sha256);
    bind_slice(&bind, file->name);
    bind_blob(&bind, file->content);
    bind_text(&bind, sha256);
    return bind_run(record, &bind, err);
}

bool codebook_digest(struct record *record, char out[SHA256_HEX + 1],
                     struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(record, SQL_CODEBOOK_DIGESTS, err);
    struct buf list = {0};
    bool row = false;
    bool ok = stmt != NULL;

    out[0] = '\0';
    while (ok && (ok = db_step(record, stmt, &row, err)) && row) {
        buf_add_slice(&list, column_borrow(stmt, 0));
        buf_add_char(&list, ' ');
        buf_add_slice(&list, column_borrow(stmt, 1));
        buf_add_char(&list, '\n');
    }
    if (ok && list.len != 0) {
        sha256_hex(buf_slice(&list), out);
    }
    buf_release(&list);
    return ok;
}

/* Keep what is there now: it may be what reports were read by. */
static bool keep_version(struct record *record, struct err *err)
{
    static const enum sql step[] = {SQL_CODEBOOK_KEEP_FILES, SQL_CODEBOOK_KEEP,
                                    SQL_CODEBOOK_KEEP_PARTS};
    char digest[SHA256_HEX + 1];
    bool ok = codebook_digest(record, digest, err);

    for (size_t i = 0;
         ok && digest[0] != '\0' && i < sizeof step / sizeof step[0]; i++) {
        struct bind bind = {.stmt = db_stmt(record, step[i], err)};

        if (bind.stmt == NULL) {
            return false;
        }
        if (i != 0) {
            bind_text(&bind, digest);
        }
        ok = bind_run(record, &bind, err);
    }
    return ok;
}

bool record_put_codebook(struct record *record,
                         const struct codebook_file *file, size_t files,
                         struct err *err)
{
    bool ok =
        db_exec(record, "BEGIN IMMEDIATE", err) && keep_version(record, err);

    for (size_t i = 0; ok && i < files; i++) {
        ok = put_file(record, &file[i], err);
    }
    ok = ok && keep_version(record, err) && db_exec(record, "COMMIT", err);
    if (!ok && sqlite3_get_autocommit(record->db) == 0) {
        (void)sqlite3_exec(record->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return ok;
}

/* Name and content are the first columns. */
static bool read_files(struct record *record, sqlite3_stmt *stmt,
                       struct arena *arena, struct codebook_file **file,
                       size_t *files, struct err *err)
{
    struct codebook_file *list = NULL;
    size_t len = 0, cap = 0;
    bool row = false;
    bool ok = stmt != NULL;

    while (ok && (ok = db_step(record, stmt, &row, err)) && row) {
        MEM_GROW(list, len, cap);
        list[len++] = (struct codebook_file){column_slice(stmt, 0, arena),
                                             column_slice(stmt, 1, arena)};
    }
    *files = ok ? len : 0;
    *file = arena_dup(arena, list, *files, sizeof *list);
    free(list);
    return ok;
}

bool record_get_codebook(struct record *record, struct arena *arena,
                         struct codebook_file **file, size_t *files,
                         struct err *err)
{
    return read_files(record, db_stmt(record, SQL_CODEBOOK_LIST, err), arena,
                      file, files, err);
}

bool record_codebook_versions(struct record *record, struct arena *arena,
                              struct codebook_version **version,
                              size_t *versions, struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(record, SQL_CODEBOOK_VERSIONS, err);
    struct codebook_version *list = NULL;
    size_t len = 0, cap = 0;
    bool row = false;
    bool ok = stmt != NULL;

    while (ok && (ok = db_step(record, stmt, &row, err)) && row) {
        MEM_GROW(list, len, cap);
        list[len++] = (struct codebook_version){
            column_text(stmt, 0, arena), column_size(stmt, 1),
            column_size(stmt, 2), column_size(stmt, 3)};
    }
    *versions = ok ? len : 0;
    *version = arena_dup(arena, list, *versions, sizeof *list);
    free(list);
    return ok;
}

bool record_codebook_of(struct record *record, const char *digest,
                        struct arena *arena, struct codebook_file **file,
                        size_t *files, struct err *err)
{
    struct bind bind = {.stmt = db_stmt(record, SQL_CODEBOOK_PARTS, err)};

    if (bind.stmt != NULL) {
        bind_text(&bind, digest);
    }
    return read_files(record, bind.stmt, arena, file, files, err);
}
