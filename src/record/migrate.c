#include "record/migrate_int.h"

static bool read_version(struct record *record, int *version, struct err *err);
static bool run_steps(struct record *record, const struct migration *step,
                      size_t steps, struct err *err);

bool migrate_to_current(struct record *record, struct err *err)
{
    const struct migration step[] = {
        {1, sql_text(SQL_SCHEMA_1)},   {2, sql_text(SQL_SCHEMA_2)},
        {3, sql_text(SQL_SCHEMA_3)},   {4, sql_text(SQL_SCHEMA_4)},
        {5, sql_text(SQL_SCHEMA_5)},   {6, sql_text(SQL_SCHEMA_6)},
        {7, sql_text(SQL_SCHEMA_7)},   {8, sql_text(SQL_SCHEMA_8)},
        {9, sql_text(SQL_SCHEMA_9)},   {10, sql_text(SQL_SCHEMA_10)},
        {11, sql_text(SQL_SCHEMA_11)}, {12, sql_text(SQL_SCHEMA_12)},
        {13, sql_text(SQL_SCHEMA_13)},
    };

    return migrate(record, step, sizeof step / sizeof step[0], err);
}

bool migrate(struct record *record, const struct migration *step, size_t steps,
             struct err *err)
{
    int newest = step[steps - 1].to;
    int version;

    if (!read_version(record, &version, err)) {
        return false;
    }
    if (version > newest) {
        return err_set(err, ERR_SYNTAX,
                       "%s: was made by a newer demarche (schema %d, this one "
                       "knows up to %d)",
                       record->path, version, newest);
    }
    if (version == newest) {
        return true;
    }
    if (!db_exec(record, "BEGIN IMMEDIATE", err)) {
        return false;
    }
    if (!run_steps(record, step, steps, err) ||
        !db_exec(record, "COMMIT", err)) {
        (void)sqlite3_exec(record->db, "ROLLBACK", NULL, NULL, NULL);
        return false;
    }
    return true;
}

/* The version is read again: another process may have been faster. */
static bool run_steps(struct record *record, const struct migration *step,
                      size_t steps, struct err *err)
{
    int version;

    if (!read_version(record, &version, err)) {
        return false;
    }
    for (size_t i = 0; i < steps; i++) {
        if (step[i].to <= version) {
            continue;
        }
        if (step[i].to != version + 1 || !db_exec(record, step[i].text, err) ||
            !read_version(record, &version, err) || version != step[i].to) {
            return err_set(err, ERR_INTERNAL,
                           "%s: cannot bring schema %d to %d", record->path,
                           version, step[i].to);
        }
    }
    return true;
}

static bool read_version(struct record *record, int *version, struct err *err)
{
    sqlite3_stmt *stmt = db_stmt(record, SQL_VERSION, err);
    bool row = false;
    bool ok = stmt != NULL && db_step(record, stmt, &row, err);

    *version = row ? sqlite3_column_int(stmt, 0) : 0;
    (void)sqlite3_reset(stmt);
    return ok;
}
