#include "base/file.h"
#include "base/mem.h"
#include "record/db_int.h"
#include "record/match_int.h"
#include "record/migrate_int.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAIT_MS = 5000, REASON = 128 };

/* "Dema", as in sql/schema.sql. */
enum { APPLICATION_ID = 0x44656d61 };

static bool fail(const char *path, struct err *err);
static bool check_file(const char *path, bool *absent, struct err *err);
static bool make_dossier(const char *path, bool *made, struct err *err);
static bool connect(struct record *record, struct err *err);
static bool set_up(struct record *record, struct err *err);
static bool check_application(struct record *record, struct err *err);
static bool connect_immutable(struct record *record, struct err *err);
static void disconnect(struct record *record);

bool record_open(struct record **record, const char *path,
                 enum record_mode mode, struct err *err)
{
    struct record *self;
    bool absent;
    bool made = false;

    *record = NULL;
    if (!check_file(path, &absent, err)) {
        return false;
    }
    if (absent && mode != RECORD_CREATE) {
        return err_set(err, ERR_MISSING, "%s: there is no such dossier", path);
    }
    if (absent && !make_dossier(path, &made, err)) {
        return false;
    }
    self = mem_alloc(1, sizeof *self);
    self->path = mem_copy(path, strlen(path));
    self->mode = mode;
    self->is_new = made;
    if (!connect(self, err) && !connect_immutable(self, err)) {
        record_close(self);
        return false;
    }
    *record = self;
    return true;
}

void record_close(struct record *record)
{
    if (record == NULL) {
        return;
    }
    disconnect(record);
    free(record->path);
    free(record);
}

bool record_is_new(const struct record *record)
{
    return record->is_new;
}

const char *record_path(const struct record *record)
{
    return record->path;
}

void record_set_wait(struct record *record, int wait_ms)
{
    (void)sqlite3_busy_timeout(record->db, wait_ms);
}

static bool fail(const char *path, struct err *err)
{
    char reason[REASON];

    return err_set(err, ERR_IO, "%s: %s", path,
                   err_errno(errno, reason, sizeof reason));
}

/* A dossier is a regular file: nothing else is opened, for a FIFO would
 * block and a folder says nothing useful. */
static bool check_file(const char *path, bool *absent, struct err *err)
{
    struct stat st;

    *absent = false;
    if (stat(path, &st) != 0) {
        *absent = errno == ENOENT;
        return *absent || fail(path, err);
    }
    if (S_ISDIR(st.st_mode)) {
        return err_set(err, ERR_IO, "%s: is a directory, no dossier", path);
    }
    if (!S_ISREG(st.st_mode)) {
        return err_set(err, ERR_IO, "%s: is not a regular file", path);
    }
    if (st.st_size == 0) {
        return err_set(err, ERR_SYNTAX,
                       "%s: is an empty file, no dossier; remove it and it "
                       "will be made",
                       path);
    }
    return true;
}

/* SQLite takes names like ":memory:" and "file:x?mode=memory" for something
 * else than a file; a path that starts with '/' or './' is only a path. */
static void add_plain_path(struct buf *out, const char *path)
{
    if (path[0] != '/') {
        buf_add_str(out, "./");
    }
    buf_add_str(out, path);
}

static bool connect(struct record *record, struct err *err)
{
    struct buf path = {0};
    struct err first = {0};
    bool ok;

    add_plain_path(&path, record->path);
    ok = sqlite3_open_v2(path.ptr, &record->db, SQLITE_OPEN_READWRITE, NULL) ==
         SQLITE_OK;
    buf_release(&path);
    ok = ok ? set_up(record, &first) : db_fail(record, &first);
    if (ok) {
        return true;
    }
    if (record->mode != RECORD_READ || first.code != ERR_IO) {
        (void)err_set(err, first.code, "%s", first.text);
    }
    return false;
}

/* A finished dossier in a folder that cannot be written to: SQLite cannot
 * make its side files there, and nobody else can either. */
static bool connect_immutable(struct record *record, struct err *err)
{
    struct buf name = {0};
    bool ok;

    if (err->code != ERR_NONE) {
        return false;
    }
    disconnect(record);
    buf_printf(&name, "%s-wal", record->path);
    if (file_exists(name.ptr)) {
        buf_release(&name);
        return err_set(err, ERR_IO,
                       "%s: is being written to or was cut off, and its "
                       "folder cannot be written to",
                       record->path);
    }
    buf_clear(&name);
    buf_add_str(&name, record->path[0] == '/' ? "file:" : "file:./");
    for (const char *at = record->path; *at != '\0'; at++) {
        if (strchr("?#%", *at) != NULL) {
            buf_printf(&name, "%%%02X", (unsigned)*at);
        } else {
            buf_add_char(&name, *at);
        }
    }
    buf_add_str(&name, "?immutable=1");
    ok = sqlite3_open_v2(name.ptr, &record->db,
                         SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                         NULL) == SQLITE_OK;
    buf_release(&name);
    return ok ? set_up(record, err) : db_fail(record, err);
}

/* A dossier may come from somebody else: its schema is not trusted. */
static bool set_up(struct record *record, struct err *err)
{
    sqlite3 *db = record->db;
    bool reading = record->mode == RECORD_READ;

    (void)sqlite3_extended_result_codes(db, 1);
    (void)sqlite3_busy_timeout(db, WAIT_MS);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    if (!reading && sqlite3_db_readonly(db, "main") == 1) {
        return err_set(err, ERR_IO, "%s: cannot be written to", record->path);
    }
    return check_application(record, err) &&
           db_exec(record, sql_text(SQL_OPEN_ALWAYS), err) &&
           (reading || db_exec(record, sql_text(SQL_OPEN_TO_WRITE), err)) &&
           migrate_to_current(record, err) && match_register(record, err) &&
           (!reading || db_exec(record, sql_text(SQL_OPEN_TO_READ), err));
}

/* Refuse the databases of other programs before anything is changed. */
static bool check_application(struct record *record, struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(record, SQL_APPLICATION, err);
    bool row = false;
    bool ok = stmt != NULL && db_step(record, stmt, &row, err);

    ok = ok && ((row && sqlite3_column_int(stmt, 0) == APPLICATION_ID) ||
                err_set(err, ERR_SYNTAX, "%s: is no dossier", record->path));
    (void)sqlite3_reset(stmt);
    return ok;
}

static void disconnect(struct record *record)
{
    db_forget(record);
    (void)sqlite3_close(record->db);
    record->db = NULL;
}

/* --- making a dossier --- */

static bool fill(struct record *record, struct err *err)
{
    struct buf path = {0};
    bool ok;

    add_plain_path(&path, record->path);
    ok = sqlite3_open_v2(path.ptr, &record->db, SQLITE_OPEN_READWRITE, NULL) ==
             SQLITE_OK ||
         db_fail(record, err);
    buf_release(&path);
    ok = ok && db_exec(record, sql_text(SQL_OPEN_TO_MAKE), err) &&
         migrate_to_current(record, err) &&
         db_exec(record, sql_text(SQL_MAKE_DURABLE), err);
    disconnect(record);
    return ok;
}

/* A new name in a folder is durable when the folder is. */
static void sync_folder(const char *path)
{
    struct buf folder = {0};
    const char *slash = strrchr(path, '/');
    int fd;

    buf_add(&folder, path, slash != NULL ? (size_t)(slash - path) + 1 : 0);
    buf_add_char(&folder, '.');
    fd = open(folder.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        (void)close(fd);
    }
    buf_release(&folder);
}

/* Give the finished file its name, unless another process was faster.  Some
 * file systems know no links: there the name is taken by renaming. */
static bool take_name(const char *made, const char *path, bool *mine,
                      struct err *err)
{
    *mine = link(made, path) == 0;
    if (*mine || errno == EEXIST) {
        return true;
    }
    *mine = rename(made, path) == 0;
    return *mine || fail(path, err);
}

static bool make_dossier(const char *path, bool *made, struct err *err)
{
    struct record record = {0};
    struct buf temp = {0};
    bool ok;
    int fd;

    buf_printf(&temp, "%s.%ld.new", path, (long)getpid());
    (void)unlink(temp.ptr);
    fd = open(temp.ptr, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0) {
        ok = fail(path, err);
        buf_release(&temp);
        return ok;
    }
    (void)close(fd);
    record.path = temp.ptr;
    ok = fill(&record, err) && take_name(temp.ptr, path, made, err);
    (void)unlink(temp.ptr);
    sync_folder(path);
    buf_release(&temp);
    return ok;
}
