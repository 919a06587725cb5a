/* codebook.c - the dossier's own tables of actors and offices. */
#include "base/mem.h"
#include "base/sha256.h"
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

bool record_put_codebook(struct record *record,
                         const struct codebook_file *file, size_t files,
                         struct err *err)
{
    bool ok = db_exec(record, "BEGIN IMMEDIATE", err);

    for (size_t i = 0; ok && i < files; i++) {
        ok = put_file(record, &file[i], err);
    }
    ok = ok && db_exec(record, "COMMIT", err);
    if (!ok && sqlite3_get_autocommit(record->db) == 0) {
        (void)sqlite3_exec(record->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return ok;
}

bool record_get_codebook(struct record *record, struct arena *arena,
                         struct codebook_file **file, size_t *files,
                         struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(record, SQL_CODEBOOK_LIST, err);
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
